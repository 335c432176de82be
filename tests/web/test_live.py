"""The site follows the files and the ledger; a broken edit, a lost folder or a torn ledger leaves what was."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from arshjul import config
from arshjul.web.live import Live, Shown
from tests.support.cli import place, run
from tests.support.reminding import Clock
from tests.support.web import serving, touch_later, wait_for

MORNING = datetime(2027, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    return place(tmp_path) / "schedules/2027.toml"


def live(folder: Path, now: datetime = MORNING) -> tuple[Live, Clock]:
    clock = Clock(now)
    made = Live(config.load(None, cwd=folder), clock)
    made.look()
    return made, clock


def shown(one: Live) -> Shown:
    assert one.shown
    return one.shown


def body(one: Live, path: str) -> str:
    found = shown(one).page("", path)
    assert found
    return found.plain.body.decode()


def test_an_edit_is_seen_and_a_broken_one_is_not(wheel: Path, tmp_path: Path) -> None:
    text = wheel.read_text("utf-8")
    with serving(tmp_path) as server:
        before = server.get("/sv/")
        touch_later(wheel, text.replace("Årshjul smart specialisering", "Hjulet som bytte namn"))
        wait_for(lambda: "Hjulet som bytte namn" in server.get("/sv/").text, "the new name")
        after = server.get("/sv/", if_none_match=before.headers["etag"])
        assert after.status == 200
        touch_later(wheel, text.replace("andra tisdagen", "adnra tisdagen"))
        server.until("has 1 error; what was shown before is shown still")
        assert server.get("/sv/").body == after.body
        assert '"broken": 1' in server.get("/health").text
        touch_later(wheel, text)
        wait_for(lambda: server.get("/sv/").body == before.body, "the old name")
        server.until("no longer:")
        assert server.log.count("WARNING") == 1, "a broken file is told of once"


def test_readers_are_answered_while_files_are_read(wheel: Path, tmp_path: Path) -> None:
    """The reading happens in a thread of its own: no answer waits for it."""
    text = wheel.read_text("utf-8")
    with serving(tmp_path) as server:
        server.get("/sv/")
        slow = []
        for number in range(60):
            if number % 20 == 0:
                touch_later(wheel, f"{text}\n# {number}\n")
            began = datetime.now(UTC)
            assert server.get("/feeds/all.ics").status == 200
            slow.append((datetime.now(UTC) - began).total_seconds())
        assert max(slow) < 2


def test_what_did_not_change_keeps_its_hour(wheel: Path, tmp_path: Path) -> None:
    one, clock = live(tmp_path)
    first = shown(one)
    feed, page = first.page("", "feeds/all.ics"), first.page("", "sv/")
    clock.move(days=40)
    one.look()
    later = shown(one)
    assert later is not first, "another day: what is next is another meeting"
    again, new = later.page("", "feeds/all.ics"), later.page("", "sv/")
    assert feed
    assert again
    assert page
    assert new
    assert again.modified == feed.modified == MORNING
    assert again.plain.etag == feed.plain.etag
    assert new.modified == MORNING.replace(month=4, day=10)
    assert new.plain.etag != page.plain.etag


def test_nothing_is_made_anew_while_nothing_happens(wheel: Path, tmp_path: Path) -> None:
    one, clock = live(tmp_path)
    first = shown(one)
    for _ in range(5):
        clock.move(hours=2)
        one.look()
    assert shown(one) is first


def test_a_folder_that_vanishes_takes_nothing_with_it_until_it_may_be_read(wheel: Path, tmp_path: Path) -> None:
    one, _ = live(tmp_path)
    first = shown(one)
    (tmp_path / "schedules").rename(tmp_path / "elsewhere")
    one.look()
    assert shown(one) is first, "no wheel is no reason to show nothing"
    assert one.broken == 1


def test_two_wheels_that_share_a_meeting_leave_what_was(
    wheel: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one, _ = live(tmp_path)
    first = shown(one)
    wheel.with_name("kopia.toml").write_text(wheel.read_text("utf-8"), "utf-8")
    one.look()
    one.look()
    assert shown(one) is first
    assert len([record for record in caplog.records if "is in both" in record.message]) == 1


def test_a_draft_is_not_shown_and_a_wheel_made_one_again_is_taken_down(wheel: Path, tmp_path: Path) -> None:
    text = wheel.read_text("utf-8")
    one, _ = live(tmp_path)
    assert len(shown(one).wheels) == 1
    touch_later(wheel, text.replace('"aktiv"', '"utkast"'))
    one.look()
    assert one.shown is None
    touch_later(wheel, text)
    one.look()
    assert len(shown(one).wheels) == 1


def test_a_torn_ledger_leaves_what_was_and_is_told_of(
    wheel: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "config.toml").write_text('public_url = "https://hjul.example"\n')
    assert run(tmp_path, "feed", "dana").code == 0
    one, _ = live(tmp_path)
    feeds = shown(one).facts.feeds
    assert len(feeds) == 1
    ledger = tmp_path / "var/arshjul.db"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[: len(whole) // 2])
    text = wheel.read_text("utf-8")
    touch_later(wheel, text.replace("Årshjul smart specialisering", "Hjulet som bytte namn"))
    one.look()
    assert shown(one).facts.feeds == feeds
    assert "Hjulet som bytte namn" in body(one, "sv/"), "the files are followed still"
    assert any("what was shown before is shown still" in record.message for record in caplog.records)


def test_what_a_ledger_knows_of_a_meeting_is_in_the_feeds(wheel: Path, tmp_path: Path) -> None:
    """UID, SEQUENCE and DTSTAMP as those invited know them, or the meeting shows up twice."""
    from arshjul.ledger import Identity
    from arshjul.model.key import OccurrenceKey

    one, _ = live(tmp_path)
    first = shown(one)
    key = OccurrenceKey("styrgrupp", "2027-Q1")
    known = Identity("old-name@s3.jamtland", 7, datetime(2027, 2, 3, 4, 5, 6, tzinfo=UTC))
    facts = type(first.facts)((), {"s3.jamtland": {("s3.jamtland/2027", key): known}})
    again = Shown(one.config, first.wheels, facts, MORNING, first).page("", "feeds/all.ics")
    assert again
    assert b"UID:old-name@s3.jamtland\r\nDTSTAMP:20270203T040506Z\r\n" in again.plain.body
    assert b"SEQUENCE:7\r\n" in again.plain.body


def test_the_date_said_is_when_the_bytes_were_made(wheel: Path, tmp_path: Path) -> None:
    one, _ = live(tmp_path)
    found = shown(one).page("", "sv/")
    assert found
    said = dict(found.plain.headers)[b"last-modified"].decode()
    assert parsedate_to_datetime(said) == MORNING


def test_hosts_that_nobody_knows_do_not_fill_the_memory(wheel: Path, tmp_path: Path) -> None:
    from arshjul.web.live import MOST_BASES

    one, _ = live(tmp_path)
    start = shown(one).page("", "sv/")
    for number in range(3 * MOST_BASES):
        assert shown(one).page(f"http://h{number}.example", "sv/kalendrar/")
    assert len(shown(one)._sites) == MOST_BASES
    assert len({base for base, _ in shown(one).ready}) <= MOST_BASES
    assert shown(one).ready["", "sv/"] is start, "the site itself stays"
