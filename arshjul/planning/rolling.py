"""Who is invited as time passes: what was approved and has waited for its day."""

from __future__ import annotations

from arshjul.model.invitation import AppliedState, Snapshot
from arshjul.model.plan import Change, Plan
from arshjul.planning.sameness import same_record


def rolled(plan: Plan, snapshot: Snapshot) -> tuple[Change, ...]:
    """The plan's invitations to meetings that a person has approved as they are, guests included.

    Whatever is edited since then waits for `apply`, and so does every move and cancellation.
    """
    approved = {
        one.invitation.key: one.invitation
        for one in snapshot.applied
        if one.state is AppliedState.WAITING and one.invitation.wheel == plan.wheel
    }
    return tuple(
        change
        for change in plan.changes
        if (known := approved.get(change.key)) is not None
        and known.opens == change.invitation.opens
        and same_record(known, change.invitation)
    )
