"""A plan in every shape is what its golden file says, and nothing that a person wrote becomes markup."""

from __future__ import annotations

import json
import re

import pytest

from arshjul.render.plan.markdown import escaped
from tests.support.page import Page
from tests.support.plan_views import EVIL, GOLDEN, SHOWN, shapes

ALL = {file: text for name in SHOWN for file, text in shapes(name).items()}


def test_there_is_no_golden_file_that_nothing_makes() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == ALL.keys()


@pytest.mark.parametrize("file", ALL)
def test_a_plan_is_shown_as_its_golden_file_says(file: str) -> None:
    assert ALL[file] == (GOLDEN / file).read_text("utf-8"), "python -m tests.support.plan_views, and read the diff"


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_stands_alone_and_runs_nothing(name: str) -> None:
    page = Page(ALL[f"{name}.html"])
    assert page.named("script", "link", "img", "iframe", "form", "a", "base") == []
    assert page.values("src") + page.values("href") + page.values("style") == []
    assert not [attribute for _, held in page.elements for attribute in held if attribute.startswith("on")]
    assert "url(" not in ALL[f"{name}.html"]
    assert page.named("html")[0]["lang"] == "sv"


def test_what_a_person_wrote_is_shown_on_the_page_as_it_stands() -> None:
    assert Page(ALL["evil.html"]).text.count(EVIL) == 3
    assert "<script" not in ALL["evil.html"]


def test_in_a_comment_nothing_is_markup_mention_or_link() -> None:
    text = ALL["evil.md"]
    assert "<script" not in text
    assert not re.search(r"@siv|#1|https://", text)
    rows = [line for line in text.splitlines() if line.startswith("| +")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [5, 5]


def test_a_backslash_before_a_mark_does_not_free_the_mark() -> None:
    assert escaped("\\*a\\|b") == "\\\\\\*a\\\\\\|b"
    assert escaped("a\n\n# b") == "a #<span></span> b"


def test_a_long_plan_is_grouped_and_no_day_is_lost() -> None:
    data = json.loads(ALL["many.json"])
    new = [change for change in data["changes"] if change["action"] == "new"]
    assert len(new) > 20
    [line] = [line for line in ALL["many-sv.txt"].splitlines() if line.startswith("  + ")]
    assert line.startswith(f"  + {len(new)} nya, kl. 13.00–14.30  tis 12 jan, tis 26 jan, ")
    assert len(line.split(", ")) == len(new) + 1


@pytest.mark.parametrize("name", SHOWN)
def test_the_counts_add_up(name: str) -> None:
    data = json.loads(ALL[f"{name}.json"])
    summary = data["summary"]
    assert summary["mails"] == sum(len(change["messages"]) for change in data["changes"])
    assert summary["mails"] == sum(person["mails"] for person in data["people"])
    assert summary["recipients"] == len(data["people"])
    assert sum(summary[action] for action in ("new", "updated", "moved", "cancelled")) == len(data["changes"])
    assert data["pending"] == (f"Plan {data['digest'][:8]}: " in ALL[f"{name}-sv.txt"])


def test_the_guards_come_last_with_what_to_type() -> None:
    assert ALL["guarded-sv.txt"].splitlines()[-1].endswith("schedules/2027.toml --people 3 --late 1")
    last = ALL["channel-sv.txt"].splitlines()[-1]
    assert last.endswith("gör: arshjul plan --channel 2"), "who is told anew is looked at before it is applied"
