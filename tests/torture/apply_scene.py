"""Run as a program: `arshjul apply --yes`, the real command in forked processes, killed at a point and run again.

`python -m tests.torture.apply_scene FOLDER PORT LATER POINT…` prints one line of JSON a point. For each point a wheel
is applied in peace, edited, and applied again by a process that dies at its POINTth step (tests.torture.scene.arm),
with the server at PORT. Then the same command is run twice more with the server at LATER: as a person does who starts
it again, and once more with on_uncertain = "resend". The file of each point has guests of its own, so that the servers
can tell the points apart.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import time_machine

from arshjul.ledger import open_ledger
from arshjul.ledger.store import LEASE
from arshjul.model.delivery import DeliveryState
from arshjul.transports import configured
from arshjul.transports.folder import FolderTransport
from tests.support.console import standing_in
from tests.support.desk import FIRST_DAY
from tests.torture.scene import arm, in_child

WHEEL = """\
arshjul = 1
id      = "prov"
title   = "Årshjul Prov"
year    = 2027
status  = "aktiv"

[area.energi]
name  = "Hållbar energi"
roles = {{ processledare = "eva" }}

[series.mote]
area   = "energi"
title  = "Månadsmöte"
when   = "andra tisdagen i mars och maj"
time   = "13:00-14:30"
place  = "Residenset, Östersund"
invite = [{invite}]
{more}"""
STRUCK = FIRST_DAY + timedelta(days=1)
AGAIN = STRUCK + LEASE + timedelta(minutes=2)
"""When what the dead process had claimed is known to be nobody's."""
ONCE_MORE = AGAIN + timedelta(minutes=2)
GUESTS = ("siv", "ulf", "eva", "jon")
EDIT = """
[[change]]
what    = "mote/2027-03"
move_to = "tor 2027-03-18"
reason  = "Krock med regionfullmäktige"

[[change]]
what   = "mote/2027-05"
cancel = true
"""
"""With this one meeting is moved and one cancelled; Ulf is no longer invited, and Jon is."""


def wheel(point: int, *, edited: bool) -> str:
    people = "".join(f'\n[person.{who}]\nname  = "{who.title()}"\nemail = "{address(point, who)}"\n' for who in GUESTS)
    return WHEEL.format(invite='"siv", "jon"' if edited else '"siv", "ulf"', more=people + (EDIT if edited else ""))


def address(point: int, who: str) -> str:
    return f"p{point}-{who}@region.example"


def settings(port: int, on_uncertain: str = "ask") -> str:
    return f"""\
wheels = ["2027.toml"]
ledger = "var/arshjul.db"
transport = "smtp"
on_uncertain = "{on_uncertain}"
[mail]
from = "Årshjul <arshjul@region.example>"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
per_minute = 60
"""


def run(folder: Path, now: datetime, *words: str) -> int:
    """The program in this process, as in a shell that stands in `folder`; its exit code. 70: a fault in it."""
    from arshjul.cli.main import program

    said = StringIO()
    with standing_in(folder), time_machine.travel(now), redirect_stdout(said), redirect_stderr(said):
        try:
            program.main(list(words))
        except SystemExit as end:
            return int(end.code or 0)
    return 70


def exits(folder: Path, now: datetime, *words: str) -> None:
    if code := run(folder, now, *words):
        os._exit(code)


def in_peace(folder: Path) -> None:
    """The first apply, whose mails are put in `folder`/first instead of sent."""
    configured.open_transport = lambda *_: _Quiet(folder / "first")
    exits(folder, FIRST_DAY, "apply", "--yes")


class _Quiet(FolderTransport):
    name = "smtp"


def play(folder: Path, port: int, later: int, point: int) -> dict[str, object]:
    folder.mkdir(parents=True)
    config = folder / "config.toml"
    config.write_text(settings(port))
    (folder / "2027.toml").write_text(wheel(point, edited=False))
    assert in_child(lambda: in_peace(folder)) == 0
    (folder / "2027.toml").write_text(wheel(point, edited=True))

    def struck() -> None:
        if point:
            arm(point)
        exits(folder, STRUCK, "apply", "--yes")

    status = in_child(struck)
    between = _states(folder)
    config.write_text(settings(later))
    after = in_child(lambda: exits(folder, AGAIN, "apply", "--yes"))
    then = _states(folder)
    config.write_text(settings(later, "resend"))
    last = in_child(lambda: exits(folder, ONCE_MORE, "apply", "--yes"))
    return {
        "point": point,
        "died": os.WIFSIGNALED(status),
        "exits": [os.waitstatus_to_exitcode(one) for one in (status, after, last)],
        "between": between,
        "then": then,
        "last": _states(folder),
    }


def _states(folder: Path) -> dict[str, str]:
    """What the ledger says of each mail of the second apply, by "address bulletin"."""
    with open_ledger(folder / "var" / "arshjul.db", read_only=True) as ledger:
        return {
            f"{row.delivery.key.whom} {row.delivery.key.version}": state.value
            for state in DeliveryState
            for row in ledger.rows(state)
            if row.delivery.due > FIRST_DAY
        }


def warm_up(folder: Path) -> None:
    """Import once, before the forks, what an invitation, a change and a cancellation need."""
    folder.mkdir(parents=True)
    for edited in (False, True):
        (folder / "2027.toml").write_text(wheel(0, edited=edited))
        assert run(folder, FIRST_DAY, "apply", "2027.toml", "--yes") == 0


def main(folder: str, port: str, later: str, *points: str) -> None:
    warm_up(Path(folder) / "warm")
    for point in points:
        sys.stdout.write(json.dumps(play(Path(folder) / point, int(port), int(later), int(point))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
