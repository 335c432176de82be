"""The four feasts that phrases may name, and the ISO week that is each one's own."""

from __future__ import annotations

from datetime import date, timedelta

from arshjul.almanac.weeks import monday_of
from arshjul.model.rhythm import Feast


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (Meeus/Jones/Butcher, as in Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, last = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * leaps - epact - last) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast_day(feast: Feast, year: int) -> date:
    """The day whose ISO week is the feast's own.

    Påskdagen, pingstdagen (49 days later), midsommarafton (the Friday of 19-25 June), julafton.
    """
    if feast is Feast.EASTER:
        return easter(year)
    if feast is Feast.PENTECOST:
        return easter(year) + timedelta(days=49)
    if feast is Feast.MIDSUMMER:
        return date(year, 6, 19) + timedelta(days=(4 - date(year, 6, 19).weekday()) % 7)
    return date(year, 12, 24)


def feast_week(feast: Feast, year: int) -> date:
    """The Monday of the feast's own week. Easter's and Pentecost's weeks end with the feast."""
    return monday_of(feast_day(feast, year))
