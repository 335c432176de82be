"""One small slip for every problem that a cycle file can have, made in the sound wheel of tests/golden/errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "golden" / "errors"
WHEEL = (FOLDER / "2027.toml").read_text(encoding="utf-8")
ACTORS = (FOLDER / "aktorer.toml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Case:
    """`name` is the code, then the variant. `wheel` and `actors`: what is written → what the slip makes of it.

    `today` is when it is looked at (few problems care). `applied`: when the year began, people were invited by the
    sound wheel.
    """

    name: str
    wheel: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    today: date | None = None
    applied: bool = False

    @property
    def code(self) -> str:
        return self.name.partition("-")[0]

    def write(self, folder: Path) -> Path:
        """The two files in `folder`; the wheel's path."""
        path = folder / "2027.toml"
        path.write_bytes(_spoiled(WHEEL, self.wheel).encode(self.encoding, "surrogateescape"))
        (folder / "aktorer.toml").write_bytes(_spoiled(ACTORS, self.actors).encode())
        return path


def _spoiled(text: str, edits: Mapping[str, str]) -> str:
    for old, new in edits.items():
        if old not in text:
            raise ValueError(f"no such text in the sound wheel: {old}")
        text = text.replace(old, new, 1)
    return text


_TIME = 'time = "13:00-14:30"'
_WHEN = 'when = "andra tisdagen i månaden utom juli"'
_CLOSED = 'if_closed = "nästa vecka"'
_SERIES = '[series.digitala-manadsmote]\narea = "jord"'
_END = 'set = "ons 2027-03-17"'
_REMINDER = 'to = ["@processledare"]'
_SUBJECT = 'subject = "Dags att samla punkter: {{ title }} {{ date }}"'
_MOVE = 'move_to = "tis 2027-05-18"'


def _renamed(id: str) -> dict[str, str]:
    return {
        "[series.digitala-manadsmote]": f"[series.{id}]",
        'what = "digitala-manadsmote/2027-05"': f'what = "{id}/2027-05"',
    }


def _when(phrase: str) -> dict[str, str]:
    """The monthly meeting with another phrase, and without the change that its May no longer has."""
    may = '\n[[change]]\nwhat = "digitala-manadsmote/2027-05"\nmove_to = "tis 2027-05-18"\n'
    return {_WHEN: phrase, may: ""}


