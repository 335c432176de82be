"""Guards: what stops an apply until a person has stated the number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from arshjul.config import PlanSettings
from arshjul.model.invitation import Applied, AppliedState, Invitation
from arshjul.model.plan import Action, Change, Guard, GuardName
from arshjul.planning.aliases import begun
from arshjul.planning.allowed import domain
from arshjul.planning.matching import Match
from arshjul.text import MEETINGS, Text

_MANY_MOVES = 0.2
"""The share of the invited meetings above which many moves look like a slip."""


def upcoming(matches: Iterable[Match], now: datetime) -> tuple[tuple[Match, Applied], ...]:
    """The meetings that people are invited to and that have not begun."""
    return tuple(
        (one, one.applied)
        for one in matches
        if one.applied and one.applied.state is AppliedState.INVITED and not begun(one.applied.invitation, now)
    )


def of_changes(changes: Sequence[Change], invited: int, now: datetime, settings: PlanSettings) -> Iterator[Guard]:
    """CANCELLATIONS, MOVES, PEOPLE and LATE. `invited` is how many meetings people are invited to now.

    What nobody is told of stops nothing.
    """
    told = [change for change in changes if change.messages]
    cancelled = sum(change.action is Action.CANCELLED for change in told)
    deserted = sum(map(_is_deserted, told))
    if cancelled + deserted > settings.most_cancellations:
        yield guard(GuardName.CANCELLATIONS, cancelled + deserted, _cancelled(cancelled, deserted))
    moves = sum(change.action is Action.MOVED for change in told)
    if moves > settings.most_moves and moves > _MANY_MOVES * invited:
        of = MEETINGS.of(invited)
        text = Text(f"{moves} av {of.sv} flyttas", f"{moves} of {of.en} are moved")
        yield guard(GuardName.MOVES, moves, text)
    people = len({message.guest.whom for change in told for message in change.messages})
    if people > settings.most_people:
        one, many = Text("mottagare får brev", "recipient gets mail"), Text("mottagare får brev", "recipients get mail")
        yield guard(GuardName.PEOPLE, people, many_of(people, one, many))
    late = sum(_is_late(change, now, settings.late) for change in told)
    if late:
        yield guard(GuardName.LATE, late, _late(late, settings.late))


def of_domains(changes: Iterable[Change], known: frozenset[str]) -> Iterator[Guard]:
    """DOMAINS: those never invited before, once anybody has been."""
    told = {domain(message.guest.whom) for change in changes for message in change.messages}
    strange = sorted(told - known) if known else []
    if strange:
        names = ", ".join(strange)
        one = Text(f"domän har aldrig fått någon kallelse: {names}", f"domain was never invited before: {names}")
        many = Text(f"domäner har aldrig fått någon kallelse: {names}", f"domains were never invited before: {names}")
        yield guard(GuardName.DOMAINS, len(strange), many_of(len(strange), one, many))


def of_areas(matches: Sequence[Match], now: datetime) -> Iterator[Guard]:
    """EMPTIED: areas with upcoming invited meetings of which none is left, and that have no other to come.

    When that is all of them, the whole file is empty.
    """
    before = upcoming(matches, now)
    names = {applied.invitation.area: applied.invitation.area_name for _, applied in before}
    kept = {applied.invitation.area for match, applied in before if match.wanted or match.left_alone}
    kept |= {one.wanted.area for one in matches if one.wanted and not begun(one.wanted, now)}
    emptied = [name for area, name in names.items() if area not in kept]
    if emptied:
        listed = ", ".join(emptied)
        one = Text(f"område töms på kommande möten: {listed}", f"area will have no meetings left: {listed}")
        many = Text(f"områden töms på kommande möten: {listed}", f"areas will have no meetings left: {listed}")
        yield guard(GuardName.EMPTIED, len(emptied), many_of(len(emptied), one, many))


def of_channel(matches: Iterable[Match], now: datetime, channel: str) -> Iterator[Guard]:
    """CHANNEL: meetings that people were invited to some other way. Two ways at once give double invitations."""
    others = [applied.channel for _, applied in upcoming(matches, now) if applied.channel != channel]
    if others:
        names = ", ".join(sorted(set(others)))
        sv = f"genom {names}, inte {channel}; alla kallas på nytt"
        en = f"through {names}, not {channel}; everyone is invited anew"
        one = Text(f"möte är kallat {sv}", f"meeting was invited to {en}")
        many = Text(f"möten är kallade {sv}", f"meetings were invited to {en}")
        yield guard(GuardName.CHANNEL, len(others), many_of(len(others), one, many))


def _is_deserted(change: Change) -> bool:
    """Whether most of those invited are taken off it: to them it is as good as cancelled."""
    leaving = sum(message.leaving for message in change.messages)
    return change.before is not None and leaving > max(1, len(change.before.guests) / 2)


def _cancelled(cancelled: int, deserted: int) -> Text:
    off = Text("ställs in", "cancelled")
    left = Text("mister de flesta av sina deltagare", "left without most of their guests")
    said = [words for number, words in ((cancelled, off), (deserted, left)) if number]
    what = Text(" eller ".join(one.sv for one in said), " or ".join(one.en for one in said))
    one = Text(f"möte {what.sv}", f"meeting is {what.en}")
    return many_of(cancelled + deserted, one, Text(f"möten {what.sv}", f"meetings are {what.en}"))


def _is_late(change: Change, now: datetime, late: timedelta) -> bool:
    told: list[Invitation] = [change.invitation, *([change.before] if change.before else [])]
    return any(timedelta(0) < one.start - now <= late for one in told)


def _late(number: int, late: timedelta) -> Text:
    hours = round(late / timedelta(hours=1))
    count, unit = (hours // 24, Text("dygn", "days")) if hours % 24 == 0 else (hours, Text("timmar", "hours"))
    sv, en = f"inom {count} {unit.sv}", f"within {count} {unit.en}"
    one = Text(f"ändring gäller ett möte {sv}", f"change is to a meeting {en}")
    return many_of(number, one, Text(f"ändringar gäller möten {sv}", f"changes are to meetings {en}"))


def many_of(number: int, one: Text, many: Text) -> Text:
    """The number, and the words for one or for many."""
    said = one if number == 1 else many
    return Text(f"{number} {said.sv}", f"{number} {said.en}")


def guard(name: GuardName, number: int, message: Text) -> Guard:
    """With the option that lets it pass."""
    option = f"--{name} {number}"
    return Guard(name, number, Text(f"{message.sv} ({option})", f"{message.en} ({option})"))
