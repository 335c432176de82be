"""The calendars that anyone may subscribe to or download: all meetings, an area's, and a file a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from arshjul.ical.write import calendar
from arshjul.model.entry import CalendarEntry
from arshjul.planning.identity import wheel_name
from arshjul.render.site.content import Content, Shown
from arshjul.usecases.calendars import meeting_ics
from arshjul.usecases.identities import Identities, entry_as_told

Told = Mapping[str, Identities]
"""By the wheel's id: how those invited know its meetings."""


def feeds(content: Content, told: Told) -> dict[str, Callable[[], bytes]]:
    """What makes each calendar, by its path."""
    found: dict[str, Callable[[], bytes]] = {
        "feeds/all.ics": partial(_feed, content, told, "all", content.main.title, content.shown)
    }
    for area in content.areas.values():
        name = f"{content.main.title} – {area.name}"
        shown = content.of_area(area.id)
        found[f"feeds/area/{area.id}.ics"] = partial(_feed, content, told, f"area.{area.id}", name, shown)
    for each in content.dated:
        found[meeting_file(each)] = partial(meeting_ics, each.wheel, each.one, told.get(each.wheel.id, {}))
    return found


def meeting_file(shown: Shown) -> str:
    return f"feeds/meeting/{shown.one.key.series}-{shown.one.key.slot}.ics"


def _feed(content: Content, told: Told, what: str, name: str, shown: Iterable[Shown]) -> bytes:
    main = content.main
    return calendar(
        [_entry(each, told) for each in shown],
        name=name,
        calendar_uid=f"{what}@{main.id}",
        published=True,
        zone=main.timezone,
        signed=wheel_name(main),
    )


def _entry(shown: Shown, told: Told) -> CalendarEntry:
    return entry_as_told(shown.one, shown.wheel, told.get(shown.wheel.id, {}))
