"""The site's own address, which leads on to a language, and what the accessibility statement is told."""

from __future__ import annotations

from arshjul.render.mail_context import chooser
from arshjul.render.site import places
from arshjul.render.site.content import Content
from arshjul.render.site.environment import fill
from arshjul.render.site.places import LANGUAGES, relative
from arshjul.text import Language


def root_page(content: Content, version: str) -> str:
    """The site's own address leads on to the wheel's language, and names both."""
    swedish, english = (relative("", places.START.path(language), folder=content.folder) for language in LANGUAGES)
    return fill(
        "root.html",
        language=content.language,
        title=content.main.title,
        version=version,
        first=swedish if content.language == "sv" else english,
        swedish=swedish,
        english=english,
    )


def statement_variables(content: Content, language: Language) -> dict[str, object]:
    """What the template of the accessibility statement is given."""
    return {
        "t": chooser(language),
        "language": language,
        "wheel": content.main.title,
        "wheel_language": content.language,
        "organisation": content.organisation,
        "contact": content.contact.removeprefix("https://"),
        "link": _link(content.contact),
    }


def _link(contact: str) -> str:
    """To write to a mailbox, or to a page that says how; "" for words."""
    if contact.startswith(("https://", "http://")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""
