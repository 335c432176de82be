"""The names by which a person accepts a warning: `ok = "klämdag"` in a [[change]]."""

from __future__ import annotations

from collections.abc import Iterable

from arshjul.model.key import OccurrenceKey
from arshjul.model.wheel import Change
from arshjul.text import Text

HALF = Text("halvdag", "half day")
BRIDGE = Text("klämdag", "bridge day")
EVE = Text("afton", "eve")
CLOSED = Text("stängd dag", "closed day")
WEEK_53 = Text("v. 53", "w. 53")
CLASH = Text("krock", "clash")
ROOM = Text("rum", "room")
OUTSIDE = Text("utanför fönstret", "outside the window")
FEW = Text("färre", "fewer")
NAMES = (HALF, BRIDGE, EVE, CLOSED, WEEK_53, CLASH, ROOM, OUTSIDE, FEW)
"""Every name that `ok` takes; the day's own ("skärtorsdag") will do as well."""


class Accepted:
    """What the changes of a wheel accept. A change without a slot accepts for the whole series."""

    __slots__ = ("_names",)

    def __init__(self, changes: Iterable[Change]) -> None:
        self._names: dict[OccurrenceKey, set[str]] = {}
        for change in changes:
            if change.ok:
                names = self._names.setdefault(OccurrenceKey(change.series, change.slot), set())
                names.update(name.strip().casefold() for name in change.ok)

    def holds(self, key: OccurrenceKey, *names: Text) -> bool:
        """Whether any of `names`, in either language, is accepted for the occurrence or its whole series."""
        if not self._names:
            return False
        said = self._names.get(key, set()) | self._names.get(OccurrenceKey(key.series, ""), set())
        return any(word.casefold() in said for name in names for word in (name.sv, name.en))
