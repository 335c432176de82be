"""How a table is described and held: a `Shape` for the table, a `Key` for each of its keys.

    class SeriesShape(Shape, required=("title",)):
        title = line("Mötets rubrik", "The meeting's title")

`shape.title` is then the text as written, or None. `shape_kinds` has the kinds of key, `shape` the tables themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar, overload

from arshjul.language.positions import Path

T = TypeVar("T")
Reason = Literal["unknown", "control", "range", "text", "bool", "number", "list", "inline"]


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: where in the table, and why. `value` is what is wrong.

    For "control" it is the letter, for "unknown" the shape that has no such key.
    """

    at: Path
    reason: Reason
    value: Any


Fit = Callable[[object, Path, list[Misfit]], T | None]
"""The value which stands at a path, when it fits; else None, and what is wrong is added to the list."""


class Key(Generic[T]):
    """A key of a table: what it takes, and what it means, in JSON Schema's words."""

    def __init__(self, fit: Fit[T], schema: Mapping[str, Any], sv: str, en: str) -> None:
        self.fit = fit
        self.schema = {**schema, "description": f"{sv} / {en}"}

    def __set_name__(self, owner: type[Shape], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, shape: None, owner: type[Shape]) -> Key[T]: ...
    @overload
    def __get__(self, shape: Shape, owner: type[Shape]) -> T | None: ...
    def __get__(self, shape: Shape | None, owner: type[Shape]) -> Key[T] | T | None:
        return self if shape is None else shape.written.get(self._name)


class Shape:
    """A table as written. Every key may be missing, since a table with a broken key is still read.

    `keys` are all that the table may hold, `required` those that a whole one has (the readers ask for them).
    """

    keys: ClassVar[Mapping[str, Key[Any]]] = {}
    required: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, required: tuple[str, ...] = ()) -> None:
        cls.keys = {**cls.keys, **{name: key for name, key in vars(cls).items() if isinstance(key, Key)}}
        cls.required = required

    def __init__(self, written: Mapping[str, Any] | None = None) -> None:
        self.written: Mapping[str, Any] = written or {}

    @classmethod
    def fit(cls, table: Mapping[str, object], at: Path, wrong: list[Misfit]) -> Self:
        """`table`, which stands at `at`, without the keys that do not fit; everything `wrong` is added to the list."""
        fitting: dict[str, Any] = {}
        for name, key in cls.keys.items():
            if name in table:
                before = len(wrong)
                value = key.fit(table[name], (*at, name), wrong)
                if len(wrong) == before:
                    fitting[name] = value
        wrong += [Misfit((*at, name), "unknown", cls) for name in table if name not in cls.keys]
        return cls(fitting)
