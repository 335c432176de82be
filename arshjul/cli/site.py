"""`arshjul site`: the public pages as files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from arshjul import clock
from arshjul.cli.common import Session, cli_argument, cli_command, json_option, pass_session
from arshjul.cli.terminal import emit_json, show
from arshjul.cli.typed import FilePath
from arshjul.text import Language, Noun, Text

if TYPE_CHECKING:
    from arshjul.usecases.site.write import SiteReport


@cli_command(
    "site",
    example="arshjul site out/site\narshjul site /srv/www/arshjul schedules/2026.toml schedules/2027.toml",
    more=Text(
        "Skriver årshjulet, agendan, en sida för varje område, serie och möte, och kalendrar att prenumerera på: på "
        "svenska och engelska, utan en enda adress till någon människa. Bara det som har ändrats skrivs, och bara det "
        "som kommandot självt har skrivit tas bort. Utan FIL visas alla aktiva hjul.",
        "Writes the wheel, the agenda, a page for each area, series and meeting, and calendars to subscribe to: in "
        "Swedish and English, without a single person's address. Only what has changed is written, and only what the "
        "command itself has written is removed. Without FILE every active wheel is shown.",
    ),
)
@cli_argument(
    "out",
    type=FilePath(),
    metavar=Text("MAPP", "FOLDER"),
    about=Text("mappen att skriva i; skapas om den saknas", "the folder to write to; made when it is missing"),
)
@cli_argument(
    "files",
    nargs=-1,
    type=FilePath(),
    metavar=Text("FIL", "FILE"),
    about=Text("hjulens filer; annars alla aktiva hjul", "the wheels' files; else every active wheel"),
)
@json_option
@pass_session
def command(session: Session, out: Path, files: tuple[Path, ...]) -> None:
    """Load, write, and tell what was written."""
    from arshjul.usecases.load import load_valid
    from arshjul.usecases.site import open_site
    from arshjul.usecases.site.write import write_site
    from arshjul.usecases.wheels import active_wheels

    now = clock.now()
    paths = files or active_wheels(session.config) or (session.wheel_file(None),)
    wheels = [load_valid(path, session.today) for path in paths]
    site = open_site(session.config, wheels, now, folder=True)
    report = write_site(site, out, now)
    if session.json:
        emit_json({"out": out.as_posix(), "written": report.written, "unchanged": report.unchanged,
                   "removed": report.removed})  # fmt: skip
    else:
        show("\n".join(_lines(report, out, session.reader_language(site.language))))


_WRITTEN = Noun(Text("fil skriven", "file written"), Text("filer skrivna", "files written"))
_UNCHANGED = Noun(Text("oförändrad", "unchanged"), Text("oförändrade", "unchanged"))
_REMOVED = Noun(Text("borttagen", "removed"), Text("borttagna", "removed"))


def _lines(report: SiteReport, out: Path, language: Language) -> list[str]:
    """A head with the counts, then what was written by folder, what was removed, and where to begin."""
    counts = [_WRITTEN.of(len(report.written)), _UNCHANGED.of(len(report.unchanged))]
    if report.removed:
        counts.append(_REMOVED.of(len(report.removed)))
    lines = [f"{out}: {', '.join(count.to(language) for count in counts)}"]
    folders = Counter(name.partition("/")[0] + "/" for name in report.written if "/" in name)
    lines += [f"  {folder:<9} {count}" for folder, count in sorted(folders.items())]
    lines += [f"  – {name}" for name in report.removed]
    begin = Text("Öppna i en webbläsare", "Open in a browser").to(language)
    return [*lines, f"{begin}: {out / 'index.html'}"]
