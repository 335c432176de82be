"""What may go wrong around an apply (docs/faults.md): servers, ledgers, slips of the hand."""

from __future__ import annotations

import sqlite3
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.errors import LedgerError
from arshjul.ledger import invitation_book, open_ledger, opening
from arshjul.ledger.safekeeping import backup, restore
from arshjul.model.delivery import DeliveryState, Envelope
from arshjul.model.invitation import Snapshot
from arshjul.model.plan import GuardName
from arshjul.model.wheel import Wheel
from arshjul.planning.diff import make_plan
from arshjul.transports.memory import MemoryTransport
from arshjul.transports.smtp import SmtpTransport
from arshjul.usecases import plan
from arshjul.usecases.apply import GuardsStop, approval
from arshjul.usecases.ledger_care import resend
from tests.oracle.itip_reader import Effect
from tests.support.applying import EMPTY, applied
from tests.support.desk import Desk
from tests.support.edits import File, Meeting
from tests.support.mail_sink import Answer, MailSink
from tests.support.plan_cases import CANCEL, INVITE, MOVE, OTHER, TIME, WHEEL, WHEN
from tests.support.planning import NOW, plan_of
from tests.support.wheels import directory, person

GUESTS = 3


@contextmanager
def served(desk: Desk, answer: Answer = lambda whom: "250 OK") -> Iterator[tuple[MailSink, SmtpTransport]]:
    """A server for one apply; what arrived is read by the guests afterwards."""
    with MailSink(answer).running() as sink:
        way = SmtpTransport(sink.settings())
        try:
            yield sink, way
        finally:
            way.close()
            desk.receive(Envelope("", "", (whom,), mail) for whom, mail in sink.mails)


def states(desk: Desk) -> Counter[DeliveryState]:
    with open_ledger(desk.config.ledger, read_only=True) as ledger:
        return Counter({state: len(ledger.rows(state)) for state in DeliveryState})


