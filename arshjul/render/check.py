"""What `check` says: the count, each series as it was understood, and whether all is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from arshjul.almanac.names import day_month
from arshjul.model.occurrence import Kind, Occurrence, Status, StepKind
from arshjul.model.rhythm import Phrases
from arshjul.model.wheel import Item, Wheel
from arshjul.render.paint import Paint, plain
from arshjul.render.reasons import rule_text
from arshjul.text import CANCELLED, DEADLINES, ERRORS, MEETINGS, SERIES, WARNINGS, Language, Text


@dataclass(frozen=True, slots=True)
class Summary:
    """What a wheel holds. `skipped_by` counts what is skipped by the closure's name, most first."""

    series: int = 0
    meetings: int = 0
    cancelled: int = 0
    windows: int = 0
    deadlines: int = 0
    skipped_by: tuple[tuple[str, int], ...] = ()

    @property
    def skipped(self) -> int:
        return sum(count for _, count in self.skipped_by)

    def json(self) -> dict[str, int]:
        return {
            "series": self.series,
            "meetings": self.meetings,
            "deadlines": self.deadlines,
            "skipped": self.skipped,
            "cancelled": self.cancelled,
            "windows": self.windows,
        }


def summarise(wheel: Wheel | None, occurrences: Iterable[Occurrence]) -> Summary:
    """Meetings are those that will be held; cancelled, skipped and undated ones are counted apart."""
    if wheel is None:
        return Summary()
    listed = list(occurrences)
    skipped = Counter(_closure(one) for one in listed if one.status is Status.SKIPPED)
    kinds = Counter(one.kind for one in listed if one.happens)
    return Summary(
        series=len(wheel.series),
        meetings=kinds[Kind.MEETING],
        cancelled=sum(one.status is Status.CANCELLED for one in listed),
        windows=kinds[Kind.WINDOW],
        deadlines=kinds[Kind.DEADLINE],
        skipped_by=tuple(skipped.most_common()),
    )


def _closure(one: Occurrence) -> str:
    """What a skipped one was skipped for: the closure, or the parent of its chain."""
    for kind in (StepKind.SKIPPED, StepKind.CHAIN):
        for step in one.steps:
            if step.kind is kind:
                return step.text
    return ""


def summary_text(summary: Summary, language: Language) -> str:
    """«9 serier · 65 möten · 1 inställt · 1 deadline · 9 hoppas över (Sommarlugn 6, …)»."""
    parts = [
        SERIES.of(summary.series).to(language),
        MEETINGS.of(summary.meetings).to(language),
    ]
    if summary.cancelled:
        parts.append(CANCELLED.of(summary.cancelled).to(language))
    if summary.deadlines:
        parts.append(DEADLINES.of(summary.deadlines).to(language))
    if summary.skipped:
        names = ", ".join(f"{name} {count}" for name, count in summary.skipped_by)
        parts.append(
            Text(f"{summary.skipped} hoppas över ({names})", f"{summary.skipped} skipped ({names})").to(language)
        )
    if summary.windows:
        parts.append(f"{summary.windows} {Text('utan datum', 'undated').to(language)}")
    return " · ".join(parts)


def understood(
    wheel: Wheel, occurrences: Iterable[Occurrence], language: Language, paint: Paint = plain
) -> Iterator[str]:
    """One line a series and deadline: its name, how many dates, the first and the last, and its rule as written."""
    dates: dict[str, list[Occurrence]] = {}
    for one in occurrences:
        if one.happens:
            dates.setdefault(one.key.series, []).append(one)
    items: list[Item] = [*wheel.series.values(), *wheel.deadlines.values()]
    width = max((len(item.id) for item in items), default=0)
    for item in items:
        found = dates.get(item.id, [])
        days = sorted(one.day for one in found if one.kind is not Kind.WINDOW)
        notes = _phrases(item, language)
        if windows := len(found) - len(days):
            notes += f" · {windows} {Text('att boka', 'to set').to(language)}"
        yield f"  {item.id:<{width}}  {len(days) or '–':>3}  {_reach(days, language):<17}  {paint(notes, 'quiet')}"


def _phrases(item: Item, language: Language) -> str:
    count = len(item.rhythm.rules) if isinstance(item.rhythm, Phrases) else 1
    return ", ".join(rule_text(item.rhythm, number, language) for number in range(count))


def _reach(days: list[date], language: Language) -> str:
    """«12 jan – 14 dec», or the only day."""
    if len(days) < 2:
        return "".join(day_month(day, language) for day in days)
    return f"{day_month(days[0], language)} – {day_month(days[-1], language)}"


def verdict(errors: int, warnings: int, language: Language, paint: Paint = plain) -> str:
    """«OK – 0 fel, 3 varningar»."""
    counts = f"{ERRORS.of(errors).to(language)}, {WARNINGS.of(warnings).to(language)}"
    return paint(counts, "error") if errors else f"{paint('OK', 'good')} – {counts}"
