"""The server as a process: its port, its stop, its log, and readers who are many, slow, greedy or malicious."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.cli import place, process, run
from tests.support.web import Running, read_all, serving, wait_for

READERS = 1000
SLOWEST = 20.0
"""Seconds for a thousand readers at once, on a machine that does other things too; seen: under 2."""


IMPATIENT = """
from arshjul.cli.main import main
from arshjul.web import connection
connection.HEAD_SECONDS, connection.ANSWER_SECONDS = 3, 4
main()
"""
"""The program with shorter deadlines, so that the test need not wait a minute."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(place(tmp_path_factory.mktemp("web"))) as running:
        yield running


def test_it_answers_this_computer_alone_and_says_where(server: Running) -> None:
    said = server.out_file.read_text("utf-8")
    assert re.fullmatch(r"Årshjulet finns på http://127\.0\.0\.1:\d+/\n", said)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_is_a_clean_stop(tmp_path: Path, number: int) -> None:
    with serving(place(tmp_path)) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as idle:  # who says nothing does not hold it up
            began = time.monotonic()
            assert server.stop(number) == 0
            assert time.monotonic() - began < 8
            assert read_all(idle) == b""
        assert "Traceback" not in server.log
        assert "stopped" in server.log


def test_a_port_that_is_taken_is_one_sentence(server: Running, tmp_path: Path) -> None:
    ran = process(tmp_path, "web", "--port", str(server.port))
    assert ran.code == 1
    assert ran.out == ""
    assert f"port {server.port} används redan på 127.0.0.1" in ran.err
    assert f"--port {server.port + 1}" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("host", "said"),
    [("198.51.100.1", "datorn har inte adressen"), ("inte.en.adress.invalid", "datorn har inte adressen")],
)
def test_an_address_that_is_not_ours_is_one_sentence(tmp_path: Path, host: str, said: str) -> None:
    ran = process(place(tmp_path), "web", "--port", "0", "--host", host)
    assert ran.code == 1
    assert said in ran.err


def test_without_its_extra_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import util

    there = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "uvicorn" else there(name))
    ran = run(place(tmp_path), "web")
    assert ran.code == 1
    assert "webbservern är inte installerad (uvicorn saknas)" in ran.err
    assert 'pip install "arshjul[web]"' in ran.err