def assert_everyone_knows(desk: Desk) -> None:
    assert desk.in_the_calendars() == desk.as_in_the_file(desk.plan())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The wheel of the goldens, applied by mail, and then one meeting of two is moved: three mails are due."""
    desk = Desk(tmp_path, WHEEL)
    desk.apply()
    desk.text += MOVE
    desk.pass_time(days=1)
    return desk


def test_an_invitation_is_claimed_in_the_ledger_when_the_server_sees_its_dot(desk: Desk) -> None:
    seen: list[DeliveryState] = []

    def answer(whom: str) -> str:
        with open_ledger(desk.config.ledger, read_only=True) as ledger:
            claimed = {row.delivery.key.whom: row.state for row in ledger.rows(DeliveryState.CLAIMED)}
            seen.append(claimed[whom.lower()])
        return "250 OK"

    with served(desk, answer) as (_, way):
        desk.apply(way=way)
    assert seen == [DeliveryState.CLAIMED] * GUESTS


@pytest.mark.parametrize("words", ["451 4.7.1 greylisted", "421 4.3.2 come back later"])
def test_a_server_that_says_later_gets_each_mail_later_and_once(desk: Desk, words: str) -> None:
    with served(desk, lambda whom: words) as (first, way):
        desk.apply(way=way)
    assert not first.mails
    assert desk.plan().plan.pending is False, "it is decided, and waits"
    assert states(desk)[DeliveryState.DUE] == GUESTS
    desk.pass_time(hours=1)
    with served(desk) as (second, way):
        desk.apply(way=way)
    assert len(second.mails) == len({whom for whom, _ in second.mails}) == GUESTS
    assert set(first.ids) <= set(second.ids), "tried again as the same message"
    assert_everyone_knows(desk)


def test_a_server_that_hangs_up_after_the_dot_leaves_each_mail_in_doubt_and_gets_it_once(desk: Desk) -> None:
    with served(desk, lambda whom: "") as (sink, way):
        for _ in range(5):
            desk.apply(way=way)
            desk.pass_time(hours=1)
    assert sink.arrived.total() == GUESTS
    assert states(desk)[DeliveryState.UNCERTAIN] == GUESTS
    assert_everyone_knows(desk)


def test_what_was_in_doubt_is_sent_again_as_the_same_message_when_a_person_says_so(desk: Desk) -> None:
    with served(desk, lambda whom: "") as (first, way):
        desk.apply(way=way)
    with open_ledger(desk.config.ledger, read_only=True) as ledger:
        doubtful = [row.id for row in ledger.rows(DeliveryState.UNCERTAIN)]
    for number in doubtful:
        resend(desk.config, number, desk.now)
    with served(desk) as (second, way):
        desk.apply(way=way)
    assert sorted(first.ids) == sorted(second.ids)
    assert_everyone_knows(desk)


def test_mails_in_doubt_that_are_sent_again_by_themselves_do_not_make_the_plan_stale(desk: Desk) -> None:
    desk.keys["on_uncertain"] = "resend"
    with served(desk, lambda whom: "") as (first, way):
        desk.apply(way=way)
    desk.text = desk.text.replace("tis 2027-05-18", "tis 2027-05-25")
    with served(desk) as (second, way):
        assert desk.apply(way=way).queued == GUESTS
    assert first.arrived.total() == len(second.mails) == GUESTS, "what was in doubt is overtaken"
    assert_everyone_knows(desk)


def test_a_program_that_died_while_sending_does_not_make_the_next_plan_stale(desk: Desk) -> None:
    planned = desk.plan()
    with open_ledger(desk.config.ledger) as ledger:
        approved = approval(desk.config, planned, desk.now)
        ledger.approve(planned.plan, approved, channel=planned.channel, now=desk.now.astimezone(UTC))
        assert ledger.claim(desk.now.astimezone(UTC), [invitation_book("prov")])
    desk.pass_time(hours=1)
    desk.text = desk.text.replace("tis 2027-05-18", "tis 2027-05-25")
    report = desk.apply()
    assert (report.flagged, report.queued, report.left_over) == (1, GUESTS, 0)
    assert_everyone_knows(desk)


def test_a_meeting_first_invited_to_after_the_backup_is_told_above_what_it_had_come_to(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WHEEL)
    desk.apply()
    copy = backup(desk.config.ledger, tmp_path / "copy.db", desk.now)
    for week in ("första", "andra", "tredje", "sista"):
        desk.pass_time(days=1)
        if week == "sista":
            restore(desk.config.ledger, copy, desk.now.astimezone(UTC))
        desk.text = WHEEL + OTHER.replace("första torsdagen", f"{week} torsdagen")
        desk.apply()
    assert all(one.effect is not Effect.STALE for one in desk.arrivals)
    assert_everyone_knows(desk)


def test_two_years_wheels_may_each_have_a_meeting_of_the_same_name(tmp_path: Path) -> None:
    """As one from August to July beside one from January."""
    dated = WHEEL.replace(WHEN, 'dates = ["2028-03-07"]')
    desk = Desk(tmp_path, dated.replace("year    = 2027", 'year    = 2027\nstarts  = "augusti"'))
    desk.apply()
    desk.text = dated.replace("year    = 2027", "year    = 2028").replace(TIME, 'time = "09:00-10:00"')
    assert desk.apply().queued == GUESTS
    assert {one.said.meeting.uid for one in desk.arrivals} == {"mote.2028-03-07@prov", "mote.2028-03-07.2@prov"}
    with open_ledger(desk.config.ledger, read_only=True) as ledger:
        names = {wheel: identity.uid for (wheel, _), identity in ledger.applied_keys("prov").items()}
    assert names == {"prov/2027": "mote.2028-03-07@prov", "prov/2028": "mote.2028-03-07.2@prov"}


def test_one_of_three_refused_is_the_only_one_that_failed(desk: Desk) -> None:
    with served(desk, lambda whom: "550 5.1.1 no such user" if whom.startswith("Ulf") else "250 OK") as (_, way):
        desk.apply(way=way)
    assert states(desk)[DeliveryState.FAILED] == 1
    left = {key: one for key, one in desk.as_in_the_file(desk.plan()).items() if "ulf" not in key[0]}
    assert {key: one for key, one in desk.in_the_calendars().items() if "ulf" not in key[0]} == left


def test_a_hundred_applies_of_one_file_send_it_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WHEEL)
    for _ in range(100):
        desk.apply()
        desk.pass_time(minutes=10)
    assert len(desk.inbox) == 2 * GUESTS


def test_a_damaged_ledger_stops_an_apply_before_anything_is_sent(desk: Desk) -> None:
    whole = desk.config.ledger.read_bytes()
    for at in range(100, len(whole), len(whole) // 20):
        desk.config.ledger.write_bytes(whole[:at])
        way = MemoryTransport()
        with pytest.raises(LedgerError):
            desk.apply(way=way)
        assert not way.tried


def test_an_edit_after_the_plan_was_seen_is_not_applied(desk: Desk) -> None:
    """Somebody else's apply comes between."""
    seen = desk.plan()
    desk.text += CANCEL.replace("2027-05", "2027-03")
    desk.apply()
    arrived = len(desk.inbox)
    with pytest.raises(LedgerError):
        desk.apply(seen)
    assert len(desk.inbox) == arrived


@pytest.mark.parametrize(
    "address",
    ["kim@gmial.example", "kim@region.exmaple", "kim@xn--regin-3ta.example", "KIM@KOMUN.EXAMPLE",
     "kim@region.example.evil.example", "kim@notregion.example"],
)  # fmt: skip
def test_a_domain_never_seen_is_named_and_one_that_is_not_allowed_gets_nothing(tmp_path: Path, address: str) -> None:
    desk = Desk(tmp_path, WHEEL)
    desk.apply()
    desk.text = desk.text.replace(INVITE, 'invite = ["siv", "ulf", "kim"]')
    desk.text += f'\n[person.kim]\nname  = "Kim"\nemail = "{address}"\n'
    with pytest.raises(GuardsStop) as stopped:
        desk.apply()
    [guard] = stopped.value.guards
    assert (guard.name, guard.number) == (GuardName.DOMAINS, 1)
    assert address.rpartition("@")[2].lower() in guard.message.sv
    desk.keys["allow_domains"] = ("region.example", "kommun.example")
    planned = desk.plan()
    assert not planned.plan.pending
    assert address in planned.plan.blocked[0].why.sv


