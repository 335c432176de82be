"""What is meant is on the disk before the server can have the mail (3), and a lost answer doubles nothing (4)."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path

from arshjul.config import SmtpSettings
from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.transports.smtp import SmtpTransport
from arshjul.usecases.remind import remind_once
from tests.support.mail_sink import MailSink
from tests.support.reminding import DUE, Clock, small_wheel, world
from tests.support.require import require
from tests.torture.scene import READERS
from tests.torture.test_kill import ROOT

RUNS = 50


def test_the_claim_is_in_the_ledger_when_the_server_sees_the_dot(tmp_path: Path) -> None:
    seen: list[DeliveryState] = []

    def answer(recipient: str) -> str:
        with open_ledger(tmp_path / "var" / "arshjul.db", read_only=True) as ledger:
            seen.extend(state for key, state in ledger.known("prov/2027").items() if key.whom == recipient)
        return "250 OK"

    with MailSink(answer).running() as sink:
        remind_once(world(tmp_path, SmtpTransport(sink.settings()), Clock(DUE), small_wheel(readers=3)))
    assert seen == [DeliveryState.CLAIMED] * 3


def test_the_claim_is_synced_before_every_dot(tmp_path: Path) -> None:
    require(shutil.which("strace"), "strace shows the order of system calls")
    log = tmp_path / "strace"
    calls = "trace=pwrite64,fdatasync,fsync,sendto"
    with MailSink().running() as sink:
        scene = [
            sys.executable,
            "-m",
            "tests.torture.scene",
            str(tmp_path / "scene"),
            str(sink.port),
            str(sink.port),
            "steps",
            "0",
        ]
        subprocess.run(
            ["strace", "-f", "-y", "-qq", "-s", "8", "-e", calls, "-o", log, *scene],
            cwd=ROOT, check=True, timeout=120, capture_output=True,
        )  # fmt: skip
    unsynced, synced, dots = 0, 0, 0
    for line in log.read_text(errors="replace").splitlines():
        if re.search(r"pwrite64\(\d+<.*-wal>", line):
            unsynced += 1
        elif re.search(r"f(data)?sync\(\d+<.*-wal>\) += 0", line):
            unsynced, synced = 0, synced + 1
        elif "sendto(" in line and r'".\r\n"' in line:
            assert unsynced == 0, "the dot went out while the claim was still on its way to the disk"
            assert synced, "nothing was synced since the dot before"
            synced, dots = 0, dots + 1
    assert dots == READERS


def test_a_server_that_hangs_up_after_the_dot_gets_each_mail_once(tmp_path: Path) -> None:
    """Fifty mails, each taken by a server that vanishes without a word: all uncertain, none sent twice."""
    clock = Clock(DUE)
    with MailSink(lambda recipient: "").running() as sink:
        ready = world(tmp_path, SmtpTransport(sink.settings()), clock, small_wheel(readers=RUNS))
        for _ in range(5):
            remind_once(ready)
            clock.now += timedelta(hours=1)
        assert Counter(sink.arrived.values()) == {1: RUNS}
        with open_ledger(ready.config.ledger, read_only=True) as ledger:
            assert ledger.summary().counts[DeliveryState.UNCERTAIN] == RUNS


def daemon(folder: Path, settings: SmtpSettings, readers: int, barrier: Barrier) -> None:
    """One of several installations' worth of rounds on the same ledger."""
    barrier.wait()
    for _ in range(3):
        remind_once(world(folder, SmtpTransport(settings), Clock(DUE), small_wheel(readers=readers), digest=False))


def test_four_daemons_on_one_ledger_send_each_mail_once(tmp_path: Path) -> None:
    readers = 60
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(4)
    with MailSink().running() as sink:
        arguments = (tmp_path, sink.settings(), readers, barrier)
        daemons = [context.Process(target=daemon, args=arguments) for _ in range(4)]
        for one in daemons:
            one.start()
        for one in daemons:
            one.join(60)
        assert [one.exitcode for one in daemons] == [0] * 4
        assert Counter(sink.arrived.values()) == {1: readers}
