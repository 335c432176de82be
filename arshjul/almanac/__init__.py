"""Which day is what: holidays, eves, half days, klämdagar, ISO weeks, feasts, closures. Pure."""

from arshjul.almanac.almanac import Almanac, Caution

__all__ = ["Almanac", "Caution"]
