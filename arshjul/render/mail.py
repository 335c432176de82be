"""A mail's subject, plain text and HTML from one triple of templates: NAME.subject.txt, NAME.txt, NAME.html."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from arshjul.render.mail_context import Context, MailContext
from arshjul.render.mail_subject import LONGEST, render_subject
from arshjul.render.mail_text import tidy
from arshjul.render.templates import render_template, template_exists

if TYPE_CHECKING:
    from css_inline import CSSInliner

_log = logging.getLogger(__name__)
KIND = "mail"
GENERAL = "reminder"
"""The template that fits every reminder."""
SYNONYMS = {"dagordning": "agenda", "anteckningar": "minutes", "rapport": "deadline"}
"""Reminders that Swedish wheels tend to have, and the templates written for them."""
SHIPPED = (GENERAL, "agenda", "minutes", "deadline")
"""The templates for reminders that come with the program."""
_PARTS = (".subject.txt", ".txt", ".html")


@dataclass(frozen=True, slots=True)
class Mail:
    """What a person reads. `subject` is one line; `text` ends with a newline; `html` is a whole document."""

    subject: str
    text: str
    html: str


def template_for(chosen: str, reminder: str, *, is_deadline: bool, own: Path | None) -> str:
    """The template of a reminder: the one it names, else one with its own id, else the fitting shipped one."""
    if chosen:
        return chosen
    candidates = (reminder, SYNONYMS.get(reminder, ""), "deadline" if is_deadline else "")
    return next((name for name in candidates if name and template_exists(f"{name}.txt", KIND, own)), GENERAL)


def is_whole(template: str, own: Path | None) -> bool:
    """Whether all three files of a template are there."""
    return all(template_exists(f"{template}{part}", KIND, own) for part in _PARTS)


def render_mail(template: str, context: Context, templates: Path | None, *, subject: str = "") -> Mail:
    """The mail that `template` makes of `context`; `templates` is the installation's own folder.

    `subject` is the reminder's own (`own_subject`) and beats the template's. Raises TemplateFault.
    """
    variables = context.variables()
    return Mail(
        subject=subject or template_subject(template, context, templates),
        text=tidy(render_template(f"{template}.txt", variables, KIND, templates)),
        html=_inliner().inline(render_template(f"{template}.html", variables, KIND, templates)),
    )


def template_subject(template: str, context: Context, templates: Path | None) -> str:
    """The subject that a template gives. Raises TemplateFault."""
    return _one_line(render_template(f"{template}.subject.txt", context.variables(), KIND, templates))


def own_subject(source: str, context: MailContext) -> str:
    """The subject that the cycle file gives.

    One that cannot be rendered is logged, and gives "": a slip in a subject must not hold back a reminder.
    """
    try:
        return _one_line(render_subject(source, context.variables()))
    except (TemplateError, SecurityError) as error:
        _log.warning("the subject %r cannot be used, the template's is taken: %s", source[:200], error)
        return ""


def _one_line(subject: str) -> str:
    """Without the double spaces and line breaks that an empty variable leaves."""
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


@lru_cache(maxsize=1)
def _inliner() -> CSSInliner:
    """Styles go to the elements, where every mail program honours them; @media stays, for phones and dark mode."""
    import css_inline

    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
