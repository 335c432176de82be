"""Writes docs/errors/README.md from the pages beside it: `python -m tests.support.indexes`, then read the diff."""

from __future__ import annotations

from tests.support.snippets import ROOT

FOLDER = ROOT / "docs/errors"
HEAD = """# Errors and warnings

`arshjul check` gives every problem a code. E must be mended; W is something to have thought of, and can be accepted
where it stands. Each page says why, and shows what the program prints in Swedish and English.

*Varje fel har en kod. E måste rättas, W bör någon ha tänkt på. Sidorna visar vad programmet skriver på svenska.*

| Code | What it is about |
|---|---|
"""


def index() -> str:
    """A row a page, in the order of the codes."""
    titles = [page.read_text("utf-8").splitlines()[0] for page in sorted(FOLDER.glob("[EW][0-9][0-9].md"))]
    rows = [title.removeprefix("# ").partition(": ") for title in titles]
    return HEAD + "".join(f"| [{code}]({code}.md) | {about} |\n" for code, _, about in rows)


if __name__ == "__main__":
    (FOLDER / "README.md").write_text(index(), encoding="utf-8")
