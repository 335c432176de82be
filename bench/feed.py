"""Serve a calendar feed, beside nginx with the same bytes in a file.

    python bench/feed.py [SECONDS] [ROUNDS]

Ours is `arshjul web` as it is started, one process, its log in a file; nginx is Debian's with as many workers as there
are cores, its log in a file too. wrk keeps 32 connections busy: first every answer is whole (200), then every one is
the reader's own already (304). Demand: at least 0.15 of nginx in both, and 304 on every repeat. Sides alternate;
medians. Needs nginx and wrk (`apt-get install nginx wrk`), and says so when they are missing.
"""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FEED = "/feeds/area/gemensamt.ics"
LEAST = 0.15
CONNECTIONS = 32
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes auto; worker_rlimit_nofile 4096;
events {{ worker_connections 1024; }}
http {{
    types {{ text/calendar ics; }}
    access_log {folder}/access.log; sendfile on; tcp_nopush on; keepalive_requests 1000000;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


def ask(port: int, **headers: str) -> tuple[int, str, bytes]:
    """Status, entity tag, body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", FEED, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    found = response.status, response.getheader("ETag", ""), response.read()
    connection.close()
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextmanager
def ours(folder: Path) -> Iterator[int]:
    shutil.copytree(ROOT / "schedules", folder / "schedules")
    port = free_port()
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "arshjul", "web", "--port", str(port)]
        with stopping(subprocess.Popen(command, cwd=folder, stdout=log, stderr=log), port):
            yield port


@contextmanager
def nginx(folder: Path, feed: bytes) -> Iterator[int]:
    file = folder / "www" / FEED.lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(feed)
    for one in (folder, folder / "www", folder / "www/feeds"):
        one.chmod(0o755)
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with stopping(subprocess.Popen(command), port):
        yield port


@contextmanager
def stopping(process: subprocess.Popen[bytes], port: int) -> Iterator[None]:
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def busy(port: int, seconds: int, etag: str) -> float:
    """Answers a second. A status other than 200 or 304 is a failure."""
    repeat = ["-H", f"If-None-Match: {etag}"] if etag else []
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *repeat, f"http://127.0.0.1:{port}{FEED}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said
    match = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert match, said
    return float(match[1])


def compare(sides: dict[str, int], seconds: int, rounds: int, *, repeat: bool) -> dict[str, float]:
    figures: dict[str, list[float]] = {name: [] for name in sides}
    tags = {name: ask(port)[1] if repeat else "" for name, port in sides.items()}
    for name, port in sides.items():
        assert ask(port, If_None_Match=tags[name])[0] == (304 if repeat else 200), name
    for number in range(rounds):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            figures[name].append(busy(sides[name], seconds, tags[name]))
    return {name: statistics.median(found) for name, found in figures.items()}


def main(seconds: int = 3, rounds: int = 5) -> None:
    if missing := [name for name in ("nginx", "wrk") if shutil.which(name) is None]:
        print(f"missing: {', '.join(missing)} (apt-get install {' '.join(missing)}); nothing is measured")
        return
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other, ours(Path(one)) as port:
        feed = ask(port)[2]
        with nginx(Path(other), feed) as peer:
            print(f"a feed of {len(feed) / 1000:.0f} kB, {CONNECTIONS} connections, medians of {rounds}")
            for status, repeat in ((200, False), (304, True)):
                found = compare({"nginx": peer, "arshjul": port}, seconds, rounds, repeat=repeat)
                for name, figure in found.items():
                    print(f"{status}  {name:16}{figure:10.0f}/s{figure / found['nginx']:8.2f}")
                met = found["arshjul"] >= LEAST * found["nginx"]
                print(f"demand: {status} at ≥{LEAST} of nginx: {'ok' if met else 'MISSED'}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
