"""What the wheel offers a shell that completes: areas, actors, series keys. Silent when there is no wheel to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from arshjul.cli.common import current_session
from arshjul.errors import ArshjulError

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from arshjul.model.occurrence import Occurrence
    from arshjul.model.wheel import Wheel
    from arshjul.usecases.load import Loaded

Offered = Iterator[tuple[str, str]]
"""A word to type, and what it is."""
Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]


def _from_wheel(offer: Callable[[Wheel, Sequence[Occurrence]], Offered]) -> Complete:
    def complete(
        context: click.Context,
        parameter: click.Parameter,  # noqa: ARG001 - click's signature
        incomplete: str,
    ) -> list[CompletionItem[str]]:
        from click.shell_completion import CompletionItem

        loaded = _load(context)
        offered = offer(loaded.wheel, loaded.occurrences) if loaded and loaded.wheel else ()
        return [CompletionItem(word, help=about) for word, about in offered if word.startswith(incomplete)]

    return complete


def _load(context: click.Context) -> Loaded | None:
    """The wheel that the line would use, as far as it is typed."""
    from arshjul.usecases.load import load

    with context:
        session = current_session()
        try:
            return load(session.wheel_file(_named(context)), session.today)
        except (ArshjulError, OSError):  # a shell in the middle of a line has nowhere to show it; the command will
            return None


def _named(context: click.Context) -> Path | None:
    """FILE. Click gives up the line at a flag without its value, and leaves what it had in `args`."""
    from pathlib import Path

    file: Path | None = context.params.get("file")
    return file or next((Path(word) for word in context.args), None)


@_from_wheel
def areas(wheel: Wheel, _: Sequence[Occurrence]) -> Offered:
    yield from ((area.id, area.name) for area in wheel.areas.values())


@_from_wheel
def people(wheel: Wheel, _: Sequence[Occurrence]) -> Offered:
    yield from ((person.id, person.name) for person in wheel.directory.people.values())


@_from_wheel
def guests(wheel: Wheel, _: Sequence[Occurrence]) -> Offered:
    directory = wheel.directory
    yield from ((person.id, person.name) for person in directory.people.values())
    yield from ((one.id, one.name) for one in directory.lists.values())


@_from_wheel
def series(wheel: Wheel, _: Sequence[Occurrence]) -> Offered:
    yield from ((one.id, one.title) for one in wheel.series.values())


@_from_wheel
def actors(wheel: Wheel, _: Sequence[Occurrence]) -> Offered:
    directory = wheel.directory
    yield from ((person.id, person.name) for person in directory.people.values())
    yield from ((one.id, one.name) for one in directory.lists.values())
    yield from ((group, "") for group in directory.groups)


@_from_wheel
def keys(_: Wheel, occurrences: Sequence[Occurrence]) -> Offered:
    yield from ((str(one.key), one.title) for one in occurrences)
