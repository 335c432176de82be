"""The howto's own nginx, run as it is written (but for the certificate), in front of the real server."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.cli import ROOT, place, run
from tests.support.require import require
from tests.support.snippets import fences
from tests.support.web import Running, free_port, serving, wait_for

PAGE = ROOT / "docs/howto/web.md"
AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log info; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    {server}
}}
"""


def written(port: int, behind: int) -> str:
    """The server block on the page, without its certificate, on a port of ours."""
    (block,) = [fence.text for fence in fences(PAGE) if "proxy_pass" in fence.text and "listen" in fence.text]
    block = re.sub(r"(?m)^ *ssl_.*\n", "", block)
    return block.replace("443 ssl", f"127.0.0.1:{port}").replace("127.0.0.1:8080", f"127.0.0.1:{behind}")


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Path, Path]]:
    """Asked through nginx; the server's own folder, and nginx's."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    require(program, "nginx is not installed (apt-get install nginx)")
    home, folder = place(tmp_path_factory.mktemp("home")), tmp_path_factory.mktemp("nginx")
    (home / "config.toml").write_text('public_url = "https://region.example/arshjul"\n')
    (home / "said").write_text(run(home, "feed", "dana").out)
    with serving(home) as server:
        port = free_port()
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, server=written(port, server.port)))
        process = subprocess.Popen(
            [str(program), "-p", folder, "-e", folder / "error.log", "-c", folder / "nginx.conf"]
        )
        try:
            through = replace(server, port=port)
            wait_for(lambda: _answers(through), "nginx")
            yield through, home, folder
        finally:
            process.terminate()
            process.wait(20)


def _answers(server: Running) -> bool:
    try:
        return server.get("/arshjul/health").status == 200
    except OSError:
        time.sleep(0.05)
        return False


def test_pages_lie_below_the_path_and_repeats_cost_nothing(proxied: tuple[Running, Path, Path]) -> None:
    server, _, _ = proxied
    page = server.get("/arshjul/sv/kalendrar/")
    assert page.status == 200
    assert "webcal://region.example/arshjul/feeds/all.ics" in page.text
    assert server.get("/arshjul/sv/kalendrar/", if_none_match=page.headers["etag"]).status == 304
    assert server.get("/arshjul/sv").headers["location"] == "sv/"
    assert server.get("/arshjul").headers["location"].endswith("/arshjul/")
    feed = server.get("/arshjul/feeds/all.ics", accept_encoding="gzip")
    assert feed.headers["content-encoding"] == "gzip"


def test_a_private_address_is_in_neither_log(proxied: tuple[Running, Path, Path]) -> None:
    server, home, folder = proxied
    secret = re.findall(r"/private/([\w-]+)\.ics", (home / "said").read_text())[0]
    assert server.get(f"/arshjul/private/{secret}.ics").status == 200
    server.get("/arshjul/sv/")
    wait_for(lambda: "/arshjul/sv/" in (folder / "access.log").read_text(), "nginx's log")
    for path in (folder / "access.log", folder / "error.log", server.log_file):
        assert secret not in path.read_text("utf-8")


def test_each_reader_is_counted_for_himself(proxied: tuple[Running, Path, Path]) -> None:
    """nginx writes who it is: what a reader says of himself does not count."""
    server, _, _ = proxied
    for number in range(25):
        last = server.get(f"/arshjul/private/gissning{number}.ics", x_forwarded_for=f"198.51.100.{number}")
    assert last.status == 429
