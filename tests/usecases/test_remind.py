"""Rounds of reminders: sent once, retried with care, caught up with after downtime, held when the clock is wrong."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from arshjul.errors import TransportError
from arshjul.ledger import LedgerRow, open_ledger
from arshjul.model.delivery import DeliveryState, Envelope, Receipt, Result
from arshjul.model.rhythm import Weekday, Weekly
from arshjul.model.wheel import Area, ChangeKind, ReminderKind
from arshjul.text import NOTHING, Text
from arshjul.transports.memory import MemoryTransport
from arshjul.usecases.clock_sense import ClockError
from arshjul.usecases.drain import MOST_TRIES, backoff
from arshjul.usecases.ledger_care import accept_clock, resend
from arshjul.usecases.remind import RemindReport, Round, remind_once
from arshjul.usecases.watch import BrokenFile
from tests.support.reminding import DUE, TWO_WORKDAYS, Clock, Shown, Standing, small_wheel, world
from tests.support.wheels import change, series, when

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def rows(ready: Round, state: DeliveryState) -> tuple[LedgerRow, ...]:
    with open_ledger(ready.config.ledger, read_only=True) as ledger:
        return ledger.rows(state)


def standing(ready: Round) -> Standing:
    assert isinstance(ready.watch, Standing)
    return ready.watch


def test_what_is_due_is_sent_once_however_often_the_tick_comes(tmp_path: Path) -> None:
    clock, transport = Clock(DUE - MINUTE), MemoryTransport()
    ready = world(tmp_path, transport, clock, small_wheel(readers=3))
    assert remind_once(ready).drained.mails == 0
    clock.now = DUE
    reports = [remind_once(ready) for _ in range(5)]
    assert [report.drained.mails for report in reports] == [3, 0, 0, 0, 0]
    assert sorted(one.recipients[0] for one in transport.sent) == [f"p{n}@region.example" for n in range(3)]
    assert all(report.fine for report in reports)


def test_the_same_morning_becomes_one_mail_a_reader(tmp_path: Path) -> None:
    again = replace(small_wheel().series["prov"], id="annat", title="annat")
    wheel = small_wheel(small_wheel().series["prov"], again)
    transport = MemoryTransport()
    report = remind_once(world(tmp_path / "a", transport, Clock(DUE), wheel))
    assert (report.drained.mails, report.count(DeliveryState.SENT)) == (1, 2)
    alone = remind_once(world(tmp_path / "b", MemoryTransport(), Clock(DUE), wheel, digest=False))
    assert alone.drained.mails == 2


def test_each_refused_recipient_has_a_fate_of_its_own(tmp_path: Path) -> None:
    def answer(envelope: Envelope) -> tuple[Receipt, ...]:
        refused = envelope.recipients[0].startswith("p1@")
        return (Receipt(envelope.recipients[0], Result.REFUSED if refused else Result.ACCEPTED, "550 unknown"),)

    transport = MemoryTransport([answer] * 20)
    ready = world(tmp_path, transport, Clock(DUE), small_wheel(readers=20))
    report = remind_once(ready)
    assert (report.count(DeliveryState.SENT), report.count(DeliveryState.FAILED)) == (19, 1)
    (row,) = rows(ready, DeliveryState.FAILED)
    assert (row.delivery.key.whom, row.detail) == ("p1@region.example", "550 unknown")
    assert not report.fine


def test_a_deferred_mail_is_tried_again_later_and_later_with_the_same_message_id(tmp_path: Path) -> None:
    clock, transport = Clock(DUE), MemoryTransport([Result.DEFERRED] * MOST_TRIES)
    ready = world(tmp_path, transport, clock)
    tried: list[timedelta] = []
    while not rows(ready, DeliveryState.FAILED) if ready.config.ledger.exists() else True:
        before = len(transport.tried)
        remind_once(ready)
        if len(transport.tried) > before:
            tried.append(clock.now - DUE)
        clock.move(minutes=5)
    assert len(tried) == MOST_TRIES
    assert tried[1] == 5 * MINUTE
    waits = [later - earlier for earlier, later in pairwise(tried)]
    assert waits == sorted(waits)
    assert tried[-1] < DAY
    assert len({envelope.message_id for envelope in transport.tried}) == 1
    assert transport.sent == []


def test_back_off_has_jitter() -> None:
    assert backoff(1, 0.0) == 5 * MINUTE * 0.75
    assert backoff(1, 1.0) == 5 * MINUTE * 1.25
    assert backoff(8, 0.5) == 4 * HOUR


def test_a_lost_answer_is_never_retried_blindly(tmp_path: Path) -> None:
    """Fault 4: uncertain until a person, or the setting, says so; then with the same Message-ID."""
    clock, transport = Clock(DUE), MemoryTransport([Result.UNCERTAIN])
    ready = world(tmp_path, transport, clock)
    assert remind_once(ready).count(DeliveryState.UNCERTAIN) == 1
    for _ in range(50):
        clock.move(hours=1)
        remind_once(ready)
    assert len(transport.tried) == 1
    (row,) = rows(ready, DeliveryState.UNCERTAIN)
    resend(ready.config, row.id, clock.now)
    remind_once(ready)
    first, second = transport.tried
    assert first.message_id == second.message_id
    assert rows(ready, DeliveryState.UNCERTAIN) == ()


def test_the_setting_may_resend_what_is_uncertain(tmp_path: Path) -> None:
    clock, transport = Clock(DUE), MemoryTransport([Result.UNCERTAIN])
    ready = world(tmp_path, transport, clock, on_uncertain="resend")
    remind_once(ready)
    clock.move(minutes=1)
    assert remind_once(ready).count(DeliveryState.SENT) == 1


def test_the_setting_resends_once_only(tmp_path: Path) -> None:
    """A server that always hangs up after the dot must not fill somebody's inbox."""
    clock, transport = Clock(DUE), MemoryTransport([Result.UNCERTAIN] * 20)
    ready = world(tmp_path, transport, clock, on_uncertain="resend")
    for _ in range(10):
        remind_once(ready)
        clock.move(minutes=1)
    assert len(transport.tried) == 2


