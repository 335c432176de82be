"""`arshjul apply`: only a plan that was seen, only past guards whose numbers are stated, and once."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState
from tests.support.cli import run
from tests.support.plan_cases import CANCEL
from tests.support.plan_folder import LATER, NOW, desk, edit, listing, mails, moved
from tests.support.terminal import at_a_terminal

LIE = "Breven ligger som .eml-filer i out/mail; inget har lämnat datorn.\n"


def digest(folder: Path, *words: str, now: str = NOW) -> str:
    found: str = json.loads(run(folder, "plan", "--json", *words, now=now).out)["digest"]
    return found


def this_year(text: str) -> str:
    """The wheel with its two meetings next month and the one after, by the computer's own clock."""
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()
    days = [f'"{today + timedelta(days=days)}"' for days in (30, 60)]
    text = text.replace(
        'when   = "andra tisdagen i mars och maj"', f'dates  = [{", ".join(days)}]\nif_closed = "behåll"'
    )
    first = today.replace(day=1)
    month = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
             "november", "december")[first.month - 1]  # fmt: skip
    return text.replace("year    = 2027", f'year    = {first.year}\nstarts  = "{month}"')


def test_the_plan_that_was_seen_is_applied_by_its_name(tmp_path: Path) -> None:
    desk(tmp_path)
    seen = digest(tmp_path)
    ran = run(tmp_path, "apply", seen[:8], now=NOW)
    assert (ran.code, ran.out, ran.err) == (0, f"Plan {seen[:8]} är verkställd. 6 skickade.\n{LIE}", "")
    assert mails(tmp_path) == 6


@pytest.mark.parametrize("length", [4, 12, 64])
def test_four_characters_of_the_name_are_enough(tmp_path: Path, length: int) -> None:
    desk(tmp_path)
    assert run(tmp_path, "apply", digest(tmp_path)[:length].upper(), now=NOW).code == 0


def test_another_plan_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    edit(tmp_path, moved)
    seen = digest(tmp_path)
    edit(tmp_path, lambda text: text.replace("Residenset", "Folkets hus"))
    before = listing(tmp_path)
    ran = run(tmp_path, "apply", seen[:8], now=NOW)
    assert ran.code == 1
    assert ran.err.startswith(f"fel: planen {seen[:8]} gäller inte längre")
    assert "gör: läs den nya med  arshjul plan" in ran.err
    assert listing(tmp_path) == before


@pytest.mark.parametrize("words", ["abc", "zzzz schedules/2027.toml", "7f3a --people många"])
def test_what_is_no_name_of_a_plan_is_wrong_usage_or_a_file(tmp_path: Path, words: str) -> None:
    """Three letters are taken for a file, which is not there."""
    desk(tmp_path)
    ran = run(tmp_path, "apply", *words.split(), now=NOW)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_without_a_terminal_a_name_or_yes_is_needed(tmp_path: Path) -> None:
    desk(tmp_path)
    for words in ((), ("--json",), ("schedules/2027.toml",)):
        ran = run(tmp_path, "apply", *words, now=NOW)
        assert ran.code == 2
        assert "ingen finns att fråga: skriv planens namn, som  arshjul plan  visar, eller --yes" in ran.err
    assert not (tmp_path / "var").exists()


def test_the_file_may_be_named_alone_or_after_the_plan(tmp_path: Path) -> None:
    desk(tmp_path)
    (tmp_path / "schedules/2027.toml").rename(tmp_path / "annan.toml")
    assert run(tmp_path, "apply", digest(tmp_path, "annan.toml")[:8], "annan.toml", now=NOW).code == 0
    ran = run(tmp_path, "apply", "annan.toml", "--yes", now=NOW)
    assert (ran.code, ran.out) == (0, "Inget att verkställa.\n")


def test_twice_is_nothing_also_by_the_same_name(tmp_path: Path) -> None:
    desk(tmp_path)
    seen = digest(tmp_path)
    run(tmp_path, "apply", seen, now=NOW)
    for words in ((seen,), ("--yes",)):
        ran = run(tmp_path, "apply", *words, now=LATER)
        assert (ran.code, ran.out, ran.err) == (0, "Inget att verkställa.\n", "")
    assert mails(tmp_path) == 6


def test_a_guard_shows_the_plan_first_and_gives_way_to_its_exact_number_alone(tmp_path: Path) -> None:
    desk(tmp_path, applied=True, config="[plan]\nmost_cancellations = 0\n")
    edit(tmp_path, lambda text: text + CANCEL)
    for words in ((), ("--cancellations", "2"), ("--people", "1")):
        ran = run(tmp_path, "apply", "--yes", *words, now=NOW)
        assert ran.code == 1
        assert "- mote/2027-05  tis 11 maj kl. 13.00–14.30  Vi slår ihop mötet med junimötet" in ran.out
        assert ran.err.startswith("fel: planen verkställs inte: 1 möte ställs in")
        assert ran.err.rstrip().endswith("skriv  --cancellations 1")
    assert mails(tmp_path) == 6
    assert run(tmp_path, "apply", "--yes", "--cancellations", "1", now=NOW).code == 0
    assert mails(tmp_path) == 9