def test_without_a_wheel_it_waits_for_one(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert server.get("/health").status == 503
        assert server.get("/sv/").status == 503
        place(tmp_path)
        wait_for(lambda: server.get("/sv/").status == 200, "the wheel to be shown")


def test_the_log_tells_what_and_how_but_not_who_or_what_they_wrote(tmp_path: Path) -> None:
    """Row 36: a canary in the address, the query, the headers, and the path."""
    canary = "kanarie"
    said = {"user_agent": canary, "referer": f"https://{canary}.example/", "x_forwarded_for": "203.0.113.77"}
    with serving(place(tmp_path)) as server:
        server.get(f"/sv/?q={canary}", **said)
        server.get(f"/sv/sok/?q={canary}@region.example", **said)
        server.get(f"/{canary}@region.example/", **said)
        server.get(f"/sv/{canary}%0d%0aGET%20/forged%20200", **said)
        server.get("/sv/", method="PUT")
        server.raw(f"GET /{canary} HTTP/1.1\r\nbad header {canary}\r\n\r\n".encode())
        server.until("405")
    assert "GET /sv/ 200" in server.log
    assert "GET /sv/sok/ 200" in server.log
    assert "GET - 404" in server.log
    for secret in (canary, "203.0.113.77", "127.0.0.1", "forged", "@"):
        assert secret not in server.log.lower()


def test_no_header_can_be_forged_into_an_answer(server: Running) -> None:
    """Row 25 for the web: CR and LF, as they are and encoded, in path, query and headers."""
    for path in (
        "/sv%0d%0aset-cookie:%20x=1",
        "/sv?%0d%0aset-cookie:x=1",
        "/%0d%0a%0d%0a<script>",
        "/sv/sok/?q=%0d%0aX:1",
    ):
        got = server.get(path)
        assert "set-cookie" not in got.headers
        assert "x" not in got.headers
    raw = server.raw(
        b"GET /sv HTTP/1.1\r\nHost: a\r\nX-Forwarded-Prefix: /a\nset-cookie: x=1\r\nConnection: close\r\n\r\n"
    )
    assert b"set-cookie" not in raw.lower()
    raw = server.raw(b"GET /sv/kalendrar/ HTTP/1.1\r\nHost: a.example\r\n\tset-cookie: x\r\nConnection: close\r\n\r\n")
    assert b"\nset-cookie" not in raw.lower()


NONSENSE = (
    b"\x16\x03\x01\x02\x00",
    b"\x00" * 64,
    b"GET\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET \xff\xfe HTTP/1.1\r\n\r\n",
    b"CONNECT a:443 HTTP/1.1\r\n\r\n",
    b"GET http://a/b HTTP/1.1\r\nHost: c\r\n\r\n",
    b"GET /sv/ HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_ends_its_own_connection_alone(server: Running, nonsense: bytes) -> None:
    server.raw(nonsense, seconds=0.3)
    assert server.get("/sv/").status == 200
    assert "Traceback" not in server.log


def test_a_request_may_only_be_so_big(server: Running) -> None:
    head = b"GET /sv/ HTTP/1.1\r\nHost: a\r\n"
    assert server.raw(head + b"X: " + b"a" * 40_000 + b"\r\n\r\n") == b""
    assert server.raw(head + b"Content-Length: 900000\r\n\r\n" + b"a" * 900_000, seconds=2).count(b"HTTP/1.1") <= 1
    many = server.raw(head + b"".join(b"X-%d: a\r\n" % n for n in range(900)) + b"Connection: close\r\n\r\n")
    assert many.startswith(b"HTTP/1.1 200"), "sixteen kilobytes are allowed"


@pytest.mark.skipif(sys.platform != "linux", reason="counts the server's open files in /proc")
def test_a_reader_who_dawdles_is_cut_off(tmp_path: Path) -> None:
    """Sixty who never end their request, and as many who never take their answer, hold nobody up."""
    place(tmp_path)
    with serving(tmp_path, program=(sys.executable, "-c", IMPATIENT)) as server:
        dawdlers = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(120)]
        for one in dawdlers[:60]:
            one.sendall(b"GET /sv/ HTTP/1.1\r\nHost:")
        for one in dawdlers[60:]:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
            one.sendall(b"GET /wheel.svg HTTP/1.1\r\nHost: a\r\n\r\n" * 20)
        wait_for(lambda: _sockets(server) >= len(dawdlers), "all of them to be let in")
        began = time.monotonic()
        assert server.get("/sv/").status == 200
        assert time.monotonic() - began < 2
        wait_for(lambda: _sockets(server) < 10, "the server to let go of them")
        for one in dawdlers:
            one.close()


def _sockets(server: Running) -> int:
    """How many the server holds open."""
    count = 0
    for one in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            count += str(one.readlink()).startswith("socket:")
    return count


async def _read(port: int, path: bytes, started: asyncio.Event) -> tuple[bytes, float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await started.wait()
    began = time.monotonic()
    writer.write(b"GET " + path + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    found = await reader.read(-1)
    writer.close()
    return found, time.monotonic() - began


async def _all_at_once(port: int, paths: list[bytes]) -> list[tuple[bytes, float]]:
    started = asyncio.Event()
    reading = [asyncio.create_task(_read(port, path, started)) for path in paths]
    await asyncio.sleep(2)  # until every connection is open
    started.set()
    return await asyncio.gather(*reading)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts open sockets otherwise")
def test_a_thousand_readers_at_once_are_all_answered(server: Running) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 2 * READERS:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * READERS), hard))
    paths = [b"/feeds/all.ics", b"/sv/", b"/wheel.svg", b"/en/agenda/"]
    found = asyncio.run(_all_at_once(server.port, [paths[n % len(paths)] for n in range(READERS)]))
    assert [answer[:15] for answer, _ in found] == [b"HTTP/1.1 200 OK"] * READERS
    assert len({len(answer) for answer, _ in found}) == len(paths)
    assert max(seconds for _, seconds in found) < SLOWEST


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is a disk that is always full")
def test_a_full_disk_behind_the_log_stops_no_answer(tmp_path: Path) -> None:
    (tmp_path / "web.log").symlink_to("/dev/full")
    with serving(place(tmp_path)) as server:
        for _ in range(3):
            assert server.get("/sv/").status == 200
            time.sleep(0.6)
        assert server.stop() == 0


def test_a_kept_connection_is_used_again(server: Running) -> None:
    asked = b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n"
    last = asked.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as reader:
        reader.sendall(asked * 5 + last)
        assert read_all(reader).count(b"HTTP/1.1 200 OK") == 6


def test_its_own_words_are_in_the_language_of_whoever_starts_it(tmp_path: Path) -> None:
    with serving(place(tmp_path), "--lang", "en") as server:
        assert server.out_file.read_text("utf-8").startswith("The wheel is at http://127.0.0.1:")
