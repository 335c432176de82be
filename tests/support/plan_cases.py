"""The cases of tests/golden/plan: what a person does with a wheel, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from arshjul.model.plan import GuardName

WHEEL = """\
arshjul = 1
id      = "prov"
title   = "Årshjul Prov"
year    = 2027
status  = "aktiv"

[area.energi]
name  = "Hållbar energi"
roles = { processledare = "eva" }

[series.mote]
area   = "energi"
title  = "Månadsmöte"
when   = "andra tisdagen i mars och maj"
time   = "13:00-14:30"
place  = "Residenset, Östersund"
invite = ["siv", "ulf"]

[person.siv]
name  = "Siv Norberg"
email = "siv.norberg@region.example"

[person.ulf]
name     = "Ulf Ek"
email    = "Ulf.Ek@kommun.example"
language = "en"

[person.eva]
name  = "Eva Öst"
email = "eva.ost@region.example"

[person.jon]
name  = "Jon Ås"
email = "jon.as@region.example"

[group.aktorer]
name    = "Nyckelaktörer"
members = ["siv", "ulf"]

[list.alla]
name  = "Alla S3-aktörer"
email = "s3-alla@lists.region.example"
"""
"""Two meetings, 9 March and 11 May 2027: Siv and Ulf (who reads English) are invited, Eva owns them."""

SERIES = WHEEL[WHEEL.index("[series.mote]") : WHEEL.index("[person.siv]")]
WHEN = 'when   = "andra tisdagen i mars och maj"'
TITLE = 'title  = "Månadsmöte"'
TIME = 'time   = "13:00-14:30"'
PLACE = 'place  = "Residenset, Östersund"'
INVITE = 'invite = ["siv", "ulf"]'
MOVE = """
[[change]]
what    = "mote/2027-05"
move_to = "tis 2027-05-18"
reason  = "Krock med regionfullmäktige"
"""
CANCEL = """
[[change]]
what   = "mote/2027-05"
cancel = true
reason = "Vi slår ihop mötet med junimötet"
"""
OTHER = """
[series.forum]
area   = "energi"
title  = "Energiforum"
when   = "första torsdagen i juni"
time   = "09:00-11:00"
invite = ["siv"]
"""


@dataclass(frozen=True)
class Step:
    """One plan and apply, `wait` days after the step before.

    `edits` are (old, new) texts of the file; `add` is put at its end. `queued`: the server takes nothing that day.
    `config` are settings that hold from now on.
    """

    edits: tuple[tuple[str, str], ...] = ()
    add: str = ""
    wait: float = 1
    silent: bool = False
    new_channel: bool = False
    confirmed: Mapping[GuardName, int] = field(default_factory=dict)
    queued: bool = False
    config: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """`first` edits the wheel that is applied before the steps; None: nothing has been applied."""

    title: str
    steps: tuple[Step, ...]
    first: Step | None
    wheel: str = WHEEL
    beside: str = ""


def case(
    title: str,
    *steps: Step,
    first: Step | None = Step(),
    wheel: tuple[tuple[str, str], ...] = (),
    beside: tuple[tuple[str, str], ...] = (),
) -> Case:
    """`wheel` edits the file before anything else; `beside` makes another wheel of it, applied to the same ledger."""
    return Case(title, steps, first, _edited(*wheel), _edited(*beside) if beside else "")


def _edited(*edits: tuple[str, str]) -> str:
    text = WHEEL
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def edit(*edits: tuple[str, str], **keys: Any) -> Step:
    return Step(edits, **keys)


def add(text: str, **keys: Any) -> Step:
    return Step(add=text, **keys)


def _dates(*days: str) -> tuple[str, str]:
    listed = ", ".join(f'"{day}"' for day in days)
    return WHEN, f"dates  = [{listed}]"


_MANY = "".join(f'\n[person.p{n}]\nname  = "Person {n}"\nemail = "person{n}@region.example"\n' for n in range(1, 32))
_CROWD = ", ".join(f'"p{n}"' for n in range(1, 32))
_MONTHLY = edit((WHEN, 'when   = "andra tisdagen i mars-juni"'))
_AHEAD = ((PLACE, f'{PLACE}\ninvite_ahead = "90d"'),)
_WEEKLY = edit((WHEN, 'when   = "tisdag v. 9-16"'))

CASES: Mapping[str, Case] = {
    "01-first": case("The first apply invites everyone, and the organiser", Step(), first=None),
    "02-nothing": case("Nothing has changed", Step()),
    "03-comment": case(
        "A comment, and two lines in another order", edit((f"{TITLE}\n{WHEN}", f"# vårens möten\n{WHEN}\n{TITLE}"))
    ),
    "04-title": case("Another title", edit((TITLE, 'title  = "Energiforum"'))),
    "05-title-silent": case("Another title, in silence", edit((TITLE, 'title  = "Energimöte"'), silent=True)),
    "06-moved": case("A meeting is moved to another day", add(MOVE)),
    "07-hours": case("Both meetings get other hours", edit((TIME, 'time   = "09:00-10:00"'))),
    "08-moved-twice": case(
        "A meeting is moved again before the first mail has left",
        add(MOVE, queued=True),
        edit(("tis 2027-05-18", "tor 2027-05-20"), wait=0.01),
    ),
    "09-moved-and-back": case(
        "A meeting is moved back before the first mail has left", add(MOVE, queued=True), edit((MOVE, ""), wait=0.01)
    ),
    "10-place": case("Another place", edit((PLACE, 'place  = "Mittuniversitetet, Östersund"'))),
    "11-place-of-one": case(
        "Another place for one meeting", add('\n[[change]]\nwhat  = "mote/2027-05"\nplace = "Ås, Torsta"\n')
    ),
    "12-online": case("A link is added", edit((PLACE, f'{PLACE}\nonline = "https://mote.region.example/energi"'))),
    "13-agenda": case(
        "Another agenda",
        edit(('["Läget i projekten"]', '["Läget i projekten", "Nästa utlysning"]')),
        first=edit((PLACE, f'{PLACE}\nagenda = ["Läget i projekten"]')),
    ),
    "14-guest-added": case("Somebody more is invited", edit((INVITE, 'invite = ["siv", "ulf", "jon"]'))),
    "15-guest-removed": case("Somebody is no longer invited", edit((INVITE, 'invite = ["siv"]'))),
    "16-group-member": case(
        "A group gets one more member",
        edit(('members = ["siv", "ulf"]', 'members = ["siv", "ulf", "jon"]')),
        first=edit((INVITE, 'invite = ["aktorer"]')),
    ),
    "17-address": case(
        "Somebody gets another address",
        edit(("Ulf.Ek@kommun.example", "ulf.ek@are.example"), confirmed={GuardName.DOMAINS: 1}),
    ),
    "18-name": case("Somebody gets another name", edit(('"Ulf Ek"', '"Ulf Ek Lind"'))),
    "19-back-again": case(
        "Somebody is removed, and invited again", edit((INVITE, 'invite = ["siv"]')), edit(('invite = ["siv"]', INVITE))
    ),
    "20-cancelled": case("A meeting is cancelled", add(CANCEL)),
    "21-revived": case("A cancelled meeting is held after all", add(CANCEL), edit((CANCEL, ""))),
    "22-cancelled-unsent": case(
        "A new meeting is cancelled before its invitations have left",
        edit((WHEN, 'when   = "andra tisdagen i mars, maj och juni"'), queued=True),
        add('\n[[change]]\nwhat   = "mote/2027-06"\ncancel = true\n', wait=0.01),
    ),
    "23-closure-skips": case(
        "A closure takes a meeting away",
        add('\n[[closed]]\nname = "Planeringsdagar"\nwhen = "v. 19"\n'),
        first=edit((PLACE, f'{PLACE}\nif_closed = "hoppa över"')),
    ),
    "24-closure-moves": case(
        "A closure moves a meeting", add('\n[[closed]]\nname = "Planeringsdagar"\nwhen = "v. 19"\n')
    ),
    "25-rule": case(
        "Another weekday: the meetings stay the same ones", edit((WHEN, 'when   = "andra onsdagen i mars och maj"'))
    ),
    "26-series-removed": case(
        "A series is taken out of the file",
        edit((OTHER, "")),
        first=add(OTHER),
    ),
    "27-renamed": case(
        "A series is renamed, with was", edit(("[series.mote]", '[series.energimote]\nwas    = "mote"'))
    ),
    "28-renamed-without-was": case("A series is renamed without was", edit(("[series.mote]", "[series.energimote]"))),
    "29-another-series": case(
        'Another series takes its place, with was = ""',
        edit(("[series.mote]", '[series.energimote]\nwas    = ""')),
    ),
    "30-alias": case(
        "One date is exchanged for another",
        edit(("tis 2027-05-11", "tor 2027-05-20")),
        first=edit(_dates("tis 2027-03-09", "tis 2027-05-11")),
    ),
    "31-ambiguous": case(
        "Two dates are exchanged for two others",
        edit(('"tis 2027-03-09", "tis 2027-03-16"', '"ons 2027-03-10", "ons 2027-03-17"')),
        first=edit(_dates("tis 2027-03-09", "tis 2027-03-16")),
    ),
    "32-far-away": case(
        "A date is exchanged for one far away",
        edit(("tis 2027-05-11", "tis 2027-06-08")),
        first=edit(_dates("tis 2027-03-09", "tis 2027-05-11")),
    ),
    "33-organiser": case("Somebody else owns the meetings", edit(('processledare = "eva"', 'processledare = "jon"'))),
    "34-visible": case("Guests may see each other from now on", edit((INVITE, f'{INVITE}\nguests = "visible"'))),
    "35-waiting": case(
        "Invitations go 90 days ahead: March is invited to, May waits", Step(), first=None, wheel=_AHEAD
    ),
    "36-waiting-edited": case("A meeting that waits is moved", add(MOVE), wheel=_AHEAD),
    "37-horizon": case("The day has come to invite to May", Step(wait=60), wheel=_AHEAD),
    "38-as-needed": case(
        "A meeting as needed gets its day",
        add('\n[[change]]\nwhat = "forum/2027-1"\nset  = "tor 2027-04-15"\ntime = "10:00-12:00"\n'),
        first=add(
            '\n[series.forum]\narea      = "energi"\ntitle     = "Energiforum"\ntime      = "60 min"\n'
            'as_needed = { count = "1-2", window = "feb-nov" }\ninvite    = ["siv"]\n'
        ),
    ),
    "39-each": case(
        "Meetings with one actor each: one gets its day",
        add('\n[[change]]\nwhat = "enskilda/2027-siv"\nset  = "tor 2027-04-15"\ntime = "10:00-11:00"\n'),
        first=add(
            '\n[series.enskilda]\narea   = "energi"\ntitle  = "Enskilt möte: {{ actor }}"\ntime   = "60 min"\n'
            'each   = "aktorer"\nwindow = "v. 14-24"\n'
        ),
    ),
    "40-external": case(
        "Somebody else's meeting is nobody's invitation",
        add(
            '\n[series.utlysning]\narea     = "energi"\ntitle    = "Utlysningsdag"\ndates    = ["tor 2027-04-15"]\n'
            'time     = "10:00-12:00"\nexternal = true\ninvite   = ["siv"]\n'
        ),
    ),
    "41-draft": case("A draft shows its plan and sends nothing", Step(), first=None, wheel=(('"aktiv"', '"utkast"'),)),
    "42-past": case("What has been held is never touched", edit((TIME, 'time   = "09:00-10:00"'), wait=60)),
    "43-past-changed": case(
        "A change to a meeting that has been held",
        add('\n[[change]]\nwhat    = "mote/2027-03"\nmove_to = "tis 2027-03-16"\n', wait=60),
    ),
    "44-into-the-past": case(
        "A meeting to come is moved to a day that has been",
        add(MOVE.replace("tis 2027-05-18", "ons 2027-03-03"), wait=70),
    ),
    "45-late": case("A change two days ahead", edit((PLACE, 'place  = "Mittuniversitetet, Östersund"'), wait=55)),
    "46-late-stated": case(
        "… and with the number stated",
        edit((PLACE, 'place  = "Mittuniversitetet, Östersund"'), wait=55, confirmed={GuardName.LATE: 1}),
    ),
    "47-many-cancelled": case(
        "Four meetings vanish at once", edit(('"tisdag v. 9-16"', '"tisdag v. 9-12"')), first=_WEEKLY
    ),
    "48-many-moved": case(
        "A slip of the hand moves everything", edit(('"tisdag v. 9-16"', '"onsdag v. 9-16"')), first=_WEEKLY
    ),
    "49-many-people": case(
        "A slip of the hand invites everyone",
        Step(((INVITE, f'invite = ["siv", "ulf", {_CROWD}]'),)),
        first=add(_MANY),
    ),
    "50-emptied": case("An area loses all its meetings", edit((SERIES, ""))),
    "51-new-domain": case(
        "A domain that nobody was invited in before",
        edit(
            (INVITE, 'invite = ["siv", "ulf", "kim"]'),
            add='\n[person.kim]\nname  = "Kim Ny"\nemail = "kim@gmial.example"\n',
        ),
    ),
    "52-not-allowed": case(
        "An address outside the domains that the installation allows",
        edit(
            (INVITE, 'invite = ["siv", "ulf", "kim"]'),
            add='\n[person.kim]\nname  = "Kim Ny"\nemail = "kim@gmial.example"\n',
        ),
        first=Step(config={"allow_domains": ("region.example", "kommun.example")}),
    ),
    "53-channel": case(
        "Another way out than the one that invited",
        Step(config={"transport": "smtp"}),
    ),
    "54-channel-stated": case(
        "… and with the number stated: everyone is invited anew",
        Step(config={"transport": "smtp"}, new_channel=True, confirmed={GuardName.CHANNEL: 2}),
    ),
    "55-list": case(
        "A mailing list is a guest", edit((INVITE, 'invite = ["siv", "ulf", "alla"]'), confirmed={GuardName.DOMAINS: 1})
    ),
    "56-three-edits": case(
        "Another day, place and title at once: one mail each and meeting",
        Step(((PLACE, 'place  = "Mittuniversitetet, Östersund"'), (TITLE, 'title  = "Energimöte"')), add=MOVE),
    ),
    "57-moved-and-guest": case(
        "A meeting is moved, one guest leaves and one comes",
        Step(((INVITE, 'invite = ["siv", "jon"]'),), add=MOVE),
    ),
    "58-silent-refused": case("A move cannot be made in silence", add(MOVE, silent=True)),
    "59-rehearsal": case(
        "A rehearsal tells one address everything", Step(config={"rehearsal": "olle@region.example"}), first=None
    ),
    "60-two-wheels": case(
        "Another wheel with meetings of the same name stands beside: nothing of it is touched",
        add(CANCEL),
        first=Step(confirmed={GuardName.DOUBLES: 2}),
        beside=(('id      = "prov"', 'id      = "annat"'),),
    ),
    "61-next-year": case(
        "Next year's wheel of the same calendar: this year's meetings stand",
        Step(),
        first=None,
        wheel=(("year    = 2027", "year    = 2028"), (INVITE, 'invite = ["siv"]')),
        beside=((INVITE, 'invite = ["siv"]'),),
    ),
}
