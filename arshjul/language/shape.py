"""What tables and keys a cycle file has. The JSON Schema, the check of a file and its completion all come from here."""

from __future__ import annotations

from typing import Any

from arshjul.language.phrases import CLOSED_VALUES
from arshjul.language.shape_types import DateText, Line, Lines, OneOrMore, Prose, Shape, key, required


def _closed(sv: str, en: str, kind: str) -> Any:
    """A key with a closed list of words, in both languages."""
    return key(sv, en, json_schema_extra={"enum": sorted(CLOSED_VALUES[kind])})


class AsNeededShape(Shape):
    """as_needed = { … }"""

    model_config = required("count", "window")

    count: Line | None = key('Hur många möten: "3-5" eller "3"', 'How many meetings: "3-5" or "3"')
    window: Line | None = key('När på året: "feb-nov", "v. 8-20"', 'When in the year: "feb-nov", "w. 8-20"')
    nudge: Line | None = key('Fråga om behov efter så lång tid: "90d"', 'Ask whether it is needed after: "90d"')
    ask: OneOrMore | None = key('Vem som får frågan: "@processledare"', 'Who is asked: "@processledare"')


class SeriesKeys(Shape):
    """What a series may inherit from [defaults] and its area."""

    when: OneOrMore | None = key(
        'Rytmen som en fras: "andra tisdagen i månaden"', 'The rhythm as a phrase: "second tuesday of the month"'
    )
    dates: list[DateText] | None = key('Datum: ["ons 2027-04-28"]', 'Dates: ["wed 2027-04-28"]')
    rrule: Line | None = key("Regel enligt RFC 5545", "A rule by RFC 5545")
    as_needed: AsNeededShape | None = key("Möten vid behov", "Meetings as needed")
    each: OneOrMore | None = key("Ett möte per aktör i gruppen", "One meeting per actor in the group")
    window: Line | None = key('Tidsfönstret för «each»: "v. 14-24"', 'The window of "each": "w. 14-24"')
    time: Line | None = key('Klockslag: "13:00-14:30"', 'Time: "13:00-14:30"')
    place: Line | None = key("Plats", "Place")
    online: Line | None = key("Länk till mötet", "Link to the meeting")
    invite: Lines | None = key("Personer, grupper och sändlistor", "People, groups and lists")
    invite_also: Lines | None = key("Läggs till dem som ärvs", "Added to those inherited")
    if_closed: Line | None = _closed("När dagen är stängd", "When the day is closed", "if_closed")
    invite_ahead: Line | None = key('Kalla först så långt före: "90d"', 'Invite no earlier than: "90d"')
    remind: Lines | None = key('Påminnelser: ["14d före: dagordning"]', 'Reminders: ["14d before: agenda"]')
    remind_also: Lines | None = key("Läggs till dem som ärvs", "Added to those inherited")
    organiser: Line | None = key(
        "Mötesägare; annars områdets processledare", "Organiser; else the area's processledare"
    )
    guests: Line | None = _closed("Får gästerna se varandra", "May guests see one another", "guests")
    room: Line | None = key("Rum, för krockar", "Room, for collisions")
    alarm: int | None = key("Kalenderlarm, minuter före", "Calendar alarm, minutes before", ge=0, le=40320)
    open: bool | None = key("Öppet möte, visas för alla", "An open meeting, shown to all")
    transport: Line | None = key("Utskicksväg", "Transport")
    agenda: Lines | None = key("Stående punkter", "Standing items")
    note: Prose | None = key("Anteckning; får ha flera rader", "A note; may have several lines")
    tags: Lines | None = key("Etiketter", "Tags")
    external: bool | None = key("Någon annans möte: visas, men ingen kallas", "Somebody else's: shown, nobody invited")


class SeriesShape(SeriesKeys):
    """[series.ID]"""

    model_config = required("area", "title")

    area: Line | None = key("Styrkeområde", "Strength area")
    title: Line | None = key("Mötets rubrik", "The meeting's title")
    was: Line | None = key("Seriens förra namn", "The series' former id")


class DefaultsShape(SeriesKeys):
    """[defaults]"""

    area: Line | None = key("Styrkeområde", "Strength area")
    title: Line | None = key("Rubrik", "Title")
    remind_at: Line | None = key('När påminnelser går ut: "07:30"', 'When reminders go out: "07:30"')


class AreaShape(SeriesKeys):
    """[area.ID]"""

    model_config = required("name")

    name: Line | None = key("Områdets namn", "The area's name")
    colour: Line | None = key('Färg i hjulet: "#1f6f54"', 'Colour in the wheel: "#1f6f54"')
    roles: dict[str, OneOrMore] | None = key(
        'Roller: { processledare = "jon", samordnare = ["siv", "eva"] }',
        'Roles: { processledare = "jon", samordnare = ["siv", "eva"] }',
    )
    title: Line | None = key("Rubrik", "Title")


