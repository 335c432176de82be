"""What the docs show: fenced blocks with the words on their fence, tables, and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ANYTHING = "…"
"""A line of its own that stands for any number of lines."""

_FENCE = re.compile(r"^```(?P<info>\S.*)?$")
_LINK = re.compile(r"(?<!\!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block. `kind` is the first word on the fence ("toml"), `words` the rest; `line` is the fence's own."""

    page: Path
    line: int
    kind: str
    words: tuple[str, ...]
    text: str

    def word(self, key: str) -> str:
        """The value of `key=value` on the fence, or "" without one."""
        return next((word.partition("=")[2] for word in self.words if word.startswith(f"{key}=")), "")

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


@dataclass(frozen=True, slots=True)
class Command:
    """What stands after `$ `, and the lines that should follow."""

    line: str
    output: str


def pages() -> list[Path]:
    """Every page that people read."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def fences(page: Path) -> Iterator[Fence]:
    inside: tuple[int, list[str]] | None = None
    body: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        match = _FENCE.match(line)
        if inside is None and match:
            inside, body = (number, (match["info"] or "").split()), []
        elif inside is not None and line == "```":
            start, info = inside
            yield Fence(page, start, info[0] if info else "", tuple(info[1:]), "".join(f"{one}\n" for one in body))
            inside = None
        elif inside is not None:
            body.append(line)
    if inside is not None:
        raise ValueError(f"{page}:{inside[0]}: the fence is never closed")


def append(file: Path, fence: Fence) -> None:
    """What the page tells its reader to add to a file."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"\n{fence.text}")


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    text = page.read_text(encoding="utf-8")
    for fence in fences(page):
        text = text.replace(f"\n{fence.text}```", "\n```", 1) if fence.text else text
    return text


def table_rows(text: str, first: str) -> Iterator[list[str]]:
    """The cells of every row in tables whose first heading is `first`."""
    inside = False
    for line in text.splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0] == first:
            inside = True
        elif inside and not set(cells[0]) <= set("-: "):
            yield cells


def links(page: Path) -> Iterator[str]:
    """Targets inside the project."""
    for match in _LINK.finditer(prose(page)):
        if not re.match(r"[a-z]+:", match["target"]):
            yield match["target"]


def anchors(page: Path) -> set[str]:
    """The names that GitHub gives the headings."""
    headings = re.findall(r"^#{1,6} (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands(fence: Fence) -> list[Command]:
    """The commands of a console block, each with its output."""
    found: list[tuple[str, list[str]]] = []
    for line in fence.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return [Command(line, "".join(f"{one}\n" for one in output).rstrip("\n")) for line, output in found]


def agrees(shown: str, real: str) -> bool:
    """Whether `shown` is `real`, its `…` lines aside."""
    parts = [re.escape(line) if line.strip() != ANYTHING else None for line in shown.splitlines()]
    pattern = "".join(r"(?:.*\n)*" if part is None else rf"{part}[ ]*\n" for part in parts)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in real.rstrip("\n").splitlines())) is not None
