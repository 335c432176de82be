"""What a person sees of reminders: the preview, the rehearsal, and the commands around the ledger."""

from __future__ import annotations

import json
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from arshjul.config import Config
from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState, Result
from arshjul.transports.memory import MemoryTransport
from arshjul.usecases.preview import PlannedMail, preview
from arshjul.usecases.rehearse import rehearse
from arshjul.usecases.remind import remind_once
from arshjul.usecases.watch import Watch
from tests.support.console import arshjul, workshop
from tests.support.reminding import DUE, Clock, Shown, Standing, config_in, instant, small_wheel, world

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)


def planned(config: Config, now: str, until: str) -> tuple[PlannedMail, ...]:
    return preview(config, Standing([Shown(small_wheel(readers=2))]), instant(now), instant(until))


def test_the_preview_says_when_to_whom_and_what(tmp_path: Path) -> None:
    mails = planned(config_in(tmp_path), "2027-03-01 12:00", "2027-03-31 12:00")
    assert [mail.at for mail in mails] == [DUE, DUE]
    assert [mail.reader.key.whom for mail in mails] == ["p0@region.example", "p1@region.example"]
    assert all(mail.subject and not mail.blocked.sv for mail in mails)
    assert not (tmp_path / "var").exists()


def test_the_preview_leaves_out_what_has_been_sent_and_adds_what_is_caught_up_with(tmp_path: Path) -> None:
    ready = world(tmp_path, MemoryTransport([Result.ACCEPTED, Result.DEFERRED]), Clock(DUE), small_wheel(readers=2))
    remind_once(ready)
    mails = planned(ready.config, "2027-03-06 12:00", "2027-03-31 12:00")
    assert [(mail.at, mail.reader.key.whom) for mail in mails] == [(instant("2027-03-06 12:00"), "p1@region.example")]


def test_the_preview_names_what_may_not_be_mailed(tmp_path: Path) -> None:
    config = config_in(tmp_path, allow_domains=("annan.example",))
    assert all(mail.blocked.sv for mail in planned(config, "2027-03-01 12:00", "2027-03-31 12:00"))


def test_what_is_previewed_is_what_is_sent(tmp_path: Path) -> None:
    """A month of the example, day by day with a moved clock."""
    config = config_in(tmp_path, wheels=(ROOT / "schedules" / "2027.toml",))
    watch = Watch(config)
    watch.reread()
    first, last = date(2027, 3, 1), date(2027, 3, 31)
    promised = preview(config, watch, instant("2027-03-01 00:00"), instant("2027-03-31 23:59"))
    wanted = {(mail.at, mail.reader.key.whom): len(mail.items) for mail in promised if mail.at.date() >= first}
    played = rehearse(config, first, last, tmp_path / "mail")
    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (tmp_path / "mail").iterdir()]
    sent = {(mail["Date"].datetime, mail["To"].addresses[0].addr_spec.lower()) for mail in mails}
    caught_up = [key for key in wanted if key[0] == instant("2027-03-01 00:00")]
    assert sent == set(wanted) - set(caught_up)
    assert played.mails == len(mails) == len(sent) > 50
    assert played.reminders == sum(count for key, count in wanted.items() if key not in caught_up)
    assert not config.ledger.exists()


def test_a_rehearsal_says_what_held_mails_back(tmp_path: Path) -> None:
    """A forbidden domain and a broken template: each told once, and none of those mails written."""
    days = date(2027, 5, 3), date(2027, 5, 14)
    wheels = (ROOT / "schedules" / "2027.toml",)
    forbidden = rehearse(config_in(tmp_path, wheels=wheels, allow_domains=("annan.example",)), *days, tmp_path / "a")
    assert (forbidden.mails, len(forbidden.trouble)) == (0, len(set(forbidden.trouble)))
    assert any("annan.example" in text.sv or "allow_domains" in text.sv for text in forbidden.trouble)
    own = tmp_path / "mallar"
    (own / "mail").mkdir(parents=True)
    (own / "mail" / "reminder.txt").write_text("{{ trasig", encoding="utf-8")
    broken = rehearse(config_in(tmp_path, wheels=wheels, templates=own), *days, tmp_path / "b")
    whole = rehearse(config_in(tmp_path, wheels=wheels), *days, tmp_path / "c")
    assert 0 < broken.mails < whole.mails
    assert any("reminder.txt" in text.sv for text in broken.trouble)
    assert whole.trouble == ()


def test_a_rehearsal_twice_makes_no_second_file(tmp_path: Path) -> None:
    config = config_in(tmp_path, wheels=(ROOT / "schedules" / "2027.toml",))
    for _ in range(2):
        rehearse(config, date(2027, 5, 3), date(2027, 5, 14), tmp_path / "mail")
    files = list((tmp_path / "mail").iterdir())
    assert len(files) == rehearse(config, date(2027, 5, 3), date(2027, 5, 14), tmp_path / "annan").mails > 0


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────────────

