"""A wheel as anyone may see it: no people, no addresses, links only to what is open. All the site is made from this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from arshjul.model.occurrence import Occurrence, Status, Step
from arshjul.model.people import Directory
from arshjul.model.wheel import Area, Closure, Deadline, Item, MeetingSeries, Wheel
from arshjul.planning.wording import Words
from arshjul.render.site.content import Published
from arshjul.render.site.view import ONLINE
from arshjul.usecases.watch import Understood


def publish(ready: Understood) -> Published:
    """The wheel without its directory, roles, guests, organisers and changes; every text without addresses.

    A meeting with one actor (`each`) is left out unless the actor is an organisation, whose name is no secret.
    Skipped occurrences are left out too.
    """
    wheel = ready.wheel
    words = Words(wheel, private=False)
    written: tuple[Item, ...] = (*wheel.series.values(), *wheel.deadlines.values())
    items = {item.id: _item(item, wheel, words) for item in written}
    public = replace(
        wheel,
        title=words.clean(wheel.title),
        areas={id: _area(area, words) for id, area in wheel.areas.items()},
        closures=tuple(_closure(one, words) for one in wheel.closures),
        directory=Directory(),
        reminders={},
        series={id: item for id, item in items.items() if isinstance(item, MeetingSeries)},
        deadlines={id: item for id, item in items.items() if isinstance(item, Deadline)},
        changes=(),
        file="",
    )
    return Published(public, ready.almanac, tuple(_occurrences(ready, items, words)))


def _area(area: Area, words: Words) -> Area:
    return replace(area, name=words.clean(area.name), roles={}, transport="")


def _closure(closure: Closure, words: Words) -> Closure:
    return replace(closure, name=words.clean(closure.name))


def _item(item: Item, wheel: Wheel, words: Words) -> Item:
    if isinstance(item, Deadline):
        return replace(item, title=words.clean(item.title), remind=(), to=(), where={})
    on_paper = words.clean(item.place)
    return replace(
        item,
        title=words.clean(item.title),
        place=on_paper or (ONLINE.to(wheel.language) if item.online else ""),
        online=item.online if item.open else "",
        room=words.clean(item.room),
        agenda=tuple(map(words.clean, item.agenda)),
        note=words.clean(item.note),
        invite=(),
        remind=(),
        organiser="",
        transport="",
        tags=(),
        where={},
    )


def _occurrences(ready: Understood, items: Mapping[str, Item], words: Words) -> Iterator[Occurrence]:
    for one in ready.occurrences:
        if one.status is not Status.SKIPPED and _is_for_all(one, ready.wheel):
            yield replace(
                one,
                item=items[one.item.id],
                place=words.clean(one.place),
                actor="",
                actor_name=words.clean(one.actor_name),
                steps=tuple(_step(step, words) for step in one.steps),
            )


def _is_for_all(one: Occurrence, wheel: Wheel) -> bool:
    person = wheel.directory.people.get(one.actor)
    return not one.actor or bool(person and person.organisation == person.name)


def _step(step: Step, words: Words) -> Step:
    return replace(step, text=words.clean(step.text), by="")
