"""Which guests may get mail at all: those within the domains that the installation allows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from arshjul.model.invitation import Guest, Invitation
from arshjul.model.plan import Blocked, Change
from arshjul.text import Text


def domain(address: str) -> str:
    """What stands after the last @, lower case."""
    return address.rpartition("@")[2].lower()


class Allowed:
    """Takes guests outside `domains` out of invitations, and remembers whom.

    A domain covers its subdomains; none at all covers every domain.
    """

    def __init__(self, domains: Collection[str]) -> None:
        self._domains = tuple(_ascii(one.lower().strip("@*.")) for one in domains)
        self._refused: dict[tuple[str, str], tuple[Guest, Invitation]] = {}

    def within(self, invitation: Invitation) -> Invitation:
        """`invitation` without those who may get no mail."""
        outside = [guest for guest in invitation.guests if self._is_outside(guest)]
        if not outside:
            return invitation
        for guest in outside:
            self._refused.setdefault((invitation.key.series, guest.whom), (guest, invitation))
        return replace(invitation, guests=tuple(guest for guest in invitation.guests if guest not in outside))

    def mailable(self, change: Change) -> Change:
        """Without mails that could not leave: whom `within` took out hears nothing, so knows what was known."""
        told = tuple(one for one in change.messages if not (one.leaving and self._took_out(change, one.guest)))
        return change if len(told) == len(change.messages) else replace(change, messages=told)

    def blocked(self) -> tuple[Blocked, ...]:
        """One for each series and address."""
        return tuple(_blocked(guest, invitation) for guest, invitation in self._refused.values())

    def _took_out(self, change: Change, guest: Guest) -> bool:
        return (change.key.series, guest.whom) in self._refused

    def _is_outside(self, guest: Guest) -> bool:
        place = _ascii(domain(guest.whom))
        return bool(self._domains) and not any(place == one or place.endswith(f".{one}") for one in self._domains)


def _ascii(place: str) -> str:
    """IDNA, so that a domain with å is one and the same however it is written."""
    try:
        return place.encode("idna").decode("ascii")
    except UnicodeError:  # no domain at all; no other is written like it
        return place


def _blocked(guest: Guest, invitation: Invitation) -> Blocked:
    place = domain(guest.whom)
    why = Text(
        f"{guest.name} <{guest.email}> får inga brev: {place} finns inte i allow_domains",
        f"{guest.name} <{guest.email}> gets no mail: {place} is not in allow_domains",
    )
    cure = Text(
        f'lägg till "{place}" i  allow_domains  i config.toml, eller rätta adressen',
        f'add "{place}" to  allow_domains  in config.toml, or mend the address',
    )
    return Blocked(invitation.key.series, invitation.title, why, cure)
