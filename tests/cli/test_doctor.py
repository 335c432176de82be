"""`arshjul doctor`: every failure with its cure, and nothing sent."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from arshjul.ledger import open_ledger
from tests.support.cli import place, run
from tests.support.console import arshjul


def settings(folder: Path, text: str) -> None:
    (folder / "config.toml").write_text(text, "utf-8")


def findings(folder: Path, *words: str, code: int) -> dict[str, tuple[str, str, str]]:
    """Name → (grade, detail, cure), the worst of each name."""
    ran = run(folder, "doctor", "--json", *words)
    assert ran.code == code, ran.out
    found = json.loads(ran.out)
    assert found["healthy"] is (code == 0)
    order = ["ok", "warning", "error"]
    worst: dict[str, tuple[str, str, str]] = {}
    for one in sorted(found["findings"], key=lambda one: order.index(one["grade"])):
        worst[one["name"]] = (one["grade"], one["detail"], one["cure"])
        assert one["grade"] == "ok" or one["cure"], one
    return worst


def test_a_healthy_installation_is_told_so_item_by_item(tmp_path: Path) -> None:
    ran = run(place(tmp_path), "doctor")
    assert (ran.code, ran.err) == (0, "")
    names = [line.split()[1] for line in ran.out.splitlines() if not line.startswith(" ")]
    assert names == [
        "python", "bibliotek", "tidszoner", "klocka", "inställningar", "hjul", "skrivbart", "skrivbart",
        "webb", "liggare", "utskicksväg", "brev",
    ]  # fmt: skip
    assert "fel " not in ran.out


def test_a_broken_wheel_and_a_missing_one(tmp_path: Path) -> None:
    assert findings(tmp_path, code=0)["hjul"] == ("warning", "inget hjul", "skapa ett med  arshjul init")
    wheel = place(tmp_path) / "schedules/2027.toml"
    wheel.write_text(wheel.read_text("utf-8").replace("andra tisdagen", "adnra"), "utf-8")
    assert findings(tmp_path, code=1)["hjul"] == (
        "error",
        "schedules/2027.toml: 1 fel",
        "arshjul check schedules/2027.toml",
    )


def test_two_active_wheels_of_one_calendar_and_year_would_both_send(tmp_path: Path) -> None:
    wheel = place(tmp_path) / "schedules/2027.toml"
    (tmp_path / "schedules/kopia.toml").write_text(wheel.read_text("utf-8"), "utf-8")
    grade, detail, cure = findings(tmp_path, code=1)["hjul"]
    assert (grade, detail) == ("error", "samma id och år i schedules/2027.toml, schedules/kopia.toml")
    assert "utkast" in cure


def test_a_scheduler_that_has_stopped_is_noticed_when_somebody_expects_mail(tmp_path: Path) -> None:
    place(tmp_path)
    with open_ledger(tmp_path / "var/arshjul.db") as ledger:
        ledger.beat(datetime.fromisoformat("2027-02-27T08:00+01:00"))
    grade, detail, cure = findings(tmp_path, code=0)["schemaläggare"]
    assert (grade, detail) == ("warning", "schemaläggarens senaste hjärtslag för 2 dagar sedan")
    assert "arshjul run" in cure


def test_a_clock_that_has_gone_backwards_is_an_error(tmp_path: Path) -> None:
    place(tmp_path)
    with open_ledger(tmp_path / "var/arshjul.db") as ledger:
        ledger.beat(datetime.fromisoformat("2027-03-05T08:00+01:00"))
    assert findings(tmp_path, code=1)["liggare"][0] == "error"


def test_a_server_that_is_not_there_and_a_password_that_is_missing(tmp_path: Path) -> None:
    place(tmp_path)
    settings(tmp_path, 'transport = "smtp"\n[smtp]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\nseconds = 2\n')
    assert findings(tmp_path, code=1)["utskicksväg"][0] == "error"
    settings(tmp_path, 'transport = "smtp"\n[smtp]\nhost = "localhost"\nuser = "u"\npassword_env = "NOT_SET"\n')
    grade, detail, cure = findings(tmp_path, code=1)["utskicksväg"]
    assert (grade, detail) == ("error", "lösenordet saknas: miljövariabeln NOT_SET är inte satt")
    assert cure == "sätt NOT_SET innan programmet startas"


def test_a_password_that_others_can_read_is_warned_of(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "secret").write_text("canary")
    (tmp_path / "secret").chmod(0o644)
    settings(tmp_path, '[smtp]\nhost = "x"\nuser = "u"\npassword_file = "secret"\n')
    grade, _, cure = findings(tmp_path, code=0)["inställningar"]
    assert (grade, cure) == ("warning", f"chmod 600 {tmp_path / 'secret'}")
    assert "canary" not in run(tmp_path, "doctor").out


def test_a_rehearsal_is_pointed_out(tmp_path: Path) -> None:
    settings(place(tmp_path), 'rehearsal = "jag@region.example"\n')
    assert findings(tmp_path, code=0)["utskicksväg"][0] == "warning"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "var").write_text("en fil")
    grade, detail, _ = findings(tmp_path, code=1)["skrivbart"]
    assert (grade, detail) == ("error", "var är ingen mapp")


def test_a_broken_template_is_found_before_any_morning(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "mallar/mail").mkdir(parents=True)
    (tmp_path / "mallar/mail/reminder.txt").write_text("{{ oj")
    settings(tmp_path, 'templates = "mallar"\n')
    grade, detail, _ = findings(tmp_path, code=1)["brev"]
    assert grade == "error"
    assert "mail/reminder.txt" in detail
    assert run(tmp_path, "doctor").out.count("mail/reminder.txt") == 1


def test_what_the_settings_name_must_be_there(tmp_path: Path) -> None:
    place(tmp_path)
    for line, path in (('templates = "mallar"', "mallar/mail"), ('[smtp]\nhost = "x"\nca_file = "ca.pem"', "ca.pem")):
        settings(tmp_path, f"{line}\n")
        grade, detail, _ = findings(tmp_path, code=1)["inställningar"]
        assert (grade, detail) == ("error", f"{path} finns inte")


def test_a_ledger_that_is_gone_is_no_new_installation(tmp_path: Path) -> None:
    place(tmp_path)
    with open_ledger(tmp_path / "var/arshjul.db") as ledger:
        ledger.beat(datetime.fromisoformat("2027-02-28T08:00+01:00"))
    for file in (tmp_path / "var").glob("arshjul.db*"):
        if file.suffix != ".mark":
            file.unlink()
    grade, detail, cure = findings(tmp_path, code=1)["liggare"]
    assert (grade, "är borta" in detail, "--adopt-ledger" in cure) == ("error", True, True)
    assert "är borta" in run(tmp_path, "status").err


def test_any_ics_file_can_be_examined(tmp_path: Path) -> None:
    place(tmp_path)
    assert arshjul("arshjul ics schedules/2027.toml --out ut", tmp_path, "2027-03-01T08:00+01:00")[1] == 0
    assert run(tmp_path, "doctor", "--ics", "ut/all.ics").out == "ut/all.ics: inga fel\n"
    whole = (tmp_path / "ut/all.ics").read_bytes()
    (tmp_path / "fel.ics").write_bytes(whole.replace(b"\r\n", b"\n"))
    ran = run(tmp_path, "doctor", "--ics", "fel.ics")
    assert ran.code == 1
    assert "rad 1" in ran.out


def test_a_file_that_is_no_calendar_at_all_is_told_in_few_words(tmp_path: Path) -> None:
    (tmp_path / "fel.ics").write_bytes(b"\x00\xff\n" * 400)
    ran = run(tmp_path, "doctor", "--ics", "fel.ics")
    faults = json.loads(run(tmp_path, "doctor", "--ics", "fel.ics", "--json").out)["findings"]
    assert len(ran.out.splitlines()) == 51
    assert ran.out.endswith(f"… {len(faults) - 50} fel till\n")
    assert "större än 50 MB" in run(tmp_path, "doctor", "--ics", "/dev/zero").err
    assert "[line-ending, RFC 5545 §3.1]" in ran.out
    assert run(tmp_path, "doctor", "--ics", "saknas.ics").err.startswith("fel: saknas.ics går inte att läsa")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_speaks_the_readers_language(tmp_path: Path, language: str) -> None:
    shown = run(place(tmp_path), "doctor", "--lang", language).out
    assert ("liggare" in shown) is (language == "sv")
    assert ("ledger" in shown) is (language == "en")


def test_a_mailbox_for_an_area_that_no_wheel_has_is_warned_of(tmp_path: Path) -> None:
    settings(place(tmp_path), '[mail]\nareas = { jrod = "jord@region.example" }\n')
    assert findings(tmp_path, code=0)["inställningar"] == (
        "warning",
        "[mail] areas: inget hjul har området jrod",
        "välj bland digitala, energi, gemensamt, jord, upplevelser",
    )


@pytest.mark.parametrize(
    ("text", "grade", "said"),
    [
        ("", "ok", "public_url är inte satt: privata adresser kan inte skapas"),
        ('public_url = "https://hjul.region.example"', "ok", "https://hjul.region.example"),
        ('public_url = "http://127.0.0.1:8080"', "ok", "http://127.0.0.1:8080"),
        ('public_url = "http://hjul.region.example"', "warning", "privata adresser går i klartext"),
        ('[web]\ntrusted = ["0.0.0.0/0"]', "warning", "[web] trusted: 0.0.0.0/0 är hela världen"),
        ('[web]\ntrusted = ["10.0.0.1", "::/0"]', "warning", "[web] trusted: ::/0 är hela världen"),
    ],
)
def test_what_the_web_would_let_out_is_warned_of(tmp_path: Path, text: str, grade: str, said: str) -> None:
    settings(place(tmp_path), text)
    found = findings(tmp_path, code=0)["webb"]
    assert found[0] == grade
    assert said in found[1]