class DeadlineShape(Shape):
    """[deadline.ID]"""

    model_config = required("area", "title", "when")

    area: Line | None = key("Styrkeområde", "Strength area")
    title: Line | None = key("Rubrik", "Title")
    when: OneOrMore | None = key('Dagen: "senast den 15 november"', 'The day: "no later than 15 november"')
    remind: Lines | None = key("Påminnelser", "Reminders")
    to: Lines | None = key("Vem som påminns", "Who is reminded")


class CalendarShape(Shape):
    """[calendar]"""

    holidays: Line | None = key('Röda dagar: "SE"; "" för inga', 'Public holidays: "SE"; "" for none')
    eves: Line | None = _closed("Påsk-, midsommar-, jul- och nyårsafton", "The eves of feasts", "openness")
    half: Line | None = _closed("Halvdagar: skärtorsdag, valborg …", "Half days", "openness")
    bridge: Line | None = _closed("Klämdagar", "Days between two free ones", "openness")


class ClosedShape(Shape):
    """[[closed]]"""

    model_config = required("name", "when")

    name: Line | None = key("Vad det heter: Sportlov", "What it is called")
    when: Line | None = key('"v. 10", "22 dec - 6 jan", "2027-05-03 - 2027-05-07"', '"w. 10", "22 dec - 6 jan"')
    mute: bool | None = key("Håll även påminnelser", "Hold reminders too")


class PersonShape(Shape):
    """[person.ID]"""

    model_config = required("name", "email")

    name: Line | None = key("Namn", "Name")
    email: Line | None = key("E-postadress", "Email address")
    organisation: Line | None = key("Organisation", "Organisation")
    municipality: Line | None = key("Kommun", "Municipality")
    language: Line | None = key('"sv" eller "en"', '"sv" or "en"', json_schema_extra={"enum": ["sv", "en"]})


class GroupShape(Shape):
    """[group.ID]"""

    model_config = required("name", "members")

    name: Line | None = key("Gruppens namn", "The group's name")
    members: Lines | None = key("Personer eller grupper", "People or groups")


class ListShape(Shape):
    """[list.ID]"""

    model_config = required("name", "email")

    name: Line | None = key("Sändlistans namn", "The list's name")
    email: Line | None = key("Sändlistans adress", "The list's address")
    language: Line | None = key('"sv" eller "en"', '"sv" or "en"', json_schema_extra={"enum": ["sv", "en"]})


class ReminderShape(Shape):
    """[reminder.ID]"""

    model_config = required("to")

    to: Lines | None = key(
        '"inbjudna", "obesvarade", "@roll", personer eller grupper',
        '"invited", "unanswered", "@role", people or groups',
    )
    subject: Line | None = key("Ämnesrad; {{ title }} och {{ date }} fylls i", "Subject; {{ title }} is filled in")
    template: Line | None = key("Brevets mall", "The mail's template")


class ChangeShape(Shape):
    """[[change]]"""

    model_config = required("what")

    what: Line | None = key('Vilket tillfälle: "serie/2027-05"', 'Which meeting: "series/2027-05"')
    move_to: DateText | None = key('Ny dag: "tis 2027-05-18"', 'New day: "tue 2027-05-18"')
    cancel: bool | None = key("Ställ in: true", "Cancel it: true")
    set: DateText | None = key("Dag för ett möte vid behov", "The day of a meeting as needed")
    add: DateText | None = key("Ett möte till", "One more meeting")
    time: Line | None = key("Annan tid", "Another time")
    place: Line | None = key("Annan plats", "Another place")
    reason: Line | None = key("Varför, för dem som undrar", "Why, for those who wonder")
    by: Line | None = key("Vem som ändrade", "Who changed it")
    ok: OneOrMore | None = key('Godtar en varning: "klämdag"', 'Accepts a warning: "klämdag"')


class TopShape(Shape):
    """What stands before the first table."""

    arshjul: int | None = key("Språkets version: 1", "The language's version: 1", json_schema_extra={"const": 1})
    id: Line | None = key(
        "Kalenderns namn, för alltid", "The calendar's name, for ever", json_schema_extra={"pattern": "^[a-z0-9.-]+$"}
    )
    title: Line | None = key("Årshjulets rubrik", "The wheel's title")
    year: int | None = key("Året då hjulet börjar", "The year in which the wheel starts", ge=1970, le=2199)
    status: Line | None = _closed("utkast skickar inget", "a draft sends nothing", "status")
    language: Line | None = key('"sv" eller "en"', '"sv" or "en"', json_schema_extra={"enum": ["sv", "en"]})
    timezone: Line | None = key('Tidszon: "Europe/Stockholm"', 'Time zone: "Europe/Stockholm"')
    include: Lines | None = key("Filer med aktörer", "Files with actors")
    starts: Line | None = key('Första månaden: "augusti"', 'The first month: "august"')


TABLES: dict[str, type[Shape]] = {
    "calendar": CalendarShape,
    "closed": ClosedShape,
    "defaults": DefaultsShape,
    "area": AreaShape,
    "person": PersonShape,
    "group": GroupShape,
    "list": ListShape,
    "reminder": ReminderShape,
    "series": SeriesShape,
    "deadline": DeadlineShape,
    "change": ChangeShape,
}
