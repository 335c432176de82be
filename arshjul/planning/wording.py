"""The plain text of a calendar entry: complete, since many calendars show nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from arshjul.model.occurrence import Kind, Occurrence
from arshjul.model.people import Contact
from arshjul.model.rhythm import AsNeeded, Rhythm
from arshjul.model.wheel import Deadline, Item, MeetingSeries, Wheel
from arshjul.planning.reasons import reasons
from arshjul.planning.who import invited, organiser
from arshjul.text import Language, Text

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"\S*@\S*")
_REMOVED = Text("[adress borttagen]", "[address removed]")

AREA = Text("Område", "Area")
PLACE = Text("Plats", "Place")
LINK = Text("Länk", "Link")
ORGANISER = Text("Mötesägare", "Organiser")
CONTACT = Text("Kontakt hos oss", "Our contact")
RESPONSIBLE = Text("Ansvarig", "Responsible")
AGENDA = Text("Dagordning", "Agenda")
PARTICIPANTS = Text("Inbjudna", "Invited")
EXTERNAL = Text("Mötet ordnas av någon annan.", "Somebody else arranges this meeting.")
DRAFT = Text("Hjulet är ett utkast: tiden kan ändras.", "The wheel is a draft: the time may change.")


def area_name(occurrence: Occurrence, wheel: Wheel) -> str:
    area = wheel.areas.get(occurrence.item.area)
    return area.name if area else occurrence.item.area


def place_name(occurrence: Occurrence) -> str:
    """Where: the change's place, else the series', and its room. A window has none: that is agreed on later."""
    if isinstance(occurrence.item, Deadline) or occurrence.kind is Kind.WINDOW:
        return ""
    place, room = occurrence.place or occurrence.item.place, occurrence.item.room
    return place if room in place else ", ".join(filter(None, (place, room)))


def paragraphs(*parts: str) -> str:
    """Those with something to say, an empty line between them."""
    return "\n\n".join(filter(None, parts))


def fact_list(title: str, facts: Iterable[tuple[Text, str]], language: Language) -> str:
    """The title, and below it a labelled line for each fact that has a value."""
    return "\n".join([title, *(f"{label.to(language)}: {value}" for label, value in facts if value)])


def agenda_list(points: Sequence[str], language: Language) -> str:
    """The agenda's points, numbered; "" without any."""
    lines = [f"{number}. {point}" for number, point in enumerate(points, 1)]
    return "\n".join([f"{AGENDA.to(language)}:", *lines]) if lines else ""


def named(name: str, email: str) -> str:
    """«Siv Norberg <siv@…>»: a person whom readers may write to."""
    return f"{name} <{email}>"


def _role(item: Item) -> Text:
    """What its owner is called: nobody here owns somebody else's meeting."""
    if isinstance(item, Deadline):
        return RESPONSIBLE
    return CONTACT if item.external else ORGANISER


class Words:
    """The texts of one wheel's entries. `private` lets addresses and the guests' names stay."""

    def __init__(self, wheel: Wheel, *, private: bool) -> None:
        self._wheel = wheel
        self._language = wheel.language
        self._private = private

    def clean(self, text: str) -> str:
        """Without addresses, unless private. A link keeps its @: it leads to a meeting, not to a person."""
        if self._private or "@" not in text:
            return text
        removed = _REMOVED.to(self._language)
        return _WORD.sub(lambda word: word[0] if "://" in word[0] else _ADDRESS.sub(removed, word[0]), text)

    def description(self, occurrence: Occurrence) -> str:
        """Everything a reader needs, in paragraphs; complete, since many calendars show nothing else."""
        item = occurrence.item
        return paragraphs(
            self._facts(occurrence),
            "" if isinstance(item, Deadline) else agenda_list(item.agenda, self._language),
            self._remarks(occurrence),
            "\n".join(reasons(occurrence, self._language)),
        )

    def _facts(self, occurrence: Occurrence) -> str:
        item = occurrence.item
        owner = organiser(occurrence, self._wheel)
        facts = [
            (AREA, area_name(occurrence, self._wheel)),
            (PLACE, place_name(occurrence)),
            (LINK, item.online if isinstance(item, MeetingSeries) else ""),
            (_role(item), self._person(owner) if owner else ""),
            (PARTICIPANTS, self._guests(occurrence)),
        ]
        return fact_list(occurrence.title, facts, self._language)

    def _person(self, contact: Contact) -> str:
        return named(contact.name, contact.email) if self._private else contact.name

    def _guests(self, occurrence: Occurrence) -> str:
        item = occurrence.item
        if not self._private or isinstance(item, Deadline) or not item.guests_visible:
            return ""
        return ", ".join(contact.name for contact in invited(occurrence, self._wheel))

    def _remarks(self, occurrence: Occurrence) -> str:
        item = occurrence.item
        remarks = []
        if isinstance(item, MeetingSeries):
            remarks.append(item.note)
            remarks.append(EXTERNAL.to(self._language) if item.external else "")
            remarks.append(self._window(item.rhythm) if occurrence.kind is Kind.WINDOW else "")
        remarks.append("" if self._wheel.active else DRAFT.to(self._language))
        return "\n".join(filter(None, remarks))

    def _window(self, rhythm: Rhythm) -> str:
        if not isinstance(rhythm, AsNeeded):
            return Text(
                "Tiden bestäms tillsammans, någon gång under perioden.",
                "The time is to be agreed on, within the period.",
            ).to(self._language)
        if rhythm.least == rhythm.most == 1:
            return Text(
                "Mötet hålls vid behov, en gång under perioden.",
                "The meeting is held as needed, once within the period.",
            ).to(self._language)
        count = str(rhythm.least) if rhythm.least == rhythm.most else f"{rhythm.least}–{rhythm.most}"
        return Text(
            f"Möten hålls vid behov, {count} gånger under perioden.",
            f"Meetings are held as needed, {count} times within the period.",
        ).to(self._language)
