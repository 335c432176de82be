"""The systemd unit that is shipped suits the program: its protocol, its command, and time enough to stop."""

from __future__ import annotations

import re
from pathlib import Path

from arshjul.cli.table import COMMANDS
from arshjul.service import SEND_EVERY
from arshjul.transports.smtp import LONGEST

UNIT = Path(__file__).parents[2] / "docs" / "howto" / "arshjul.service"


def value(key: str) -> str:
    (found,) = re.findall(rf"(?m)^{key}=(.*)$", UNIT.read_text(encoding="utf-8"))
    return str(found)


def test_the_unit_starts_a_command_that_exists_and_listens_to_it() -> None:
    assert value("ExecStart").split()[-1] in COMMANDS
    assert value("Type") == "notify"


def test_the_watchdog_waits_longer_than_the_slowest_mail_and_a_tick() -> None:
    assert int(value("WatchdogSec")) > 2 * LONGEST + SEND_EVERY


def test_stopping_waits_for_the_mail_under_way() -> None:
    assert int(value("TimeoutStopSec")) > 2 * LONGEST
