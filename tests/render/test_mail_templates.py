"""Templates: which is taken, that an installation may have its own, and that none can break out or fill the memory."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest

from arshjul.render.invitation_context import ChangeRow, InvitationContext
from arshjul.render.invitation_mail import CANCELLATION, CHANGE, INVITATION
from arshjul.render.mail import GENERAL, SHIPPED, SYNONYMS, render_mail, template_for
from arshjul.render.mail_context import MailContext, MailItem, NoticeContext
from arshjul.render.mail_subject import render_subject, subject_problem
from arshjul.render.mail_when import When
from arshjul.render.subject_words import SUBJECT_VARIABLES
from arshjul.render.templates import TemplateFault, render_template, shipped_templates, template_exists
from arshjul.usecases.envelope import reminder_envelope
from tests.support.mail import CONFIG, MOVED, NOW, WHEEL, body, item, parsed

DOCS = Path(__file__).parents[2] / "docs" / "mail-templates.md"
INVITATIONS = (INVITATION, CHANGE, CANCELLATION)
NOTICE = NoticeContext(language="sv", heading="Rubrik", paragraphs=("Ett stycke",), details="", rehearsal="")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "mail").mkdir()
    return tmp_path


def put(own: Path, name: str, text: str) -> None:
    (own / "mail" / name).write_text(text, encoding="utf-8")


def test_every_shipped_template_is_a_whole_triple() -> None:
    folder = shipped_templates() / "mail"
    names = {path.name.removesuffix(".subject.txt") for path in folder.glob("*.subject.txt")}
    assert names == {*SHIPPED, *INVITATIONS, "digest", "notice"}
    for name in names:
        assert template_exists(f"{name}.txt", "mail", None)
        assert template_exists(f"{name}.html", "mail", None)
    assert {*SYNONYMS.values(), GENERAL} <= names


@pytest.mark.parametrize(
    ("chosen", "reminder", "is_deadline", "template"),
    [
        ("eget", "paminnelse", False, "eget"),
        ("", "agenda", False, "agenda"),
        ("", "dagordning", False, "agenda"),
        ("", "anteckningar", False, "minutes"),
        ("", "rapport", True, "deadline"),
        ("", "vadsomhelst", True, "deadline"),
        ("", "vadsomhelst", False, "reminder"),
        ("", "../../etc/passwd", False, "reminder"),
    ],
)
def test_the_template_follows_the_reminder(chosen: str, reminder: str, is_deadline: bool, template: str) -> None:
    assert template_for(chosen, reminder, is_deadline=is_deadline, own=None) == template


def test_a_reminder_may_have_a_template_with_its_own_name(own: Path) -> None:
    for suffix in ("subject.txt", "txt", "html"):
        put(own, f"vanlig.{suffix}", "EGEN {{ title }}")
    envelope = reminder_envelope(replace(CONFIG, templates=own), WHEEL, [item(MOVED, "vanlig", "siv")], NOW)
    assert parsed(envelope)["Subject"] == "EGEN Digitala lösningar – månadsmöte"
    assert body(envelope) == "EGEN Digitala lösningar – månadsmöte\n"


def test_one_own_file_replaces_one_shipped_and_no_more(own: Path) -> None:
    put(
        own,
        "words.jinja",
        (shipped_templates() / "mail" / "words.jinja").read_text("utf-8").replace("inbjuden", "BJUDEN"),
    )
    envelope = reminder_envelope(replace(CONFIG, templates=own), WHEEL, [item(MOVED, "paminnelse", "siv")], NOW)
    assert "du är BJUDEN" in body(envelope)
    assert "du är BJUDEN" in body(envelope, "html")


def test_an_edited_template_is_read_again(own: Path) -> None:
    put(own, "notice.subject.txt", "ett")
    assert render_mail("notice", NOTICE, own).subject == "ett"
    time.sleep(0.01)
    put(own, "notice.subject.txt", "två")
    assert render_mail("notice", NOTICE, own).subject == "två"


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/etc/passwd", "a/b.txt", "..", "", "a\\b", ".hidden", "a..b", "a\x00b"]
)
def test_a_name_is_never_a_path(own: Path, name: str) -> None:
    (own / "secret.txt").write_text("hemligt")
    assert not template_exists(name, "mail", own)
    with pytest.raises(TemplateFault):
        render_template(name, {}, "mail", own)
    put(own, "notice.txt", f"{{% include {name!r} %}}")
    with pytest.raises(TemplateFault):
        render_mail("notice", NOTICE, own)


def test_a_link_out_of_the_folder_is_not_followed(own: Path) -> None:
    (own / "secret.txt").write_text("hemligt")
    (own / "mail" / "notice.txt").symlink_to(own / "secret.txt")
    with pytest.raises(TemplateFault) as caught:
        render_mail("notice", NOTICE, own)
    assert "länk ut ur mappen" in caught.value.message.sv


TURNS, END = "".join(f"{{% for {name} in '{'x' * 1000}' %}}" for name in "abc"), "{% endfor %}" * 3
"""A thousand million turns."""
TWICE = "{% include 'notice.txt' %}" * 2


@pytest.mark.parametrize(
    "source",
    [
        "{{ heading.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''.__class__ }}",
        "{{ t.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ paragraphs.append(1) }}",
        "{{ heading|attr('__class__') }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum(1000) }}",
        "{{ range(10**9)|list }}",
        "{{ 'x' * 10**9 }}",
        "{{ 9**9**9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ 'x'.ljust(999999999) }}",
        "{{ 'x'.zfill(999999999) }}",
        "{{ 'x'|center(999999999) }}",
        "{{ 'x'|indent(999999999) }}",
        "{{ 'aa'|replace('a', 'b') }}",
        "{% set x = 'x' %}{{ x ~ x }}",
        "{{ 'x' + 'x' }}",
        "{{ [1] * 999999999 }}",
        "{{ saknas }}",
        "{{ heading.saknas }}",
        "{{ 1 / 0 }}",
        "{% include 'saknas.txt' %}",
        "{% extends 'notice.txt' %}",
        "{% for %}",
        "{{ heading",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x %}" + "x" * 1000 + "{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 30 + "{{ x }}",
        "{% for a in 'x' * 1 %}{% endfor %}",
        "{% for a in '" + "x" * 1000 + "' %}{% for b in '" + "x" * 1000 + "' %}xxxxxx{% endfor %}{% endfor %}",
        "{{ 'x'|wrap(10**9) }}" + "{{ 1 / 0 }}",
        TURNS + END,
        "{% set x %}" + TURNS + "x" + END + "{% endset %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% if n is not defined %}{% set n = 60 %}{% endif %}{% set n = n - 1 %}{% if n %}" + TWICE + "{% endif %}",
        "{% for a in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    ],
)
def test_a_hostile_or_broken_template_is_one_sentence_in_a_moment(own: Path, source: str) -> None:
    put(own, "notice.txt", source)
    begun = time.monotonic()
    with pytest.raises(TemplateFault) as caught:
        render_mail("notice", NOTICE, own)
    assert time.monotonic() - begun < 2
    assert caught.value.message.sv.startswith("mallen mail/")
    assert caught.value.message.en.startswith("the template mail/")
    assert "docs/mail-templates.md" in caught.value.cure.sv


def test_a_syntax_error_names_its_line(own: Path) -> None:
    put(own, "notice.txt", "rad ett\nrad två\n{% if %}\n")
    with pytest.raises(TemplateFault) as caught:
        render_mail("notice", NOTICE, own)
    assert "mail/notice.txt rad 3 " in caught.value.message.sv


@pytest.mark.parametrize(("data", "words"), [(b"\xe5", "är inte UTF-8"), (b"x" * 300_000, "större än 256 kB")])
def test_a_file_that_cannot_be_a_template_is_said(own: Path, data: bytes, words: str) -> None:
    (own / "mail" / "notice.txt").write_bytes(data)
    with pytest.raises(TemplateFault) as caught:
        render_mail("notice", NOTICE, own)
    assert words in caught.value.message.sv


@pytest.mark.parametrize(
    "source",
    [
        "{{ titel }}", "{{ title", "{% for x in title %}{% endfor %}", "{{ title * 9 }}", "{{ title.upper() }}",
        "{{ title.x }}", "{{ title[0] }}", "{% set a = 1 %}", "{% include 'x' %}", "{{ title|replace('a', 'b') }}",
        "{{ title ~ title }}",
        "{{ self }}", "{{ items }}", "{{ range(9) }}", "{{ title|center(99) }}", "{{ [1, 2] }}", "x" * 1001,
        "{% macro m() %}{% endmacro %}", "{% extends 'x' %}", "{{ 9 ** 9 }}", "{{ t('a', 'b') }}",
    ],
)  # fmt: skip
def test_a_subject_may_only_say_and_choose(source: str, caplog: pytest.LogCaptureFixture) -> None:
    assert subject_problem(source)
    one = item(MOVED, replace(WHEEL.reminders["vanlig"], subject=source), "siv")
    caplog.set_level(logging.WARNING)
    mail = parsed(reminder_envelope(CONFIG, WHEEL, [one], NOW))
    assert mail["Subject"] == "Påminnelse: Digitala lösningar – månadsmöte tis 18 maj kl. 13.00"
    assert "the template's is taken" in caplog.text


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        ("Påminnelse: {{ title }} {{ date }} kl {{ start }}", "Påminnelse: M tis 18 maj kl 13.00"),
        ("{% if days == '2' %}snart{% else %}sedan{% endif %} {{ title|upper }}", "snart M"),
        ("{{ 'snart' if days and not place else place }}", "Östersund"),
        ("100 % {{ title }}", "100 % M"),
        ("", ""),
    ],
)
def test_a_subject_fills_in_its_variables(source: str, subject: str) -> None:
    values: dict[str, object] = dict.fromkeys(SUBJECT_VARIABLES, "")
    values |= {"title": "M", "date": "tis 18 maj", "start": "13.00", "days": "2", "place": "Östersund"}
    assert subject_problem(source) is None
    assert render_subject(source, values) == subject


def documented(heading: str) -> set[str]:
    """The names in the first column of the tables under a heading of the docs."""
    section = DOCS.read_text("utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `([a-z_]+)`", section, re.MULTILINE))


def test_the_docs_list_every_variable_and_no_other() -> None:
    assert documented("One meeting or deadline") == {field.name for field in fields(MailItem)}
    assert documented("The mail as a whole") == {field.name for field in fields(MailContext)} | {"item", "t"}
    assert documented("The notice to the owner") == {field.name for field in fields(NoticeContext)} | {"t"}
    assert documented("Invitations, changes and cancellations") == {
        *(field.name for field in fields(InvitationContext)), "item", "items", "t",
    }  # fmt: skip
    assert documented("When a meeting is") == {field.name for field in fields(When)}
    assert documented("One thing that differs") == {field.name for field in fields(ChangeRow)}
    assert documented("The subject in the cycle file") == set(SUBJECT_VARIABLES)


def test_subject_variables_are_all_given() -> None:
    given = {field.name for field in fields(MailItem)} | {field.name for field in fields(MailContext)}
    assert set(SUBJECT_VARIABLES) <= given