# ── slips of the hand (21) ───────────────────────────────────────────────────────────────────────────────────────────

_MEETINGS = 12
_CROWD = tuple(f"p{number}" for number in range(40))
_PEOPLE = directory([person(id) for id in ("siv", "ulf", "eva", *_CROWD)])
_SLIP = st.tuples(
    st.sets(st.integers(0, _MEETINGS - 1), max_size=6),
    st.sets(st.integers(0, _MEETINGS - 1), max_size=9),
    st.sampled_from((0, 0, 3, 26, 29, 31, 40)),
)


def test_of_five_hundred_slips_none_goes_through_unasked() -> None:
    """Meetings vanish, are moved, and people are added, few or many: each number above its limit is asked about."""
    reached: Counter[str] = Counter()
    before = _known()

    @settings(max_examples=500)
    @given(_SLIP)
    def asked(slip: tuple[set[int], set[int], int]) -> None:
        gone, moved, people = slip[0], slip[1] - slip[0], slip[2]
        meetings = tuple(
            Meeting(number, moved=2 if number in moved else 0) for number in range(_MEETINGS) if number not in gone
        )
        slipped = plan_of(_wheel(meetings, people), before)
        told = (3 if gone or moved else 0) + people
        expected = {
            GuardName.CANCELLATIONS: len(gone) if len(gone) > 3 else 0,
            GuardName.MOVES: len(moved) if len(moved) > 5 and len(moved) > _MEETINGS / 5 else 0,
            GuardName.PEOPLE: told if told > 30 else 0,
        }
        assert {guard.name: guard.number for guard in slipped.guards} == {k: n for k, n in expected.items() if n}
        for guard in slipped.guards:
            assert str(guard.number) in guard.message.sv
            reached[guard.name] += 1
        reached["asked" if slipped.guards else "not asked"] += 1

    asked()
    names = (GuardName.CANCELLATIONS, GuardName.MOVES, GuardName.PEOPLE, "asked", "not asked")
    assert all(reached[name] >= 30 for name in names), reached


def _wheel(meetings: tuple[Meeting, ...], people: int) -> Wheel:
    file = File(meetings=meetings, guests=("siv", "ulf", *_CROWD[:people]))
    return replace(file.wheel, directory=_PEOPLE)


def _known() -> Snapshot:
    wheel = _wheel(tuple(Meeting(number) for number in range(_MEETINGS)), 0)
    return applied(plan_of(wheel), EMPTY, NOW)


# ── time zones (14) ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_time_zone_database_that_moves_utc_tells_nobody_anything(tmp_path: Path) -> None:
    """As if Sweden had gone over to Finland's hours: the meeting is still at one o'clock by the clock on the wall."""
    source = next(path for path in map(Path, zoneinfo.TZPATH) if (path / "Europe/Helsinki").exists())
    with (source / "Europe/Helsinki").open("rb") as file:
        later = ZoneInfo.from_file(file, key="Europe/Stockholm")
    desk = Desk(tmp_path, WHEEL)
    desk.apply()
    planned = desk.plan()
    wanted = plan.wanted(desk.config, planned.loaded)
    there = tuple(
        replace(one, start=one.start.replace(tzinfo=later), end=one.end.replace(tzinfo=later))
        for one in wanted.invitations
    )
    assert there[0].start.utcoffset() != wanted.invitations[0].start.utcoffset()
    terms = plan.terms_of(desk.config)
    again = make_plan(planned.loaded.wheel, replace(wanted, invitations=there), planned.snapshot, desk.now, terms)
    assert (again.pending, again.unchanged) == (False, 2)


# ── a full disk (5) ──────────────────────────────────────────────────────────────────────────────────────────────────


_A_GREAT_DEAL = f"""
[series.forum]
area   = "energi"
title  = "Energiforum"
when   = "tisdag v. 9-26"
time   = "09:00-11:00"
invite = ["siv"]
note   = "{" ".join(["Ta med kaffe."] * 90)}"
"""


@pytest.mark.parametrize("pages", range(6))
def test_a_full_disk_stops_an_apply_and_the_next_one_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    """SQLite itself says that the disk is full, when the ledger would grow by more than so many pages."""
    desk.text += _A_GREAT_DEAL
    connect, way = opening.connect, MemoryTransport()

    def cramped(path: Path, *, read_only: bool) -> sqlite3.Connection:
        connection = connect(path, read_only=read_only)
        (size,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count = {size + pages}").close()
        return connection

    with monkeypatch.context() as full:
        full.setattr(opening, "connect", cramped)
        with pytest.raises(LedgerError):
            desk.apply(way=way)
        assert not way.tried, "nothing is sent that is not written down"
    assert desk.plan().plan.pending
    desk.apply()
    assert_everyone_knows(desk)
