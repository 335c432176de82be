"""A computer that sleeps (12): after it wakes, one tick sends what fell due meanwhile, within the time between ticks.

A stopped process is what a sleeping computer is to its programs: timers do not fire, and are late all at once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState
from tests.service.test_service import write_wheel

TICKS = """
from arshjul import service
from arshjul.config import load
service.SEND_EVERY = service.REREAD_EVERY = 1
service.run(load(None))
"""
"""The real scheduler and its real timers, ticking every second instead of every half minute."""


def until(true: Callable[[], object], seconds: float = 20) -> float:
    """How long it took, in seconds."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, "it never came"
        time.sleep(0.02)
    return time.monotonic() - begun


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="SIGSTOP is POSIX")
def test_what_fell_due_in_sleep_is_sent_once_within_a_tick_of_waking(tmp_path: Path) -> None:
    day = datetime.now(UTC).date() + timedelta(days=10)
    write_wheel(tmp_path, day, "1d före")
    (tmp_path / "config.toml").write_text('wheels = ["schedules/hjul.toml"]\ncatch_up = "14d"\n', encoding="utf-8")
    ledger = tmp_path / "var" / "arshjul.db"

    def mails() -> int:
        return len(list(tmp_path.rglob("*.eml")))

    process = subprocess.Popen(
        [sys.executable, "-c", TICKS], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    try:
        until(ledger.with_name("arshjul.db.mark").exists)
        time.sleep(1.5)
        process.send_signal(signal.SIGSTOP)
        write_wheel(tmp_path, day, "11d före")
        time.sleep(3.5)
        assert mails() == 0
        process.send_signal(signal.SIGCONT)
        assert until(mails) < 3
        time.sleep(2)
        assert mails() == 1
    finally:
        process.send_signal(signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    with open_ledger(ledger, read_only=True) as opened:
        assert opened.summary().counts[DeliveryState.SENT] == 1
