"""A plan as Markdown, for a comment on a pull request: what a person wrote cannot become markup, link or mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from arshjul.render.plan.view import Entry, Group, Person, Row, Stop, View
from arshjul.render.plan.words import BLOCKED, DO, DRIFTED, GUARDS, MAILED, NEW, NOTHING_THERE, RECIPIENTS, STOPPED
from arshjul.text import Language, Text

_MARKUP = re.compile(r"([\\`*_{}\[\]()|~>])")
_ENTITIES = {"&": "&amp;", "<": "&lt;"}
_LIVE = re.compile(r"(?i)(@|#|\bhttps?(?=:)|\bwww(?=\.)|\bmailto(?=:))")
_HEADS = (Text("", ""), Text("Möte", "Meeting"), Text("När", "When"), Text("Vad", "What"))


def plan_markdown(view: View) -> str:
    """A heading, the sum, a table (a folded one for each series in a long plan), and last what stops it."""
    language = view.language
    parts: list[Iterable[str]] = [
        [f"## {escaped(view.title)}"],
        [f"**{escaped(view.closing)}**"],
        _table(view.entries, language),
        *(_group(group, language) for group in view.groups),
        [" · ".join(escaped(one) for one in (view.standing, view.waiting) if one)],
        _people(view.people, language),
        _stops(BLOCKED.to(language), view.blocked, language),
        _stops(DRIFTED.to(language), view.drift, language),
        _stops(STOPPED.to(language), view.obstacles, language),
        _guards(view),
        _command(view),
    ]
    return "\n\n".join(block for part in parts if (block := "\n".join(part))) + "\n"


def escaped(text: str) -> str:
    """`text` as it stands, on one line. Nobody is mentioned, nothing linked: an empty element parts the letters."""
    plain = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    for character, entity in _ENTITIES.items():
        plain = plain.replace(character, entity)
    return _LIVE.sub(r"\1<span></span>", plain)


def _table(entries: Iterable[Entry], language: Language) -> Iterator[str]:
    rows = [_entry(entry, language) for entry in entries]
    if rows:
        yield f"| {' | '.join(head.to(language) for head in _HEADS)} |"
        yield "|---|---|---|---|"
        yield from rows


def _entry(entry: Entry, language: Language) -> str:
    when = f"~~{escaped(entry.old_when)}~~ → {escaped(entry.when)}" if entry.old_when else escaped(entry.when)
    told = [escaped(entry.note), *(_row(row, language) for row in entry.rows)]
    return f"| {escaped(entry.sign)} | {escaped(entry.key)} | {when} | {'<br>'.join(told)} |"


def _row(row: Row, language: Language) -> str:
    label = f"*{escaped(row.label)}*"
    if row.listed:
        signed = [f"− {escaped(one)}" for one in row.old] + [f"\\+ {escaped(one)}" for one in row.new]
        return f"{label}: {'; '.join(signed)}"
    if row.old:
        return f"{label}: ~~{escaped(row.old[0])}~~ → {escaped(row.new[0] if row.new else NOTHING_THERE.to(language))}"
    return f"{label}: {escaped(row.new[0])}"


def _group(group: Group, language: Language) -> Iterator[str]:
    number = len(group.entries) + sum(len(news.days) for news in group.news)
    yield f"<details><summary>{escape(f'{group.series} ({number}) {group.title}'.rstrip())}</summary>\n"
    yield from _table(group.entries, language)
    if group.entries and group.news:
        yield ""
    for news in group.news:
        new = NEW.of(len(news.days)).to(language)
        yield f"- {new}, {escaped(news.hours)}: {escaped(', '.join(news.days))}"
    yield "\n</details>"


def _people(people: tuple[Person, ...], language: Language) -> Iterator[str]:
    if not people:
        return
    yield f"<details><summary>{MAILED.to(language)}: {RECIPIENTS.of(len(people)).to(language)}</summary>\n"
    for one in people:
        yield f"- {escaped(one.name)}: {escaped(one.counts)}"
    yield "\n</details>"


def _stops(title: str, stops: tuple[Stop, ...], language: Language) -> Iterator[str]:
    if stops:
        yield f"### ⚠ {escaped(title)}\n"
    for one in stops:
        what = f"{escaped(one.what)}: " if one.what else ""
        cure = f"<br>*{DO.to(language)}:* {escaped(one.cure)}" if one.cure else ""
        yield f"- {what}{escaped(one.why)}{cure}"


def _guards(view: View) -> Iterator[str]:
    if view.guards:
        yield f"### ⚠ {escaped(GUARDS.to(view.language))}\n"
        yield from (f"- {escaped(guard)}" for guard in view.guards)


def _command(view: View) -> Iterator[str]:
    if view.command and not view.obstacles:
        yield f"```\n{view.command.replace('`', '')}\n```"
