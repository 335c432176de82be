"""The Jinja environment in which templates run: sandboxed, immutable, strict, and with a ceiling on their work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGEST = 512 * 1024
"""Characters that one template may make."""
MOST_STEPS = 50_000
"""Turns of loops, calls and includes in one template: far above what a digest of hundreds of meetings takes."""
_STRING_METHODS = frozenset({"upper", "lower", "title", "capitalize", "strip", "startswith", "endswith", "split"})
_GROWING_FILTERS = ("batch", "center", "format", "indent", "pprint", "replace", "slice", "wordwrap", "xmlattr")
_TURNS = "turns of a loop"
_GROWING_GLOBALS = ("cycler", "joiner", "lipsum", "namespace", "range")


_steps: ContextVar[Iterator[int]] = ContextVar("steps")


@contextmanager
def counted() -> Iterator[None]:
    """Count steps from nought: what runs within is one template's work."""
    before = _steps.set(count(1))
    try:
        yield
    finally:
        _steps.reset(before)


def _step() -> None:
    """One more turn, call or include; refuses to go on for ever. Outside `counted` there is nothing to count."""
    if next(_steps.get(iter(())), 0) > MOST_STEPS:
        raise SecurityError(f"the template takes more than {MOST_STEPS} steps")


def _turns(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        _step()
        yield item


def joined(parts: Iterable[str]) -> str:
    """`parts` as one text; refuses to build more than LARGEST, so that a text cannot be doubled for ever."""
    found: list[str] = []
    size = 0
    for part in parts:
        size += len(part)
        if size > LARGEST:
            raise SecurityError(f"the template makes more than {LARGEST // 1024} kB")
        found.append(part)
    return "".join(found)


class _NoTilde(Extension):
    """Refuses `a ~ b`, the one way of joining texts that the sandbox cannot measure: {{ a }}{{ b }} says the same."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        return self._checked(stream)

    def _checked(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type == "tilde":
                raise TemplateSyntaxError("write {{ a }}{{ b }} instead of a ~ b", token.lineno, stream.name)
            yield token


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates see what they are given and can change, call and multiply nothing.

    Everything in Jinja that makes much out of little (`range`, `*`, `center`, `str.ljust` …) is taken away.
    """

    concat = staticmethod(joined)
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, loader: BaseLoader, autoescape: bool) -> None:
        super().__init__(
            loader=loader,
            autoescape=autoescape,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[_NoTilde],
        )
        for name in _GROWING_FILTERS:
            del self.filters[name]
        for name in _GROWING_GLOBALS:
            del self.globals[name]
        self.filters[_TURNS] = _turns

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Every loop goes through `_turns`: a loop that writes nothing, or into a `set`, is bounded too."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError("a loop may not be recursive", loop.lineno, name, filename)
            loop.iter = nodes.Filter(loop.iter, _TURNS, [], [], None, None, lineno=loop.lineno)
        return tree

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Macros that call macros double their work at each level."""
        _step()
        return super().call(context, obj, *args, **kwargs)

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Files that include files do so too."""
        _step()
        return super().get_template(name, parent, globals)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str):
            return attr in _STRING_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Jinja lets `str.format` past `is_safe_attribute`; its widths can ask for gigabytes."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError("format is not available")
        return None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, (int, float)) and isinstance(right, (int, float)) and operator in ("*", "+", "%"):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"{operator} is for numbers only")
