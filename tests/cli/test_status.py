"""`arshjul status`: what waits, was sent, is uncertain, and comes next. It only reads."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from arshjul.ledger import Ledger, Settlement, open_ledger
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState
from tests.support.cli import place, run

NOW = datetime.fromisoformat("2027-03-01T08:00+01:00")


def delivery(what: str, whom: str) -> Delivery:
    key = DeliveryKey("s3.jamtland", what, "-2d:paminnelse", "2027-03-16T12:00:00Z", whom)
    return Delivery(key, NOW - timedelta(hours=1), "paminnelse", "eva", "Eva Hede", "sv", NOW + timedelta(days=9))


def ledger_with(folder: Path, *states: DeliveryState) -> None:
    """A ledger where one delivery has come to each of `states`."""
    found = [delivery(f"digitala-manadsmote/2027-{number:02d}", f"eva{number}@region.example") for number in range(9)]
    with open_ledger(folder / "var/arshjul.db") as ledger:
        for state, one in zip(states, found, strict=False):
            settle(ledger, one, state)
        ledger.beat(NOW - timedelta(minutes=3))


def settle(ledger: Ledger, one: Delivery, state: DeliveryState) -> None:
    ledger.record("s3.jamtland/2027", NOW, due=[one], standing={*ledger.known("s3.jamtland/2027")})
    if state is DeliveryState.DUE:
        return
    for row in ledger.claim(NOW, {"s3.jamtland/2027"}):
        ledger.settle([Settlement(row.id, state, "crash" if state is DeliveryState.UNCERTAIN else "550 no")], NOW)


def test_it_tells_what_needs_a_person_first(tmp_path: Path) -> None:
    place(tmp_path)
    ledger_with(tmp_path, DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.FAILED, DeliveryState.DUE)
    lines = run(tmp_path, "status").out.splitlines()
    assert lines[0] == "1 väntar · 1 skickat · 1 misslyckat · 1 oklart"
    assert lines[1] == "schemaläggarens senaste hjärtslag för 3 min sedan"
    assert "oklart" in lines[3]
    assert "paminnelse digitala-manadsmote/2027-01 → Eva Hede: programmet avbröts mitt i utskicket" in lines[3]
    assert "misslyckat" in lines[4]
    assert "väntar" in lines[5]
    assert lines[6].startswith("  gör: fråga mottagaren om brevet kom; skicka om med  arshjul remind --resend")


def test_what_expired_while_the_computer_was_off_is_listed_by_name(tmp_path: Path) -> None:
    """Two months away: one round catches up, and a person sees what nobody was reminded of, and why."""
    place(tmp_path)
    run(tmp_path, "remind", "--once", now="2027-03-01T08:00+01:00")
    back = "2027-04-30T08:00+02:00"
    assert "utgångna" in run(tmp_path, "remind", "--once", now=back).err
    lines = [line for line in run(tmp_path, "status", now=back).out.splitlines() if "utgånget" in line or " … " in line]
    found = json.loads(run(tmp_path, "status", "--json", now=back).out)
    expired = [row for row in found["deliveries"] if row["state"] == "expired"]
    assert len(expired) == found["counts"]["expired"] > 20
    *listed, more = lines
    assert len(listed) == 20
    assert all("/2027-" in line and " → " in line for line in listed)
    assert more == f"  … {len(expired) - 20} utgångna till; alla med  arshjul status --json"
    assert all(row["detail"] for row in expired)


def test_the_json_names_people_and_never_their_addresses(tmp_path: Path) -> None:
    place(tmp_path)
    ledger_with(tmp_path, DeliveryState.SENT, DeliveryState.UNCERTAIN)
    ran = run(tmp_path, "status", "--json", "--lang", "en")
    found = json.loads(ran.out)
    assert "@" not in ran.out
    assert found["counts"] == {"due": 0, "claimed": 0, "sent": 1, "failed": 0, "uncertain": 1, "expired": 0}
    assert found["heartbeat"] == "2027-03-01T06:57:00+00:00"
    (row,) = found["deliveries"]
    assert (row["state"], row["to"], row["detail"]) == (
        "uncertain",
        {"id": "eva", "name": "Eva Hede"},
        "the program stopped while sending",
    )
    assert len(found["next"]) == 5


def test_a_restored_ledger_is_told(tmp_path: Path) -> None:
    place(tmp_path)
    ledger_with(tmp_path, DeliveryState.SENT)
    backup = (tmp_path / "var/arshjul.db").read_bytes()
    with open_ledger(tmp_path / "var/arshjul.db") as ledger:
        ledger.raise_epoch()
    (tmp_path / "var/arshjul.db").write_bytes(backup)
    for leftover in (tmp_path / "var").glob("arshjul.db-*"):
        leftover.unlink()
    assert json.loads(run(tmp_path, "status", "--json").out)["held"]
    ran = run(tmp_path, "doctor")
    assert ran.code == 1
    assert "fel      liggare" in ran.out


def test_a_damaged_ledger_is_an_error_with_its_cure(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "var").mkdir()
    (tmp_path / "var/arshjul.db").write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    ran = run(tmp_path, "status")
    assert ran.code == 1
    assert "gör:" in ran.err
    assert "Traceback" not in ran.err


def test_looking_makes_no_ledger(tmp_path: Path) -> None:
    assert run(place(tmp_path), "status").code == 0
    assert not (tmp_path / "var").exists()


def test_drafts_and_broken_wheels_are_named_and_send_nothing(tmp_path: Path) -> None:
    wheel = place(tmp_path) / "schedules/2027.toml"
    text = wheel.read_text("utf-8")
    (tmp_path / "schedules/2028.toml").write_text(text.replace('"aktiv"', '"utkast"').replace("2027", "2028"), "utf-8")
    wheel.write_text(text.replace("andra tisdagen", "adnra tisdagen"), "utf-8")
    ran = run(tmp_path, "status")
    assert "schedules/2027.toml  1 fel, inget skickas" in ran.out
    assert "Närmast" not in ran.out
    assert json.loads(run(tmp_path, "status", "--json").out)["next"] == []
