"""A plan as an HTML page of its own: no script, nothing fetched, for a screen of any width and for A4."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from arshjul.render.mail_context import chooser
from arshjul.render.plan.view import View
from arshjul.render.plan.words import BLOCKED, DO, DRIFTED, GUARDS, HOW, MAILED, NOTHING_THERE, STOPPED
from arshjul.text import Text

if TYPE_CHECKING:
    from jinja2 import Template

_TITLES = {
    "blocked": BLOCKED,
    "do": DO,
    "drifted": DRIFTED,
    "guards": GUARDS,
    "how": HOW,
    "mails": MAILED,
    "nothing": NOTHING_THERE,
    "stopped": STOPPED,
}
_ACTIONS = {
    "new": Text("ny", "new"),
    "updated": Text("ändrad", "changed"),
    "moved": Text("flyttad", "moved"),
    "cancelled": Text("inställd", "cancelled"),
}


def plan_html(view: View) -> str:
    """The whole page; every text in it is escaped."""
    language = view.language
    return _template().render(
        view=view,
        t=chooser(language),
        word={name: text.to(language) for name, text in _TITLES.items()},
        action={name: text.to(language) for name, text in _ACTIONS.items()},
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    """The shipped one: a page of a person's decisions is no place for a template of the installation's own."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from arshjul.render.templates import shipped_templates

    environment = Environment(
        loader=FileSystemLoader(shipped_templates() / "plan"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("plan.html")
