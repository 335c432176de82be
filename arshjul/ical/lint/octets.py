"""The bytes themselves: line endings, lengths, UTF-8, control characters; and unfolding into content lines."""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.ical.lint.findings import Finding, finding
from arshjul.text import LINES

MAX_OCTETS = 75
_BOM = b"\xef\xbb\xbf"
_ALLOWED = {0x09}


def check(data: bytes) -> Iterator[Finding]:
    """Every physical line by itself."""
    if data.startswith(_BOM):
        yield finding("bom", 1)
    wrong: list[int] = []
    for number, line, ending in _physical(data.removeprefix(_BOM)):
        if ending != b"\r\n":
            wrong.append(number)
        yield from _line(number, line)
    if wrong:  # a program that ends one line wrong ends them all so: said once
        yield finding("line-ending", wrong[0], LINES.of(len(wrong)))


def unfold(data: bytes) -> Iterator[tuple[int, str]]:
    """Content lines with the number of their first physical line. What is not UTF-8 becomes U+FFFD."""
    start, gathered = 0, b""
    for number, line, _ending in _physical(data.removeprefix(_BOM)):
        if line[:1] in (b" ", b"\t") and start:
            gathered += line[1:]
            continue
        if start:
            yield start, gathered.decode("utf-8", "replace")
        start, gathered = (number, line) if line else (0, b"")
    if start:
        yield start, gathered.decode("utf-8", "replace")


def _physical(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, content and ending of every line. A lone CR ends none: it is a control character."""
    number = position = 0
    while position < len(data):
        number += 1
        stop = data.find(b"\n", position)
        line = data[position:] if stop < 0 else data[position : stop + 1]
        position += len(line)
        ending = b"\r\n" if line.endswith(b"\r\n") else line[-1:] if line.endswith(b"\n") else b""
        yield number, line.removesuffix(ending), ending


def _line(number: int, line: bytes) -> Iterator[Finding]:
    if not line:
        yield finding("blank-line", number)
    if len(line) > MAX_OCTETS:
        yield finding("long-line", number, len(line))
    for octet in sorted({octet for octet in line if (octet < 0x20 and octet not in _ALLOWED) or octet == 0x7F}):
        yield finding("control-character", number, f"U+{octet:04X}")
    yield from _encoding(number, line)


def _encoding(number: int, line: bytes) -> Iterator[Finding]:
    """A line that starts or ends inside a character was folded there, if the rest of it is UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        yield finding("split-character" if _cut(line) else "not-utf8", number)


def _cut(line: bytes) -> bool:
    start = 1 if line[:1] in (b" ", b"\t") else 0
    body = line[start:]
    while body and start and 0x80 <= body[0] < 0xC0:
        body = body[1:]
    for missing in range(4):
        try:
            body[: len(body) - missing].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return missing == 0 or body[-missing] >= 0xC0
    return False
