"""How many wrong private addresses somebody may try: nobody finds one by guessing, and nobody is let try for long."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

MOST = 20
SECONDS = 60.0
MOST_REMEMBERED = 10_000


class Guesses:
    """Wrong guesses by who made them, in memory alone. `at` is in seconds, of a clock that never goes back."""

    def __init__(self, most: int = MOST, seconds: float = SECONDS) -> None:
        self._most = most
        self._seconds = seconds
        self._made: dict[str, tuple[float, int]] = {}

    def too_many(self, who: str, at: float) -> bool:
        """Whether this reader must wait: MOST wrong guesses within SECONDS of the first."""
        began, count = self._made.get(_neighbours(who), (at, 0))
        return count >= self._most and at - began < self._seconds

    def wrong(self, who: str, at: float) -> None:
        """Count one. Of very many guessers the longest remembered are forgotten."""
        key = _neighbours(who)
        began, count = self._made.pop(key, (at, 0))
        self._made[key] = (began, count + 1) if at - began < self._seconds else (at, 1)
        while len(self._made) > MOST_REMEMBERED:
            del self._made[next(iter(self._made))]


def _neighbours(who: str) -> str:
    """An IPv6 reader has a whole /64 to guess from."""
    try:
        address = ip_address(who)
    except ValueError:
        return who
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else who
