"""`explain`: what a phrase was understood as, the dates it gives, and where closed days move them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, Any

from arshjul.almanac.almanac import Almanac
from arshjul.errors import ArshjulError
from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.rhythm import IfClosed, Phrases, Rule, TimeRange
from arshjul.model.source import Origin, Problem
from arshjul.model.wheel import Area, MeetingSeries, Wheel
from arshjul.planning.reasons import step_texts
from arshjul.render.explain import explain_text as render
from arshjul.render.paint import Paint, plain
from arshjul.text import Language, Text

if TYPE_CHECKING:
    from arshjul.language.phrases import PhraseError

_SOURCE = Text("fras", "phrase")
"""What the phrase is called, as a file and as a series, where something is wrong with it."""


@dataclass(frozen=True, slots=True)
class Explained:
    """`rule` is None when the phrase was not understood. `wheel` is the calendar that its dates were placed in."""

    phrase: str
    wheel: Wheel
    rule: Rule | None
    rrule: str | None
    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]
    sources: Mapping[str, str]

    @property
    def understood(self) -> bool:
        """Whether the phrase gives dates. A date that finds no open day is told beside the others, and is no error yet:
        a series can say another `if_closed`.
        """
        return bool(self.occurrences)


def ordinary_year(year: int, language: Language) -> Wheel:
    """A wheel with nothing but Swedish red days, eves closed: what `explain` uses without a wheel."""
    return Wheel(id="explain", title="", year=year, language=language)


def explain(phrase: str, wheel: Wheel, reader: Language, if_closed: IfClosed | None = None) -> Explained:
    """Parse `phrase` and expand it alone in the calendar of `wheel`."""
    from arshjul.language.phrases import PhraseContext, PhraseError, parse_when, rrule_text

    source = _SOURCE.to(reader)
    sources = {source: phrase}
    context = PhraseContext(wheel.year, wheel.first_month)
    try:
        rule = replace(parse_when(phrase, context), at=Origin(source, 1, 1, len(phrase) + 1))
    except PhraseError as error:
        return Explained(phrase, wheel, None, None, (), (_problem(error, source),), sources)
    occurrences, problems = _expand(rule, wheel, if_closed)
    return Explained(phrase, wheel, rule, rrule_text(rule, context), occurrences, problems, sources)


def _problem(error: PhraseError, source: str) -> Problem:
    at = Origin(source, 1, 1 + error.offset, 1 + error.offset + max(error.length, 1))
    return Problem(error.code, at, error.variant, error.params)


def _expand(rule: Rule, wheel: Wheel, if_closed: IfClosed | None) -> tuple[tuple[Occurrence, ...], tuple[Problem, ...]]:
    """The wheel's other series are kept (a chain hangs on one), but only what concerns the phrase is told."""
    from arshjul.planning.expand import expand

    name = rule.at.file
    series = MeetingSeries(
        id=name,
        area=name,
        title="",
        rhythm=Phrases((rule,)),
        time=TimeRange(time(9), time(10)),
        if_closed=if_closed,
        at=rule.at,
        where={"when": rule.at},
    )
    areas = {**wheel.areas, name: Area(name, "")}
    whole = replace(wheel, series={**wheel.series, name: series}, areas=areas)
    expansion = expand(whole, Almanac.of(whole))
    problems = tuple(problem for problem in expansion.problems if problem.at.file == name)
    return tuple(one for one in expansion.occurrences if one.item.id == name), problems


def explain_json(explained: Explained, reader: Language) -> dict[str, Any]:
    """The documented shape (docs/json.md): the problems alone when the phrase gives no dates."""
    from arshjul.language.formats import to_json

    if explained.rule is None or not explained.occurrences:
        return {"problems": to_json(explained.problems, reader)}
    by_nominal = sorted(explained.occurrences, key=lambda one: one.nominal)
    return {
        "phrase": explained.phrase,
        "language": explained.rule.language,
        "rrule": explained.rrule,
        "nominal": [one.nominal.isoformat() for one in by_nominal],
        "placed": [_placed(one, _unplaced(explained, reader).get(str(one.key)), reader) for one in by_nominal],
    }


def _unplaced(explained: Explained, reader: Language) -> dict[str, str]:
    """Why a date found no open day, by key."""
    errors = [problem for problem in explained.problems if problem.severity == "error"]
    return {str(dict(problem.params).get("key")): _message(problem, reader) for problem in errors}


def _placed(one: Occurrence, trouble: str | None, reader: Language) -> dict[str, Any]:
    stands = trouble is None and one.status is not Status.SKIPPED
    why = trouble or "; ".join(step_texts(one, reader))
    return {"nominal": one.nominal.isoformat(), "date": one.day.isoformat() if stands else None, "why": why}


def explain_text(explained: Explained, reader: Language, paint: Paint = plain) -> str:
    """For people: the dates, and what is wrong or to know of."""
    from arshjul.language.phrases import describe
    from arshjul.language.problems import render_text

    if explained.rule is None or not explained.occurrences:
        return render_text(explained.problems, explained.sources, reader)
    echo = describe(explained.rule, explained.rule.language)
    dates = render(echo, explained.rrule, explained.wheel, explained.occurrences, reader, paint)
    label = paint(Text("varning", "warning").to(reader), "warning")
    cautions = [f"{label}  {_message(problem, reader)}" for problem in explained.problems]
    return "\n\n".join([dates, "\n".join(cautions)] if cautions else [dates])


def _message(problem: Problem, reader: Language) -> str:
    """The sentence without the key: there is no series yet to accept or change anything in."""
    from arshjul.language.problems import explain as in_words

    key = str(dict(problem.params).get("key", ""))
    return in_words(problem, reader)[0].removeprefix(key).removeprefix(":").lstrip()


def closed_day_policy(written: str) -> IfClosed:
    """`--if-closed` as the cycle file says it. Raises ArshjulError for another word."""
    from arshjul.language.phrases import PhraseError, closed_value

    try:
        return IfClosed(closed_value("if_closed", written))
    except PhraseError:
        raise ArshjulError(
            Text(f"«{written}» är inget sätt att hantera stängda dagar", f"“{written}” says nothing about closed days"),
            Text(
                "skriv före, efter, nästa vecka, hoppa över eller behåll",
                "write before, after, next week, skip or keep",
            ),
        ) from None
