"""What the file wants people to have been invited to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from arshjul.model.entry import Address
from arshjul.model.invitation import Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.model.people import Directory, MailingList, Person
from arshjul.model.rhythm import AsNeeded, DayOfMonth, DaySpan, Each, IfClosed, TimeRange
from arshjul.model.wheel import ChangeKind
from arshjul.planning.desired import desired
from tests.support.planning import MAILBOX, PEOPLE, inviting, meetings, wanted
from tests.support.wheels import change, closed, deadline, expanded, series, when

MAY, JUNE = date(2027, 5, 11), date(2027, 6, 8)
SPRING = DaySpan((2, 1), (5, 31), "1 feb - 31 maj")


def only(*items: object, **keys: object) -> Invitation:
    [one] = wanted(inviting(*items, **keys)).invitations  # type: ignore[arg-type]  # passed on as they are
    return one


def test_everything_that_guests_see_comes_from_the_file() -> None:
    one = only(
        meetings(
            MAY,
            title="Månadsmöte",
            area="jord",
            room="Sal 2",
            online="https://x.example/1",
            agenda=("Läget", "Nästa steg"),
            note="Ta med kaffe",
            alarm_minutes=15,
            open=True,
            guests_visible=True,
            invite_ahead_days=30,
        )
    )
    zone = ZoneInfo("Europe/Stockholm")
    assert one == Invitation(
        uid="mote.2027-05-11@prov",
        wheel="prov/2027",
        key=OccurrenceKey("mote", "2027-05-11"),
        area="jord",
        area_name="Jord",
        title="Månadsmöte",
        start=one.start.replace(2027, 5, 11, 9, 0, tzinfo=zone),
        end=one.start.replace(2027, 5, 11, 11, 0, tzinfo=zone),
        place="Residenset, Sal 2",
        online="https://x.example/1",
        agenda=("Läget", "Nästa steg"),
        note="Ta med kaffe",
        organiser=Address("Eva", "eva@region.example"),
        mailbox=MAILBOX,
        alarm_minutes=15,
        guests_visible=True,
        open=True,
        opens=MAY - timedelta(days=30),
        guests=one.guests,
    )


def test_the_organiser_comes_last_and_each_address_once() -> None:
    double = Person("siv-igen", "Siv igen", "SIV@region.example")
    people = Directory({**PEOPLE.people, "siv-igen": double})
    one = only(meetings(MAY, invite=("siv", "siv-igen", "ulf")), directory=people)
    assert [guest.reader for guest in one.guests] == ["siv", "ulf", "eva"]
    owned = only(meetings(MAY, invite=("siv", "eva", "ulf")))
    assert [guest.reader for guest in owned.guests] == ["siv", "eva", "ulf"]


def test_a_list_is_a_group_and_each_reads_in_their_language() -> None:
    english = replace(PEOPLE.people["siv"], language="en")
    lists = {"alla": MailingList("alla", "Alla", "alla@region.example")}
    one = only(meetings(MAY, invite=("siv", "alla")), directory=Directory({**PEOPLE.people, "siv": english}, {}, lists))
    assert [(guest.reader, guest.kind, guest.language) for guest in one.guests] == [
        ("siv", "INDIVIDUAL", "en"), ("alla", "GROUP", "sv"), ("eva", "INDIVIDUAL", "sv"),
    ]  # fmt: skip


def test_the_mailbox_is_the_areas() -> None:
    wheel = inviting(meetings(MAY), meetings(JUNE, id="jordmote", area="jord"))
    found = desired(wheel, expanded(wheel).occurrences, lambda area: Address(area, f"{area}@region.example"))
    assert [one.mailbox.name for one in found.invitations] == ["gemensamt", "jord"]


def test_nobody_is_invited_to_deadlines_windows_or_other_peoples_meetings() -> None:
    wheel = inviting(
        meetings(MAY, id="andras", external=True),
        series("behov", AsNeeded(1, 2, SPRING), invite=("siv",)),
        series("var-och-en", Each(("siv",), SPRING), organiser="eva"),
        meetings(MAY, id="ensamt", invite=(), organiser=""),
    )
    wheel = replace(wheel, deadlines={"rapport": deadline("rapport", when(DayOfMonth(15, (5,))))})
    assert len(expanded(wheel).occurrences) >= 5
    assert wanted(wheel).invitations == ()


def test_a_meeting_with_each_actor_invites_that_actor_and_the_organiser() -> None:
    visits = series("besok", Each(("siv", "ulf"), SPRING), organiser="eva", title="Besök hos {{ actor }}")
    one = only(
        visits, changes=(change("besok/2027-ulf", ChangeKind.SET, date(2027, 3, 2), time=TimeRange(time(9), time(10))),)
    )
    assert one.title == "Besök hos Ulf"
    assert [guest.reader for guest in one.guests] == ["ulf", "eva"]


def test_what_is_cancelled_or_skipped_is_withdrawn_with_its_reason() -> None:
    week = closed("Sportlov", DaySpan((6, 7), (6, 9), "7-9 jun"))
    wheel = inviting(
        meetings(MAY, JUNE, if_closed=IfClosed.SKIP),
        closures=(week,),
        changes=(change("mote/2027-05-11", ChangeKind.CANCEL, reason="Konferens"),),
    )
    found = wanted(wheel)
    assert found.invitations == ()
    assert {str(key): reason for key, reason in found.withdrawn.items()} == {
        "mote/2027-05-11": "Konferens", "mote/2027-06-08": "Sportlov",
    }  # fmt: skip


def test_the_reason_is_what_a_person_wrote_last_else_the_closure() -> None:
    week = closed("Lov", DaySpan((5, 10), (5, 12), "10-12 maj"))
    moved = change("mote/2027-05-11", ChangeKind.MOVE, date(2027, 5, 20), reason="Krock")
    silent = change("mote/2027-05-11", ChangeKind.MOVE, date(2027, 5, 20))
    series_ = meetings(MAY, if_closed=IfClosed.NEXT_WEEK)
    assert only(meetings(MAY)).reason == ""
    assert only(series_, closures=(week,)).reason == "Lov"
    assert only(series_, closures=(week,), changes=(moved,)).reason == "Krock"
    assert only(series_, closures=(week,), changes=(silent,)).reason == ""


def test_they_come_in_date_order() -> None:
    found = wanted(inviting(meetings(JUNE, MAY), meetings(MAY, id="annat", time=TimeRange(time(8), time(9)))))
    assert [str(one.key) for one in found.invitations] == ["annat/2027-05-11", "mote/2027-05-11", "mote/2027-06-08"]


def test_a_former_name_counts_when_no_series_has_it() -> None:
    assert wanted(inviting(meetings(MAY, was="gammal"))).was == {"mote": "gammal"}
    assert wanted(inviting(meetings(MAY, was="gammal"), meetings(MAY, id="gammal"))).was == {}
