"""A grammar written in EBNF becomes a state machine over word kinds.

The phrase grammar is regular: nothing nests. So one table lookup a word decides whether a phrase is right, the edges
out of the state where it stops are exactly what may stand there, and the way on to the nearest end completes it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SYMBOL = re.compile(r"[A-Z0-9]+|[a-z]+|\S")
_CLOSERS = {"[": "]", "{": "}", "(": ")"}


@dataclass(frozen=True, slots=True)
class Machine:
    """`edges[state]` maps a word kind to the next state; 0 is the start. Edges keep the grammar's order."""

    edges: tuple[dict[str, int], ...]
    accepting: frozenset[int]

    def ways_on(self, state: int) -> Iterator[tuple[str, ...]]:
        """For each edge out of `state`, in grammar order, the shortest rows of kinds that end the phrase well."""
        for kind, target in self.edges[state].items():
            for rest in self._shortest(target):
                yield (kind, *rest)

    def _shortest(self, state: int) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        queue: deque[tuple[int, tuple[str, ...]]] = deque([(state, ())])
        while queue:
            here, path = queue.popleft()
            if found and len(path) > len(found[0]):
                break
            if here in self.accepting:
                found.append(path)
            elif len(path) < 8:
                queue.extend((target, (*path, kind)) for kind, target in self.edges[here].items())
        return found


def compile_grammar(text: str, start: str) -> Machine:
    """The machine of rule `start`. Lower case names are rules, upper case word kinds; `[x]` may be, `{x}` repeats.

    >>> machine = compile_grammar("a = DAY {AND DAY} ;", "a")
    >>> machine.edges, sorted(machine.accepting)
    (({'DAY': 1}, {'AND': 2}, {'DAY': 1}), [1])
    """
    rules = {}
    for line in filter(None, (part.strip() for part in text.split(";"))):
        name, _, body = line.partition("=")
        rules[name.strip()] = _SYMBOL.findall(body)
    net = _Net(rules)
    end = net.alternatives(iter(rules[start]), 0)
    return _determined(net, end)


class _Net:
    """A nondeterministic machine under construction: `steps[state]` lists (kind, target); kind "" costs nothing."""

    def __init__(self, rules: dict[str, list[str]]) -> None:
        self._rules = rules
        self.steps: list[list[tuple[str, int]]] = [[]]
        self._free: dict[int, dict[int, None]] = {}

    def alternatives(self, symbols: Iterator[str], start: int, closer: str = "") -> int:
        """Read `a | b | c` up to `closer`; return the state where they meet."""
        end = self._state()
        here = start
        for symbol in symbols:
            if symbol == closer:
                break
            if symbol == "|":
                self._join(here, end)
                here = start
            else:
                here = self._item(symbol, symbols, here)
        self._join(here, end)
        return end

    def _item(self, symbol: str, symbols: Iterator[str], start: int) -> int:
        if symbol in _CLOSERS:
            inner = self._state()
            self._join(start, inner)
            end = self.alternatives(symbols, inner, _CLOSERS[symbol])
            if symbol == "{":
                self._join(end, inner)
            if symbol != "(":
                self._join(inner, end)
            return end
        if symbol in self._rules:
            return self.alternatives(iter(self._rules[symbol]), start)
        end = self._state()
        self.steps[start].append((symbol, end))
        return end

    def _state(self) -> int:
        self.steps.append([])
        return len(self.steps) - 1

    def _join(self, source: int, target: int) -> None:
        self.steps[source].append(("", target))

    def reached(self, states: Iterable[int]) -> tuple[int, ...]:
        """`states` and all that costs nothing from there, in grammar order."""
        seen: dict[int, None] = {}
        for state in states:
            if state not in self._free:
                self._free[state] = self._closure(state)
            seen.update(self._free[state])
        return tuple(seen)

    def _closure(self, start: int) -> dict[int, None]:
        seen: dict[int, None] = {}
        stack = [start]
        while stack:
            state = stack.pop()
            if state not in seen:
                seen[state] = None
                stack.extend(target for kind, target in reversed(self.steps[state]) if not kind)
        return {state: None for state in seen if any(kind for kind, _ in self.steps[state]) or not self.steps[state]}


def _determined(net: _Net, end: int) -> Machine:
    """The subset construction (Rabin and Scott)."""
    start = net.reached((0,))
    numbers = {frozenset(start): 0}
    edges: list[dict[str, int]] = []
    accepting: set[int] = set()
    queue = deque([start])
    while queue:
        states = queue.popleft()
        if end in states:
            accepting.add(len(edges))
        targets: dict[str, list[int]] = {}
        steps = [step for state in states for step in net.steps[state] if step[0]]
        for kind, target in sorted(steps, key=_written):
            targets.setdefault(kind, []).append(target)
        row: dict[str, int] = {}
        for kind, some in targets.items():
            reached = net.reached(some)
            key = frozenset(reached)
            if key not in numbers:
                numbers[key] = len(numbers)
                queue.append(reached)
            row[kind] = numbers[key]
        edges.append(row)
    return Machine(tuple(edges), frozenset(accepting))


def _written(step: tuple[str, int]) -> int:
    """States are numbered as the grammar is read, so a step's target tells its place there."""
    return step[1]
