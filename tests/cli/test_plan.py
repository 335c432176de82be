"""`arshjul plan`: what an edit would tell whom, in four shapes, and nothing written anywhere."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.support.cli import run
from tests.support.plan_folder import LATER, NOW, desk, edit, listing, moved


def test_pending_changes_exit_with_3_and_nothing_to_do_with_0(tmp_path: Path) -> None:
    desk(tmp_path)
    ran = run(tmp_path, "plan", now=NOW)
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.splitlines()[-1].startswith("Verkställ med  arshjul apply ")
    assert run(tmp_path, "apply", "--yes", now=NOW).code == 0
    ran = run(tmp_path, "plan", now=NOW)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Inget att verkställa: alla vet det som står i filen.")


def test_planning_writes_nothing_and_sends_nothing(tmp_path: Path) -> None:
    desk(tmp_path)
    before = listing(tmp_path)
    for words in ("", "--json", "--format markdown", "--format html", "--show siv", "--refresh", "--silent"):
        run(tmp_path, "plan", *words.split(), now=NOW)
    assert listing(tmp_path) == before


def test_a_move_is_shown_with_its_reason_and_for_each_person(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    edit(tmp_path, moved)
    out = run(tmp_path, "plan", now=NOW).out.splitlines()
    assert out[0] == "~ mote/2027-05  tis 11 maj → tis 18 maj kl. 13.00–14.30  Krock med regionfullmäktige"
    assert "  Siv Norberg: 1 flyttad" in out
    assert out[-2].endswith(": 0 nya, 1 ändrad, 0 inställda → 3 brev till 3 mottagare. Inget är skickat.")


def test_the_readers_language_is_the_wheels_unless_chosen(tmp_path: Path) -> None:
    desk(tmp_path)
    assert "Nothing has been sent." in run(tmp_path, "plan", "--lang", "en", now=NOW).out
    assert "Inget är skickat." in run(tmp_path, "plan", now=NOW, LANG="en_GB.UTF-8").out


def test_show_prints_the_mails_as_they_would_be_read(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    edit(tmp_path, moved)
    ran = run(tmp_path, "plan", "--show", "siv", now=NOW)
    assert ran.code == 3
    assert "Ämne: Ändrad: Månadsmöte, 11 maj → 18 maj" in ran.out
    assert "Krock med regionfullmäktige" in ran.out
    assert ran.out.splitlines()[-1] == "Siv Norberg: 1 brev. Inget är skickat."
    assert run(tmp_path, "plan", "--show", "Siv Norberg", now=NOW).out == ran.out
    assert run(tmp_path, "plan", "--show", "siv.norberg@region.example", now=NOW).out == ran.out


def test_show_says_when_there_is_no_mail_and_when_there_is_no_such_person(tmp_path: Path) -> None:
    desk(tmp_path)
    assert run(tmp_path, "plan", "--show", "jon", now=NOW).out == "Jon Ås: 0 brev. Inget är skickat.\n"
    ran = run(tmp_path, "plan", "--show", "sivv", now=NOW)
    assert (ran.code, ran.err) == (1, "fel: personen «sivv» finns inte\n  gör: menade du  siv ?\n")
    by_surname = run(tmp_path, "plan", "--show", "norberg", now=NOW)
    assert by_surname.err == "fel: personen «norberg» finns inte\n  gör: menade du  Siv Norberg ?\n"
    assert run(tmp_path, "plan", "--show", "siv", "--format", "html", now=NOW).code == 2


def test_show_as_json_holds_the_whole_mail(tmp_path: Path) -> None:
    desk(tmp_path)
    found = json.loads(run(tmp_path, "plan", "--show", "siv", "--json", now=NOW).out)
    assert found["to"] == "Siv Norberg"
    assert [mail["key"] for mail in found["mails"]] == ["mote/2027-03", "mote/2027-05"]
    assert {"subject", "text", "html", "action", "leaving", "key"} == found["mails"][0].keys()


@pytest.mark.parametrize("shape", ["text", "json", "markdown", "html"])
def test_a_file_gets_what_the_terminal_would_and_only_its_owner_reads_it(tmp_path: Path, shape: str) -> None:
    desk(tmp_path)
    shown = run(tmp_path, "plan", "--format", shape, now=NOW)
    ran = run(tmp_path, "plan", "--format", shape, "--out", "out/plan", now=NOW)
    assert ran.code == shown.code == 3
    assert (tmp_path / "out/plan").read_text("utf-8").rstrip("\n") == shown.out.rstrip("\n")
    assert (tmp_path / "out/plan").stat().st_mode & 0o077 == 0
    assert shape == "json" or ran.out.startswith("out/plan: Plan ")


def test_errors_that_only_the_ledger_finds_are_shown_as_check_shows_them(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    edit(tmp_path, lambda text: text.replace("[series.mote]", "[series.traff]"))
    ran = run(tmp_path, "plan", now=NOW)
    assert ran.code == 1
    assert ran.err.startswith("fel E74  schedules/2027.toml:")
    assert json.loads(run(tmp_path, "plan", "--json", now=NOW).out)["problems"][0]["code"] == "E74"


def test_a_draft_is_planned_and_says_that_it_sends_nothing(tmp_path: Path) -> None:
    desk(tmp_path)
    edit(tmp_path, lambda text: text.replace('"aktiv"', '"utkast"'))
    ran = run(tmp_path, "plan", now=NOW)
    assert ran.code == 3
    assert '! schedules/2027.toml: status = "utkast" skickar inget' in ran.out
    assert "arshjul apply" not in ran.out
    assert json.loads(run(tmp_path, "plan", "--json", now=NOW).out)["obstacles"][0]["severity"] == "error"


def calendar_of(path: Path) -> str:
    parts = message_from_bytes(path.read_bytes(), policy=policy.default).walk()
    return next(str(part.get_content()) for part in parts if part.get_content_type() == "text/calendar")


def test_refresh_tells_what_somebody_removed(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    assert run(tmp_path, "plan", "--refresh", now=NOW).err == "Ingen har ändrat något bakom ryggen på oss.\n"
    for path in (tmp_path / "out/mail").glob("*.eml"):
        if "mote.2027-05@" in calendar_of(path):
            path.unlink()
    ran = run(tmp_path, "plan", "--refresh", now=NOW)
    assert "! mote/2027-05  finns inte kvar" in ran.out
    [drift] = json.loads(run(tmp_path, "plan", "--refresh", "--json", now=NOW).out)["drift"]
    assert drift == {"key": "mote/2027-05", "uid": "mote.2027-05@prov", "why": "finns inte kvar"}


def test_no_address_is_said_in_any_shape(tmp_path: Path) -> None:
    desk(tmp_path)
    said = [run(tmp_path, "plan", "--format", shape, now=NOW).out for shape in ("text", "markdown", "html")]
    data = json.loads(run(tmp_path, "plan", "--json", now=NOW).out)
    for meeting in (*data["changes"], *data["waiting"]):
        del meeting["uid"]
    assert [text for text in (*said, json.dumps(data)) if ".example" in text] == []


@pytest.mark.parametrize("shape", ["text", "json", "markdown", "html"])
def test_a_plan_known_without_reading_the_file_says_what_the_whole_one_says(
    tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk(tmp_path, applied=True)
    edit(tmp_path, lambda text: text.replace('invite = ["siv", "ulf"]', 'invite = ["siv"]\ninvite_ahead = "30d"', 1))
    assert run(tmp_path, "apply", "--yes", now=LATER).code == 0
    words = ("plan", "--format", shape)
    with monkeypatch.context() as patched:
        patched.setattr("arshjul.usecases.plan.make", None)  # nobody calls it
        quick = run(tmp_path, *words, now=LATER)
    monkeypatch.setattr("arshjul.usecases.unchanged.unchanged", lambda *_: None)
    assert run(tmp_path, *words, now=LATER) == quick
    assert quick.code == 0