SYNTAX = (
    Case("E01", {_TIME: "time = 13:00-14:30"}),
    Case("E01-bool", {_MOVE: "cancel = ja"}),
    Case("E01-number", {'name = "Sommarlugn"': "name = 2027"}),
    Case("E01-in-list", {'invite = ["jon", "siv"]': "invite = [jon, siv]"}),
    Case("E02", {'title = "Styrgrupp S3"': 'title = "Styrgrupp S3'}),
    Case("E02-odd", {'invite = ["jon", "siv"]': 'invite = ["jon", siv"]'}),
    Case("E02-long", {'reason = "Mellandagarna"': 'reason = """Mellandagarna'}),
    Case("E03", {'title = "Styrgrupp S3"': "title = ”Styrgrupp”"}),
    Case("E03-end", {'title = "Styrgrupp S3"': 'title = "Styrgrupp”'}),
    Case("E04", {_END: f'{_END}\n\n[series.styrgrupp]\narea = "jord"'}),
    Case("E04-key", {'title = "Styrgrupp S3"': 'title = "Styrgrupp S3"\ntitle = "Styrgruppen"'}),
    Case("E04-shared", {}, {"[list.s3-alla]": "[list.kkb]"}),
    Case(
        "E04-file",
        {"[reminder.dagordning]": '[person.siv]\nname = "Siv"\nemail = "siv@region.example"\n\n[reminder.dagordning]'},
    ),
    Case("E05", {"[series.kultur]": "[series.öppet-möte]", "kultur/2027-1": "oppet-mote/2027-1"}),
    Case(
        "E05-missing",
        {"[series.kultur]": "[series]", '\n[[change]]\nwhat = "kultur/2027-1"\nset = "ons 2027-03-17"': ""},
    ),
    Case("E05-reserved", {"[deadline.rapport]": "[deadline.midsommar]"}),
    Case("E05-wheel", {'id      = "s3.region"': 'id      = "S3 Jämtland"'}),
    Case("E06", {"[series.styrgrupp]": "[serie.styrgrupp]"}),
    Case("E06-none", {"[[closed]]": "[väder]"}),
    Case("E06-brackets", {"[[closed]]": "[closed]"}),
    Case("E06-shared", {}, {"[list.s3-alla]": '[area.energi]\nname = "Energi"\n\n[list.s3-alla]'}),
    Case("E07", {'place = "Residenset"': 'plats = "Residenset"'}),
    Case("E07-letters", {'place = "Residenset"': 'väder = "sol"'}),
    Case("E07-swedish", {'name = "Jord, skog och vatten"': 'namn = "Jord, skog och vatten"\nfärg = "#1f6f54"'}),
    Case("E07-elsewhere", {'place = "Residenset"': 'subject = "Residenset"'}),
    Case("E07-none", {'name = "Sommarlugn"': 'name = "Sommarlugn"\nxyz = 1'}),
    Case("E08", {'include = ["aktorer.toml"]\n': "", "[calendar]": '[calendar]\ninclude = ["aktorer.toml"]'}),
    Case("E08-nested", {}, {"[person.jon]": 'include = ["fler.toml"]\n\n[person.jon]'}),
    Case("E08-shared", {}, {"[person.jon]": "year = 2027\n\n[person.jon]"}),
    Case("E09", {'invite = ["jon", "siv"]': 'invite = "jon"'}),
    Case("E09-two", {'invite = ["jon", "siv"]': 'invite = "jon", "siv"'}),
    Case("E10", {'invite = ["jon", "siv"]': 'invite = ["jon" "siv"]'}),
    Case("E11", {'name = "Jord, skog och vatten"': 'name = "Jord, skog och v\udce5"'}),
    Case("E11-utf16", {"": ""}, encoding="utf-16"),
    Case("E12", {'include = ["aktorer.toml"]': 'include = ["aktörer.toml"]'}),
    Case("E12-none", {'include = ["aktorer.toml"]': 'include = ["kontakter.toml"]'}),
    Case("E12-self", {'include = ["aktorer.toml"]': 'include = ["2027.toml", "aktorer.toml"]'}),
    Case("E12-twice", {'include = ["aktorer.toml"]': 'include = ["aktorer.toml", "aktorer.toml"]'}),
    Case("E13-depth", {_CLOSED: _CLOSED + "\ntags = " + "[" * 30 + "]" * 30}),
    Case("E13-key", {_CLOSED: _CLOSED + "\n" + ".".join("abcdefghijklmnop") + " = 1"}),
    Case("E14", {'include = ["aktorer.toml"]': 'include = ["../aktorer.toml"]'}),
    Case("E14-template", {'to = ["@processledare"]': 'to = ["@processledare"]\ntemplate = "../hemligt"'}),
    Case("E15", {'title = "Styrgrupp S3"\n': ""}),
    Case("E15-top", {"year    = 2027\n": ""}),
    Case(
        "E15-rhythm",
        {
            'when = "sista torsdagen i kvartalet"\n': "",
            '\n[[change]]\nwhat = "styrgrupp/2027-Q4"\nmove_to = "tor 2027-12-09"\nreason = "Mellandagarna"\n': "",
        },
    ),
    Case(
        "E15-each",
        {
            'when = "sista torsdagen i kvartalet"': 'window = "mars-april"',
            '\n[[change]]\nwhat = "styrgrupp/2027-Q4"\nmove_to = "tor 2027-12-09"\nreason = "Mellandagarna"\n': "",
        },
    ),
    Case("E15-empty", {_WHEN: "when = []"}),
    Case("E16", {'title = "Styrgrupp S3"': 'title = "Styrgrupp\\u0007 S3"'}),
    Case("E16-newline", {'title = "Styrgrupp S3"': 'title = "Styrgrupp\\nS3"'}),
    Case("E16-raw", {'title = "Styrgrupp S3"': 'title = "Styrgrupp\x08S3"'}),
    Case("E16-return", {'title = "Styrgrupp S3"\n': 'title = "Styrgrupp S3"\r'}),
    Case(
        "E17-table",
        {
            '[[closed]]\nname = "Sommarlugn"\nwhen = "v. 27-32"\n': "",
            'status  = "aktiv"': 'status  = "aktiv"\nclosed = "v. 27-32"',
        },
    ),
    Case("E17-range", {"year    = 2027": "year    = 27"}),
    Case("E17-bool", {_MOVE: 'cancel = "ja"'}),
    Case("E17-number", {_CLOSED: f'{_CLOSED}\nalarm = "15"'}),
    Case("E17-text", {'title = "Styrgrupp S3"': 'title = ["Styrgrupp S3"]'}),
    Case("E17-list", {'invite = ["jon", "siv"]': 'invite = { jon = "siv" }'}),
    Case("E17-inline", {'roles = { processledare = "siv" }': 'roles = "siv"'}),
    Case("E17-choice", {"year    = 2027": 'year    = 2027\nlanguage = "svenska"'}),
    Case("E17-bool-no", {_CLOSED: f'{_CLOSED}\nexternal = "nej"'}),
    Case("E01-days", {_CLOSED: f"{_CLOSED}\ninvite_ahead = 90"}),
    Case("E17-near", {"year    = 2027": 'year    = 2027\ntimezone = "Europe/Stokholm"'}),
    Case("E17-colour", {'name = "Gemensamt"': 'name = "Gemensamt"\ncolour = "url(x)"'}),
    Case("E17-holidays", {'holidays = "SE"': 'holidays = "Sverige"'}),
    Case("E17-version", {"arshjul = 1": "arshjul = 2"}),
    Case("E17-month", {"year    = 2027": 'year    = 2027\nstarts = "sommaren"'}),
    Case("E17-link", {_CLOSED: f'{_CLOSED}\nonline = "javascript:alert(1)"'}),
    Case(
        "E19-header",
        {"[series.kultur]": "[series.]", '\n[[change]]\nwhat = "kultur/2027-1"\nset = "ons 2027-03-17"': ""},
    ),
    Case("E19-header-like", {"[series.styrgrupp]": "[series.styrgrupp"}),
    Case("E19-value", {'place = "Residenset"': "place ="}),
    Case("E19-equals", {'place = "Residenset"': 'place: "Residenset"'}),
    Case("E19-no-equals", {'place = "Residenset"': 'place "Residenset"'}),
    Case("E19-double", {'place = "Residenset"': 'place == "Residenset"'}),
    Case("E19-around", {'place = "Residenset"': 'place = ("Residenset")'}),
    Case("E19-around-list", {'invite = ["jon", "siv"]': 'invite = {"jon", "siv"}'}),
    Case("E19-stray", {'place = "Residenset"': "Residenset i Östersund"}),
    Case("E19-space", {'place = "Residenset"': 'place =\u00a0"Residenset"'}),
    Case("E19-after", {'place = "Residenset"': 'place = "Residenset" i Östersund'}),
    Case("E19-bracket", {'invite = ["jon", "siv"]': 'invite = ["jon", "siv"'}),
    Case("E19-inline", {'roles = { processledare = "siv" }': 'roles = {\n  processledare = "siv" }'}),
    Case("E19-escape", {'place = "Residenset"': 'place = "K:\\möten\\2027"'}),
    Case("E19-comma", {'roles = { processledare = "siv" }': 'roles = { processledare = "siv", }'}),
)

