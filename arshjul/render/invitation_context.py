"""What the templates of invitations are given: plain texts in the reader's language, the same for all who read alike.

docs/mail-templates.md lists every name here; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from arshjul.render.colour import Accent
from arshjul.render.mail_context import chooser
from arshjul.render.mail_when import When
from arshjul.text import Language


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that differs. `old` or `new` is "" when there was, or is, nothing."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationContext:
    """One meeting, as some of its guests are told of it. Texts are "" and lists empty when there is nothing to say."""

    language: Language
    wheel: str
    mailbox: str
    reader: str
    is_list: bool
    is_organiser: bool
    replies: bool
    rehearsal: str
    title: str
    area: str
    at: When
    before: When | None
    moved: bool
    place: str
    online: str
    link: str
    link_host: str
    organiser: str
    organiser_email: str
    agenda: tuple[str, ...]
    note: str
    guests: tuple[str, ...]
    open: bool
    cancelled: bool
    leaving: bool
    reason: str
    changes: tuple[ChangeRow, ...]
    changed: tuple[str, ...]
    summary: str
    accent: Accent

    def variables(self) -> dict[str, object]:
        """The names a template sees: these fields, those of `at` by themselves, `item` (all of them) and `t`.

        `item` and `items` let the pieces that reminders are laid out with serve here too.
        """
        own: dict[str, object] = {field.name: getattr(self, field.name) for field in fields(self)}
        own |= {field.name: getattr(self.at, field.name) for field in fields(self.at)}
        item = own | {"kind": "meeting", "external": False, "past": False}
        return own | {"item": item, "items": (item,), "t": chooser(self.language)}