def test_a_closed_way_out_costs_no_try_and_loses_nothing(tmp_path: Path) -> None:
    clock, transport = Clock(DUE), MemoryTransport([TransportError("no route", permanent=False)] * 30)
    ready = world(tmp_path, transport, clock, small_wheel(readers=4))
    for _ in range(30):
        report = remind_once(ready)
        assert [one.en for one in report.trouble] == ["no route"]
        clock.move(minutes=2)
    assert len(transport.tried) == 30  # one attempt a round, not one a mail
    assert remind_once(ready).count(DeliveryState.SENT) == 4


def test_an_address_outside_the_allowed_domains_fails_and_the_others_go(tmp_path: Path) -> None:
    ready = world(tmp_path, MemoryTransport(), Clock(DUE), small_wheel(readers=2), allow_domains=("annan.example",))
    report = remind_once(ready)
    assert report.count(DeliveryState.FAILED) == 2
    assert report.drained.mails == 0


def test_a_broken_template_holds_the_mail_and_says_so(tmp_path: Path) -> None:
    own = tmp_path / "mallar" / "mail"
    own.mkdir(parents=True)
    for name in ("reminder", "meeting"):
        (own / f"{name}.txt").write_text("{{ trasig", encoding="utf-8")
    clock, transport = Clock(DUE), MemoryTransport()
    ready = world(tmp_path, transport, clock, templates=own.parent)
    assert remind_once(ready).trouble
    assert transport.tried == []
    shutil.rmtree(own.parent)
    clock.move(minutes=2)
    mended = replace(ready, config=replace(ready.config, templates=None))
    assert remind_once(mended).count(DeliveryState.SENT) == 1


