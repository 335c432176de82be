"""A plan laid out for reading, in one language: what text, Markdown and HTML all show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from arshjul.almanac.names import short_date
from arshjul.errors import ArshjulError
from arshjul.model.invitation import Invitation
from arshjul.model.plan import Action, Change, GuardName, Plan
from arshjul.planning.people import PersonPlan, per_person
from arshjul.planning.sameness import moved
from arshjul.render.plan import words
from arshjul.text import Language, Text

MANY = 20
"""Changes above which they are grouped by series, and new meetings listed by their days alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs. `old` and `new` are lists: agendas and guests have several, most things one or none."""

    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change. `old_when` is "" unless the meeting moves; `note` says why, or what the meeting is called."""

    action: Action
    key: str
    was: str
    title: str
    old_when: str
    when: str
    note: str
    rows: tuple[Row, ...]

    @property
    def sign(self) -> str:
        return words.SIGNS[self.action]


@dataclass(frozen=True, slots=True)
class News:
    """New meetings of one series at the same hours, by day."""

    hours: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one series in a long plan."""

    series: str
    title: str
    entries: tuple[Entry, ...]
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    counts: str


@dataclass(frozen=True, slots=True)
class Stop:
    """What the plan does not touch, or what stops an apply. `what` is "" when it is the whole plan."""

    what: str
    why: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Either `entries` (a short plan, in date order) or `groups` (a long one) are there; texts are "" for nothing.

    `command` applies the plan; with guards, it states their numbers. Where guests are to be told through a new channel,
    it shows that plan first.
    """

    language: Language
    name: str
    title: str
    pending: bool
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]
    standing: str
    waiting: str
    people: tuple[Person, ...]
    blocked: tuple[Stop, ...]
    drift: tuple[Stop, ...]
    obstacles: tuple[Stop, ...]
    guards: tuple[str, ...]
    summary: str
    closing: str
    command: str


class Drifted(Protocol):
    """A meeting that somebody has changed where mails or calendars lie (usecases.drift.Drift)."""

    @property
    def invitation(self) -> Invitation: ...
    @property
    def why(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed after `plan`: the command that is shown says it again. `file` is "" when none was named."""

    file: str = ""
    silent: bool = False
    new_channel: bool = False


AS_IT_IS = Typed()


def view(
    plan: Plan,
    language: Language,
    obstacles: Iterable[ArshjulError] = (),
    drift: Iterable[Drifted] = (),
    typed: Typed = AS_IT_IS,
) -> View:
    """`obstacles` stop an apply beside the guards."""
    people = per_person(plan)
    many = len(plan.changes) > MANY
    return View(
        language=language,
        name=words.name_of(plan),
        title=words.heading(plan),
        pending=plan.pending,
        entries=() if many else tuple(_entry(change, language) for change in plan.changes),
        groups=tuple(_groups(plan.changes, language)) if many else (),
        standing=words.standing(plan, language),
        waiting=words.waiting(plan, language),
        people=tuple(_people(people, language)),
        blocked=tuple(Stop(one.what, one.why.to(language), one.cure.to(language)) for one in plan.blocked),
        drift=tuple(Stop(str(one.invitation.key), one.why.to(language), "") for one in drift),
        obstacles=tuple(Stop("", one.message.to(language), one.cure.to(language)) for one in obstacles),
        guards=tuple(guard.message.to(language) for guard in plan.guards),
        summary=words.summary(plan, people, language),
        closing=words.closing(plan, people, language),
        command=" ".join(_command(plan, typed)) if plan.pending or plan.guards else "",
    )


def _command(plan: Plan, typed: Typed) -> Iterator[str]:
    stated = {guard.name: guard.number for guard in plan.guards}
    shows = GuardName.CHANNEL in stated and not typed.new_channel
    yield "arshjul plan" if shows else f"arshjul apply {words.name_of(plan)}"
    if typed.file:
        yield typed.file
    if typed.silent:
        yield "--silent"
    for name, number in stated.items():
        if name is GuardName.CHANNEL or not shows:
            yield f"--{name} {number}"


def _people(people: Sequence[PersonPlan], language: Language) -> Iterator[Person]:
    for one, name in zip(people, words.distinct_names([one.guest for one in people]), strict=True):
        yield Person(name, words.person_counts(one, language))


def _groups(changes: Sequence[Change], language: Language) -> Iterator[Group]:
    """By series, in the order in which their first change comes."""
    order = list(dict.fromkeys(change.key.series for change in changes))
    for series in order:
        mine = [change for change in changes if change.key.series == series]
        plainly_new = [change for change in mine if _is_plainly_new(change)]
        rest = [_entry(change, language) for change in mine if not _is_plainly_new(change)]
        titles = {change.invitation.title for change in mine}
        title = mine[0].invitation.title if len(titles) == 1 else ""
        yield Group(series, title, tuple(rest), tuple(_news(plainly_new, language)))


def _is_plainly_new(change: Change) -> bool:
    return change.action is Action.NEW and change.before is None


def _news(changes: Iterable[Change], language: Language) -> Iterator[News]:
    def hours(change: Change) -> str:
        return words.hours(change.invitation, language)

    for same, members in groupby(sorted(changes, key=hours), key=hours):
        days = tuple(short_date(change.invitation.start.date(), language) for change in members)
        yield News(same, days)


def _entry(change: Change, language: Language) -> Entry:
    before, after = change.before, change.invitation
    old_when, when = "", words.when(after, language)
    if before is not None and change.action is not Action.CANCELLED and moved(before, after):
        old_when, when = words.moved_when(before, after, language)
    return Entry(
        action=change.action,
        key=str(change.key),
        was=str(change.was or ""),
        title=after.title,
        old_when=old_when,
        when=when,
        note=_note(change),
        rows=tuple(_rows(change, language)),
    )


def _note(change: Change) -> str:
    """The reason of a move or a cancellation, else the title: an old reason says nothing of a new agenda."""
    told = change.action in (Action.MOVED, Action.CANCELLED)
    return (change.reason if told else "") or change.invitation.title


def _rows(change: Change, language: Language) -> Iterator[Row]:
    from arshjul.render.invitation_changes import change_rows

    if change.before is not None and change.action is not Action.CANCELLED:
        for one in change_rows(change.before, change.invitation, language):
            if one.field == "agenda":
                yield _agenda(one.label, one.old, one.new, language)
            elif one.field != "time":
                yield Row(one.label, _some(one.old), _some(one.new))
    if change.was:
        yield Row(Text("Hette", "Was").to(language), (), (str(change.was),))
    for field in change.fields:
        if field.field == "invite":
            yield Row(Text("Kallas", "Invited").to(language), _some(field.old), _some(field.new), listed=True)
    if told := words.audience(change, language):
        yield Row(Text("Brev till", "Mail to").to(language), (), (told,))


def _agenda(label: str, old: str, new: str, language: Language) -> Row:
    """The points that go and those that come; when neither does, their order is new."""
    was, will = old.split("\n") if old else [], new.split("\n") if new else []
    gone, come = tuple(one for one in was if one not in will), tuple(one for one in will if one not in was)
    if not gone and not come:
        return Row(label, (), (Text("ny ordning", "a new order").to(language),))
    return Row(label, gone, come, listed=True)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
