"""What `check` says: the count, each series as it was understood, and whether all is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arshjul.almanac.names import day_month
from arshjul.model.occurrence import Kind, Occurrence, Status, StepKind
from arshjul.model.wheel import Deadline, MeetingSeries, Wheel
from arshjul.render.paint import Paint, plain
from arshjul.render.reasons import rule_text
from arshjul.text import Language, Text


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
        _number(summary.series, Text("serie", "series"), Text("serier", "series"), language),
        _number(summary.meetings, Text("möte", "meeting"), Text("möten", "meetings"), language),
    ]
    if summary.cancelled:
        parts.append(
            _number(summary.cancelled, Text("inställt", "cancelled"), Text("inställda", "cancelled"), language)
        )
    if summary.windows:
        parts.append(_number(summary.windows, Text("utan datum", "undated"), Text("utan datum", "undated"), language))
    if summary.deadlines:
        parts.append(_number(summary.deadlines, Text("deadline", "deadline"), Text("deadlines", "deadlines"), language))
    if summary.skipped:
        names = ", ".join(f"{name} {count}" for name, count in summary.skipped_by)
        parts.append(
            Text(f"{summary.skipped} hoppas över ({names})", f"{summary.skipped} skipped ({names})").to(language)
        )
    return " · ".join(parts)


def _number(count: int, one: Text, many: Text, language: Language) -> str:
    return f"{count} {(one if count == 1 else many).to(language)}"


def understood(
    wheel: Wheel, occurrences: Iterable[Occurrence], language: Language, paint: Paint = plain
) -> Iterator[str]:
    """One line a series and deadline: its name, its rule as written, how many dates, the first and the last."""
    dates: dict[str, list[Occurrence]] = {}
    for one in occurrences:
        if one.happens:
            dates.setdefault(one.key.series, []).append(one)
    items: list[MeetingSeries | Deadline] = [*wheel.series.values(), *wheel.deadlines.values()]
    width = max((len(item.id) for item in items), default=0)
    for item in items:
        rules = len(getattr(item.rhythm, "rules", ())) or 1
        phrases = ", ".join(rule_text(item.rhythm, number, language) for number in range(rules))
        yield f"  {item.id:<{width}}  {phrases}  {paint(_reach(dates.get(item.id, []), language), 'quiet')}".rstrip()


def _reach(found: list[Occurrence], language: Language) -> str:
    days = sorted(one.day for one in found if one.kind is not Kind.WINDOW)
    windows = len(found) - len(days)
    parts = []
    if len(days) == 1:
        parts.append(f"→ {day_month(days[0], language)}")
    elif days:
        parts.append(f"→ {len(days)}: {day_month(days[0], language)} – {day_month(days[-1], language)}")
    if windows:
        parts.append(_number(windows, Text("att boka", "to set"), Text("att boka", "to set"), language))
    return " · ".join(parts) or Text("→ inget datum", "→ no date").to(language)


def verdict(errors: int, warnings: int, language: Language, paint: Paint = plain) -> str:
    """«OK – 0 fel, 3 varningar»."""
    sv = f"{errors} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}"
    en = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    counts = Text(sv, en).to(language)
    return paint(counts, "error") if errors else f"{paint('OK', 'good')} – {counts}"