def test_reminders_follow_the_file_until_they_are_claimed(tmp_path: Path) -> None:
    clock, transport = Clock(DUE), MemoryTransport([TransportError("closed", permanent=False)])
    ready = world(tmp_path, transport, clock)
    remind_once(ready)
    before = standing(ready).wheels
    cancelled = replace(before[0].wheel, changes=(change("prov/2027-03-09", ChangeKind.CANCEL),))
    standing(ready).wheels = [Shown(cancelled)]
    clock.move(minutes=2)
    report = remind_once(ready)
    assert (report.dropped, report.drained.mails) == (1, 0)
    assert rows(ready, DeliveryState.EXPIRED)[0].detail == "gone"
    standing(ready).wheels = before
    clock.move(minutes=2)
    assert remind_once(ready).count(DeliveryState.SENT) == 1


def test_a_refused_role_holder_is_replaced_by_the_substitute_at_the_next_tick(tmp_path: Path) -> None:
    wheel = small_wheel(
        readers=2,
        areas={"gemensamt": Area("gemensamt", "Gemensamt", roles={"processledare": ("p0", "p1")})},
        reminders={"paminnelse": ReminderKind("paminnelse", ("@processledare",))},
    )
    clock, transport = Clock(DUE), MemoryTransport([Result.REFUSED])
    ready = world(tmp_path, transport, clock, wheel)
    remind_once(ready)
    clock.move(minutes=1)
    remind_once(ready)
    assert [one.recipients[0] for one in transport.sent] == ["p1@region.example"]


def test_one_hand_on_the_stop_ends_between_two_mails(tmp_path: Path) -> None:
    transport = MemoryTransport()
    ready = world(tmp_path, transport, Clock(DUE), small_wheel(readers=5))
    stopped = replace(ready, stop=lambda: len(transport.sent) >= 2)
    assert remind_once(stopped).drained.mails == 2
    assert rows(ready, DeliveryState.CLAIMED) == ()
    assert len(rows(ready, DeliveryState.DUE)) == 3


# ── a broken file ────────────────────────────────────────────────────────────────────────────────────────────────────


def broken(digest: str, path: Path, looks: int = 2) -> BrokenFile:
    return BrokenFile(
        path, Text("filen har 1 fel", "the file has 1 error"), Text("rätta", "mend"), NOTHING, digest, "", looks
    )


def test_the_owner_hears_once_of_each_broken_content(tmp_path: Path) -> None:
    clock, transport = Clock(DUE - DAY), MemoryTransport()
    ready = replace(world(tmp_path, transport, clock), patience=2)
    path = tmp_path / "2027.toml"
    for digest, looks in (("a", 1), ("a", 2), ("a", 3), ("b", 2), ("a", 2), ("b", 9)):
        standing(ready).broken = (broken(digest, path, looks),)
        remind_once(ready)
        clock.move(minutes=1)
    assert [one.recipients for one in transport.sent] == [("agare@region.example",)] * 2


def test_while_a_file_is_broken_the_last_good_wheel_reminds(tmp_path: Path) -> None:
    transport = MemoryTransport()
    ready = world(tmp_path, transport, Clock(DUE))
    standing(ready).broken = (broken("a", tmp_path / "2027.toml"),)
    remind_once(ready)
    assert {one.recipients[0] for one in transport.sent} == {"p0@region.example", "agare@region.example"}


# ── downtime (fault 10) and clocks (fault 11) ────────────────────────────────────────────────────────────────────────

WEEKLY = series("varje", when(Weekly((Weekday.TUESDAY,))), invite=("p0",), remind=(TWO_WORKDAYS,))


