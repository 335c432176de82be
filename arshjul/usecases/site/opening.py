"""From an installation's wheels to its site: which comes first, and that no two meetings have one page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.key import OccurrenceKey
from arshjul.render.site.content import Content, Published
from arshjul.text import Text
from arshjul.usecases.identities import identities
from arshjul.usecases.site.feeds import Told
from arshjul.usecases.site.public import publish
from arshjul.usecases.site.site import Site

if TYPE_CHECKING:
    from arshjul.usecases.watch import Understood


def open_site(
    config: Config, wheels: Sequence[Understood], now: datetime, *, folder: bool = False, told: Told | None = None
) -> Site:
    """The site of the wheels as they are at `now` (aware).

    In a `folder` links name files, for a disk without a server. `told` is for whoever has read the ledger already.

    The first to show is the wheel that holds today, else the next to begin, else the last that was. Raises
    ArshjulError when there is no wheel, or when two have a meeting by the same name; LedgerError.
    """
    if not wheels:
        raise ArshjulError(
            Text("det finns inget hjul att visa", "there is no wheel to show"),
            Text('sätt  status = "aktiv"  i ett hjul, eller skriv vilken fil',
                 'set  status = "active"  in a wheel, or say which file'),
        )  # fmt: skip
    published = tuple(publish(each) for each in wheels)
    _refuse_doubles(published)
    if told is None:
        told = {id: identities(config, id) for id in dict.fromkeys(each.wheel.id for each in published)}
    today = now.astimezone(published[0].wheel.zone).date()
    ordered = tuple(sorted(published, key=lambda each: _nearness(each, today.toordinal())))
    content = Content.of(
        ordered,
        today,
        public_url=config.public_url,
        folder=folder,
        organisation=config.web.organisation,
        contact=config.web.contact,
    )
    return Site(config, content, told)


def _nearness(each: Published, today: int) -> tuple[int, int]:
    """The one that holds, then those to come, then those that were, each nearest first."""
    first, last = each.wheel.first.toordinal(), each.wheel.last.toordinal()
    if first <= today <= last:
        return 0, first
    return (1, first - today) if first > today else (2, today - last)


def _refuse_doubles(published: Sequence[Published]) -> None:
    seen: dict[OccurrenceKey, Published] = {}
    for each in published:
        for one in each.occurrences:
            if (other := seen.setdefault(one.key, each)) is not each:
                a, b = (f"{wheel.id}/{wheel.year}" for wheel in (other.wheel, each.wheel))
                raise ArshjulError(
                    Text(f"mötet {one.key} finns i både {a} och {b}", f"the meeting {one.key} is in both {a} and {b}"),
                    Text("byt namn på den ena serien, eller visa hjulen var för sig",
                         "rename one of the series, or show the wheels apart"),
                )  # fmt: skip
