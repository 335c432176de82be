"""The language reference holds every key, and every phrase in it gives the dates that it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from arshjul.language.phrases import PhraseContext, parse_remind, parse_span
from arshjul.language.schema import json_schema
from arshjul.language.texts.catalogue import catalogue
from tests.support.console import arshjul, workshop
from tests.support.refresh_docs import first_days
from tests.support.snippets import ROOT, fences, table_rows

PAGE = ROOT / "docs/language.md"
PHRASES = [(row[0].strip("`"), row[1].strip("`"), row[2]) for row in table_rows(PAGE.read_text("utf-8"), "phrase")]


def _keys(schema: Any) -> set[str]:
    """Every property name in the schema, but for the ids people choose."""
    if isinstance(schema, list):
        return {key for one in schema for key in _keys(one)}
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})) | {key for one in schema.values() for key in _keys(one)}


def test_every_key_of_the_language_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    tables = {
        "calendar",
        "closed",
        "defaults",
        "area",
        "person",
        "group",
        "list",
        "reminder",
        "series",
        "deadline",
        "change",
    }
    keys = _keys(json_schema())
    assert len(keys) > 50
    assert tables <= keys
    assert [key for key in sorted(keys - tables) if f"| `{key}` |" not in text] == []
    assert [table for table in sorted(tables) if f"[{table}" not in text] == []


def test_the_page_names_no_key_that_does_not_exist() -> None:
    rows = [row for first in ("key", "key in `as_needed`") for row in table_rows(PAGE.read_text("utf-8"), first)]
    assert len(rows) > 60
    assert {row[0].strip("`") for row in rows} <= _keys(json_schema())


def test_the_page_has_enough_phrases() -> None:
    assert len(PHRASES) >= 30


@pytest.mark.parametrize(("phrase", "rule", "days"), PHRASES, ids=[phrase for phrase, _, _ in PHRASES])
def test_a_phrase_on_the_page_means_what_the_page_says(phrase: str, rule: str, days: str, tmp_path: Path) -> None:
    printed, code = arshjul(f'arshjul explain "{phrase}" --year 2027 --if-closed före --json', tmp_path)
    assert code == 0
    meaning = json.loads(printed)
    assert (meaning["rrule"] or "–") == rule
    assert first_days(meaning["nominal"]) == days


def test_every_refused_phrase_is_refused(tmp_path: Path) -> None:
    refused = [row[0] for row in table_rows(PAGE.read_text("utf-8"), "you wrote")]
    whole = [
        phrase for cell in refused for phrase in cell.split(", ") if len(phrase.split()) > 1 and phrase != "flytta fram"
    ]
    assert len(whole) >= 6
    for phrase in whole:
        assert arshjul(f'arshjul explain "{phrase}" --year 2027 --json', tmp_path)[1] == 1, phrase


def test_every_fence_of_toml_says_what_it_is() -> None:
    kinds = {fence.words[0] if fence.words else "" for fence in fences(PAGE) if fence.kind == "toml"}
    assert kinds == {"wheel", "series", "change"}


def test_every_phrase_in_the_swedish_quickstart_is_understood_in_the_example_wheel(tmp_path: Path) -> None:
    page = (ROOT / "docs/sv/snabbstart.md").read_text(encoding="utf-8")
    phrases = [row[1].split("`")[1] for row in table_rows(page, "Du menar")]
    assert len(phrases) >= 9
    folder = workshop(tmp_path)
    for phrase in phrases:
        printed, _ = arshjul(f'arshjul explain "{phrase}" --wheel schedules/2027.toml --json', folder)
        assert json.loads(printed).get("nominal"), printed


def test_every_warning_that_can_be_accepted_is_on_the_page() -> None:
    rows = list(table_rows(PAGE.read_text(encoding="utf-8"), "warning"))
    names = {(message.ok.sv, message.ok.en) for message in catalogue().values() if message.ok.sv}
    assert len(names) > 5
    assert {(row[1].strip("`"), row[2].strip("`")) for row in rows} == names


def test_every_time_of_a_reminder_on_the_page_is_read() -> None:
    rows = [row[0].strip("`").strip('"') for row in table_rows(PAGE.read_text(encoding="utf-8"), "written")]
    assert [parse_remind(phrase).text for phrase in rows] == rows
    assert len(rows) >= 5


def test_every_span_on_the_page_is_read() -> None:
    row = next(row for row in table_rows(PAGE.read_text(encoding="utf-8"), "what") if row[0] == "span")
    spans = [span.strip().strip("`").strip('"') for span in row[1].split(",")]
    assert len(spans) >= 5
    for span in spans:
        parse_span(span, PhraseContext(year=2027))