def after_downtime(folder: Path, down: timedelta) -> tuple[MemoryTransport, RemindReport, Round]:
    """A daemon that ran a minute before DUE, then was away."""
    clock, transport = Clock(DUE - MINUTE), MemoryTransport()
    ready = world(folder, transport, clock, small_wheel(WEEKLY))
    remind_once(ready)
    transport.sent.clear()
    clock.move(seconds=down.total_seconds())
    report = remind_once(ready)
    remind_once(ready)
    return transport, report, ready


@pytest.mark.parametrize(
    ("down", "mails", "expired"),
    [(HOUR, 1, 0), (3 * DAY, 1, 0), (3 * DAY + 2 * MINUTE, 0, 1), (60 * DAY, 0, 9), (61 * DAY, 0, 9)],
)
def test_downtime_ends_with_one_catch_up_and_a_list(tmp_path: Path, down: timedelta, mails: int, expired: int) -> None:
    transport, report, ready = after_downtime(tmp_path, down)
    assert (len(transport.sent), report.expired) == (mails, expired)
    assert len(rows(ready, DeliveryState.EXPIRED)) == expired


def test_every_reminder_is_sent_or_listed_whatever_the_downtime(tmp_path: Path) -> None:
    """Never silently lost: the year's reminders are all accounted for."""
    clock, transport = Clock(DUE - 60 * DAY), MemoryTransport()
    ready = world(tmp_path, transport, clock, small_wheel(WEEKLY))
    for days in (1, 5, 40, 2, 89, 1, 30, 88, 60, 50):
        remind_once(ready)
        clock.move(days=days)
    remind_once(ready)
    with open_ledger(ready.config.ledger) as ledger:
        counts = ledger.summary().counts
    first, last = DUE - 60 * DAY - ready.config.catch_up, clock.now
    dues = [one for one in ready.shelf.book(standing(ready).wheels[0], frozenset()).dues if first < one.due <= last]
    assert counts[DeliveryState.SENT] + counts[DeliveryState.EXPIRED] == len(dues) == sum(counts.values())
    assert counts[DeliveryState.SENT] > 2 < counts[DeliveryState.EXPIRED]


@pytest.mark.parametrize("jump", [-DAY, DAY, -365 * DAY, 365 * DAY, 91 * DAY])
def test_a_clock_that_jumps_and_comes_back_doubles_nothing(tmp_path: Path, jump: timedelta) -> None:
    clock, transport = Clock(DUE - 2 * DAY), MemoryTransport()
    ready = world(tmp_path, transport, clock, small_wheel(WEEKLY))
    held = 0
    for step in (HOUR, jump, HOUR, -jump, HOUR, 2 * DAY, HOUR):
        clock.move(seconds=step.total_seconds())
        try:
            remind_once(ready)
        except ClockError:
            held += 1
    ids = [one.message_id for one in transport.sent]
    assert len(ids) == len(set(ids)) >= 1
    assert held >= 1


def test_a_mass_jump_is_refused_until_a_person_vouches_for_the_date(tmp_path: Path) -> None:
    clock, transport = Clock(DUE - MINUTE), MemoryTransport()
    ready = world(tmp_path, transport, clock, small_wheel(WEEKLY))
    remind_once(ready)
    before = len(transport.sent)
    clock.move(days=120)
    with pytest.raises(ClockError) as caught:
        remind_once(ready)
    assert f"--accept-clock {clock.now:%Y-%m-%d}" in caught.value.cure.sv
    with pytest.raises(Exception, match="the clock shows"):
        accept_clock(ready.config, DUE.date(), clock.now)
    accept_clock(ready.config, clock.now.date(), clock.now)
    report = remind_once(ready)
    assert report.expired > 10
    assert len(transport.sent) - before <= 1


def test_a_small_step_backwards_is_no_alarm(tmp_path: Path) -> None:
    clock = Clock(DUE)
    ready = world(tmp_path, MemoryTransport(), clock)
    remind_once(ready)
    clock.move(minutes=-4)
    assert remind_once(ready).drained.mails == 0
