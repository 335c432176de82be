"""Plan and apply, from an edit in the file to mails in a folder: once, to those concerned and nobody else."""

from __future__ import annotations

import shutil
import signal
import sys
from datetime import timedelta
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from arshjul.config import PlanSettings
from arshjul.errors import ArshjulError, LedgerError, TransportError
from arshjul.ledger import PlanIsStale, open_ledger
from arshjul.model.delivery import DeliveryState, Result
from arshjul.model.plan import Action, GuardName, Told
from arshjul.text import Text
from arshjul.transports.memory import MemoryTransport
from arshjul.usecases.apply import GuardsStop
from arshjul.usecases.clock_sense import ClockError
from arshjul.usecases.invitation_mail import InvitationMailer
from arshjul.usecases.load import ProblemsFound
from arshjul.usecases.plan import planned_bulletin
from arshjul.usecases.stopping import stop_by_signal
from tests.support.office import Office

ROOT = Path(__file__).parents[2]


def test_a_first_apply_invites_everyone_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    report = office.apply()
    assert (report.queued, report.count(DeliveryState.SENT), report.waiting) == (6, 6, 0)
    assert report.fine
    told = office.take()
    assert len(told) == 6
    assert [one.partition(":")[0] for one in told[::2]] == [f"{name}@region.example" for name in ("eva", "siv", "ulf")]
    again = office.apply()
    assert (again.approved, again.queued, again.resumed, office.take()) == (False, 0, False, [])


