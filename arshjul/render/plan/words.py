"""The words of a plan: counts, times, and the sentence that sums it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from arshjul.almanac.names import full_date
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.plan import Action, Change, Message, Plan
from arshjul.planning.people import PersonPlan
from arshjul.render.mail_when import ALL_DAY, days_of, when_of
from arshjul.text import MAILS, Language, Noun, Text

SIGNS = {Action.NEW: "+", Action.UPDATED: "~", Action.MOVED: "~", Action.CANCELLED: "-"}
NEW = Noun(Text("ny", "new"), Text("nya", "new"))
CHANGED = Noun(Text("ändrad", "changed"), Text("ändrade", "changed"))
MOVED = Noun(Text("flyttad", "moved"), Text("flyttade", "moved"))
CANCELLED = Noun(Text("inställd", "cancelled"), Text("inställda", "cancelled"))
WITHDRAWN = Noun(Text("återtagen", "withdrawn"), Text("återtagna", "withdrawn"))
LOCKED = Noun(Text("låst", "locked"), Text("låsta", "locked"))
UNCHANGED = Noun(Text("oförändrad", "unchanged"), Text("oförändrade", "unchanged"))
RECIPIENTS = Noun(Text("mottagare", "recipient"), Text("mottagare", "recipients"))
LATER = Noun(
    Text("framtida att godkänna", "future one to approve"), Text("framtida att godkänna", "future ones to approve")
)
NOTHING_THERE = Text("inget", "nothing")
GUARDS = Text(
    "Spärrat: planen verkställs bara om du själv anger talen",
    "Guarded: the plan is applied only if you state the numbers yourself",
)
HOW = Text("Verkställ med", "Apply with")
STOPPED = Text("Planen går inte att verkställa nu", "The plan cannot be applied now")
BLOCKED = Text("Lämnas orört", "Left alone")
MAILED = Text("Brev, ett per möte", "Mails, one per meeting")
DO = Text("gör", "do")
DRIFTED = Text("Ändrat bakom ryggen på oss", "Changed behind our back")
GUESTS_LISTED = 6
SHORT = 8
"""How much of a digest is shown."""


def name_of(plan: Plan) -> str:
    """The digest as people type it."""
    return plan.digest[:SHORT]


def heading(plan: Plan) -> str:
    """«Årshjul smart specialisering 2027»."""
    return f"{plan.title} {plan.wheel.rpartition('/')[2]}"


def closing(plan: Plan, people: Sequence[PersonPlan], language: Language) -> str:
    """«Plan 7f3a12bc: 0 nya, 1 ändrad, 1 inställd → 4 brev till 4 mottagare. Inget är skickat.»"""
    if plan.pending:
        sent = Text("Inget är skickat.", "Nothing has been sent.")
        return f"Plan {name_of(plan)}: {summary(plan, people, language)}. {sent.to(language)}"
    if plan.blocked or plan.guards:  # guests were told some other way than today's, perhaps only in a folder
        return Text("Inget att verkställa.", "Nothing to apply.").to(language)
    return Text(
        "Inget att verkställa: alla vet det som står i filen.", "Nothing to apply: everyone knows what the file says."
    ).to(language)


def summary(plan: Plan, people: Sequence[PersonPlan], language: Language) -> str:
    """«0 nya, 1 ändrad, 1 inställd → 4 brev till 4 mottagare»; a moved meeting is a changed one."""
    changed = plan.count(Action.UPDATED) + plan.count(Action.MOVED)
    counts = [NEW.of(plan.count(Action.NEW)), CHANGED.of(changed), CANCELLED.of(plan.count(Action.CANCELLED))]
    counts += [LATER.of(plan.approving)] if plan.approving else []
    told = ", ".join(count.to(language) for count in counts)
    mails = MAILS.of(plan.mails).to(language)
    if not people:
        return f"{told} → {mails}"
    return f"{told} → {mails} {Text('till', 'to').to(language)} {RECIPIENTS.of(len(people)).to(language)}"


def standing(plan: Plan, language: Language) -> str:
    """«80 oförändrade, 27 låsta»: what the plan leaves as it is; "" when that is nothing."""
    counts = ((plan.unchanged, UNCHANGED), (plan.locked, LOCKED))
    return ", ".join(noun.of(count).to(language) for count, noun in counts if count)


def waiting(plan: Plan, language: Language) -> str:
    """«34 väntar på sin kallelsedag, den första 3 mars 2027»; "" when none does."""
    days = [one.opens for one in plan.waiting if one.opens]
    if not days:
        return ""
    first = full_date(min(days), language)
    number = len(plan.waiting)
    wait = "wait" if number > 1 else "waits"
    return Text(
        f"{number} väntar på sin kallelsedag, den första {first}",
        f"{number} {wait} for the day to invite, the first {first}",
    ).to(language)


def distinct_names(guests: Sequence[Guest]) -> list[str]:
    """The names of `guests`, with the address where two have the same: namesakes, or somebody's old and new mailbox."""
    number = Counter(guest.name for guest in guests)
    return [guest.name if number[guest.name] == 1 else f"{guest.name} <{guest.email}>" for guest in guests]


def person_counts(person: PersonPlan, language: Language) -> str:
    """«2 nya, 1 flyttad, 1 inställd»."""
    told = [message for _, message in person.messages]
    counts = (
        (_number(told, Action.NEW), NEW),
        (_number(told, Action.UPDATED), CHANGED),
        (_number(told, Action.MOVED), MOVED),
        (_number(told, Action.CANCELLED), CANCELLED),
        (sum(message.leaving for message in told), WITHDRAWN),
    )
    return ", ".join(noun.of(count).to(language) for count, noun in counts if count)


def _number(told: Sequence[Message], action: Action) -> int:
    return sum(message.action is action and not message.leaving for message in told)


def when(meeting: Invitation, language: Language) -> str:
    """«tis 18 maj kl. 13.00–14.30»."""
    return when_of(meeting, language).when


def hours(meeting: Invitation, language: Language) -> str:
    """«kl. 13.00–14.30»."""
    return when_of(meeting, language).time or ALL_DAY.to(language)


def moved_when(old: Invitation, new: Invitation, language: Language) -> tuple[str, str]:
    """From and to, without repeating what is the same: «tis 11 maj», «tis 18 maj kl. 13.00–14.30»."""
    was, will = when_of(old, language), when_of(new, language)
    if was.when == will.when:
        return f"{was.when} ({old.start.tzinfo})", f"{will.when} ({new.start.tzinfo})"
    if old.all_day == new.all_day and was.time == will.time:
        return was.date, will.when
    if days_of(old) == days_of(new):
        return was.when, hours(new, language)
    return was.when, will.when


def audience(change: Change, language: Language) -> str:
    """Who gets mail, when that is not simply everyone invited."""
    told = {message.guest.whom for message in change.messages if not message.leaving}
    if told == {guest.whom for guest in change.invitation.guests}:
        return ""
    if not change.messages:
        return Text("ingen", "nobody").to(language)
    if len(change.messages) <= GUESTS_LISTED:
        return ", ".join(distinct_names([message.guest for message in change.messages]))
    return RECIPIENTS.of(len(change.messages)).to(language)
