"""An occurrence as a calendar shows it: title, whole text, place and state, in the wheel's language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from arshjul.model.entry import CalendarEntry, EntryStatus
from arshjul.model.occurrence import Kind, Occurrence, Status
from arshjul.model.rhythm import Each
from arshjul.model.wheel import MeetingSeries, Wheel
from arshjul.planning.identity import uid
from arshjul.planning.wording import Words, area_name, place_name
from arshjul.text import Text

TITLES = {
    "cancelled": Text("Inställt: {title}", "Cancelled: {title}"),
    "cancelled deadline": Text("Inställd sista dag: {title}", "Cancelled deadline: {title}"),
    "deadline": Text("Sista dag: {title}", "Deadline: {title}"),
    "as needed": Text("{title} (vid behov)", "{title} (as needed)"),
    "each": Text("{title} (bokas när det passar)", "{title} (to be booked)"),
}


def entry(occurrence: Occurrence, wheel: Wheel, *, private: bool = False, alarm: bool = False) -> CalendarEntry:
    """The VEVENT of one occurrence; a skipped one has none (check `status` first).

    Without `private` there is no address in it, also where a person has written one in a text. With it the organiser's
    address stands in the text, and the guests' names when the series lets them see each other. Never ORGANIZER or
    ATTENDEE: this is a calendar to read, not an invitation. `alarm` gives a meeting the alarm of its series.
    DTSTAMP is the wheel's first day, so that the same wheel always gives the same bytes.
    """
    start, end = _times(occurrence)
    words = Words(wheel, private=private)
    item = occurrence.item
    series = item if isinstance(item, MeetingSeries) else None
    place = place_name(occurrence)
    online = series.online if series else ""
    return CalendarEntry(
        uid=uid(wheel.id, occurrence.key),
        stamp=datetime(wheel.first.year, wheel.first.month, wheel.first.day, tzinfo=UTC),
        start=start,
        end=end,
        summary=words.clean(_title(occurrence, wheel)),
        description=words.clean(words.description(occurrence)),
        location=words.clean(place or online),
        url=online if "://" in online else "",
        categories=(words.clean(area_name(occurrence, wheel)),),
        status=_status(occurrence, wheel),
        transparent=occurrence.kind is not Kind.MEETING or not occurrence.happens,
        alarm_minutes=series.alarm_minutes if series and alarm and _has_hour(occurrence) else None,
    )


def _times(occurrence: Occurrence) -> tuple[datetime, datetime] | tuple[date, date]:
    if occurrence.time is None:
        return occurrence.day, (occurrence.last or occurrence.day) + timedelta(days=1)
    return occurrence.start, occurrence.end


def _title(occurrence: Occurrence, wheel: Wheel) -> str:
    if occurrence.status is Status.CANCELLED:
        shown = TITLES["cancelled deadline" if occurrence.kind is Kind.DEADLINE else "cancelled"]
    elif occurrence.kind is Kind.DEADLINE:
        shown = TITLES["deadline"]
    elif occurrence.kind is Kind.WINDOW:
        shown = TITLES["each" if isinstance(occurrence.item.rhythm, Each) else "as needed"]
    else:
        return occurrence.title
    # replace, not format: a title may hold braces
    return shown.to(wheel.language).replace("{title}", occurrence.title)


def _status(occurrence: Occurrence, wheel: Wheel) -> EntryStatus:
    if occurrence.status is Status.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if occurrence.kind is Kind.WINDOW or not wheel.active else "CONFIRMED"


def _has_hour(occurrence: Occurrence) -> bool:
    return occurrence.happens and occurrence.time is not None