PHRASES = (
    Case("E20", _when('when = "adnra tisdagen i månaden"')),
    Case("E21", _when('when = "varannan måndag"')),
    Case("E22", _when('when = "sista vardagen i månaden"')),
    Case("E23", _when('when = "onsdag v. 53"')),
    Case("E24", _when('when = "v. 37"')),
    Case("E25", _when('when = "den 31 varje månad"')),
    Case("E26", _when('when = "tisdagar kl 13"')),
    Case("E27", _when('when = "andra tisdagen"')),
    Case("E28", {_MOVE: 'move_to = "tis 2027-05-19"'}),
    Case("E29", {_MOVE: 'move_to = "mån 2027-02-29"'}),
    Case("E31", {_CLOSED: 'if_closed = "flytta fram"'}),
    Case("E20-year", {'when = "senast den 15 november"': 'when = "2027-11-15"'}),
    Case("E31-latest", _when('when = "senast den 15 februari"\nif_closed = "efter"')),
    Case("E31-ok", {_END: f'{_END}\nok = "klämdagg"'}),
    Case("E31-near", {'bridge   = "varna"': 'bridge   = "vrana"'}),
    Case("E32", {_WHEN: f'{_WHEN}\nrrule = "FREQ=WEEKLY"'}),
    Case("E33", _when('rrule = "FREQ=MONTHLY;BYWEEKNO=37"')),
    Case("E40", {_TIME: 'time = "14:30-13:00"'}),
    Case("E41", {_TIME: 'time = "halv tre"'}),
    Case(
        "E44",
        {
            f"{_TIME}\n": "",
            "as_needed = {": 'time = "09:00-11:00"\nas_needed = {',
            'when = "sista torsdagen': 'time = "09:00-11:00"\nwhen = "sista torsdagen',
        },
    ),
    Case("E44-minutes", {'when = "sista torsdagen': 'time = "60 min"\nwhen = "sista torsdagen'}),
    Case("E61", {'remind = ["14d före: dagordning"]': 'remind = ["14d: dagordning"]'}),
    Case("E75", {_MOVE: 'move_to = "?tis 2027-05-18"'}),
    Case("E75-draft", {_MOVE: 'move_to = "?tis 2027-05-18"', 'status  = "aktiv"': 'status  = "utkast"'}),
)

