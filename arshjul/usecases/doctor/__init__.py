"""`doctor`: look at everything the program stands on, and say how to cure what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.refusals import why_unreadable
from arshjul.render.paint import Paint, Role, plain
from arshjul.text import Language, Text
from arshjul.usecases.doctor import files, sending, system
from arshjul.usecases.doctor.findings import Finding, Grade
from arshjul.usecases.doctor.web import look_at_web
from arshjul.usecases.load import Loaded, load
from arshjul.usecases.wheels import find_wheels

__all__ = ["Finding", "doctor", "doctor_json", "doctor_text", "lint_file"]

MOST_BYTES = 50 * 1024 * 1024
"""Of a calendar file. All of a large region's, in ten years, is a tenth of it."""
WORDS: dict[Grade, Text] = {
    "ok": Text("ok", "ok"),
    "warning": Text("varning", "warning"),
    "error": Text("fel", "error"),
}
_ROLES: dict[Grade, Role] = {"ok": "good", "warning": "warning", "error": "error"}


def doctor(config: Config, now: datetime) -> Iterator[Finding]:
    """Every finding as it is made, since the way out may take its time. Sends and changes nothing."""
    wheels = tuple(load(path, now.astimezone().date()) for path in find_wheels(config))
    yield from system.look(now)
    yield from files.look_at_settings(config)
    yield from files.look_at_wheels(wheels)
    yield from files.look_at_mailboxes(config, wheels)
    yield from files.look_at_folders(config)
    yield from look_at_web(config)
    yield from sending.look_at_ledger(config, now, sending=_anyone_sends(wheels))
    yield from sending.look_at_transport(config)
    yield from sending.look_at_mails(config, wheels, now)


def _anyone_sends(wheels: tuple[Loaded, ...]) -> bool:
    return any(loaded.wheel is not None and loaded.wheel.active and not loaded.errors for loaded in wheels)


def doctor_text(finding: Finding, language: Language, paint: Paint = plain) -> str:
    """«ok       liggare        var/arshjul.db», and the cure below when there is one."""
    word = paint(f"{WORDS[finding.grade].to(language):<8}", _ROLES[finding.grade])
    lines = [f"{word} {finding.name.to(language):<15} {finding.detail.to(language)}"]
    if cure := finding.cure.to(language):
        lines.append(f"{'':24} {Text('gör', 'do').to(language)}: {cure}")
    return "\n".join(lines)


def doctor_json(findings: Iterable[Finding], language: Language) -> dict[str, Any]:
    listed = list(findings)
    return {
        "healthy": all(finding.grade != "error" for finding in listed),
        "findings": [
            {
                "name": finding.name.to(language),
                "grade": finding.grade,
                "detail": finding.detail.to(language),
                "cure": finding.cure.to(language),
            }
            for finding in listed
        ],
    }


def lint_file(path: Path) -> tuple[Finding, ...]:
    """What is wrong with any .ics file, a finding a fault. Raises ArshjulError when it cannot be read or is no file."""
    from arshjul.ical.lint import lint

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = why_unreadable(error)
        raise ArshjulError(
            Text(f"{path} går inte att läsa: {why.sv}", f"cannot read {path}: {why.en}"),
            Text("ange en kalenderfil som går att läsa", "name a calendar file that can be read"),
        ) from None
    if len(data) > MOST_BYTES:
        raise ArshjulError(Text(f"{path} är större än 50 MB", f"{path} is bigger than 50 MB"))
    return tuple(
        Finding(
            Text(f"rad {fault.line}", f"line {fault.line}"),
            "error",
            Text(
                f"{fault.message.sv} [{fault.rule}, {fault.section}]",
                f"{fault.message.en} [{fault.rule}, {fault.section}]",
            ),
        )
        for fault in lint(data)
    )
