"""Writes what the program prints into the pages: `python -m tests.support.refresh_docs [PAGE…]`, then read the diff.

A `…` line in a block stays, and stands for what it stood for.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from datetime import date
from pathlib import Path

from tests.support.console import arshjul, play, workshop
from tests.support.pictures import on_the_page
from tests.support.snippets import ANYTHING, ROOT, Fence, append, fences, pages

PHRASE_ROW = re.compile(r"^\| `([^`]+)` \|[^|]*\|[^|]*\|$")


def refreshed(page: Path, folder: Path) -> str:
    """The page with its console blocks run anew, in order, in `folder`."""
    text = page.read_text(encoding="utf-8")
    for fence in fences(page):
        if file := fence.word("file"):
            (folder / file).write_text(fence.text, encoding="utf-8")
        if file := fence.word("append"):
            append(folder / file, fence)
        if fence.kind == "console" and "run" in fence.words:
            text = _replaced(text, fence, folder)
    return text


def _replaced(text: str, fence: Fence, folder: Path) -> str:
    blocks = [f"$ {command.line}\n{_elided(command.output, printed)}" for command, printed, _ in play(fence, folder)]
    head, shown = f"```{fence.kind} {' '.join(fence.words)}\n", "\n".join(blocks)
    return text.replace(f"{head}{fence.text}```\n", f"{head}{shown}```\n", 1)


def _elided(shown: str, printed: str) -> str:
    """What was printed, with the same stretches left out as `shown` leaves out (each stretch keeps its length)."""
    real = _trimmed(printed).splitlines()
    if ANYTHING not in shown.splitlines():
        return _trimmed(printed)
    kept: list[str] = []
    stretches = [
        stretch.split("\n") if stretch else []
        for stretch in re.split(rf"\n?^{ANYTHING}$\n?", shown, flags=re.MULTILINE)
    ]
    for number, stretch in enumerate(stretches):
        last = number == len(stretches) - 1
        start = 0 if number == 0 else len(real) - len(stretch) if last else _index(real, stretch[0])
        kept += [*real[start : start + len(stretch)], *([] if last else [ANYTHING])]
    return "".join(f"{line}\n" for line in kept)


def _index(real: list[str], line: str) -> int:
    return next(index for index, one in enumerate(real) if one.split()[:1] == line.split()[:1])


def _trimmed(printed: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in printed.rstrip("\n").splitlines())


def with_phrases(text: str, folder: Path) -> str:
    """The text with every table headed «phrase» filled in."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        inside = line.startswith("| phrase |") or (inside and line.startswith("|"))
        match = PHRASE_ROW.match(line) if inside else None
        lines.append(_phrase_row(match, folder) if match else line)
    return "".join(f"{line}\n" for line in lines)


def _phrase_row(match: re.Match[str], folder: Path) -> str:
    """The rule and the first days that `explain` gives."""
    printed, code = arshjul(f'arshjul explain "{match[1]}" --year 2027 --if-closed före --json', folder)
    if code:
        raise ValueError(f"{match[1]}: {printed}")
    meaning = json.loads(printed)
    rule = f"`{meaning['rrule']}`" if meaning["rrule"] else "–"
    return f"| `{match[1]}` | {rule} | {first_days(meaning['nominal'])} |"


def first_days(nominal: list[str]) -> str:
    """The first three, as a Swede writes them: "12/1, 9/2, 9/3 …"."""
    days = [date.fromisoformat(day) for day in nominal]
    shown = ", ".join(f"{day.day}/{day.month}" for day in days[:3])
    return shown + (" …" if len(days) > 3 else "")


def main(chosen: list[str]) -> None:
    os.environ.update(LC_ALL="sv_SE.UTF-8")
    for page in [Path(name).absolute() for name in chosen] or pages():
        with tempfile.TemporaryDirectory() as name:
            folder = workshop(Path(name))
            text = refreshed(page, folder)
            if page == ROOT / "docs/language.md":
                text = with_phrases(text, folder)
            page.write_text(text, encoding="utf-8")
    if not chosen:
        (ROOT / "docs/wheel.svg").write_text(on_the_page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
