"""Content lines become components within components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from arshjul.ical.lint.content import Property, has_lone_quote, take_apart
from arshjul.ical.lint.findings import Finding, finding

MAX_DEPTH = 8
"""A calendar is four deep; a file that goes on is no calendar, and should not exhaust the stack."""


@dataclass(slots=True)
class Component:
    """`line` is its BEGIN; the root has no name and line 0. Built by `build`, then only read."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        return next(self.every(name), None)

    def every(self, name: str) -> Iterator[Property]:
        return (found for found in self.properties if found.name == name)

    def value(self, name: str) -> str:
        """The first such property's raw value, "" when there is none."""
        found = self.first(name)
        return found.value if found else ""

    def within(self, *names: str) -> Iterator[Component]:
        """Its parts with one of the names."""
        return (part for part in self.parts if part.name in names)


def build(lines: Iterable[tuple[int, str]]) -> tuple[Component, list[Finding]]:
    """The root component, and what is wrong with single lines and with BEGIN and END."""
    root = Component("", 0)
    open_ones = [root]
    findings: list[Finding] = []
    for number, text in lines:
        found = take_apart(number, text)
        if found is None:
            findings.append(_not_a_line(number, text))
        elif found.name == "BEGIN" and len(open_ones) > MAX_DEPTH:
            findings.append(finding("too-deep", number))
        elif found.name == "BEGIN":
            part = Component(found.value.strip().upper(), number)
            open_ones[-1].parts.append(part)
            open_ones.append(part)
        elif found.name == "END":
            findings += _close(open_ones, found)
        else:
            open_ones[-1].properties.append(found)
    findings += [finding("begin-end", part.line, f"BEGIN:{part.name}") for part in open_ones[1:]]
    return root, findings


def _not_a_line(number: int, text: str) -> Finding:
    if has_lone_quote(text):
        return finding("lone-quote", number, text.split(";", 1)[0])
    return finding("not-a-line", number)


def _close(open_ones: list[Component], end: Property) -> list[Finding]:
    """Close the component that END names; what stands open inside it was never closed."""
    name = end.value.strip().upper()
    if name not in [part.name for part in open_ones[1:]]:
        return [finding("begin-end", end.line, f"END:{name}")]
    findings = []
    while (part := open_ones.pop()).name != name:
        findings.append(finding("begin-end", part.line, f"BEGIN:{part.name}"))
    return findings
