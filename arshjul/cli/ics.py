"""`arshjul ics`: write the wheel's calendar files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from arshjul import clock
from arshjul.cli import candidates
from arshjul.cli.common import Session, cli_command, cli_option, file_argument, json_option, pass_session
from arshjul.cli.terminal import emit_json, show
from arshjul.cli.typed import FilePath
from arshjul.text import Language, Noun, Text

if TYPE_CHECKING:
    from arshjul.usecases.calendars import WriteReport


@cli_command(
    "ics",
    example="arshjul ics --out out/calendars\narshjul ics schedules/2027.toml --out /srv/kalender --person dana",
    more=Text(
        "Skriver all.ics, area/OMRÅDE.ics och meeting/SERIE-TILLFÄLLE.ics, som inte har en enda adress och får "
        "publiceras, och person/PERSON.ics, som bara du kan läsa. Bara det som har ändrats skrivs.",
        "Writes all.ics, area/AREA.ics and meeting/SERIES-SLOT.ics, which hold no address at all and may be "
        "published, and person/PERSON.ics, which only you can read. Only what has changed is written.",
    ),
)
@file_argument
@cli_option(
    "--out",
    required=True,
    type=FilePath(),
    metavar=Text("MAPP", "FOLDER"),
    about=Text("mappen att skriva i; skapas om den saknas", "the folder to write to; made when it is missing"),
)
@cli_option(
    "--person",
    "people",
    multiple=True,
    metavar=Text("PERSON", "PERSON"),
    about=Text("bara de här personernas filer (kan upprepas)", "only these persons' files (may be repeated)"),
    shell_complete=candidates.people,
)
@json_option
@pass_session
def command(session: Session, file: Path | None, out: Path, people: tuple[str, ...]) -> None:
    """Load, write, and tell what was written."""
    from arshjul.usecases.calendars import write_calendars
    from arshjul.usecases.identities import identities
    from arshjul.usecases.load import load_valid

    ready = load_valid(session.wheel_file(file), session.today)
    report = write_calendars(ready, out, clock.now(), people, identities(session.config, ready.wheel.id))
    if session.json:
        emit_json(_json(report, out))
    else:
        show("\n".join(_lines(report, out, session.reader_language(ready.wheel.language))))


def _json(report: WriteReport, out: Path) -> dict[str, object]:
    return {
        "out": out.as_posix(),
        "written": _names(report.written, out),
        "unchanged": _names(report.unchanged, out),
        "removed": _names(report.removed, out),
    }


_WRITTEN = Noun(Text("fil skriven", "file written"), Text("filer skrivna", "files written"))
_UNCHANGED = Noun(Text("oförändrad", "unchanged"), Text("oförändrade", "unchanged"))
_REMOVED = Noun(Text("borttagen", "removed"), Text("borttagna", "removed"))


def _names(paths: Iterable[Path], out: Path) -> list[str]:
    return [path.relative_to(out).as_posix() for path in paths]


def _lines(report: WriteReport, out: Path, language: Language) -> list[str]:
    """A head with the counts, then what was written by folder and what was removed by name."""
    written, unchanged, removed = len(report.written), len(report.unchanged), len(report.removed)
    head = f"{out}: {_WRITTEN.of(written).to(language)}, {_UNCHANGED.of(unchanged).to(language)}"
    if removed:
        head += f", {_REMOVED.of(removed).to(language)}"
    folders = Counter(name.rpartition("/")[0] for name in _names(report.written, out))
    lines = ["  all.ics"] if folders.pop("", 0) else []
    for folder, count in folders.items():
        private = Text("  bara för dig: publicera dem inte", "  for you alone: do not publish them").to(language)
        lines.append(f"  {folder + '/':<9}{count:>4}{private if folder == 'person' else ''}")
    gone = Text("borttagen", "removed").to(language)
    lines += [f"  {gone}: {name}" for name in _names(report.removed, out)]
    return [head, *lines]