def test_what_the_plan_says_to_type_applies_it(tmp_path: Path) -> None:
    desk(tmp_path, config="[plan]\nmost_people = 2\n")
    line = run(tmp_path, "plan", "schedules/2027.toml", now=NOW).out.splitlines()[-1]
    assert line.startswith("    gör: arshjul apply ")
    assert run(tmp_path, *line.removeprefix("    gör: arshjul ").split(), now=NOW).code == 0
    assert mails(tmp_path) == 6


def test_a_new_channel_is_looked_at_and_then_applied_by_what_is_shown(tmp_path: Path) -> None:
    desk(tmp_path, applied=True, config='rehearsal = "jag@region.example"\n')
    (tmp_path / "config.toml").write_text("")
    edit(tmp_path, moved)
    line = run(tmp_path, "plan", now=NOW).out.splitlines()[-1]
    assert line == "    gör: arshjul plan --channel 2"
    shown = run(tmp_path, "plan", "--channel", "2", now=NOW).out
    assert ": 2 nya, 0 ändrade, 0 inställda → 6 brev" in shown
    line = shown.splitlines()[-1].removeprefix("    gör: arshjul ")
    assert line.endswith("--channel 2")
    assert run(tmp_path, *line.split(), now=NOW).code == 0
    assert mails(tmp_path) == 12


def test_a_wording_can_be_changed_in_silence(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    edit(tmp_path, lambda text: text.replace('"Månadsmöte"', '"Månadsmötet"'))
    shown = run(tmp_path, "plan", "--silent", now=NOW).out
    line = shown.splitlines()[-1]
    assert "→ 0 brev" in shown
    assert line.endswith("--silent")
    assert run(tmp_path, *line.partition("arshjul ")[2].split(), now=NOW).code == 0
    assert mails(tmp_path) == 6
    assert run(tmp_path, "plan", now=NOW).code == 0


def test_silence_about_more_than_words_is_refused(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    edit(tmp_path, moved)
    ran = run(tmp_path, "apply", "--yes", "--silent", now=NOW)
    assert ran.code == 1
    assert "--silent räcker inte" in ran.err


def test_a_draft_is_refused(tmp_path: Path) -> None:
    desk(tmp_path)
    edit(tmp_path, lambda text: text.replace('"aktiv"', '"utkast"'))
    ran = run(tmp_path, "apply", "--yes", now=NOW)
    assert (ran.code, mails(tmp_path)) == (1, 0)
    assert 'status = "utkast" skickar inget' in ran.err


def test_the_report_as_json(tmp_path: Path) -> None:
    desk(tmp_path)
    ran = run(tmp_path, "apply", "--yes", "--json", now=NOW)
    found = json.loads(ran.out)
    assert (found["approved"], found["queued"], found["sent"], found["waiting"]) == (True, 6, 6, 0)
    assert found["wheel"] == "prov/2027"


def test_a_way_out_that_fails_is_told_and_the_next_apply_goes_on(tmp_path: Path) -> None:
    desk(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mail").write_text("en fil i vägen")
    ran = run(tmp_path, "apply", "--yes", now=NOW)
    assert ran.code == 1
    assert "6 brev väntar i kön: kör  arshjul apply  igen" in ran.err
    (tmp_path / "out/mail").unlink()
    ran = run(tmp_path, "apply", "--yes", now=LATER)
    assert (ran.code, ran.out) == (0, f"Fortsatte där det avbröts. 6 skickade.\n{LIE}")
    assert mails(tmp_path) == 6


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
@pytest.mark.parametrize(("answer", "sent"), [("j", 6), ("ja", 6), ("y", 6), ("", 0), ("n", 0), ("jo", 0)])
def test_at_a_terminal_the_plan_is_shown_and_asked_about(tmp_path: Path, answer: str, sent: int) -> None:
    desk(tmp_path)
    edit(tmp_path, this_year)
    ran = at_a_terminal(tmp_path, "apply", answer=answer)
    assert ran.code == 0, ran.out
    assert "Verkställ och skicka 6 brev? [j/N]" in ran.out
    assert ran.out.index("mote/") < ran.out.index("Verkställ och skicka")
    assert mails(tmp_path) == sent
    assert ("Inget är gjort." in ran.out) is (sent == 0)
    assert (tmp_path / "var/arshjul.db").exists() is (sent > 0)


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
def test_at_a_terminal_a_guard_refuses_before_anything_is_asked(tmp_path: Path) -> None:
    desk(tmp_path, config="[plan]\nmost_people = 1\n")
    edit(tmp_path, this_year)
    ran = at_a_terminal(tmp_path, "apply", answer="j")
    assert (ran.code, mails(tmp_path)) == (1, 0)
    assert "[j/N]" not in ran.out
    assert "--people 3" in ran.out


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
def test_a_bar_is_drawn_for_long_work_at_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    desk(tmp_path)
    many = '[group.manga]\nname = "Många"\nmembers = [' + ", ".join(f'"p{n}"' for n in range(20)) + "]\n"
    many += "".join(f'[person.p{n}]\nname = "P {n}"\nemail = "p{n}@region.example"\n' for n in range(20))
    edit(tmp_path, lambda text: this_year(text).replace('"siv", "ulf"]\n\n', '"manga"]\n\n') + many)
    ran = at_a_terminal(tmp_path, "apply", "--yes")
    assert ran.code == 0, ran.out
    assert "Skickar" in ran.out
    assert "42/42" in ran.out
    with open_ledger(tmp_path / "var/arshjul.db", read_only=True) as ledger:
        assert ledger.summary().counts[DeliveryState.SENT] == 42