def test_a_moved_meeting_tells_its_guests_and_nobody_of_the_other(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.take()
    office.clock.move(hours=1)
    office.edit("2027-05-11", "2027-05-12")
    planned = office.plan()
    assert [(one.action, str(one.was), len(one.messages)) for one in planned.plan.changes] == [
        ("moved", "mote/2027-05-11", 3)
    ]
    assert office.apply(planned).queued == 3
    assert all("UID:mote.2027-05-11@prov" in one for one in office.calendars())  # the one that guests know
    assert len(office.take()) == 3
    assert not office.plan().plan.pending


def test_nothing_is_written_by_a_plan(tmp_path: Path) -> None:
    office = Office(tmp_path)
    planned = office.plan()
    assert planned.plan.count(Action.NEW) == 2
    assert [(one.guest.reader, one.counts[Action.NEW]) for one in planned.people] == [
        ("eva", 2),
        ("siv", 2),
        ("ulf", 2),
    ]
    assert not office.config.ledger.parent.exists()


def test_what_is_planned_can_be_shown_as_the_mail_it_becomes(tmp_path: Path) -> None:
    office = Office(tmp_path)
    planned = office.plan()
    change, message = planned.people[0].messages[0]
    shown = InvitationMailer(office.config).mail(
        planned_bulletin(change, message, office.clock()), Told(message.guest, first=0)
    )
    office.apply(planned)
    (sent,) = [mail for mail in office.mails() if mail["Subject"] == shown.subject and "eva@" in mail["To"]]
    body = sent.get_body(("plain",))
    assert body is not None
    assert str(body.get_content()).replace("\r\n", "\n").rstrip() == shown.text.rstrip()


def test_a_guard_stops_until_its_exact_number_is_stated(tmp_path: Path) -> None:
    office = Office(tmp_path, keys={"plan": PlanSettings(most_people=2)})
    for stated in ({}, {GuardName.PEOPLE: 2}, {GuardName.MOVES: 3}):
        with pytest.raises(GuardsStop) as caught:
            office.apply(confirmed=stated)
        assert [(guard.name, guard.number) for guard in caught.value.guards] == [(GuardName.PEOPLE, 3)]
        assert "--people 3" in caught.value.cure.sv
    assert not office.config.ledger.exists()
    assert office.apply(confirmed={GuardName.PEOPLE: 3}).queued == 6


def test_a_draft_can_be_planned_and_not_applied(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.edit('status = "aktiv"', 'status = "utkast"')
    planned = office.plan()
    assert planned.plan.count(Action.NEW) == 2
    with pytest.raises(ArshjulError, match='status = "utkast"') as caught:
        office.apply(planned)
    assert 'status = "aktiv"' in caught.value.cure.sv
    assert not office.config.ledger.exists()


def test_a_wheel_set_back_to_draft_sends_nothing_of_what_is_queued(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply(stop=lambda: True)
    office.edit('status = "aktiv"', 'status = "utkast"')
    office.remind()
    assert office.take() == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("13:00-14:30", "25:00", "E"), ('[series.mote]\n', '[series.mote2]\n', "E74")],
    ids=["broken", "renamed"],
)  # fmt: skip
def test_a_file_with_errors_is_refused_with_its_problems(tmp_path: Path, old: str, new: str, code: str) -> None:
    office = Office(tmp_path)
    office.apply()
    office.take()
    office.edit(old, new)
    with pytest.raises(ProblemsFound) as caught:
        office.plan()
    assert all(problem.code.startswith(code) for problem in caught.value.loaded.errors)
    assert "2027.toml" in caught.value.rendered("sv")


def test_a_change_to_what_was_held_is_refused_at_its_line(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.moved_to("2027-03-10 08:00").add('[[change]]\nwhat = "mote/2027-03-09"\ncancel = true\nreason = "Snö"')
    with pytest.raises(ProblemsFound) as caught:
        office.plan()
    assert [problem.code for problem in caught.value.loaded.errors] == ["E71"]


def test_a_plan_that_somebody_has_overtaken_is_refused(tmp_path: Path) -> None:
    office = Office(tmp_path)
    stale = office.plan()
    office.apply()
    office.take()
    with pytest.raises(PlanIsStale) as caught:
        office.apply(stale)
    assert caught.value.message.sv.startswith("planen gäller inte längre")
    assert office.take() == []


RIVAL = """
import sys
from pathlib import Path
from arshjul.ledger import PlanIsStale
from arshjul.transports.folder import FolderTransport
from arshjul.usecases.apply import apply
from arshjul.usecases.plan import make
from tests.support.office import NOW
from tests.support.reminding import config_in

folder = Path(sys.argv[1])
config = config_in(folder)
planned = make(config, folder / "2027.toml", NOW)
print("planned", flush=True)
sys.stdin.readline()
try:
    print(apply(config, planned, FolderTransport(config.folder), clock=lambda: NOW).queued)
except PlanIsStale:
    print("stale")
"""


def test_of_several_applies_at_once_one_holds_and_each_mail_leaves_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    rivals = [
        Popen([sys.executable, "-c", RIVAL, str(tmp_path)], stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT)
        for _ in range(3)
    ]
    for rival in rivals:
        assert rival.stdout
        assert rival.stdout.readline() == "planned\n"
    for rival in rivals:
        assert rival.stdin
        rival.stdin.write("go\n")
        rival.stdin.flush()
    said = sorted(rival.communicate()[0].strip() for rival in rivals)
    assert said == ["6", "stale", "stale"]
    assert len(office.take()) == 6


def test_an_apply_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    office = Office(tmp_path)
    stops = iter([False, False, False, True])
    first = office.apply(stop=lambda: next(stops, True))
    assert 0 < first.count(DeliveryState.SENT) < 6
    assert first.waiting == 6 - first.count(DeliveryState.SENT)
    second = office.apply()
    assert (second.resumed, second.approved, second.left_over) == (True, False, first.waiting)
    assert second.waiting == 0
    assert len(office.take()) == 6
    assert not office.apply().resumed


def test_a_signal_stops_between_two_mails() -> None:
    with stop_by_signal() as stopping:
        assert not stopping.is_set()
        signal.raise_signal(signal.SIGTERM)
        assert stopping.is_set()
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):  # whoever insists is not made to wait
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_report_counts_what_failed_and_what_is_uncertain(tmp_path: Path) -> None:
    memory = MemoryTransport([Result.REFUSED, Result.UNCERTAIN, Result.DEFERRED])
    office = Office(tmp_path, transport=memory)
    report = office.apply()
    assert [report.count(state) for state in (DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.SENT)] == [
        1, 1, 3
    ]  # fmt: skip
    assert (report.waiting, report.fine) == (1, False)
    assert not office.plan().plan.pending


def test_a_way_out_that_fails_is_told_and_the_mails_wait(tmp_path: Path) -> None:
    sentence = Text("Servern svarar inte.", "The server does not answer.")
    office = Office(tmp_path, transport=MemoryTransport([TransportError("no", permanent=False, text=sentence)]))
    report = office.apply()
    assert (report.drained.trouble, report.waiting, report.fine) == ([sentence], 6, False)
    office.clock.move(minutes=2)
    assert office.apply().waiting == 0


def test_a_clock_that_has_jumped_and_a_ledger_put_back_stop_an_apply(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.take()
    office.edit('place = "Residenset"', 'place = "Sal B"')
    office.clock.now -= timedelta(days=1)
    planned = office.plan()
    assert planned.plan.count(Action.UPDATED) == 2
    assert [type(one) for one in planned.obstacles] == [ClockError]
    with pytest.raises(ClockError):
        office.apply(planned)
    office.clock.now += timedelta(days=1)
    ledger = office.config.ledger
    Path(shutil.copy(ledger, tmp_path / "copy.db")).replace(ledger)
    planned = office.plan()
    assert [type(one) for one in planned.obstacles] == [LedgerError]
    with pytest.raises(LedgerError):
        office.apply(planned)
    assert office.take() == []


def test_silence_holds_for_wordings_alone(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.take()
    office.edit('title = "Månadsmöte"', 'title = "Månadsmöten"')
    report = office.apply(office.plan(silent=True))
    assert (report.approved, report.queued, office.take()) == (True, 0, [])
    assert not office.plan().plan.pending
    office.edit('invite = ["siv", "ulf"]', 'invite = ["siv"]')
    with pytest.raises(ArshjulError, match="--silent will not do"):
        office.apply(office.plan(silent=True))


def test_another_channel_stops_until_everyone_may_be_told_anew(tmp_path: Path) -> None:
    office = Office(tmp_path, keys={"rehearsal": "test@region.example"})
    office.apply()
    assert {one.partition(":")[0] for one in office.take()} == {"test@region.example"}
    office.keys.clear()
    office.edit('title = "Månadsmöte"', 'title = "Möte"')
    with pytest.raises(GuardsStop) as caught:
        office.apply(confirmed={})
    assert [(guard.name, guard.number) for guard in caught.value.guards] == [(GuardName.CHANNEL, 2)]
    assert "rehearsal:folder" in caught.value.guards[0].message.sv
    report = office.apply(office.plan(new_channel=True), {GuardName.CHANNEL: 2})
    assert report.queued == 6
    assert all("SEQUENCE:1\r\n" in one or "SEQUENCE:1\n" in one for one in office.calendars())
    assert sorted({one.partition("@")[0] for one in office.take()}) == ["eva", "siv", "ulf"]
    assert not office.plan().plan.guards


def test_an_edit_before_anything_left_is_told_once_as_it_ended(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply(stop=lambda: True)
    office.clock.move(minutes=1)
    office.edit('title = "Månadsmöte"', 'title = "Möte om skog"')
    office.apply()
    subjects = office.take()
    assert len(subjects) == 6
    assert all("Möte om skog" in one for one in subjects)
    with open_ledger(office.config.ledger, read_only=True) as ledger:
        assert {row.reason.sv for row in ledger.rows(DeliveryState.EXPIRED)} == {"ersatt av ett senare besked"}


def test_what_is_called_off_before_anything_left_is_never_told(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply(stop=lambda: True)
    office.clock.move(minutes=1)
    for day in ("2027-03-09", "2027-05-11"):
        office.add(f'[[change]]\nwhat = "mote/{day}"\ncancel = true\nreason = "Snö"')
    report = office.apply()
    assert (report.approved, report.queued, report.resumed, office.take()) == (True, 0, False, [])


def test_a_queued_invitation_to_a_meeting_that_has_begun_is_never_sent(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply(stop=lambda: True)
    office.moved_to("2027-03-09 12:30").apply()
    assert len(office.take()) == 3
    with open_ledger(office.config.ledger, read_only=True) as ledger:
        assert {row.delivery.key.what for row in ledger.rows(DeliveryState.EXPIRED)} == {"mote/2027-03-09"}


def test_the_whole_wheel_is_kept_as_it_was_approved(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.add("# en anteckning")
    assert not office.plan().plan.pending
    assert not office.apply().approved
    with open_ledger(office.config.ledger, read_only=True) as ledger:
        approved = ledger.approval("prov/2027")
    assert approved is not None
    assert list(approved.sources.values()) == [office.file.read_text(encoding="utf-8")]


def test_a_rehearsal_writes_nothing_over_what_people_really_know(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.keys["rehearsal"] = "test@region.example"
    office.add('[[change]]\nwhat = "mote/2027-05-11"\ncancel = true\nreason = "Snö"')
    with pytest.raises(ArshjulError, match="a rehearsal may not write over it"):
        office.apply(office.plan(new_channel=True))
    office.keys.clear()
    office.take()
    assert office.apply().queued == 3
    assert sorted(one.partition("@")[0] for one in office.take()) == ["eva", "siv", "ulf"]


def test_a_rehearsal_may_begin_anew_once_everything_real_is_over(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.keys["rehearsal"] = "test@region.example"
    office.clock.move(days=80)
    office.remind()
    office.clock.move(days=70)
    office.add(
        '[series.forum]\narea = "gemensamt"\ntitle = "Forum"\ndates = ["2027-09-09"]\n'
        'time = "13:00-14:30"\ninvite = ["siv"]'
    )
    assert office.apply().queued == 2


def test_what_was_decided_in_earnest_does_not_leave_in_a_rehearsal(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply(stop=lambda: True)
    office.keys["rehearsal"] = "test@region.example"
    report = office.remind()
    assert office.take() == []
    assert not report.fine
    office.keys.clear()
    office.clock.move(hours=1)
    office.remind()
    assert sorted(one.partition("@")[0] for one in office.take()) == ["eva", "eva", "siv", "siv", "ulf", "ulf"]


def test_what_was_only_rehearsed_is_never_called_off_or_sent_in_earnest(tmp_path: Path) -> None:
    office = Office(tmp_path, keys={"rehearsal": "test@region.example"})
    office.apply(stop=lambda: True)
    office.keys.clear()
    office.remind()
    assert office.take() == []
    with open_ledger(office.config.ledger, read_only=True) as ledger:
        assert {row.reason.sv for row in ledger.rows(DeliveryState.EXPIRED)} == {"beslutat under en repetition"}
    office.clock.move(minutes=1)
    office.add('[[change]]\nwhat = "mote/2027-05-11"\ncancel = true\nreason = "Snö"')
    report = office.apply(office.plan(new_channel=True))
    assert report.queued == 3
    assert all("UID:mote.2027-03-09@prov" in one and "METHOD:REQUEST" in one for one in office.calendars())
    assert len(office.take()) == 3
    assert not office.plan().plan.pending


def test_another_id_in_the_same_file_invites_nobody_again_unasked(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.take()
    office.edit('id = "prov"', 'id = "provet"')
    with pytest.raises(GuardsStop) as caught:
        office.apply(confirmed={})
    assert [(guard.name, guard.number) for guard in caught.value.guards] == [(GuardName.DOUBLES, 2)]
    assert office.take() == []
    assert office.apply(confirmed={GuardName.DOUBLES: 2}).queued == 6
