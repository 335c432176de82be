"""What tables and keys a cycle file has. The JSON Schema, the check of a file and its completion all come from here."""

from __future__ import annotations

from arshjul.language.phrases import CLOSED_VALUES
from arshjul.language.shape_kinds import (
    day,
    days,
    flag,
    holders,
    inline,
    line,
    lines,
    number,
    one_or_more,
    prose,
    version,
)
from arshjul.language.shape_types import Key, Shape


def _closed(sv: str, en: str, kind: str) -> Key[str]:
    """A key with a closed list of words, in both languages. Any other word is the reader's to explain."""
    return line(sv, en, enum=sorted(CLOSED_VALUES[kind]))


def _language() -> Key[str]:
    return line('"sv" eller "en"', '"sv" or "en"', enum=["sv", "en"])


class AsNeededShape(Shape, required=("count", "window")):
    """as_needed = { … }"""

    count = line('Hur många möten: "3-5" eller "3"', 'How many meetings: "3-5" or "3"')
    window = line('När på året: "feb-nov", "v. 8-20"', 'When in the year: "feb-nov", "w. 8-20"')
    nudge = line('Fråga om behov efter så lång tid: "90d"', 'Ask whether it is needed after: "90d"')
    ask = one_or_more('Vem som får frågan: "@processledare"', 'Who is asked: "@processledare"')


class SeriesKeys(Shape):
    """What a series may inherit from [defaults] and its area."""

    when = one_or_more(
        'Rytmen som en fras: "andra tisdagen i månaden"', 'The rhythm as a phrase: "second tuesday of the month"'
    )
    dates = days('Datum: ["ons 2027-04-28"]', 'Dates: ["wed 2027-04-28"]')
    rrule = line("Regel enligt RFC 5545", "A rule by RFC 5545")
    as_needed = inline(AsNeededShape, "Möten vid behov", "Meetings as needed")
    each = one_or_more("Ett möte per aktör i gruppen", "One meeting per actor in the group")
    window = line('Tidsfönstret för «each»: "v. 14-24"', 'The window of "each": "w. 14-24"')
    time = line('Klockslag: "13:00-14:30"', 'Time: "13:00-14:30"')
    place = line("Plats", "Place")
    online = line("Länk till mötet", "Link to the meeting")
    invite = lines("Personer, grupper och sändlistor", "People, groups and lists")
    invite_also = lines("Läggs till dem som ärvs", "Added to those inherited")
    if_closed = _closed("När dagen är stängd", "When the day is closed", "if_closed")
    invite_ahead = line('Kalla först så långt före: "90d"', 'Invite no earlier than: "90d"')
    remind = lines('Påminnelser: ["14d före: dagordning"]', 'Reminders: ["14d before: agenda"]')
    remind_also = lines("Läggs till dem som ärvs", "Added to those inherited")
    organiser = line("Mötesägare; annars områdets processledare", "Organiser; else the area's processledare")
    guests = _closed("Får gästerna se varandra", "May guests see one another", "guests")
    room = line("Rum, för krockar", "Room, for collisions")
    alarm = number("Kalenderlarm, minuter före", "Calendar alarm, minutes before", 0, 40320)
    open = flag("Öppet möte, visas för alla", "An open meeting, shown to all")
    transport = line("Utskicksväg", "Transport")
    agenda = lines("Stående punkter", "Standing items")
    note = prose("Anteckning; får ha flera rader", "A note; may have several lines")
    tags = lines("Etiketter", "Tags")
    external = flag("Någon annans möte: visas, men ingen kallas", "Somebody else's: shown, nobody invited")


class SeriesShape(SeriesKeys, required=("area", "title")):
    """[series.ID]"""

    area = line("Styrkeområde", "Strength area")
    title = line("Mötets rubrik", "The meeting's title")
    was = line("Seriens förra namn", "The series' former id")


class DefaultsShape(SeriesKeys):
    """[defaults]"""

    area = line("Styrkeområde", "Strength area")
    title = line("Rubrik", "Title")
    remind_at = line('När påminnelser går ut: "07:30"', 'When reminders go out: "07:30"')


