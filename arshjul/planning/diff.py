"""The plan: file against ledger, meeting by meeting and guest by guest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from arshjul.config import PlanSettings
from arshjul.model.invitation import Applied, AppliedState, Invitation, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Action, Blocked, Change, Guard, Message, Plan
from arshjul.model.wheel import Wheel
from arshjul.planning import guards, messages, sequence
from arshjul.planning.aliases import begun, moved_into_the_past
from arshjul.planning.allowed import Allowed
from arshjul.planning.desired import Desired
from arshjul.planning.digest import digest
from arshjul.planning.doubles import of_doubles
from arshjul.planning.matching import Match, match
from arshjul.planning.sameness import field_changes, moved, same_record, significant


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a plan is made under. `channel` is today's way out.

    `silent`: a mere change of wording is written down and not told. `new_channel`: meetings invited to some other way
    are invited to anew, through `channel`.
    """

    channel: str
    settings: PlanSettings = PlanSettings()
    allow_domains: tuple[str, ...] = ()
    silent: bool = False
    new_channel: bool = False


def make_plan(wheel: Wheel, desired: Desired, snapshot: Snapshot, now: datetime, terms: Terms) -> Plan:
    """What applying the file at `now` (aware) would tell whom. Nothing is sent, and nothing asks what time it is."""
    allowed = Allowed(terms.allow_domains)
    matching = match(desired, snapshot, now)
    maker = _Maker(allowed, now, now.astimezone(wheel.zone).date(), terms, snapshot.lifted)
    for one in matching.matches:
        maker.take(one)
    changes, waiting = tuple(maker.changes), tuple(maker.waiting)
    return Plan(
        wheel=desired.wheel,
        title=wheel.title,
        now=now,
        edition=snapshot.edition,
        changes=changes,
        blocked=(*matching.blocked, *maker.blocked, *allowed.blocked()),
        waiting=waiting,
        approving=maker.approving,
        unchanged=maker.unchanged,
        locked=maker.locked,
        guards=tuple(_guards(desired.wheel, changes, matching.matches, snapshot, now, terms)),
        digest=digest(desired.wheel, changes, waiting),
    )


def _guards(
    wheel: str, changes: Sequence[Change], matches: Sequence[Match], snapshot: Snapshot, now: datetime, terms: Terms
) -> Iterator[Guard]:
    yield from guards.of_changes(changes, len(guards.upcoming(matches, now)), now, terms.settings)
    yield from guards.of_domains(changes, snapshot.domains)
    yield from guards.of_areas(matches, now)
    yield from of_doubles(changes, snapshot, wheel, now)
    yield from guards.of_channel(matches, now, terms.channel)


@dataclass(slots=True)
class _Maker:
    """Takes the meetings one by one, in date order."""

    allowed: Allowed
    now: datetime
    today: date
    terms: Terms
    lifted: int
    changes: list[Change] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    waiting: list[Invitation] = field(default_factory=list)
    approving: int = 0
    unchanged: int = 0
    locked: int = 0

    def take(self, one: Match) -> None:
        wanted, applied = one.wanted, one.applied
        invited = applied is not None and applied.state is AppliedState.INVITED
        if one.left_alone:
            return
        if applied and invited and begun(applied.invitation, self.now):
            self.locked += 1
        elif wanted and begun(wanted, self.now):
            self._past(wanted, applied, invited=invited)
        elif wanted:
            self._to_come(self.allowed.within(wanted), applied)
        elif applied and invited:
            self.changes.append(_cancelled(applied, one.reason))
        elif applied and applied.state is AppliedState.WAITING and not begun(applied.invitation, self.now):
            self.approving += 1

    def _past(self, wanted: Invitation, applied: Applied | None, *, invited: bool) -> None:
        if applied and invited:
            self.blocked.append(moved_into_the_past(applied.invitation, wanted))
        else:
            self.locked += 1

    def _to_come(self, wanted: Invitation, applied: Applied | None) -> None:
        if applied is None or applied.state is AppliedState.WAITING:
            if not wanted.guests:  # all of them outside the allowed domains
                self.approving += applied is not None
                return
            if wanted.opens and wanted.opens > self.today:
                self._wait(wanted, applied)
            else:
                self.changes.append(_new(wanted, applied, self.lifted))
        elif self.terms.new_channel and applied.channel != self.terms.channel:
            self.changes.append(self.allowed.mailable(_anew(wanted, applied)))
        elif change := _changed(wanted, applied, silent=self.terms.silent):
            self.changes.append(self.allowed.mailable(change))
        else:
            self.unchanged += 1

    def _wait(self, wanted: Invitation, applied: Applied | None) -> None:
        self.waiting.append(wanted)
        known = applied.invitation if applied else None
        self.approving += known is None or known.opens != wanted.opens or not same_record(known, wanted)


def _new(wanted: Invitation, applied: Applied | None, lifted: int) -> Change:
    return Change(
        action=Action.NEW,
        invitation=wanted,
        before=None,
        sequence=sequence.first(applied, lifted),
        messages=messages.tell_all(wanted, applied),
        reason=wanted.reason,
    )


def _anew(wanted: Invitation, applied: Applied) -> Change:
    """Invited to again, through another channel."""
    return Change(
        action=Action.NEW,
        invitation=wanted,
        before=applied.invitation,
        sequence=sequence.raised(applied),
        messages=messages.tell_all(wanted, applied),
        fields=field_changes(applied.invitation, wanted),
        was=_was(wanted, applied),
        reason=wanted.reason,
    )


def _changed(wanted: Invitation, applied: Applied, *, silent: bool) -> Change | None:
    """A meeting that was invited to, or called off, and that the file has. None: all is as it was told."""
    before = applied.invitation
    told = messages.tell(wanted, applied)
    again = applied.state is AppliedState.CANCELLED
    if not (told or again) and same_record(before, wanted):
        return None
    following = sequence.following(applied, wanted, told)
    if silent and not (again or significant(before, wanted)):
        told = _aloud(told, applied)
    return Change(
        action=Action.NEW if again else Action.MOVED if moved(before, wanted) else Action.UPDATED,
        invitation=wanted,
        before=before,
        sequence=following,
        messages=told,
        fields=field_changes(before, wanted),
        was=_was(wanted, applied),
        reason=_reason(wanted, told),
    )


def _reason(wanted: Invitation, told: Sequence[Message]) -> str:
    """The file's reason, where it is news to anybody. Of the day that stands, with a reason known already, it is none:
    who hears of other hours is not to read of the holiday that once moved the day."""
    known = [one.before for one in told if one.before]
    day = wanted.start.date()
    return wanted.reason if any(one.reason != wanted.reason or one.start.date() != day for one in known) else ""


def _aloud(told: Sequence[Message], applied: Applied) -> tuple[Message, ...]:
    """What silence cannot hold back: all but new wording. One whose mail is in the queue gets the new one instead."""
    queued = {one.guest.whom for one in applied.guests if one.pending}
    return tuple(one for one in told if one.action is not Action.UPDATED or one.guest.whom in queued)


def _cancelled(applied: Applied, reason: str) -> Change:
    return Change(
        action=Action.CANCELLED,
        invitation=applied.invitation,
        before=applied.invitation,
        sequence=sequence.raised(applied),
        messages=messages.tell_off(applied),
        reason=reason,
    )


def _was(wanted: Invitation, applied: Applied) -> OccurrenceKey | None:
    return applied.invitation.key if applied.invitation.key != wanted.key else None
