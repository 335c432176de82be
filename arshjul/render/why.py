"""What `why` shows: the rule, each step, the hour here and in UTC, the reminders, and the UID."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol

from arshjul.almanac.names import clock_range, full_date, long_date, short_date, short_moment, weekday
from arshjul.model.occurrence import Kind, Occurrence, Status, Step, StepKind
from arshjul.model.people import Contact
from arshjul.model.rhythm import ReminderRule
from arshjul.model.source import Origin
from arshjul.model.wheel import MeetingSeries, ReminderKind, Wheel
from arshjul.planning.reasons import step_text
from arshjul.render.paint import Paint, plain
from arshjul.render.reasons import rule_text
from arshjul.text import Language, Text

STATUSES = {
    Status.PLANNED: Text("planerat", "planned"),
    Status.MOVED: Text("flyttat", "moved"),
    Status.SET: Text("satt", "set"),
    Status.CANCELLED: Text("inställt", "cancelled"),
    Status.SKIPPED: Text("hoppas över", "skipped"),
    Status.WINDOW: Text("ännu utan datum", "no date yet"),
    Status.HELD: Text("hållet", "held"),
}

Row = tuple[Text, str]


class Reminder(Protocol):
    """What is shown of a reminder (planning.reminders.ReminderDue)."""

    @property
    def rule(self) -> ReminderRule: ...
    @property
    def kind(self) -> ReminderKind: ...
    @property
    def due(self) -> datetime: ...
    @property
    def contacts(self) -> tuple[Contact, ...]: ...


class Story(Protocol):
    """What is shown of an occurrence (usecases.why.Why)."""

    @property
    def wheel(self) -> Wheel: ...
    @property
    def chain(self) -> tuple[Occurrence, ...]: ...
    @property
    def uid(self) -> str: ...
    @property
    def rule_at(self) -> Origin: ...
    @property
    def changes(self) -> tuple[Origin, ...]: ...
    @property
    def reminders(self) -> Sequence[Reminder]: ...


def why_text(story: Story, language: Language, paint: Paint = plain) -> str:
    """Labels to the left, facts to the right, in the order in which things happened."""
    one = story.chain[0]
    rows = [
        *_parents(story, language),
        *_origin(story, language),
        *_result(story, language),
        *_reminders(story, language),
        (Text("uid", "uid"), story.uid),
    ]
    width = max(len(label.to(language)) for label, _ in rows) + 2
    lines = [paint(one.title, "title"), f"{one.key}  {STATUSES[one.status].to(language)}", ""]
    previous = ""
    for label, fact in rows:
        word = label.to(language)
        shown = "" if word == previous else word
        lines.append(f"  {paint(shown.ljust(width), 'quiet')}{fact}".rstrip())
        previous = word
    return "\n".join(lines)


def _origin(story: Story, language: Language) -> Iterator[Row]:
    one = story.chain[0]
    place = f"  ({story.rule_at.file}:{story.rule_at.line})" if story.rule_at.line else ""
    yield Text("regel", "rule"), rule_text(one.item.rhythm, one.rule, language) + place
    if one.kind is Kind.WINDOW:
        last = one.last or one.day
        yield Text("fönster", "window"), f"{short_date(one.day, language)} – {short_date(last, language)} {last.year}"
        return
    yield Text("gav", "gave"), f"{weekday(one.nominal, language)} {full_date(one.nominal, language)}"
    for step in one.steps:
        if step.kind is StepKind.CHAIN and len(story.chain) > 1:
            continue  # its parent has been told of
        yield Text("sedan", "then"), _with_author(step, story, language)
    for at in story.changes:
        yield Text("ändrat i", "changed in"), f"{at.file}:{at.line}"


def _with_author(step: Step, story: Story, language: Language) -> str:
    person = story.wheel.directory.people.get(step.by)
    name = person.name if person else step.by
    deadline = not isinstance(story.chain[0].item, MeetingSeries)
    return step_text(step, language, deadline=deadline) + (f" ({name})" if name else "")


def _parents(story: Story, language: Language) -> Iterator[Row]:
    """What it hangs on, topmost first, and what made that what it is."""
    label = Text("hänger på", "hangs on")
    for parent in reversed(story.chain[1:]):
        yield label, f"{parent.key}, {short_date(parent.day, language)}"
        yield label, f"  {rule_text(parent.item.rhythm, parent.rule, language)}"
        yield label, f"  {Text('gav', 'gave').to(language)} {short_date(parent.nominal, language)}"
        for step in parent.steps:
            yield label, f"  {step_text(step, language)}"


def _result(story: Story, language: Language) -> Iterator[Row]:
    one = story.chain[0]
    if not one.happens or one.kind is Kind.WINDOW:
        return
    clock = f" {clock_range(one.time, language)}" if one.time else ""
    yield Text("står", "stands"), f"{long_date(one.day, language)}{clock} ({story.wheel.timezone})"
    if one.time:
        start, end = one.start.astimezone(UTC), one.end.astimezone(UTC)
        yield Text("utc", "utc"), f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
    online = one.item.online if isinstance(one.item, MeetingSeries) else ""
    for place in filter(None, (one.place, online)):
        yield Text("plats", "place"), place


def _reminders(story: Story, language: Language) -> Iterator[Row]:
    zone = story.wheel.zone
    for due in story.reminders:
        when = short_moment(due.due.astimezone(zone), language)
        names = ", ".join(contact.name for contact in due.contacts) or Text("ingen", "nobody").to(language)
        yield Text("påminner", "reminds"), f"{when}  {due.kind.id} → {names}"
