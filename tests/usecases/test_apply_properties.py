"""Whatever is edited, and whatever becomes of the mails: each calendar, made of the mails alone, is as the file.

Each seed is a few days of somebody's edits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from arshjul.errors import TransportError
from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState, Result
from arshjul.model.invitation import AppliedState
from arshjul.transports.memory import Answer
from arshjul.usecases.apply import ApplyReport
from arshjul.usecases.ledger_care import resend
from arshjul.usecases.plan import Planned
from tests.oracle.itip_reader import Effect
from tests.support.desk import Desk
from tests.support.edits import Meeting
from tests.support.file_edits import FILE_EDITS, WORDS, TextFile

_NEWS = (Effect.ADDED, Effect.CHANGED, Effect.CANCELLED, Effect.REMOVED)
_MANY = pytest.mark.parametrize("examples", [10, pytest.param(150, marks=pytest.mark.torture)])

Edits = list[tuple[str, int]]


def _edits(chance: Random) -> Edits:
    """What a person does between two plans; now and then only words."""
    words = chance.random() < 0.25
    names = sorted(WORDS if words else FILE_EDITS)
    return [(chance.choice(names), chance.randrange(42)) for _ in range(chance.choice((1, 2, 3, 4)))]


def _edited(file: TextFile, edits: Edits, reached: Counter[str]) -> TextFile:
    for name, pick in edits:
        new = FILE_EDITS[name](file, pick)
        assert isinstance(new, TextFile)
        reached[name] += new != file
        file = new
    return file


def _first(chance: Random) -> TextFile:
    """The prepared states: two to four meetings, with guests who may see each other or not."""
    meetings = tuple(Meeting(number) for number in range(chance.choice((2, 3, 4))))
    return TextFile(meetings=meetings, keys={"guests": chance.choice(("", "visible"))})


def _applied(desk: Desk, file: TextFile, answers: Iterable[Answer] = ()) -> tuple[Planned, ApplyReport]:
    """By a person who means it, half a day after the last time."""
    desk.text = file.text
    desk.pass_time(hours=12)
    planned = desk.plan()
    assert planned.plan.blocked == ()
    stated = {guard.name: guard.number for guard in planned.plan.guards}
    return planned, desk.apply(planned, confirmed=stated, answers=answers)


def _uids(planned: Planned, file: TextFile) -> dict[int, str]:
    """The UID of each meeting that people are invited to, by who it is and not by what it is called."""
    invited = {
        str(one.invitation.key): one.uid for one in planned.snapshot.applied if one.state is AppliedState.INVITED
    }
    return {one.number: invited[file.key(one)] for one in file.meetings if file.key(one) in invited}


def _assert_no_sequence_fell(before: Planned, after: Planned) -> None:
    now = {one.uid: one.sequence for one in after.snapshot.applied}
    assert len(now) == len(after.snapshot.applied), "one UID, two meetings"
    assert all(now[one.uid] >= one.sequence for one in before.snapshot.applied)


@_MANY
def test_every_calendar_is_as_the_file_and_nobody_hears_more_than_that(tmp_path: Path, examples: int) -> None:
    reached: Counter[str] = Counter()

    def holds(seed: int) -> None:
        chance = Random(seed)
        with TemporaryDirectory(dir=tmp_path) as folder:
            file = _first(chance)
            desk = Desk(Path(folder), file.text)
            desk.apply()
            known, uids = desk.plan(), _uids(desk.plan(), file)
            for edits in [_edits(chance) for _ in range(8)]:
                file, arrived = _edited(file, edits, reached), len(desk.arrivals)
                planned, report = _applied(desk, file)
                new = desk.arrivals[arrived:]
                assert report.queued == len(new)
                assert all(one.tells and one.effect in _NEWS for one in new)
                if {name for name, _ in edits} <= WORDS:
                    assert all(one.effect is Effect.CHANGED for one in new), "a new name is no cancellation"
                    reached["only words"] += bool(new)
                reached.update(one.effect for one in new)
                reached.update(f"plan {change.action}" for change in planned.plan.changes)
                after = desk.plan()
                assert not after.plan.pending
                assert desk.apply(after).queued == 0
                assert desk.in_the_calendars() == desk.as_in_the_file(after)
                _assert_no_sequence_fell(known, after)
                now = _uids(after, file)
                assert all(now[number] == uids[number] for number in now.keys() & uids.keys())
                known, uids, file = after, now, replace(file, applied=file.id)

    for seed in range(examples):
        holds(seed)
    asked: list[str] = [
        *FILE_EDITS,
        *_NEWS,
        *(f"plan {action}" for action in ("new", "updated", "moved", "cancelled")),
    ]
    assert all(reached[name] >= 4 for name in asked), reached
    assert reached["only words"] >= 5


# ── what may become of a mail ────────────────────────────────────────────────────────────────────────────────────────


_FATES: Mapping[str, Answer] = {
    "sent": Result.ACCEPTED,
    "deferred": Result.DEFERRED,
    "refused": Result.REFUSED,
    "doubtful": Result.UNCERTAIN,
    "away": TransportError("the server is away", permanent=False),
}


def _sent_again(desk: Desk) -> int:
    """A person looks at what failed or may not have arrived, and sends it again."""
    with open_ledger(desk.config.ledger, read_only=True) as ledger:
        rows = [row.id for state in (DeliveryState.FAILED, DeliveryState.UNCERTAIN) for row in ledger.rows(state)]
    for number in rows:
        resend(desk.config, number, desk.now)
    desk.pass_time(hours=12)
    desk.apply()
    return len(rows)


@_MANY
def test_whatever_becomes_of_the_mails_everyone_has_the_last_word_in_the_end(tmp_path: Path, examples: int) -> None:
    """Sent, put off, refused, lost or in doubt; then a person sends again what is shown as failed or uncertain."""
    reached: Counter[str] = Counter()

    def holds(seed: int) -> None:
        chance = Random(seed)
        with TemporaryDirectory(dir=tmp_path) as folder:
            file = _first(chance)
            desk = Desk(Path(folder), file.text)
            desk.apply()
            for _ in range(6):
                file = _edited(file, _edits(chance), reached)
                fates = [_FATES[chance.choice(sorted(_FATES))] for _ in range(chance.randrange(12))]
                before = {whom: dict(one.versions) for whom, one in desk.calendars.items()}
                _, report = _applied(desk, file, fates)
                reached.update(state for state, number in report.drained.states.items() for _ in range(number))
                for whom, known in before.items():
                    assert all(desk.calendars[whom].versions[uid] >= version for uid, version in known.items())
                assert not desk.plan().plan.pending
                file = replace(file, applied=file.id)
            reached["again"] += _sent_again(desk)
            assert desk.in_the_calendars() == desk.as_in_the_file(desk.plan())
            arrived = len(desk.inbox)
            assert desk.apply().queued == 0
            assert len(desk.inbox) == arrived

    for seed in range(examples):
        holds(seed)
    asked = [DeliveryState.SENT, DeliveryState.DUE, DeliveryState.FAILED, DeliveryState.UNCERTAIN]
    assert all(reached[name] >= 10 for name in (*asked, "again")), reached
