"""What `explain` shows: the phrase as understood, its rule, and every date with what moved it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arshjul.almanac.names import short_date, week_name
from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.wheel import Wheel
from arshjul.planning.reasons import step_texts
from arshjul.render.paint import Paint, plain
from arshjul.text import DATES, Language, Text


def explain_text(
    echo: str,
    rrule: str | None,
    wheel: Wheel,
    occurrences: Iterable[Occurrence],
    language: Language,
    paint: Paint = plain,
) -> str:
    """`echo` is the phrase in its canonical words."""
    dates = sorted(occurrences, key=lambda one: one.nominal)
    shown = rrule or Text("räknade datum", "computed dates").to(language)
    calendar = wheel.file or Text(
        "svenska röda dagar, aftnar stängda, inga lokala stängningar",
        "Swedish red days, eves closed, no local closures",
    ).to(language)
    kept = sum(one.status is not Status.SKIPPED for one in dates)
    count = DATES.of(kept).to(language)
    lines = [
        paint(echo, "title"),
        f"  {Text('regel', 'rule').to(language):<10}{shown}",
        f"  {Text('kalender', 'calendar').to(language):<10}{wheel.year}, {calendar}",
        f"  {Text('ger', 'gives').to(language):<10}{count}",
        "",
    ]
    for one in dates:
        lines += _date(one, language, paint)
    return "\n".join(lines).rstrip("\n")


def _date(one: Occurrence, language: Language, paint: Paint) -> Iterator[str]:
    year = str(one.nominal.year)
    skipped = one.status is Status.SKIPPED
    nominal = f"{short_date(one.nominal, language):<12} {year}  {week_name(one.nominal, language):<5}"
    target = "" if skipped or one.day == one.nominal else f"  → {short_date(one.day, language)}"
    why = "; ".join(step_texts(one, language))
    row = paint(nominal, "struck") if skipped else nominal
    yield f"  {row}{target}{paint(f'  {why}', 'quiet') if why else ''}".rstrip()
