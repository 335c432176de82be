"""The scheduler's ticks: few, never overlapping, never late by more than a minute; and files that change under it."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from arshjul.errors import TransportError
from arshjul.ledger import open_ledger
from arshjul.service import REREAD_EVERY, SEND_EVERY, Service, mend_clock, scheduler
from arshjul.systemd import notify
from arshjul.transports.memory import MemoryTransport
from tests.support.mail_sink import MailSink
from tests.support.reminding import DUE, Clock, config_in

WHEEL = """
arshjul = 1
id = "prov.region"
title = "Prov"
year = {year}
status = "aktiv"
language = "sv"
timezone = "Europe/Stockholm"

[calendar]
holidays = ""

[person.siv]
name = "Siv Norberg"
email = "siv.norberg@region.example"

[reminder.paminnelse]
to = ["inbjudna"]

[area.energi]
name = "Energi"
roles = {{ processledare = "siv" }}

[series.prov]
area = "energi"
title = "Provmöte"
dates = ["{day}"]
time = "09:00-10:00"
invite = ["siv"]
if_closed = "behåll"
remind = ["{rule}: paminnelse"]
"""
TUESDAY = date(2027, 3, 9)


def write_wheel(folder: Path, day: date = TUESDAY, rule: str = "2ad före") -> Path:
    path = folder / "schedules" / "hjul.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(WHEEL.format(year=day.year, day=day, rule=rule), encoding="utf-8")
    return path


@pytest.fixture
def service(tmp_path: Path) -> Service:
    wheel = write_wheel(tmp_path)
    return Service(config_in(tmp_path, wheels=(wheel,)), MemoryTransport(), Clock(DUE - timedelta(days=1)))


def clock_of(service: Service) -> Clock:
    assert isinstance(service.round.clock, Clock)
    return service.round.clock


def readers(service: Service) -> list[str]:
    assert isinstance(service.round.transport, MemoryTransport)
    return [one.recipients[0] for one in service.round.transport.sent]


def tick(service: Service, **by: float) -> None:
    """As the scheduler does: reread, then send."""
    clock_of(service).move(**by)
    service.reread()
    service.send()


def test_the_ticks_are_as_the_engine_demands(service: Service) -> None:
    made = scheduler(service)
    made.start(paused=True)
    jobs = made.get_jobs()
    made.shutdown()
    assert {job.id for job in jobs} == {"send", "reread"}
    for job in jobs:
        assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)
        assert job.trigger.interval <= timedelta(seconds=60)
        assert job.trigger.timezone is UTC
    assert max(SEND_EVERY, REREAD_EVERY) <= 60


def test_a_clock_set_back_does_not_silence_the_ticks(service: Service) -> None:
    made = scheduler(service)
    made.start(paused=True)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    assert mend_clock(made, yesterday) == 2
    assert mend_clock(made, yesterday) == 0
    assert all(job.next_run_time == yesterday for job in made.get_jobs())
    made.shutdown()


def test_a_tick_sends_what_is_due_and_the_next_nothing(service: Service) -> None:
    tick(service)
    assert readers(service) == []
    tick(service, days=1)
    tick(service, seconds=30)
    assert readers(service) == ["siv.norberg@region.example"]


def test_after_sleep_the_first_tick_catches_up(service: Service) -> None:
    tick(service)
    tick(service, days=2)
    assert readers(service) == ["siv.norberg@region.example"]


def test_a_changed_file_counts_from_the_next_tick(service: Service, tmp_path: Path) -> None:
    tick(service)
    write_wheel(tmp_path, TUESDAY + timedelta(days=14))
    tick(service, days=1)
    assert readers(service) == []
    tick(service, days=13, hours=23)
    tick(service, hours=1)
    assert readers(service) == ["siv.norberg@region.example"]


def test_a_broken_edit_keeps_the_last_good_wheel_and_tells_the_owner_once(service: Service, tmp_path: Path) -> None:
    tick(service)
    path = write_wheel(tmp_path, rule="2ad föe")
    tick(service, seconds=30)
    assert readers(service) == []  # still typing, perhaps
    for _ in range(4):
        tick(service, seconds=30)
    assert readers(service) == ["agare@region.example"]
    tick(service, days=1)
    assert readers(service) == ["agare@region.example", "siv.norberg@region.example"]
    path.write_text(path.read_text(encoding="utf-8").replace("föe", "feö"), encoding="utf-8")
    for _ in range(3):
        tick(service, seconds=30)
    assert readers(service).count("agare@region.example") == 2


def test_a_mended_file_is_no_longer_mailed_about(service: Service, tmp_path: Path) -> None:
    assert isinstance(service.round.transport, MemoryTransport)
    service.round.transport._script.extend([TransportError("closed", permanent=False)] * 3)
    tick(service)
    write_wheel(tmp_path, rule="2ad föe")
    for _ in range(3):
        tick(service, seconds=30)
    write_wheel(tmp_path)
    for _ in range(3):
        tick(service, minutes=5)
    assert "agare@region.example" not in readers(service)


def test_trouble_is_logged_once_and_so_is_its_end(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    assert isinstance(service.round.transport, MemoryTransport)
    service.round.transport._script.extend([TransportError("no route to host", permanent=False)] * 2)
    tick(service)
    caplog.set_level(logging.INFO, "arshjul")
    for step in (1.0, 0.01, 0.01):
        tick(service, days=step)
    said = [record.getMessage() for record in caplog.records]
    assert said.count("no route to host") == 1
    assert said.count("no longer: no route to host") == 1
    assert "siv" not in " ".join(said)


def test_a_wrong_clock_holds_the_ticks_without_ending_the_service(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    tick(service)
    tick(service, days=-1)
    assert "gone back" in caplog.text
    tick(service, days=2)
    assert readers(service) == ["siv.norberg@region.example"]


# ── the real thing: a process under systemd's protocol ───────────────────────────────────────────────────────────────


def test_run_says_ready_and_alive_sends_and_stops_cleanly(tmp_path: Path) -> None:
    """What is due now by the machine's own clock: yesterday's reminder, within catch_up."""
    write_wheel(tmp_path, datetime.now(UTC).date() + timedelta(days=10), "11d före")
    (tmp_path / "config.toml").write_text('wheels = ["schedules/hjul.toml"]\ncatch_up = "14d"\n', encoding="utf-8")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(20)
        environ = {**os.environ, "NOTIFY_SOCKET": str(tmp_path / "notify"), "PYTHONPATH": str(Path.cwd())}
        process = subprocess.Popen(
            [sys.executable, "-m", "arshjul", "run"], cwd=tmp_path, env=environ, stderr=subprocess.PIPE, text=True
        )
        heard = [ear.recv(100)]
        while b"WATCHDOG=1" not in heard:
            heard.append(ear.recv(100))
        until = time.monotonic() + 20
        while not list(tmp_path.rglob("*.eml")) and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
        ear.setblocking(False)
        try:
            while True:
                heard.append(ear.recv(100))
        except BlockingIOError:
            pass
    assert process.returncode == 0, said
    assert heard[0] == b"READY=1" or b"READY=1" in heard
    assert heard[-1] in (b"STOPPING=1", b"WATCHDOG=1")
    assert b"STOPPING=1" in heard
    assert len(list(tmp_path.rglob("*.eml"))) == 1
    assert "siv" not in said


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_each_way_to_ask_it_to_stop_is_clean_and_quick_while_mails_wait_their_turn(tmp_path: Path, name: str) -> None:
    """SIGHUP comes when the terminal is closed. Two mails a minute may go; three are due."""
    path = write_wheel(tmp_path, datetime.now(UTC).date() + timedelta(days=10), "11d före")
    text = path.read_text(encoding="utf-8").replace('["siv"]', '["siv", "bo", "eva"]')
    text += "".join(f'[person.{one}]\nname = "{one}"\nemail = "{one}@region.example"\n' for one in ("bo", "eva"))
    path.write_text(text, encoding="utf-8")
    with MailSink().running() as sink:
        (tmp_path / "config.toml").write_text(
            f'wheels = ["schedules/hjul.toml"]\ncatch_up = "14d"\ntransport = "smtp"\n[smtp]\nhost = "127.0.0.1"\n'
            f'port = {sink.port}\nsecurity = "none"\nper_minute = 2\n',
            encoding="utf-8",
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "arshjul", "run"],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path.cwd())}, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        until = time.monotonic() + 20
        while sum(sink.arrived.values()) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        asked = time.monotonic()
        process.send_signal(getattr(signal, name))
        _, said = process.communicate(timeout=20)
    assert time.monotonic() - asked < 5
    assert process.returncode == 0, said
    assert said.rstrip().endswith("INFO stopped")
    with open_ledger(tmp_path / "var" / "arshjul.db", read_only=True) as ledger:
        counts = ledger.summary().counts
    assert {state.value: number for state, number in counts.items() if number} == {"sent": 2, "due": 1}


def test_what_stops_a_round_is_logged_with_its_cure(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    service.round.config.ledger.parent.parent.mkdir(exist_ok=True)
    service.round.config.ledger.parent.write_text("not a folder", encoding="utf-8")
    tick(service)
    assert "cannot be read: it is a file, but should be a folder; check the folder's permissions" in caplog.text
    assert readers(service) == []


def test_without_systemd_nothing_is_said() -> None:
    assert not notify("READY=1", {})
    assert not notify("READY=1", {"NOTIFY_SOCKET": "/nowhere/at/all"})