class AreaShape(SeriesKeys, required=("name",)):
    """[area.ID]"""

    name = line("Områdets namn", "The area's name")
    colour = line('Färg i hjulet: "#1f6f54"', 'Colour in the wheel: "#1f6f54"')
    roles = holders(
        'Roller: { processledare = "jon", samordnare = ["siv", "eva"] }',
        'Roles: { processledare = "jon", samordnare = ["siv", "eva"] }',
    )
    title = line("Rubrik", "Title")


class DeadlineShape(Shape, required=("area", "title", "when")):
    """[deadline.ID]"""

    area = line("Styrkeområde", "Strength area")
    title = line("Rubrik", "Title")
    when = one_or_more('Dagen: "senast den 15 november"', 'The day: "no later than 15 november"')
    remind = lines("Påminnelser", "Reminders")
    to = lines("Vem som påminns", "Who is reminded")


class CalendarShape(Shape):
    """[calendar]"""

    holidays = line('Röda dagar: "SE"; "" för inga', 'Public holidays: "SE"; "" for none')
    eves = _closed("Påsk-, midsommar-, jul- och nyårsafton", "The eves of feasts", "openness")
    half = _closed("Halvdagar: skärtorsdag, valborg …", "Half days", "openness")
    bridge = _closed("Klämdagar", "Days between two free ones", "openness")


class ClosedShape(Shape, required=("name", "when")):
    """[[closed]]"""

    name = line("Vad det heter: Sportlov", "What it is called")
    when = line('"v. 10", "22 dec - 6 jan", "2027-05-03 - 2027-05-07"', '"w. 10", "22 dec - 6 jan"')
    mute = flag("Håll även påminnelser", "Hold reminders too")


class PersonShape(Shape, required=("name", "email")):
    """[person.ID]"""

    name = line("Namn", "Name")
    email = line("E-postadress", "Email address")
    organisation = line("Organisation", "Organisation")
    municipality = line("Kommun", "Municipality")
    language = _language()


class GroupShape(Shape, required=("name", "members")):
    """[group.ID]"""

    name = line("Gruppens namn", "The group's name")
    members = lines("Personer eller grupper", "People or groups")


class ListShape(Shape, required=("name", "email")):
    """[list.ID]"""

    name = line("Sändlistans namn", "The list's name")
    email = line("Sändlistans adress", "The list's address")
    language = _language()


class ReminderShape(Shape, required=("to",)):
    """[reminder.ID]"""

    to = lines(
        '"inbjudna", "obesvarade", "@roll", personer eller grupper',
        '"invited", "unanswered", "@role", people or groups',
    )
    subject = line("Ämnesrad; {{ title }} och {{ date }} fylls i", "Subject; {{ title }} is filled in")
    template = line("Brevets mall", "The mail's template")


class ChangeShape(Shape, required=("what",)):
    """[[change]]"""

    what = line('Vilket tillfälle: "serie/2027-05"', 'Which meeting: "series/2027-05"')
    move_to = day('Ny dag: "tis 2027-05-18"', 'New day: "tue 2027-05-18"')
    cancel = flag("Ställ in: true", "Cancel it: true")
    set = day("Dag för ett möte vid behov", "The day of a meeting as needed")
    add = day("Ett möte till", "One more meeting")
    time = line("Annan tid", "Another time")
    place = line("Annan plats", "Another place")
    reason = line("Varför, för dem som undrar", "Why, for those who wonder")
    by = line("Vem som ändrade", "Who changed it")
    ok = one_or_more('Godtar en varning: "klämdag"', 'Accepts a warning: "klämdag"')


class TopShape(Shape, required=("arshjul", "id", "title", "year")):
    """What stands before the first table."""

    arshjul = version("Språkets version: 1", "The language's version: 1", 1)
    id = line("Kalenderns namn, för alltid", "The calendar's name, for ever", pattern="^[a-z0-9.-]+$")
    title = line("Årshjulets rubrik", "The wheel's title")
    year = number("Året då hjulet börjar", "The year in which the wheel starts", 1970, 2199)
    status = _closed("utkast skickar inget", "a draft sends nothing", "status")
    language = _language()
    timezone = line('Tidszon: "Europe/Stockholm"', 'Time zone: "Europe/Stockholm"')
    include = lines("Filer med aktörer", "Files with actors")
    starts = line('Första månaden: "augusti"', 'The first month: "august"')


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
