"""Find what a person names: an occurrence, an area, a person. A near miss gets a suggestion."""

from __future__ import annotations

from collections.abc import Iterable

from arshjul.errors import ArshjulError
from arshjul.model.occurrence import Occurrence
from arshjul.text import Text

MOST_LISTED = 12


def find_occurrence(occurrences: Iterable[Occurrence], key: str) -> Occurrence:
    """The occurrence that "series/slot" names. Raises ArshjulError with the nearest ones."""
    by_key = {str(one.key): one for one in occurrences}
    if key in by_key:
        return by_key[key]
    series, _, slot = key.partition("/")
    slots = [one.key.slot for one in by_key.values() if one.key.series == series]
    if slots:
        raise _no_slot(series, slot, slots)
    raise unknown(Text("mötet", "the meeting"), key, by_key)


def _no_slot(series: str, slot: str, slots: list[str]) -> ArshjulError:
    message = (
        Text(f"tillfället «{slot}» finns inte i {series}", f"{series} has no occurrence “{slot}”")
        if slot
        else Text(f"vilket tillfälle av {series}?", f"which occurrence of {series}?")
    )
    listed = ", ".join(slots[:MOST_LISTED]) + (" …" if len(slots) > MOST_LISTED else "")
    return ArshjulError(message, Text(f"välj bland {listed}", f"choose among {listed}"))


def unknown(what: Text, name: str, options: Iterable[str]) -> ArshjulError:
    """«området jrod finns inte», and what was probably meant."""
    from arshjul.closest import suggest

    listed = list(options)
    like = [one for one in listed if name and name.casefold() in one.casefold()]
    if close := suggest(name, listed) or (like[0] if len(like) == 1 else None):
        cure = Text(f"menade du  {close} ?", f"did you mean  {close} ?")
    elif choice := listed if len(listed) <= MOST_LISTED else like[:MOST_LISTED]:
        cure = Text(f"välj bland {', '.join(choice)}", f"choose among {', '.join(choice)}")
    else:
        cure = Text("skriv det som i hjulets fil, eller i en fil som den hämtar",
                    "write it as in the wheel's file, or in one that it includes")  # fmt: skip
    return ArshjulError(Text(f"{what.sv} «{name}» finns inte", f"{what.en} “{name}” does not exist"), cure)