DATES = (
    Case("E30", _when('when = "femte måndagen i februari"')),
    Case(
        "E34",
        {
            _WHEN: 'when = "10ad före rapport"',
            'when = "senast den 15 november"': 'when = "10ad efter digitala-manadsmote"',
        },
    ),
    Case("E35", _when('when = "onsdag v. 27"')),
    Case("E36", {'move_to = "tor 2027-12-09"': 'move_to = "tis 2028-01-11"'}),
    Case("E37", {**_when('when = "onsdag v. 30 och 33"'), 'when = "v. 27-32"': 'when = "v. 30-32"'}),
    Case("E38", {_WHEN: 'when = "10ad före raport"'}),
    Case("E42", _when('when = "söndag v. 12"\nif_closed = "behåll"\ntime = "02:30-03:30"')),
    Case("E43", _when('when = "söndag v. 43"\nif_closed = "behåll"\ntime = "02:30-03:30"')),
    Case("E70", {'what = "styrgrupp/2027-Q4"': 'what = "styrgrupp/2027-04"'}),
    Case("E70-series", {'what = "styrgrupp/2027-Q4"': 'what = "styrgruppen/2027-Q4"'}),
    Case(
        "E71",
        {_MOVE: f'{_MOVE}\n\n[[change]]\nwhat = "digitala-manadsmote/2027-02"\nmove_to = "tis 2027-02-16"'},
        today=date(2027, 3, 1),
        applied=True,
    ),
    Case("E72", {_END: f'{_END}\n\n[[change]]\nwhat = "styrgrupp/2027-Q4"\ncancel = true'}),
    Case("E73", {_MOVE: 'move_to = "fre 2027-05-07"'}),
    Case("E73-weekday", {_MOVE: 'move_to = "lör 2027-05-08"'}),
    Case("E73-closed", {_MOVE: 'move_to = "tor 2027-05-06"'}),
    Case("E74", _renamed("digitala-moten"), today=date(2027, 5, 1), applied=True),
    Case("E74-one", _renamed("digitala-moten"), today=date(2027, 12, 1), applied=True),
    Case("E76-set", {_MOVE: 'set = "tis 2027-05-18"'}),
    Case("E76-what", {'what = "styrgrupp/2027-Q4"': 'what = "styrgrupp"'}),
    Case("E76-two", {_MOVE: f"{_MOVE}\ncancel = true"}),
    Case("E76-false", {_MOVE: "cancel = false"}),
    Case("E76-none", {f"{_MOVE}\n": ""}),
    Case(
        "E77",
        {'count = "1-3"': 'count = "1"', _END: f'{_END}\n\n[[change]]\nwhat = "kultur/2027-2"\nset = "ons 2027-04-14"'},
    ),
    Case("W01", {'half     = "öppet"': 'half     = "varna"'}),
    Case(
        "W02",
        {
            **_when('when = "tisdagar udda veckor"\nif_closed = "behåll"'),
            "year    = 2027": "year    = 2026",
            'when = "sista torsdagen i kvartalet"': 'when = "torsdag v. 6"',
            '[[change]]\nwhat = "styrgrupp/2027-Q4"\nmove_to = "tor 2027-12-09"\nreason = "Mellandagarna"\n': "",
            "kultur/2027-1": "kultur/2026-1",
            "ons 2027-03-17": "ons 2026-03-18",
        },
    ),
    Case("W03", _when('when = "torsdag v. 25"')),
    Case(
        "W04",
        {
            **_when('when = "torsdag v. 25"\norganiser = "miun"'),
            'invite = ["siv"]': 'invite = ["miun"]',
            _CLOSED: f'{_CLOSED}\nroom = "Residenset 3"',
        },
    ),
    Case("W05-closed", {'when = "senast den 15 november"': 'when = "6 maj"'}),
    Case("W05", {'when = "senast den 15 november"': 'when = "14 november"'}),
    Case("W06", {'count = "1-3"': 'count = "2-3"'}, today=date(2027, 12, 1)),
    Case("W07", {_END: 'set = "ons 2027-01-20"'}),
)

