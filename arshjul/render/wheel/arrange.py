"""Where everything stands: how thick the lanes can be, and as many names as there is room for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from arshjul.render.wheel.content import Content, numbered
from arshjul.render.wheel.labels import Body, Stretch
from arshjul.render.wheel.lanes import RingBox, Wishes, pack, upgrade
from arshjul.render.wheel.measures import DATA, GAP, LARGEST_TEXTS, THICK, THIN, Sizes

_LONGEST = (float("inf"), 160.0, 0.0)
"""Names that get room kept for them, tried in turn until the lanes are thick enough."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`numbers` by strand; all of them "" when every strand's name stands in the wheel.
    `hues` is how many colours there are; the last is the neutral one.
    """

    sizes: Sizes
    rings: tuple[RingBox, ...]
    numbers: dict[str, str]
    hues: int

    @property
    def has_numbers(self) -> bool:
        return any(self.numbers.values())


def arrange(content: Content) -> Arrangement:
    """Names alone where they all fit; else a number for every strand, and its name where that fits."""
    room = Room(content)
    numbers = {id: str(number) for id, number in numbered(content.strands).items()}
    if not room.fits(Wishes(0, numbers)):  # nor would there be any name without the numbers
        return room.thin(Wishes(0, numbers))
    unnumbered = Wishes(float("inf"), dict.fromkeys(numbers, ""))
    if found := room.thick(unnumbered, complete=True):
        return found
    return max((_upgraded(room, Wishes(longest, numbers)) for longest in _LONGEST), key=_names)


def _upgraded(room: Room, wishes: Wishes) -> Arrangement:
    """As many names as there happens to be room for, when room has been kept for those that `wishes` say."""
    found = room.thick(wishes) or room.thin(Wishes(0, wishes.numbers))
    for box in found.rings:
        upgrade(box, found.sizes, wishes)
    return found


def _names(found: Arrangement) -> int:
    return sum(one.label is not None and one.label.named for box in found.rings for one in box.placed)


class Room:
    """What lies between the weeks and the hub, to be shared by the rings."""

    def __init__(self, content: Content) -> None:
        self._bodies = [(ring, [Body.of(one, content.scale) for one in ring.strands]) for ring in content.rings]
        self._tall = DATA[1] - DATA[0] - GAP * (len(content.rings) - 1)
        self._hues = len(content.hues) + 1
        depth = sum(deepest(body.line for body in bodies) for _, bodies in self._bodies)
        self._fewest = max(depth, len(content.rings), 1)
        self._most = int(self._tall / THIN)

    def fits(self, wishes: Wishes) -> bool:
        """In lanes that are thick enough for names."""
        return self._fewest <= self._most and self._packed(self._most, LARGEST_TEXTS[-1], wishes) is not None

    def thick(self, wishes: Wishes, *, complete: bool = False) -> Arrangement | None:
        """With the thickest lanes and the largest names that fit; None when lanes that can hold names are too many.

        `complete`: only when every strand has its label.
        """
        found = self._packed(self._most, LARGEST_TEXTS[-1], wishes, complete=complete)
        if found is None:
            return None
        likely, lanes = sum(len(box.lanes) for box in found.rings), self._fewest
        while lanes < self._most:
            for largest in LARGEST_TEXTS:
                if better := self._packed(lanes, largest, wishes, complete=complete):
                    return better
            lanes += max((likely - lanes) // 3, 1)
        return found

    def thin(self, wishes: Wishes) -> Arrangement:
        """With as many lanes as it takes."""
        lanes = max(self._fewest, self._most + 1)
        while True:
            if found := self._packed(lanes, LARGEST_TEXTS[-1], wishes):
                return found
            lanes += max(lanes // 12, 1)

    def _packed(self, lanes: int, largest: float, wishes: Wishes, *, complete: bool = False) -> Arrangement | None:
        """In `lanes` lanes at the most. What is over becomes paper around the rings' lanes."""
        sizes = self._sizes(lanes, largest)
        boxes = self._boxes(sizes, wishes)
        needed = sum(len(box.lanes) for box in boxes)
        if needed > lanes or (complete and not all(one.label for box in boxes for one in box.placed)):
            return None
        for share in (1.0, 0.5) if needed < lanes else ():
            spread = self._boxes(sizes, wishes, (lanes - needed) * sizes.lane / len(boxes) * share)
            if sum(len(box.lanes) for box in spread) <= needed:
                boxes = spread
                break
        boxes[-1].inner = DATA[0]
        return Arrangement(sizes, boxes, wishes.numbers, self._hues)

    def _sizes(self, lanes: int, largest: float) -> Sizes:
        """The ring's names get a strip of their own when the lanes stay thick for all that."""
        header = Sizes(THICK, largest).header
        thick = Sizes((self._tall - len(self._bodies) * header) / lanes, largest)
        return thick if thick.header else Sizes(min(self._tall / lanes, THICK - 0.01), largest)

    def _boxes(self, sizes: Sizes, wishes: Wishes, spare: float = 0) -> tuple[RingBox, ...]:
        """The rings from outside in. `spare` is paper that each has to itself, half of it on either side."""
        cursor: float = DATA[1]
        boxes = []
        for ring, bodies in self._bodies:
            box = pack(ring, bodies, cursor - spare / 2, sizes, wishes)
            box.outer, box.inner = cursor, box.inner - spare / 2
            cursor = box.inner - GAP
            boxes.append(box)
        return tuple(boxes)


def deepest(stretches: Iterable[Stretch]) -> int:
    """The most that lie over one another anywhere: so many lanes at the least."""
    edges = sorted(edge for start, end in stretches for edge in ((start, 1), (end + 1e-9, -1)))
    deep = most = 0
    for _, step in edges:
        deep += step
        most = max(most, deep)
    return max(most, 1)
