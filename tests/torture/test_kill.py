"""kill -9 or a failing disk anywhere in a round: nothing lost or doubled, one mail a connection uncertain (1, 2, 5)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.mail_sink import MailSink
from tests.support.require import require
from tests.torture.scene import FATAL, READERS

ROOT = Path(__file__).parents[2]
STEPS = 170
"""A round with four mails takes a few more steps than this; each is a place to die."""


@dataclass(frozen=True)
class Fate:
    """What became of one round that was struck at `point`.

    `between` is the ledger right after it, `then` what had reached the server; `arrived` includes the round after.
    """

    point: int
    died: bool
    exit: int
    after: int
    between: dict[str, str]
    states: dict[str, str]
    then: dict[str, int]
    arrived: dict[str, int]


def play(folder: Path, way: str, points: list[int], inject: str = "") -> list[Fate]:
    command = [sys.executable, "-m", "tests.torture.scene", str(folder)]
    strace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={way}", "-e", f"inject={way}:{inject}"]
    with MailSink().running() as sink, MailSink().running() as later:
        done = subprocess.run(
            [*(strace if inject else []), *command, str(sink.port), str(later.port), way, *map(str, points)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        found = [json.loads(line) for line in done.stdout.splitlines()]
        return [
            Fate(
                **one,
                then={who: sink.arrived[who] for who in one["states"]},
                arrived={who: sink.arrived[who] + later.arrived[who] for who in one["states"]},
            )
            for one in found
        ]


def assert_kept(fate: Fate, connections: int = 1) -> None:
    """The promise, for one round that was struck."""
    assert len(fate.states) == READERS, f"{fate}: something was lost from the ledger"
    assert set(fate.states.values()) <= {"sent", "uncertain"}, f"{fate}: something was left behind"
    for who, state in fate.states.items():
        assert fate.arrived[who] <= 1, f"{fate}: {who} has it twice"
        assert state == "uncertain" or fate.arrived[who] == 1, f"{fate}: {who} was told to have it"
    assert list(fate.states.values()).count("uncertain") <= connections, f"{fate}: too many uncertain"
    assert fate.after == 0


def assert_all_kept(fates: list[Fate], least: int) -> None:
    died = [fate for fate in fates if fate.died]
    assert len(died) >= least, f"only {len(died)} of {len(fates)} points were reached"
    for fate in fates:
        assert_kept(fate)
    uncertain = [fate for fate in died if "uncertain" in fate.states.values()]
    assert {sum(fate.arrived[w] for w, s in fate.states.items() if s == "uncertain") for fate in uncertain} == {0, 1}


def test_sixty_places_to_die(tmp_path: Path) -> None:
    points = sorted({1 + number * STEPS // 66 for number in range(66)})
    assert_all_kept(play(tmp_path, "steps", points), 60)


def test_places_to_die_with_a_mail_on_every_connection(tmp_path: Path) -> None:
    fates = play(tmp_path, "wide", list(range(20, STEPS, 15)))
    for fate in fates:
        assert_kept(fate, connections=READERS - 1)  # the first mail goes alone
    assert all(fate.died for fate in fates)
    assert max(list(fate.states.values()).count("uncertain") for fate in fates) > 1, (
        "they were never on their way at once"
    )


@pytest.mark.torture
def test_two_hundred_places_to_die(tmp_path: Path) -> None:
    fates = play(tmp_path, "steps", list(range(1, STEPS + 1)))
    assert_all_kept(fates, STEPS)
    for call in ("pwrite64", "fdatasync"):
        require(shutil.which("strace"), "strace kills inside system calls")
        killed = play(tmp_path / call, call, list(range(1, 60, 2)), f"signal=SIGKILL:when={FATAL}")
        fates += killed
        for fate in killed:
            assert_kept(fate)
    assert sum(fate.died for fate in fates) >= 200


# ── the disk fails (fault 5) ─────────────────────────────────────────────────────────────────────────────────────────


def assert_stopped(fate: Fate) -> None:
    """A disk that fails and stays so: the round ends with an error, and what was handed over had been claimed."""
    assert not fate.died
    assert fate.exit == 1, f"{fate}: a failing disk must be said"
    for who, mails in fate.then.items():
        assert not mails or fate.between[who] in ("claimed", "sent"), f"{fate}: {who} has what nobody wrote down"
    if not fate.between:
        assert not any(fate.then.values()), f"{fate}: something was sent without a ledger"


@pytest.mark.parametrize(
    ("call", "error", "points"),
    [
        ("pwrite64", "ENOSPC", range(1, 121, 8)),
        ("fdatasync", "EIO", range(1, 19, 2)),
        pytest.param("pwrite64", "ENOSPC", range(1, 121), marks=pytest.mark.torture),
        pytest.param("fdatasync", "EIO", range(1, 19), marks=pytest.mark.torture),
    ],
)
def test_a_failing_disk_stops_the_round_and_doubles_nothing(
    tmp_path: Path, call: str, error: str, points: range
) -> None:
    require(shutil.which("strace"), "strace makes system calls fail")
    fates = play(tmp_path, call, list(points), f"error={error}:when={FATAL}+")
    struck = [fate for fate in fates if fate.exit != 0]
    for fate in struck:
        assert_stopped(fate)
    for fate in fates:
        assert_kept(fate)
    assert len(struck) >= len(points) * 0.9
    assert {bool(sum(fate.then.values())) for fate in struck} == {False, True}, "struck before and after the first mail"
    assert any(not fate.between for fate in struck), "struck before there was a ledger"
