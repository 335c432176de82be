"""Small phrases that mails need in both languages: how long until, and why a date moved."""

from __future__ import annotations

from datetime import date

from arshjul.almanac.names import clock_range, day_month, short_date
from arshjul.model.occurrence import Kind, Occurrence, Step, StepKind
from arshjul.text import Language, Text


def in_days(days: int, language: Language) -> str:
    """«i dag», «i morgon», «om 2 dagar», «i går», «för 3 dagar sedan»; `days` is negative for what has been."""
    near = {0: Text("i dag", "today"), 1: Text("i morgon", "tomorrow"), -1: Text("i går", "yesterday")}
    if days in near:
        return near[days].to(language)
    if days > 0:
        return Text(f"om {days} dagar", f"in {days} days").to(language)
    return Text(f"för {-days} dagar sedan", f"{-days} days ago").to(language)


def when_short(occurrence: Occurrence, language: Language) -> str:
    """«tis 18 maj»; a window is «1 feb–30 nov»."""
    if occurrence.kind is Kind.WINDOW and occurrence.last:
        return f"{day_month(occurrence.day, language)}–{day_month(occurrence.last, language)}"
    return short_date(occurrence.day, language)


def hours(occurrence: Occurrence, language: Language) -> str:
    """«kl. 13.00–14.30», or "" for all day."""
    return clock_range(occurrence.time, language) if occurrence.time else ""


def why(occurrence: Occurrence, language: Language) -> tuple[str, ...]:
    """What the reader should know about the date. A later move replaces the story of the earlier ones."""
    steps = occurrence.steps
    moves = [number for number, step in enumerate(steps) if step.kind is StepKind.MOVED]
    told = steps[moves[-1] :] if moves else steps
    return tuple(sentence for step in told if (sentence := _sentence(step, occurrence.day, language)))


def _sentence(step: Step, day: date, language: Language) -> str:
    reason = f": {step.text}" if step.text else ""
    origin = short_date(step.day, language) if step.day else ""
    match step.kind:
        case StepKind.MOVED if origin and step.day != day:
            return Text(f"Flyttat från {origin}{reason}", f"Moved from {origin}{reason}").to(language)
        case StepKind.MOVED | StepKind.ADJUSTED if reason:
            return Text(f"Ändrat{reason}", f"Changed{reason}").to(language)
        case StepKind.CLOSED if origin:
            return Text(f"Flyttat från {origin}, då det är stängt{reason}",
                        f"Moved from {origin}, which is closed{reason}").to(language)  # fmt: skip
        case StepKind.KEPT:
            return Text(f"Hålls fast det är en stängd dag{reason}", f"Held although the day is closed{reason}").to(
                language
            )
        case StepKind.SET | StepKind.ADDED:
            return step.text
        case StepKind.CANCELLED:
            return Text(f"Inställt{reason}", f"Cancelled{reason}").to(language)
        case _:
            return ""
