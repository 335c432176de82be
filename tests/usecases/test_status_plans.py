"""`status` of invitations: what waits for a person to apply, and what each mail was."""

from __future__ import annotations

from pathlib import Path

from arshjul.model.delivery import Result
from arshjul.transports.memory import MemoryTransport
from arshjul.usecases.status import status, status_json, status_text
from tests.support.office import Office


def said(office: Office) -> str:
    return status_text(status(office.config, office.clock()), office.clock(), "sv")


def test_what_waits_to_be_applied_is_counted(tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert "att verkställa: 2 nya, 0 ändrade, 0 inställda → 6 brev till 3 mottagare; se  arshjul plan" in said(office)
    assert not office.config.ledger.exists()
    office.apply()
    assert "att verkställa" not in said(office)
    office.edit("2027-05-11", "2027-05-12")
    assert "att verkställa: 0 nya, 1 ändrad, 0 inställda → 3 brev till 3 mottagare" in said(office)
    (wheel,) = status_json(status(office.config, office.clock()), "sv")["wheels"]
    assert wheel["plan"] == {
        "pending": True, "new": 0, "updated": 0, "moved": 1, "cancelled": 0, "mails": 3, "approving": 0,
    }  # fmt: skip


def test_a_draft_waits_for_nothing(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.edit('status = "aktiv"', 'status = "utkast"')
    assert "att verkställa" not in said(office)


def test_a_likely_rename_is_told(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.edit("[series.mote]\n", "[series.mote2]\n")
    assert "planen stoppas av 1 fel; se  arshjul plan" in said(office)


def test_each_mail_is_called_what_it_is(tmp_path: Path) -> None:
    office = Office(tmp_path, transport=MemoryTransport([Result.REFUSED] * 30))
    office.apply()
    office.clock.move(minutes=1)
    office.edit("2027-05-11", "2027-05-12")
    office.edit('invite = ["siv", "ulf"]', 'invite = ["siv"]')
    office.add('[[change]]\nwhat = "mote/2027-03-09"\ncancel = true\nreason = "Snö"')
    office.apply()
    rows = said(office)
    for words in (
        "kallelse till mote/2027-03-09 → Siv Öst",
        "flytt av mote/2027-05-12 → Siv Öst",
        "återtagen kallelse till mote/2027-05-12 → Ulf Ek",
        "inställt: mote/2027-03-09 → Eva Dal",
    ):
        assert words in rows, words
