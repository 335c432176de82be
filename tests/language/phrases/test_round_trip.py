"""What the program says back is read as the same rule, in both languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from arshjul.language.phrases import PhraseContext, describe, lint_rrule, parse_when, rrule_text
from arshjul.model.rhythm import DayOfMonth, NthDay, Rule, WeekdayAfter
from arshjul.text import Language
from tests.support.rules import BASES, rules

YEAR = PhraseContext(2027)
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def test_every_rule_survives_being_said_and_read() -> None:
    reached: Counter[object] = Counter()

    @settings(max_examples=1500)
    @given(rules)
    def said_and_read(rule: Rule) -> None:
        for language in LANGUAGES:
            said = describe(rule, language)
            found = parse_when(said, replace(YEAR, language=language))
            assert replace(found, text="", language="sv") == rule, said
            assert describe(found, language) == said
            shown = rrule_text(found, YEAR)
            reached["rrule", shown is not None] += 1
            if shown is not None:
                lint_rrule(shown)
        _count(rule, reached)

    said_and_read()
    for base in BASES:
        assert reached[base] >= 30, base
    assert min(reached["rrule", True], reached["rrule", False]) >= 300
    for month in range(1, 13):
        assert reached["month", month] >= 30
    for bound in ("in_months", "except_months", "except_weeks", "first", "last"):
        assert reached[bound] >= 100
        assert reached["no", bound] >= 100


def _count(rule: Rule, reached: Counter[object]) -> None:
    reached[type(rule.base)] += 1
    for name in ("in_months", "except_months", "except_weeks", "first", "last"):
        reached[name if getattr(rule, name) else ("no", name)] += 1
    if isinstance(rule.base, NthDay | DayOfMonth | WeekdayAfter):
        reached.update(("month", month) for month in rule.base.months)


@pytest.mark.parametrize(
    ("phrase", "swedish", "english"),
    [
        ("1:a tis i mars utom v. 9", "första tisdagen i mars utom v. 9", "first tuesday in march except w. 9"),
        ("tis utom juli-aug", "tisdagar utom juli och augusti", "tuesdays except july and august"),
        ("den 22 varje månad", "den 22 varje månad", "the 22nd of every month"),
        ("den 13 varje månad", "den 13 varje månad", "the 13th of every month"),
        ("mån, tis, ons", "måndagar-onsdagar", "mondays-wednesdays"),
        ("senast den sista i juni", "senast den sista i juni", "no later than the last day of june"),
    ],
)  # fmt: skip
def test_the_canonical_phrase(phrase: str, swedish: str, english: str) -> None:
    rule = parse_when(phrase, YEAR)
    assert describe(rule, "sv") == swedish
    assert describe(rule, "en") == english
