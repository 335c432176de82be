"""Step 5: a [[change]] wins over rule and closure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from arshjul.closest import suggest
from arshjul.model.occurrence import Occurrence, Status, Step, StepKind
from arshjul.model.rhythm import AsNeeded, Each, Rhythm
from arshjul.model.source import Origin, Param, Problem
from arshjul.model.wheel import Change, ChangeKind, Deadline, Item
from arshjul.planning import accept, windows
from arshjul.planning.context import Context
from arshjul.planning.draft import Draft, fixed_time
from arshjul.planning.slots import natural_slot, nearest, unique

_CREATING = (ChangeKind.SET, ChangeKind.ADD)
DAY_KEYS = {ChangeKind.MOVE: "move_to", ChangeKind.SET: "set", ChangeKind.ADD: "add"}
"""The key in which a change says its day."""
_STATUS = {ChangeKind.MOVE: Status.MOVED, ChangeKind.SET: Status.SET, ChangeKind.ADD: Status.SET}
_STEPS = {ChangeKind.MOVE: StepKind.MOVED, ChangeKind.SET: StepKind.SET, ChangeKind.ADD: StepKind.ADDED}


def by_series(all_changes: Iterable[Change]) -> Mapping[str, Sequence[Change]]:
    found: dict[str, list[Change]] = {}
    for change in all_changes:
        found.setdefault(change.series, []).append(change)
    return found


def of_unknown_series(context: Context) -> Iterator[Problem]:
    """E70 for each change whose series or deadline does not exist."""
    known = (*context.wheel.series, *context.wheel.deadlines)
    for change in context.wheel.changes:
        if context.item(change.series) is None:
            near = suggest(change.series, known) or ""
            at = change.origin("what").part(0, len(change.series))
            variant = "series.near" if near else "series"
            yield Problem.error("E70", at, variant, series=change.series, near=near)


def unchanged(draft: Draft) -> tuple[list[Occurrence], list[Problem]]:
    return draft.occurrences, list(draft.troubles.values())


def apply(item: Item, draft: Draft, mine: Sequence[Change], context: Context) -> tuple[list[Occurrence], list[Problem]]:
    """The item's occurrences after its changes, and what is wrong with those or with the placements they left."""
    work = _Work(item, draft.occurrences, context)
    for change in mine:
        work.take(change)
    left = [problem for slot, problem in draft.troubles.items() if slot not in work.settled]
    return list(work.found.values()), work.problems + left


def with_windows(
    item: Item, found: list[Occurrence], context: Context, today: date | None
) -> tuple[list[Occurrence], list[Problem]]:
    """Add the windows of a series held as needed, and count what was set.

    Above the count is an error (E77), below it a warning (W06) once `today` is past the window, which then holds none.
    """
    rhythm = item.rhythm
    if isinstance(item, Deadline) or not isinstance(rhythm, AsNeeded):
        return found, []
    happening = sum(occurrence.happens for occurrence in found)
    window = windows.bounds(rhythm.window, context.wheel)
    count: dict[str, Param] = {"series": item.id, "number": happening, "least": rhythm.least, "most": rhythm.most}
    if happening > rhythm.most:
        return found, [Problem.error("E77", item.origin("as_needed"), **count)]
    waiting = list(windows.still_needed(item, rhythm, found, context.wheel))
    if today is None or window is None or today <= window[1] or happening >= rhythm.least:
        return [*found, *waiting], []
    if any(context.accepted.holds(occurrence.key, accept.FEW) for occurrence in (*found, *waiting)):
        return found, []
    return found, [Problem.warning("W06", item.origin("as_needed"), key=item.id, **count)]