PEOPLE = (
    Case("E50", {'invite = ["siv"]': 'invite = ["johnn"]'}),
    Case("E50-none", {'invite = ["siv"]': 'invite = ["kommunchefen"]'}),
    Case("E50-group", {'invite = ["jon", "siv"]': 'invite = ["jon", "siv"]\norganiser = "kkb"'}),
    Case("E50-deadline", {'remind = ["30d före: dagordning"]': 'remind = ["30d före: dagordning"]\nto = ["inbjudna"]'}),
    Case("E50-deadline-reminder", {_REMINDER: 'to = ["inbjudna"]'}),
    Case("E50-reader", {'to = ["@processledare"]': 'to = ["inbjudan"]'}),
    Case(
        "E51",
        {'roles = { processledare = "jon", samordnare = ["siv", "jon"] }': 'roles = { samordnare = ["siv", "jon"] }'},
    ),
    Case("E51-near", {'to = ["@processledare"]': 'to = ["@proccesledare"]'}),
    Case("E51-none", {'to = ["@processledare"]': 'to = ["@sekreterare"]'}),
    Case("E52-domain", {}, {"siv.norberg@region.example": "siv.norberg@region"}),
    Case("E52-at", {}, {"siv.norberg@region.example": "siv.norberg"}),
    Case("E52-letters", {}, {"jon.asman@region.example": "jon.åsman@region.example"}),
    Case("E52-local", {}, {"jon.asman@region.example": "jon asman@region.example"}),
    Case("E52-idn", {}, {"jon.asman@region.example": "jon.asman@östersund.example"}),
    Case("E53", {}, {'members = ["miun"]': "members = []"}),
    Case(
        "E54",
        {},
        {'members = ["miun"]': 'members = ["miun", "alla"]\n\n[group.alla]\nname = "Alla"\nmembers = ["kkb"]'},
    ),
    Case("E55", {_SERIES: '[series.digitala-manadsmote]\narea = "jrod"'}),
    Case("E55-none", {'[deadline.rapport]\narea = "gemensamt"': '[deadline.rapport]\narea = "kultur"'}),
    Case("E60", {'"14d före: dagordning"': '"14d före: dagordnign"'}),
    Case("E60-none", {'"30d före: dagordning"': '"30d före: rapport"'}),
    Case("E62-variable-near", {_SUBJECT: 'subject = "{{ titel }} {{ date }}"'}),
    Case("E62-variable", {_SUBJECT: 'subject = "Kl. {{ klockslag }}"'}),
    Case("E62-filter-near", {_SUBJECT: 'subject = "{{ title|uppr }}"'}),
    Case("E62-filter", {_SUBJECT: 'subject = "{{ title|replace }}"'}),
    Case("E62-expression", {_SUBJECT: 'subject = "{{ title() }}"'}),
    Case("E62-long", {_SUBJECT: f'subject = "{"Påminnelse " * 100}"'}),
    Case("E62-syntax", {_SUBJECT: 'subject = "Påminnelse: {{ title }"'}),
    Case("E63", {_REMINDER: f'{_REMINDER}\ntemplate = "kallelse"'}),
    Case("E63-near", {_REMINDER: f'{_REMINDER}\ntemplate = "agnda"'}),
)

CASES = (*SYNTAX, *PHRASES, *DATES, *PEOPLE)
