"""The systemd unit that is shipped suits the program: its protocol, its command, and time enough to stop."""

from __future__ import annotations

import re
from pathlib import Path

from arshjul.cli.table import COMMANDS
from arshjul.service import SEND_EVERY
from arshjul.transports.smtp import LONGEST
from arshjul.web.serve import LOOK_EVERY, MOST_CONNECTIONS, PATIENCE

HOWTO = Path(__file__).parents[2] / "docs" / "howto"


def value(key: str, unit: str = "arshjul.service") -> str:
    (found,) = re.findall(rf"(?m)^{key}=(.*)$", (HOWTO / unit).read_text(encoding="utf-8"))
    return str(found)


def test_the_unit_starts_a_command_that_exists_and_listens_to_it() -> None:
    assert value("ExecStart").split()[-1] in COMMANDS
    assert value("Type") == "notify"


def test_the_watchdog_waits_longer_than_the_slowest_mail_and_a_tick() -> None:
    assert int(value("WatchdogSec")) > 2 * LONGEST + SEND_EVERY


def test_stopping_waits_for_the_mail_under_way() -> None:
    assert int(value("TimeoutStopSec")) > 2 * LONGEST


def test_the_webs_unit_starts_it_on_the_port_that_the_proxies_ask() -> None:
    words = value("ExecStart", "arshjul-web.service").split()
    assert words[1:3] == ["web", "--port"]
    assert words[1] in COMMANDS
    assert f"127.0.0.1:{words[3]}" in (HOWTO / "web.md").read_text(encoding="utf-8")
    assert int(value("LimitNOFILE", "arshjul-web.service")) > MOST_CONNECTIONS
    assert int(value("WatchdogSec", "arshjul-web.service")) > 10 * LOOK_EVERY
    assert int(value("TimeoutStopSec", "arshjul-web.service")) > 2 * PATIENCE