MORNING = "2027-03-05T06:31:00+00:00"


def test_dry_run_is_the_default_and_sends_nothing(tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    said, code = arshjul("arshjul remind --until 2027-03-12", folder, MORNING)
    assert code == 0
    assert "Inget är skickat." in said
    assert "fre 5 mars 2027 kl. 07.31" in said
    assert not (folder / "out").exists()
    assert not (folder / "var").exists()


def test_once_sends_and_the_next_time_there_is_nothing(tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    said, code = arshjul("arshjul remind --once --json", folder, MORNING)
    report = json.loads(said)
    assert (code, report["trouble"]) == (0, [])
    assert report["mails"] == len(list((folder / "out" / "mail").iterdir())) > 0
    assert arshjul("arshjul remind --once", folder, MORNING) == ("Inget att skicka.\n", 0)
    assert arshjul("arshjul remind --once --lang en", folder, MORNING) == ("Nothing to send.\n", 0)


def test_a_broken_wheel_is_said_and_the_exit_code_tells(tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    wheel = folder / "schedules" / "2027.toml"
    wheel.write_text(wheel.read_text(encoding="utf-8").replace('= "andra tisdagen', '= "andra tisdagn'), "utf-8")
    said, code = arshjul("arshjul remind --once", folder, MORNING)
    assert code == 1
    assert "2027.toml har 1 fel" in said


@pytest.mark.parametrize(("language", "words"), [("sv", "har 1 fel"), ("en", "has 1 error")])
def test_the_json_tells_its_troubles_in_the_readers_language(tmp_path: Path, language: str, words: str) -> None:
    folder = workshop(tmp_path)
    wheel = folder / "schedules" / "2027.toml"
    wheel.write_text(wheel.read_text(encoding="utf-8").replace('= "andra tisdagen', '= "andra tisdagn'), "utf-8")
    said, _ = arshjul(f"arshjul remind --once --json --lang {language}", folder, MORNING)
    (trouble,) = json.loads(said)["trouble"]
    assert words in trouble


def test_a_day_that_is_none_is_told_as_everywhere(tmp_path: Path) -> None:
    said, code = arshjul("arshjul remind --until 2027-02-30", workshop(tmp_path), MORNING)
    assert (code, "«2027-02-30» är inget datum" in said) == (2, True)


def test_an_uncertain_mail_is_resent_by_its_number(tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    arshjul("arshjul remind --once", folder, MORNING)
    with open_ledger(folder / "var" / "arshjul.db") as ledger:
        number = ledger.rows(DeliveryState.SENT)[0].id
        ledger._connection.execute("update delivery set state = 'uncertain' where id = ?", (number,))
    said, code = arshjul(f"arshjul remind --resend {number}", folder, MORNING)
    assert (code, "nästa gång" in said) == (0, True)
    said, code = arshjul(f"arshjul remind --resend {number}", folder, MORNING)
    assert code == 1
    assert "är inte oklart" in said


def test_a_clock_that_jumped_wants_the_date_confirmed(tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    arshjul("arshjul remind --once", folder, MORNING)
    later = "2027-09-05T06:31:00+00:00"
    said, code = arshjul("arshjul remind --once", folder, later)
    assert (code, "--accept-clock 2027-09-05" in said) == (1, True)
    assert arshjul("arshjul remind --once --accept-clock 2027-03-05", folder, later)[1] == 1
    assert arshjul("arshjul remind --once --accept-clock 2027-09-05", folder, later)[1] == 0


def test_a_copied_installation_asks_and_can_be_adopted(tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    arshjul("arshjul remind --once", folder, MORNING)
    ledger = folder / "var" / "arshjul.db"
    copy = ledger.read_bytes()
    ledger.rename(ledger.with_name("undan"))
    ledger.write_bytes(copy)
    said, code = arshjul("arshjul remind --once", folder, MORNING)
    assert (code, "--adopt-ledger" in said) == (1, True)
    said, code = arshjul("arshjul remind --adopt-ledger", folder, MORNING)
    assert (code, "skickar från och med nu" in said) == (0, True)
    assert arshjul("arshjul remind --once", folder, MORNING)[1] == 0


def test_one_thing_at_a_time(tmp_path: Path) -> None:
    assert arshjul("arshjul remind --once --dry-run", workshop(tmp_path), MORNING)[1] == 2


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_rehearsal_says_where_the_mails_are(tmp_path: Path, language: str) -> None:
    folder = workshop(tmp_path)
    line = f"arshjul remind --rehearse 2027-03-01 2027-03-07 --out out/prov --lang {language}"
    said, code = arshjul(line, folder, MORNING)
    assert code == 0
    assert ("Inget är skickat." if language == "sv" else "Nothing has been sent.") in said
    assert "out/prov" in said
    assert list((folder / "out" / "prov").glob("*.eml"))
