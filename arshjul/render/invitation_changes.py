"""What differs between a meeting as a guest knows it and as it will be: a row for each thing, and a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from arshjul.model.invitation import Invitation
from arshjul.model.plan import FieldChange
from arshjul.planning.sameness import field_changes
from arshjul.render.invitation_context import ChangeRow
from arshjul.render.mail_when import days_of, when_of
from arshjul.text import Language, Text

_MOST = 3
"""Things that a subject counts up."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """How a row shows one thing, and what the summary calls a new one; `gone`, when there is none any more."""

    label: Text
    shown: Callable[[Invitation, Language], str]
    new: Text
    gone: Text | None = None


def _when(meeting: Invitation, language: Language) -> str:
    when = when_of(meeting, language)
    return f"{when.long_date} {when.time}".rstrip()


def _alarm(meeting: Invitation, language: Language) -> str:
    minutes = meeting.alarm_minutes
    return "" if minutes is None else Text(f"{minutes} min före", f"{minutes} min before").to(language)


def _open(meeting: Invitation, language: Language) -> str:
    return (Text("ja", "yes") if meeting.open else Text("nej", "no")).to(language)


def _guests(meeting: Invitation, language: Language) -> str:
    return (Text("visas", "shown") if meeting.guests_visible else Text("visas inte", "not shown")).to(language)


_THINGS = {
    "time": _Thing(Text("När", "When"), _when, Text("ny tidszon", "new time zone")),
    "title": _Thing(Text("Möte", "Meeting"), lambda m, _: m.title, Text("ny rubrik", "new title")),
    "place": _Thing(Text("Plats", "Place"), lambda m, _: m.place, Text("ny lokal", "new place"),
                    Text("ingen lokal", "no place")),
    "online": _Thing(Text("Digitalt", "Online"), lambda m, _: m.online, Text("ny länk", "new link"),
                     Text("ingen länk", "no link")),
    "organiser": _Thing(Text("Mötesägare", "Organiser"), lambda m, _: m.organiser.name,
                        Text("ny mötesägare", "new organiser")),
    "agenda": _Thing(Text("Dagordning", "Agenda"), lambda m, _: "\n".join(m.agenda),
                     Text("ny dagordning", "new agenda"), Text("ingen dagordning", "no agenda")),
    "note": _Thing(Text("Att veta", "Note"), lambda m, _: m.note, Text("ny information", "new information"),
                   Text("en upplysning struken", "a note removed")),
    "area": _Thing(Text("Område", "Area"), lambda m, _: m.area_name, Text("nytt område", "new area")),
    "open": _Thing(Text("Öppet möte", "Open meeting"), _open, Text("öppet eller slutet", "open or closed")),
    "guests": _Thing(Text("Deltagarna", "Guests"), _guests, Text("deltagarlistan", "the list of guests")),
    "alarm": _Thing(Text("Larm", "Alarm"), _alarm, Text("nytt larm", "new alarm"), Text("inget larm", "no alarm")),
}  # fmt: skip
"""By the file's word for it, as `field_changes` names them. Who else is invited is no news to a guest."""


def change_rows(before: Invitation, after: Invitation, language: Language) -> tuple[ChangeRow, ...]:
    """Each thing that differs to a guest, the time first."""
    return tuple(_row(change, before, after, language) for change in _told(before, after))


def _told(before: Invitation, after: Invitation) -> Iterator[FieldChange]:
    return (change for change in field_changes(before, after) if change.field in _THINGS)


def _row(change: FieldChange, before: Invitation, after: Invitation, language: Language) -> ChangeRow:
    thing = _THINGS[change.field]
    old, new = thing.shown(before, language), thing.shown(after, language)
    if old == new and change.field == "time":
        old, new = f"{old} ({before.start.tzinfo})", f"{new} ({after.start.tzinfo})"
    elif old == new:  # an organiser with another address
        old, new = change.old, change.new
    return ChangeRow(change.field, thing.label.to(language), old, new)


def summary(before: Invitation, after: Invitation, language: Language) -> str:
    """«14 maj → 21 maj, ny lokal», as a subject says it."""
    words = [_words(change, before, after, language) for change in _told(before, after)]
    more = Text(" m.m.", " and more").to(language) if len(words) > _MOST else ""
    return ", ".join(words[:_MOST]) + more


def _words(change: FieldChange, before: Invitation, after: Invitation, language: Language) -> str:
    thing = _THINGS[change.field]
    if change.field == "time":
        return _time_words(before, after, language) or thing.new.to(language)
    return (thing.new if change.new or thing.gone is None else thing.gone).to(language)


def _time_words(before: Invitation, after: Invitation, language: Language) -> str:
    """«14 maj → 21 maj», the hours only where they differ; "" when only the zone does."""
    old, new = when_of(before, language), when_of(after, language)
    if before.all_day != after.all_day:
        return f"{old.when} → {new.when}"
    if days_of(before) != days_of(after):
        hours = Text(f", ny tid {new.time}", f", new time {new.time}").to(language) if old.time != new.time else ""
        return f"{old.day_month} → {new.day_month}{hours}"
    return f"{old.when} → {new.start}–{new.end}" if old.time != new.time else ""
