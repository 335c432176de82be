"""kill -9 anywhere in an apply, with a real server: every guest's calendar is right, and nothing is doubled (1, 2)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.oracle.itip_reader import Calendar, Effect
from tests.support.mail_sink import MailSink
from tests.torture.apply_scene import GUESTS, address
from tests.torture.test_kill import ROOT

STEPS = 330
"""An apply with seven mails takes a few more steps than this; each is a place to die."""
MAILS = 7
MOVED = datetime(2027, 3, 18, 12, tzinfo=UTC)
"""What siv, eva and jon should have in their calendars in the end, and nothing else; ulf nothing."""


@dataclass(frozen=True)
class Fate:
    """One apply that was struck at `point`: the ledger's mails right after it, after the next apply, and after the one
    that sends again what was uncertain; and the mails in the order in which they arrived.
    """

    point: int
    died: bool
    exits: list[int]
    between: dict[str, str]
    then: dict[str, str]
    last: dict[str, str]
    first: list[tuple[str, bytes]]
    arrived: list[tuple[str, bytes]]


def play(folder: Path, points: list[int]) -> list[Fate]:
    command = [sys.executable, "-m", "tests.torture.apply_scene", str(folder)]
    with MailSink().running() as sink, MailSink().running() as later:
        done = subprocess.run(
            [*command, str(sink.port), str(later.port), *map(str, points)],
            cwd=ROOT, capture_output=True, text=True, timeout=500,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        arrived = [*sink.mails, *later.mails]
    return [_fate(json.loads(line), folder, arrived) for line in done.stdout.splitlines()]


def _fate(said: dict[str, object], folder: Path, arrived: list[tuple[str, bytes]]) -> Fate:
    point = said["point"]
    first = [path.read_bytes() for path in sorted((folder / str(point) / "first").glob("*.eml"))]
    mine = [(whom, mail) for whom, mail in arrived if whom.startswith(f"p{point}-")]
    return Fate(**said, first=[(message_from_bytes(mail)["To"], mail) for mail in first], arrived=mine)  # type: ignore[arg-type]  # by name, from our own scene


def calendars(fate: Fate) -> tuple[dict[str, Calendar], Counter[Effect]]:
    """What each guest's calendar has become of all mails."""
    found = {who: Calendar(address(fate.point, who)) for who in GUESTS}
    effects: Counter[Effect] = Counter()
    for whom, mail in (*fate.first, *fate.arrived):
        calendar = next(one for one in found.values() if one.owner in whom)
        effects[calendar.receive(mail)] += 1
    return found, effects


def assert_kept(fate: Fate) -> None:
    """The promise, for one apply that was struck."""
    assert len(fate.then) == len(fate.last) == MAILS, f"{fate.point}: mails were lost or decided twice"
    assert set(fate.then.values()) <= {"sent", "uncertain"}, f"{fate.point}: something was left behind"
    uncertain = list(fate.then.values()).count("uncertain")
    assert uncertain <= 1, f"{fate.point}: more than one uncertain on one connection"
    assert set(fate.last.values()) == {"sent"}
    ids = Counter(message_from_bytes(mail)["Message-ID"] for _, mail in fate.arrived)
    assert len(ids) == MAILS
    assert sum(ids.values()) <= MAILS + uncertain, f"{fate.point}: a mail that was not in doubt came twice"
    found, effects = calendars(fate)
    assert not effects[Effect.NOT_MINE] + effects[Effect.UNKNOWN]
    assert effects[Effect.STALE] == sum(ids.values()) - MAILS
    assert not found["ulf"].meetings
    for who in ("siv", "eva", "jon"):
        (meeting,) = found[who].meetings.values()
        assert (meeting.uid, meeting.start) == ("mote.2027-03@prov", MOVED), f"{fate.point}: {who} has the wrong day"


def assert_all_kept(fates: list[Fate], least: int) -> None:
    for fate in fates:
        assert_kept(fate)
    died = [fate for fate in fates if fate.died]
    assert len(died) >= least, f"only {len(died)} of {len(fates)} points were reached"
    assert {bool(fate.between) for fate in died} == {False, True}, "killed before and after the approval"
    assert {"uncertain" in fate.then.values() for fate in died} == {False, True}


def test_sixteen_places_to_die_in_an_apply(tmp_path: Path) -> None:
    assert_all_kept(play(tmp_path, sorted({5 + number * STEPS // 17 for number in range(17)})), 16)


@pytest.mark.torture
def test_every_place_to_die_in_an_apply(tmp_path: Path) -> None:
    assert_all_kept(play(tmp_path, list(range(1, STEPS + 1))), STEPS)