class _Work:
    """The changes of one item, taken in the order of the file."""

    def __init__(self, item: Item, occurrences: list[Occurrence], context: Context) -> None:
        self.item = item
        self.context = context
        self.found = {occurrence.slot: occurrence for occurrence in occurrences}
        self.problems: list[Problem] = []
        self.settled: set[str] = set()
        """Slots that a person has moved or cancelled: their placement no longer matters."""
        self._earlier: dict[tuple[str, bool], Change] = {}

    def take(self, change: Change) -> None:
        if change.kind is ChangeKind.ACCEPT:
            if change.slot and change.slot not in self.found and not self._may_be_set(change.slot):
                self._refuse_unknown(change)
            return
        earlier = self._earlier.setdefault((change.slot, change.kind in _CREATING), change)
        if earlier is not change and change.slot:
            self._refuse("E72", change.origin("what"), key=f"{change.series}/{change.slot}", line=earlier.at.line)
        elif change.day and not self.context.wheel.holds(change.day):
            first, last = self.context.wheel.first, self.context.wheel.last
            self._refuse("E36", self._day_origin(change), "change", day=change.day, first=first, last=last)
        elif change.kind in _CREATING:
            self._create(change)
        elif change.slot in self.found:
            self._modify(change, self.found[change.slot])
        else:
            self._refuse_unknown(change)

    def _create(self, change: Change) -> None:
        if change.kind is ChangeKind.SET:
            self._set(change)
        elif isinstance(self.item.rhythm, Each):
            self._refuse("E76", self._day_origin(change), "add each", key=change.series)
        elif change.slot in self.found:
            self._refuse("E76", change.origin("what"), "exists", key=f"{change.series}/{change.slot}")
        elif change.day:
            slot = change.slot or self._free_slot(change.day)
            self._put(change, slot, self._new(slot, change.day))

    def _set(self, change: Change) -> None:
        if not isinstance(self.item.rhythm, (AsNeeded, Each)):
            self._refuse("E76", self._day_origin(change), "set", key=f"{change.series}/{change.slot}")
        elif change.slot in self.found and change.day:
            self._put(change, change.slot, self.found[change.slot])
        elif self._may_be_set(change.slot) and change.day:
            self._put(change, change.slot, self._new(change.slot, change.day))
        else:
            self._refuse_unknown(change)

    def _may_be_set(self, slot: str) -> bool:
        """Whether it is a number for a meeting as needed."""
        return isinstance(self.item.rhythm, AsNeeded) and windows.is_as_needed_slot(slot, self.context.wheel)

    def _put(self, change: Change, slot: str, on: Occurrence) -> None:
        """Give an occurrence its day by hand."""
        time = change.time or fixed_time(self.item)
        if time is None and not isinstance(self.item, Deadline):
            self._refuse("E44", self._day_origin(change), "change", key=f"{change.series}/{slot}")
        self._moved(change, replace(on, time=time, last=None))

    def _modify(self, change: Change, on: Occurrence) -> None:
        if on.status is Status.WINDOW and change.kind is not ChangeKind.CANCEL:
            self._refuse("E76", self._day_origin(change), "unset", key=str(on.key))
        elif change.kind is ChangeKind.CANCEL:
            step = Step(StepKind.CANCELLED, on.day, text=change.reason, by=change.by)
            self.settled.add(on.slot)
            self.found[on.slot] = replace(on, status=Status.CANCELLED, steps=(*on.steps, step))
        elif change.kind is ChangeKind.MOVE:
            self._moved(change, on)
        else:
            step = Step(StepKind.ADJUSTED, on.day, text=change.reason, by=change.by)
            self.found[on.slot] = self._adjusted(change, replace(on, steps=(*on.steps, step)))

    def _moved(self, change: Change, on: Occurrence) -> None:
        day = change.day or on.day
        step = Step(
            _STEPS[change.kind], on.day if change.kind is ChangeKind.MOVE else None, day, change.reason, change.by
        )
        self.settled.add(on.slot)
        moved = replace(on, day=day, status=_STATUS[change.kind], steps=(*on.steps, step))
        self.found[on.slot] = self._adjusted(change, moved)

    def _adjusted(self, change: Change, on: Occurrence) -> Occurrence:
        return replace(on, time=change.time or on.time, place=change.place or on.place)

    def _new(self, slot: str, day: date) -> Occurrence:
        place = "" if isinstance(self.item, Deadline) else self.item.place
        return Occurrence(self.item, slot, day, day, self.context.wheel.zone, place=place)

    def _free_slot(self, day: date) -> str:
        if isinstance(self.item.rhythm, AsNeeded):
            return next(slot for slot in windows.as_needed_slots(self.context.wheel) if slot not in self.found)
        return unique(natural_slot(self.item.rhythm, day), self.found)

    def _day_origin(self, change: Change) -> Origin:
        return change.origin(DAY_KEYS.get(change.kind, "what"))

    def _refuse_unknown(self, change: Change) -> None:
        at = change.origin("what").part(len(change.series) + 1, len(change.slot))
        slots = nearest(change.slot, self._slots(self.item.rhythm))
        variant = "" if slots else "none"
        self._refuse("E70", at, variant, key=f"{change.series}/{change.slot}", slots=slots)

    def _slots(self, rhythm: Rhythm) -> list[str]:
        if not isinstance(rhythm, AsNeeded):
            return list(self.found)
        free = next(slot for slot in windows.as_needed_slots(self.context.wheel) if slot not in self.found)
        return [*self.found, free]

    def _refuse(self, code: str, at: Origin, variant: str = "", **params: Param) -> None:
        self.problems.append(Problem.error(code, at, variant, **params))
