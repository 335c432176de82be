"""The settings' file: found, read, and every mistake in it told in a sentence with its line."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from arshjul import config
from arshjul.config.sheet import KEYS, SheetError
from arshjul.errors import ConfigError
from arshjul.model.entry import Address
from arshjul.refusals import why_unreadable
from arshjul.text import Text

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        config.load(write(folder, text))
    return caught.value


def test_without_a_file_the_wheels_of_schedules_and_the_folder_transport_hold(tmp_path: Path) -> None:
    found = config.load(None, cwd=tmp_path)
    assert found.wheels == (tmp_path / "schedules/*.toml",)
    assert found.ledger == tmp_path / "var/arshjul.db"
    assert (found.transport, found.folder, found.smtp) == ("folder", tmp_path / "out/mail", None)
    assert found.catch_up == timedelta(days=3)


def test_the_file_named_goes_before_the_environment_which_goes_before_the_usual_place(tmp_path: Path) -> None:
    usual = write(tmp_path, "")
    environ = {"ARSHJUL_CONFIG": "other.toml"}
    assert config.find(Path("mine.toml"), environ, tmp_path) == tmp_path / "mine.toml"
    assert config.find(None, environ, tmp_path) == tmp_path / "other.toml"
    assert config.find(None, {}, tmp_path) == usual
    assert config.find(None, {}, tmp_path / "empty") is None


def test_paths_count_from_the_file_and_not_from_where_one_stands(tmp_path: Path) -> None:
    found = config.load(write(tmp_path, 'wheels = ["a.toml", "b/*.toml"]\nledger = "l.db"\ntemplates = "t"\n'))
    assert found.wheels == (tmp_path / "a.toml", tmp_path / "b/*.toml")
    assert (found.ledger, found.templates) == (tmp_path / "l.db", tmp_path / "t")


def test_the_example_says_what_holds_without_it(tmp_path: Path) -> None:
    example = write(tmp_path, EXAMPLE.read_text("utf-8"))
    found = config.load(example)
    usual = config.load(None, cwd=tmp_path)
    differing = {name for name in type(found).__slots__ if getattr(found, name) != getattr(usual, name)}
    assert differing == {"file", "mail"}
    assert found.mail.sender == Address("Årshjul", "arshjul@region.example")


def test_the_example_shows_every_key_with_a_comment_and_can_be_uncommented(tmp_path: Path) -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    opened = [re.sub(r"^# (?=\[|[a-z_]+ = )", "", line) for line in lines]
    table, shown = "", set()
    for before, line in zip(["", *opened], opened, strict=False):
        if line.startswith("["):
            table = line.strip("[]")
        elif match := re.match(r"([a-z_]+) = ", line):
            shown.add((table, match[1]))
            assert before.startswith("#"), f"{line} has no comment above it"
    assert shown == {(table, key) for table, keys in KEYS.items() for key in keys}
    whole = "\n".join(line for line in opened if not line.startswith("password_file"))
    smtp = config.load(write(tmp_path, whole), environ={"ARSHJUL_SMTP_PASSWORD": "hemligt"}).smtp
    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.password.value) == ("smtp.region.example", 587, "hemligt")


def test_an_area_may_invite_from_a_mailbox_of_its_own_and_the_guards_have_their_numbers(tmp_path: Path) -> None:
    text = """
        [mail]
        from = "alla@region.example"
        [mail.areas]
        jord = "Jord <jord@region.example>"
        [plan]
        auto_apply = ""
        most_people = 12
        late = "12h"
    """
    found = config.load(write(tmp_path, text))
    assert found.mail.mailbox("jord") == Address("Jord", "jord@region.example")
    assert found.mail.mailbox("energi") == Address("", "alla@region.example")
    assert found.plan == config.PlanSettings(auto_apply="", most_people=12, late=timedelta(hours=12))


@pytest.mark.parametrize(
    ("text", "sv", "cure"),
    [
        ('legder = "x"', "config.toml:1: okänd nyckel «legder»", "skriv  ledger"),
        ('\n[smpt]\nhost = "x"', "config.toml:2: okänd tabell [smpt]", "skriv  smtp"),
        ('[mail]\nrehearsal = "a@b.se"', "config.toml:2: okänd nyckel «rehearsal»", "flytta upp ovanför första [ … ]"),
        ('host = "x"', "config.toml:1: okänd nyckel «host»", "flytta till [smtp]"),
        ("digest = 1", "config.toml:1: «digest» ska vara true eller false, utan citattecken", ""),
        ('wheels = "a.toml"', "config.toml:1: «wheels» ska vara en lista", 'skriv  ["…", "…"]'),
        ('catch_up = "3 veckor"', "config.toml:1: «catch_up» ska vara dagar eller timmar", 'skriv  "3d"'),
        ('transport = "fax"', 'config.toml:1: «transport» ska vara någon av "folder", "smtp"', ""),
        (
            'rehearsal = "jag"',
            "config.toml:1: «rehearsal» är ingen giltig e-postadress: jag",
            'skriv  "namn@exempel.se"',
        ),
        (
            '[mail]\nfrom = "Jag <jag@x.se"',
            "config.toml:2: «from» ska ha adressen inom < och >",
            'skriv  "Namn <namn@exempel.se>"',
        ),
        (
            'allow_domains = ["allt"]',
            "config.toml:1: «allow_domains» har något som inte är en domän: allt",
            'skriv till exempel  "region.example"',
        ),
        ('public_url = "x.se"', "config.toml:1: «public_url» ska vara en webbadress", 'skriv  "https://x.se"'),
        ('[plan]\nauto_apply = "all"', 'config.toml:2: «auto_apply» ska vara någon av "", "new"', ""),
        ("[plan]\nmost_people = -1", "config.toml:2: «most_people» ska vara ett heltal 0–100000", ""),
        ("most_moves = 3", "config.toml:1: okänd nyckel «most_moves»", "flytta till [plan]"),
        (
            '[mail]\nareas = "jord"',
            "config.toml:2: «areas» ska vara en tabell med en brevlåda för varje område",
            'skriv  { digitala = "Namn <namn@exempel.se>" }',
        ),
        (
            '[mail.areas]\njord = "Jord <jord@x.se"',
            "config.toml:1: «areas» för jord ska ha adressen inom < och >",
            'skriv  "Namn <namn@exempel.se>"',
        ),
        ('ledger = "a\\nb"', "config.toml:1: «ledger» får inte ha radbrytning eller styrtecken", ""),
        ('[smtp]\nhost = "x"\nport = 0', "config.toml:3: «port» ska vara ett heltal 1–65535", ""),
        (
            'transport = "smtp"',
            "config.toml:1: transport är smtp men ingen server är angiven",
            'lägg till  [smtp]  och  host = "…"',
        ),
        (
            '[smtp]\nhost = "x"\nuser = "u"',
            "config.toml:3: inloggning behöver både användare och lösenord",
            "lägg till  password_env = …",
        ),
        (
            '[smtp]\nhost = "x"\nsecurity = "none"\nuser = "u"\npassword_env = "P"',
            "config.toml:3: lösenordet skulle gå i klartext",
            'skriv  "starttls"  eller  "tls"',
        ),
        (
            "a = ",
            "config.toml:1: raden går inte att läsa som TOML",
            "kontrollera citattecken, hakparenteser och kommatecken",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_cure(tmp_path: Path, text: str, sv: str, cure: str) -> None:
    error = complaint(tmp_path, text)
    assert (error.message.sv, error.cure.sv) == (sv, cure)
    assert error.message.en != error.message.sv


def test_a_password_in_the_file_is_refused_with_the_way_to_do_it(tmp_path: Path) -> None:
    error = complaint(tmp_path, '[smtp]\nhost = "x"\npassword = "canary"')
    assert error.message.sv == "config.toml:3: ett lösenord ska inte stå i filen"
    assert "password_env" in error.cure.sv
    assert "canary" not in error.message.sv + error.message.en + error.cure.sv + error.cure.en


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    error = complaint(tmp_path, 'digest = "ja"\ntransport = "fax"\n[mail]\nowner = 3\n')
    assert [re.findall(r"config.toml:(\d+)", line) for line in error.message.sv.splitlines()] == [["1"], ["2"], ["4"]]


@pytest.mark.parametrize(
    ("data", "sv"),
    [(b"\xe5 = 1", "är inte UTF-8"), (b"#" * 300_000, "är för stor för en inställningsfil")],
)
def test_a_file_that_is_no_text_is_told_in_a_sentence(tmp_path: Path, data: bytes, sv: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert caught.value.message.sv == f"{path} {sv}"


def test_a_missing_file_and_a_folder_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        config.load(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigError, match="is a folder"):
        config.load(tmp_path)


def test_a_folder_where_the_file_should_be_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    usual = tmp_path / "config.toml"
    usual.mkdir()
    assert config.find(None, {}, tmp_path) == usual
    with pytest.raises(ConfigError) as caught:
        config.load(usual)
    assert caught.value.message.sv == f"{usual} är en mapp, men ska vara en fil"
    assert "--config" in caught.value.cure.en


def test_a_link_that_leads_nowhere_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    usual = tmp_path / "config.toml"
    usual.symlink_to(tmp_path / "gone.toml")
    assert config.find(None, {}, tmp_path) == usual
    with pytest.raises(ConfigError, match="does not exist"):
        config.load(usual)


@pytest.mark.parametrize(
    ("error", "sv", "en"),
    [
        (FileNotFoundError(2, "No such file"), "filen finns inte", "there is no such file"),
        (PermissionError(13, "Permission denied"), "du har inte rätt att läsa den", "you may not read it"),
        (IsADirectoryError(21, "Is a directory"), "det är en mapp", "it is a folder"),
        (OSError(5, "Input/output error"), "disken svarar med fel", "the disk answers with an error"),
        (OSError(9999, "Odd things"), "systemet säger «Odd things»", "the system says “Odd things”"),
        (OSError("odd"), "systemet säger «OSError»", "the system says “OSError”"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_words(error: OSError, sv: str, en: str) -> None:
    assert why_unreadable(error) == Text(sv, en)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + b'catch_up = "12h"\n')
    assert config.load(path).catch_up == timedelta(hours=12)


def test_a_password_comes_from_a_file_of_its_own_and_never_shows_itself(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("canary\n", encoding="utf-8")
    smtp = config.load(write(tmp_path, '[smtp]\nhost = "x"\nuser = "u"\npassword_file = "secret"')).smtp
    assert smtp is not None
    assert smtp.password.value == "canary"
    assert "canary" not in f"{smtp} {smtp!r} {smtp.password}"
    assert config.password_problem(smtp) is None


def test_a_password_that_is_not_there_is_told_only_when_it_is_needed(tmp_path: Path) -> None:
    text = '[smtp]\nhost = "x"\nuser = "u"\npassword_env = "NOT_SET"'
    smtp = config.load(write(tmp_path, text), environ={}).smtp
    assert smtp is not None
    problem = config.password_problem(smtp)
    assert problem is not None
    assert problem.message.sv == "lösenordet saknas: miljövariabeln NOT_SET är inte satt"


def test_mistakes_are_data_too(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('catch_up = "x"\n[mail]\nowner = 3\n')
    with pytest.raises(SheetError) as caught:
        config.load(tmp_path / "config.toml")
    assert [(one["file"], one["line"]) for one in caught.value.json("en")] == [("config.toml", 1), ("config.toml", 3)]


def test_the_web_trusts_a_proxy_on_the_same_computer_and_lets_nobody_frame_it(tmp_path: Path) -> None:
    assert config.load(None, cwd=tmp_path).web == config.WebSettings(trusted=("127.0.0.1", "::1"), embed=())


def test_the_web_can_trust_a_network_and_be_framed_by_sites(tmp_path: Path) -> None:
    text = (
        '[web]\ntrusted = ["10.1.0.0/16", "fd00::1"]\nembed = ["WWW.Region.example/", "http://*.kommun.example:8080"]'
    )
    web = config.load(write(tmp_path, text)).web
    assert web.trusted == ("10.1.0.0/16", "fd00::1")
    assert web.embed == ("https://www.region.example", "http://*.kommun.example:8080")


@pytest.mark.parametrize(
    ("line", "sv"),
    [
        ('trusted = ["proxy"]', "«trusted» har något som inte är en IP-adress: proxy"),
        ('trusted = ["10.0.0.1/8"]', "«trusted» har något som inte är en IP-adress: 10.0.0.1/8"),
        ('trusted = "127.0.0.1"', "«trusted» ska vara en lista"),
        ('embed = ["https://a.example/sida"]', "«embed» har något som inte är en webbplats: https://a.example/sida"),
        ("embed = [\"a.example; script-src 'unsafe-inline'\"]", "«embed» har något som inte är en webbplats"),
        ('embed = ["*"]', "«embed» har något som inte är en webbplats: *"),
    ],
)
def test_what_the_web_cannot_use_is_told_at_its_line(tmp_path: Path, line: str, sv: str) -> None:
    assert f"config.toml:2: {sv}" in complaint(tmp_path, f"[web]\n{line}").message.sv


@pytest.mark.parametrize(
    "address", ["https://a.example/?q", "https://a.example/#x", "https://a b.example", "https://x@a"]
)
def test_a_public_address_holds_no_query_space_or_name(tmp_path: Path, address: str) -> None:
    assert "«public_url» är ingen giltig webbadress" in complaint(tmp_path, f'public_url = "{address}"').message.sv
