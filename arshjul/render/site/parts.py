"""What a page says of a whole: how often a series meets, what closes a month."""

from __future__ import annotations

from arshjul.almanac.names import day_month
from arshjul.almanac.spans import days_of
from arshjul.model.rhythm import AsNeeded, Chained, ChainedWeek, Each, Phrases
from arshjul.model.wheel import Item
from arshjul.render.site.content import Content
from arshjul.text import Language, Text


def rules_of(item: Item, language: Language) -> list[str]:
    """How often it is, in the file's own words; nothing for what hangs on another series, by its id."""
    match item.rhythm:
        case Phrases(rules):
            return [rule.text for rule in rules if not isinstance(rule.base, (Chained, ChainedWeek))]
        case AsNeeded(least, most):
            count = f"{least}–{most}" if least != most else f"{least}"
            return [Text(f"vid behov, {count} gånger", f"as needed, {count} times").to(language)]
        case Each():
            return [Text("ett möte med varje aktör", "one meeting with each actor").to(language)]
    return []


def closures(content: Content, month: str, language: Language) -> list[str]:
    """The closures of the wheels that the month ("2027-05") has part of, each with its days."""
    found: dict[str, None] = {}
    for each in content.wheels:
        years = range(each.wheel.first.year - 1, each.wheel.last.year + 1)
        for closure in each.wheel.closures:
            for first, last in days_of(closure.when, years):
                if f"{first:%Y-%m}" <= month <= f"{last:%Y-%m}":
                    days = [day_month(day, language) for day in dict.fromkeys((first, last))]
                    found[f"{closure.name} {' – '.join(days)}"] = None
    return list(found)
