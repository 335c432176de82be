"""The pages' templates, filled in: everything escaped, a name that is missing is an error."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

KIND = "site"


def fill(name: str, **variables: object) -> str:
    """The page that template `name` makes of `variables`."""
    return _environment().get_template(name).render(variables)


def shipped(name: str) -> str:
    """A file that is served as it stands."""
    from arshjul.render.templates import shipped_templates

    return (shipped_templates() / KIND / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """The shipped ones: what people see of each other is no matter of taste. (The accessibility statement may be the
    installation's own.)"""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from arshjul.render.templates import shipped_templates

    return Environment(
        loader=FileSystemLoader(shipped_templates() / KIND),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
