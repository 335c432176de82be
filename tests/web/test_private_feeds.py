"""Private feeds: made once, known by a hash, revoked at once, told to nobody, and not to be guessed (rows 35, 36)."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from arshjul.usecases.feeds import digest_of, find_feed
from arshjul.web.guesses import MOST, MOST_REMEMBERED, SECONDS, Guesses
from tests.support.cli import place, run
from tests.support.readers import addresses
from tests.support.reminding import DUE
from tests.support.web import serving, touch_later, wait_for

ADDRESS = re.compile(r"https://hjul\.example(/private/([\w-]{43})\.ics)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place(tmp_path)
    (tmp_path / "config.toml").write_text('public_url = "https://hjul.example"\n')
    return tmp_path


def make(folder: Path, person: str) -> tuple[str, str]:
    """The path and the secret of a new address."""
    said = run(folder, "feed", person)
    assert said.code == 0, said.err
    found = ADDRESS.search(said.out)
    assert found, said.out
    return found[1], found[2]


def test_an_address_gives_the_persons_own_meetings_until_it_is_revoked(folder: Path) -> None:
    path, secret = make(folder, "olle")
    other, _ = make(folder, "lu-berg")
    with serving(folder) as server:
        got = server.get(path)
        assert got.status == 200
        assert got.headers["content-type"] == "text/calendar; charset=utf-8"
        assert got.headers["cache-control"] == "private, no-cache"
        assert got.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
        assert got.headers["referrer-policy"] == "no-referrer"
        assert got.headers["cross-origin-resource-policy"] == "same-origin"
        assert b"REFRESH-INTERVAL" in got.body
        assert addresses(got.body) == {"olle.froso@region.example"}, "whom to ask"
        assert server.get(path, if_none_match=got.headers["etag"]).status == 304
        theirs = server.get(other)
        assert theirs.body.count(b"BEGIN:VEVENT") < got.body.count(b"BEGIN:VEVENT")
        assert run(folder, "feed", "--revoke", "1").code == 0
        wait_for(lambda: server.get(path).status == 404, "the address to stop working")
        assert server.get(other).status == 200
        assert run(folder, "feed", "--list").out.count("\n") == 1
        assert secret not in server.log
        for way in ("/private/s3.jamtland/olle", "/private/olle.ics", "/private/1.ics", "/private/.ics", "/private/"):
            assert server.get(way).status == 404


def test_the_secret_is_nowhere_but_in_the_address(folder: Path) -> None:
    """Row 35: not in the ledger or what lies beside it, not in a log, not in what any command says."""
    path, secret = make(folder, "dana")
    assert len(secret) * 6 >= 256
    with serving(folder) as server:
        assert server.get(path).status == 200
        for way in (
            path + "?again=" + secret, path.removesuffix(".ics"), f"/sv/{secret}/", f"/{secret}",
            f"/sv/sok/?q={secret}", path.replace("private", "Private"), f"/private/{secret}.ics/",
            f"/private%2f{secret}.ics", path + "%0a",
        ):  # fmt: skip
            server.get(way, referer=path, user_agent=secret)
            server.get(way, method="POST")
        server.raw(f"GET {path} HTTP/9.9\r\n\r\n".encode())
        server.raw(f"NONSENSE {secret}\r\n\r\n".encode())
        server.until("GET /private/- 200", 2)
        assert server.stop() == 0
    said = [run(folder, *words.split()) for words in ("feed --list", "feed --list --json", "status", "doctor --json")]
    assert all(ran.code in (0, 1) for ran in said)
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {"web.log", "arshjul.db"} <= {file.name for file in files}
    assert [file for file in files if secret.encode() in file.read_bytes()] == []
    assert [ran for ran in said if secret in ran.out + ran.err] == []
    with sqlite3.connect(folder / "var/arshjul.db") as raw:
        assert raw.execute("select digest from feed").fetchall() == [(digest_of(secret),)]
    raw.close()


def test_whoever_guesses_must_wait_and_others_need_not(folder: Path) -> None:
    path, _ = make(folder, "dana")
    with serving(folder) as server:
        guesser, reader = {"x_forwarded_for": "198.51.100.7"}, {"x_forwarded_for": "203.0.113.5"}
        told = [server.get(f"/private/{'A' * 42}{n:x}.ics", **guesser).status for n in range(MOST + 5)]
        assert told == [404] * MOST + [429] * 5
        refused = server.get(path, **guesser)
        assert (refused.status, refused.headers["retry-after"]) == (429, str(int(SECONDS)))
        assert server.get(path, **reader).status == 200
        assert server.get("/sv/", **guesser).status == 200
        assert "198.51" not in server.log


def test_guesses_are_forgotten_in_time_and_never_too_many_to_remember() -> None:
    guesses = Guesses(most=2, seconds=60)
    for at in (0.0, 59.0):
        assert not guesses.too_many("a", at)
        guesses.wrong("a", at)
    assert guesses.too_many("a", 59.9)
    assert not guesses.too_many("a", 60.0)
    guesses.wrong("a", 60.0)
    assert not guesses.too_many("a", 61.0)
    guesses.wrong("2001:db8:1:2::5", 0)
    guesses.wrong("2001:db8:1:2:ffff::9", 0)
    assert guesses.too_many("2001:db8:1:2::1234", 1), "one reader has a whole /64"
    assert not guesses.too_many("2001:db8:1:3::5", 1)
    for n in range(MOST_REMEMBERED + 10):
        guesses.wrong(str(n), 0)
    assert len(guesses._made) == MOST_REMEMBERED


def test_every_feed_is_compared_wherever_the_right_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that how long the answer takes tells nothing."""
    import hmac

    from arshjul.ledger import Feed

    feeds = [Feed(n, "s3", f"p{n}", digest_of(f"s{n}"), DUE) for n in range(5)]
    compared: list[str] = []
    whole = hmac.compare_digest

    def counted(known: str, asked: str) -> bool:
        compared.append(known)
        return whole(known, asked)

    monkeypatch.setattr(hmac, "compare_digest", counted)
    for secret, number in (("s0", 0), ("s4", 4)):
        found = find_feed(feeds, secret)
        assert found
        assert found.number == number
    assert find_feed(feeds, "s5") is None
    assert find_feed(feeds, "\udcff") is None
    assert len(compared) == 4 * len(feeds)


def test_the_command_says_what_it_needs(folder: Path) -> None:
    wrong = run(folder, "feed", "danna")
    assert (wrong.code, wrong.out) == (1, "")
    assert "personen «danna» finns inte" in wrong.err
    assert "dana" in wrong.err
    assert run(folder, "feed").code == 2
    assert run(folder, "feed", "dana", "--list").code == 2
    assert "ingen adress som fungerar har nummer 9" in run(folder, "feed", "--revoke", "9").err
    assert run(folder, "feed", "--list").out == "Ingen adress fungerar.\n"
    (folder / "config.toml").write_text("")
    assert "public_url är inte satt" in run(folder, "feed", "dana").err


def test_a_person_of_another_calendar_has_none_here(folder: Path) -> None:
    """The same id in two calendars may be two people."""
    path, _ = make(folder, "dana")
    wheel = folder / "schedules/2027.toml"
    text = wheel.read_text("utf-8")
    with serving(folder) as server:
        assert server.get(path).status == 200
        touch_later(wheel, re.sub(r'(?m)^id *= *".*"', 'id = "annan.kalender"', text, count=1))
        wait_for(lambda: server.get(path).status == 404, "the calendar to be another")
