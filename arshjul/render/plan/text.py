"""A plan in a terminal: what happens to whom, and last what stops it."""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.model.plan import Action
from arshjul.render.paint import Paint, Role, plain
from arshjul.render.plan.quiet import standing_lines
from arshjul.render.plan.view import Entry, Group, Row, Stop, View
from arshjul.render.plan.words import BLOCKED, DO, DRIFTED, GUARDS, HOW, MAILED, NEW, NOTHING_THERE, STOPPED
from arshjul.text import Language

_ROLES: dict[Action, Role] = {Action.NEW: "good", Action.CANCELLED: "error"}


def plan_text(view: View, paint: Paint = plain, *, asking: bool = False) -> str:
    """Lines for people. `asking`: the question what to do comes after, so no command is shown."""
    parts = [
        list(_changes(view, paint)),
        list(_people(view, paint)),
        list(_stops(BLOCKED.to(view.language), view.blocked, view.language, paint)),
        list(_stops(DRIFTED.to(view.language), view.drift, view.language, paint)),
        [paint(view.closing, "title"), *_how(view, paint, asking=asking)],
        list(_stops(STOPPED.to(view.language), view.obstacles, view.language, paint)),
        list(_guards(view, paint)),
    ]
    if not any(parts[1:4]):  # nothing stands between a short plan and its last line
        parts[:5] = [parts[0] + parts[4]]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _changes(view: View, paint: Paint) -> Iterator[str]:
    for entry in view.entries:
        yield from _entry(entry, entry.key, "", view.language, paint)
    for group in view.groups:
        yield from _group(group, view.language, paint)
    yield from standing_lines(view.standing, view.waiting, paint)


def _group(group: Group, language: Language, paint: Paint) -> Iterator[str]:
    yield f"{paint(group.series, 'title')}  {group.title}".rstrip()
    for entry in group.entries:
        yield from _entry(entry, entry.key.partition("/")[2], "  ", language, paint)
    for news in group.news:
        number = NEW.of(len(news.days)).to(language)
        yield f"  {paint('+', 'good')} {number}, {news.hours}  {', '.join(news.days)}"


def _entry(entry: Entry, name: str, indent: str, language: Language, paint: Paint) -> Iterator[str]:
    sign = paint(entry.sign, _ROLES.get(entry.action, "warning"))
    when = f"{paint(entry.old_when, 'struck')} → {entry.when}" if entry.old_when else entry.when
    yield f"{indent}{sign} {name}  {when}  {entry.note}".rstrip()
    width = max((len(row.label) for row in entry.rows), default=0)
    for row in entry.rows:
        yield from _row(row, f"{indent}    ", width, language, paint)


def _row(row: Row, indent: str, width: int, language: Language, paint: Paint) -> Iterator[str]:
    head, margin = f"{indent}{paint(f'{row.label:<{width}}', 'quiet')}  ", f"{indent}{'':<{width}}  "
    if row.listed:
        lines = [f"− {one}" for one in row.old] + [f"+ {one}" for one in row.new]
        yield from (f"{margin if number else head}{line}" for number, line in enumerate(lines))
    elif row.old:
        new = row.new[0] if row.new else NOTHING_THERE.to(language)
        yield f"{head}{paint(row.old[0], 'struck')} → {new}"
    else:
        yield f"{head}{row.new[0]}"


def _people(view: View, paint: Paint) -> Iterator[str]:
    if view.people:
        yield paint(MAILED.to(view.language), "title")
    for one in view.people:
        yield f"  {one.name}: {one.counts}"


def _stops(title: str, stops: tuple[Stop, ...], language: Language, paint: Paint) -> Iterator[str]:
    if stops:
        yield paint(title, "error")
    for one in stops:
        yield f"  ! {one.what + '  ' if one.what else ''}{one.why}"
        if one.cure:
            yield f"    {DO.to(language)}: {one.cure}"


def _how(view: View, paint: Paint, *, asking: bool) -> Iterator[str]:
    if view.command and not (asking or view.guards or view.obstacles):
        yield paint(f"{HOW.to(view.language)}  {view.command}", "quiet")


def _guards(view: View, paint: Paint) -> Iterator[str]:
    if view.guards:
        yield paint(GUARDS.to(view.language), "error")
        yield from (f"  ! {guard}" for guard in view.guards)
        if not view.obstacles:
            yield f"    {DO.to(view.language)}: {view.command}"
