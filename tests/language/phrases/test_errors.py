"""Each refused phrase: its code, what is underlined and the words, in Swedish and English.

The cases are the golden file's own lines ("when: andra tisdagen"); what follows each is what must come out.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from arshjul.language.phrases import (
    PhraseContext,
    PhraseError,
    closed_value,
    lint_rrule,
    parse_clock,
    parse_count,
    parse_date,
    parse_days,
    parse_remind,
    parse_span,
    parse_time,
    parse_when,
)
from arshjul.language.texts.base import fill
from arshjul.language.texts.phrases import TEXTS
from arshjul.model.rhythm import InWeeks, Weekday
from arshjul.text import Language
from tests.support.golden import golden

YEAR = PhraseContext(2027)
PARSERS: dict[str, Callable[[str], object]] = {
    "when": lambda text: parse_when(text, YEAR),
    "span": lambda text: parse_span(text, YEAR),
    "remind": parse_remind,
    "time": parse_time,
    "clock": parse_clock,
    "deadline": lambda text: parse_when(text, PhraseContext(2027, dates=False)),
    "date": lambda text: parse_date(text, PhraseContext(2027)),
    "days": parse_days,
    "count": parse_count,
    "if_closed": lambda text: closed_value("if_closed", text),
    "half": lambda text: closed_value("openness", text),
    "rrule": lint_rrule,
}
LANGUAGES: tuple[Language, ...] = ("sv", "en")
BY_OTHERS = {("E32", "")}
"""Said in these words, but found where keys and tables are read."""
BLOCKS = golden("phrases/errors.txt").strip().split("\n\n")


def rendered(kind: str, phrase: str) -> str:
    """The phrase, the underlined part with the code, and message and cure in both languages."""
    with pytest.raises(PhraseError) as caught:
        PARSERS[kind](phrase)
    error = caught.value
    message = TEXTS[error.code, error.variant]
    lines = [f"{kind}: {phrase}", f"{' ' * (len(kind) + 2 + error.offset)}{'^' * error.length} {error.code}"]
    for language in LANGUAGES:
        said, do = (fill(text.to(language), error.params, language) for text in (message.message, message.cure))
        lines.append(f"  {language}: {said} = {do}")
    return "\n".join(lines)


@pytest.mark.parametrize("block", BLOCKS, ids=[block.partition("\n")[0] for block in BLOCKS])
def test_a_refused_phrase_says_what_and_where_and_how_to_mend_it(block: str) -> None:
    kind, _, phrase = block.partition("\n")[0].partition(": ")
    assert rendered(kind, phrase) == block


def test_every_wording_is_seen_in_a_golden() -> None:
    seen = set()
    for block in BLOCKS:
        kind, _, phrase = block.partition("\n")[0].partition(": ")
        with pytest.raises(PhraseError) as caught:
            PARSERS[kind](phrase)
        seen.add((caught.value.code, caught.value.variant))
    assert set(TEXTS) - seen == BY_OTHERS | {("E33", "long"), ("E20", "long")}


def test_an_endless_phrase_is_refused_before_it_is_read() -> None:
    for kind in ("when", "span", "remind"):
        with pytest.raises(PhraseError) as caught:
            PARSERS[kind]("tisdagar " * 100_000)
        assert (caught.value.code, caught.value.variant) == ("E20", "long")


def test_an_endless_rrule_is_refused_before_it_is_read() -> None:
    with pytest.raises(PhraseError) as caught:
        lint_rrule("FREQ=YEARLY;BYYEARDAY=" + ",".join(["1"] * 500))
    assert (caught.value.code, caught.value.variant) == ("E33", "long")


def test_every_wording_is_whole_in_both_languages() -> None:
    for message in TEXTS.values():
        for text in (message.message, message.cure):
            assert text.sv
            assert text.en
            gaps = [set(re.findall(r"{(\w+?)(?:_sv|_en)?(?::\w+)?}", text.to(language))) for language in LANGUAGES]
            assert gaps[0] == gaps[1]


REFUSED = [
    ("when", "vardagar", "E22"), ("when", "varje vardag", "E22"), ("when", "första vardagen i månaden", "E22"),
    ("when", "every weekday", "E22"), ("when", "weekdays", "E22"), ("when", "biweekly", "E22"),
    ("when", "bi-weekly on mondays", "E22"), ("when", "every 2nd tuesday", "E22"),
    ("when", "måndagar utom jul", "E22"), ("when", "första måndagen i jul", "E22"),
    ("when", "varannan måndag utom juli", "E21"), ("when", "every other week", "E21"),
    ("when", "varannan måndag till 2027-06-30", "E21"),
    ("when", "senast den 31 varje månad", "E25"), ("when", "den 29 februari", "E25"), ("when", "den 0 varje månad",
        "E25"),
    ("when", "tisdagar 13:00", "E26"), ("when", "tisdagar 13.00-14.30", "E26"), ("when", "tisdagar halv tre", "E26"),
    ("when", "tuesdays at 3 pm", "E26"), ("when", "kl 9 tisdagar", "E26"), ("when", "tisdagar klockan 9", "E26"),
    ("when", "udda veckor", "E24"), ("when", "veckan efter påsk", "E24"), ("when", "week 37", "E24"),
    ("when", "onsdag v. 0", "E23"), ("when", "onsdag v. 54", "E23"), ("when", "måndagar utom v. 53", "E23"),
    ("when", "varannan måndag från v. 53", "E23"), ("span", "v. 53", "E23"),
    ("when", "måndagar från tis 2027-02-03", "E28"), ("when", "måndagar till 2027-06-31", "E29"),
    ("when", "10ad före jul", "E20"), ("when", "tisdagar, och onsdagar", "E20"), ("when", "måndagar utom påsk", "E20"),
    ("when", "tisdagar; onsdagar", "E20"), ("when", "sista fredagen i mars april", "E20"),
    ("when", "andra tisdagen i månaden varje", "E20"), ("when", "tisdag v. 99999", "E20"),
    ("when", "   ", "E27"), ("when", "tisdagar och", "E27"), ("when", "tisdagar jämna", "E27"), ("when", "senast",
        "E27"),
    ("remind", "2h före kl 08:00: paminnelse", "E20"), ("remind", "före: x", "E20"), ("remind",
        "14d före: Dagordning", "E20"),
    ("span", "juni - ", "E27"), ("span", "31 april - 2 maj", "E29"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "phrase", "code"), REFUSED, ids=[row[1] for row in REFUSED])
def test_refused_with_its_code(kind: str, phrase: str, code: str) -> None:
    with pytest.raises(PhraseError) as caught:
        PARSERS[kind](phrase)
    assert caught.value.code == code


def test_what_may_stand_there_is_legal_there() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_when("andra tisdagen", YEAR)
    for way in ("i månaden", "i kvartalet", "i mars"):
        assert f"«{way}»" in dict(caught.value.params)["ways_sv"]  # type: ignore[operator]  # a tuple of words
        parse_when(f"andra tisdagen {way}", YEAR)


def test_an_unfinished_phrase_points_just_past_its_last_word() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_when("andra tisdagen  ", YEAR)
    assert (caught.value.offset, caught.value.length) == (len("andra tisdagen"), 1)


def test_a_week_that_the_year_has_is_taken() -> None:
    assert parse_when("onsdag v. 53", PhraseContext(2026)).base == InWeeks((Weekday.WEDNESDAY,), (53,))
    with pytest.raises(PhraseError, match="E23"):
        parse_when("onsdag v. 53", PhraseContext(2027))
