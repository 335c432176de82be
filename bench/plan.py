"""`arshjul plan` beside the same job done the obvious way: whole processes, side by side, on a wheel that is applied.

    python bench/plan.py [ROUNDS]

The wheel has 12 series with 82 meetings of 20 guests each. Nothing has changed in it: that is the demand. A second line
shows the plan after a title has been edited, when everything is read and held against the ledger. The peer gets its
rules as RRULEs. Sides take turns; medians.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEER = ROOT / "bench/peers/obvious_plan.py"
DEMAND = 4
MONTHS = (12, 12, 11, 10, 8, 6, 6, 5, 4, 4, 2, 2)
"""Of each series; its meetings are then held once in each month."""
NAMES = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
         "december")  # fmt: skip
DAYS = (("tisdagen", "TU"), ("onsdagen", "WE"), ("torsdagen", "TH"))
ORDINALS = ("första", "andra", "tredje", "fjärde")
GUESTS = 20


def rules() -> list[tuple[str, str]]:
    """Each series as a phrase and as an RRULE: no two on the same day."""
    found = []
    for number, months in enumerate(MONTHS):
        (swedish, short), ordinal = DAYS[number // 4], number % 4
        names = ", ".join(NAMES[: months - 1]) + f" och {NAMES[months - 1]}"
        listed = ",".join(map(str, range(1, months + 1)))
        found.append(
            (f"{ORDINALS[ordinal]} {swedish} i {names}", f"FREQ=MONTHLY;BYMONTH={listed};BYDAY={ordinal + 1}{short}")
        )
    return found


def invited(number: int) -> str:
    return json.dumps([f"p{(number * 7 + guest) % 60}" for guest in range(GUESTS)])


def people() -> str:
    return "".join(f'[person.p{n}]\nname = "Åsa Öberg {n}"\nemail = "asa.oberg{n}@region.example"\n' for n in range(60))


def ours(year: int) -> str:
    head = (
        f'arshjul = 1\nid = "bench"\ntitle = "Bench"\nyear = {year}\nstatus = "aktiv"\n[area.gemensamt]\n'
        'name = "Gemensamt"\nroles = { processledare = "p0" }\n'
    )
    series = "".join(
        f'[series.s{n}]\narea = "gemensamt"\ntitle = "Möte {n}"\nwhen = "{phrase}"\n'
        f'time = "{8 + n % 4}:00-{9 + n % 4}:00"\nplace = "Sal {n}"\ninvite = {invited(n)}\n'
        f'organiser = "p{n * 7 % 60}"\nif_closed = "keep"\n'
        for n, (phrase, _) in enumerate(rules())
    )
    return head + series + people()


def theirs(year: int) -> str:
    head = f'title = "Bench"\nyear = {year}\ntimezone = "Europe/Stockholm"\n'
    series = "".join(
        f'[series.s{n}]\ntitle = "Möte {n}"\narea = "gemensamt"\nrules = ["{rule}"]\nif_closed = "keep"\n'
        f"start = {8 + n % 4:02}:00:00\nend = {9 + n % 4:02}:00:00\ninvite = {invited(n)}\n"
        for n, (_, rule) in enumerate(rules())
    )
    return head + series + people()


def prepare(folder: Path, year: int) -> dict[str, list[str]]:
    """Both sides applied; the commands whose output says that nothing is to be done."""
    from arshjul.config import load
    from arshjul.transports.memory import MemoryTransport
    from arshjul.usecases.apply import apply
    from arshjul.usecases.plan import make

    settings, wheel, plain = folder / "config.toml", folder / "wheel.toml", folder / "plain.toml"
    settings.write_text('wheels = ["wheel.toml"]\nledger = "ledger.db"\n', encoding="utf-8")
    wheel.write_text(ours(year), encoding="utf-8")
    plain.write_text(theirs(year), encoding="utf-8")
    config = load(settings)
    planned = make(config, wheel, datetime.now(UTC))
    numbers = {guard.name: guard.number for guard in planned.plan.guards}
    queued = apply(config, planned, MemoryTransport(), confirmed=numbers).queued
    assert queued == sum(MONTHS) * GUESTS, queued
    peer = [sys.executable, str(PEER), str(plain), str(folder / "peer.db")]
    subprocess.run([*peer, "--apply"], check=False, capture_output=True)
    return {
        "the obvious way": peer,
        "arshjul plan": [sys.executable, "-m", "arshjul", "plan", str(wheel), "--config", str(settings)],
    }


def timed(command: list[str], environ: dict[str, str], code: int) -> tuple[float, str]:
    began = time.perf_counter()
    run = subprocess.run(command, check=False, capture_output=True, text=True, env=environ, cwd=ROOT)
    seconds = time.perf_counter() - began
    assert run.returncode == code, run.stdout + run.stderr
    return seconds, run.stdout


def main(rounds: int = 15) -> None:
    year = datetime.now(UTC).year + 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # bytecode is cached on both sides, as in an installed program
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": f"{folder}/cache", "LC_ALL": "C.UTF-8"}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        commands = prepare(folder, year)
        taken: dict[str, list[float]] = {side: [] for side in (*commands, "a title edited")}
        wheel = folder / "wheel.toml"
        for number in range(rounds + 1):
            for side, command in commands.items():
                seconds, said = timed(command, environ, 0)
                assert "82" in said, said
                taken[side].append(seconds)
            wheel.write_text(ours(year).replace("Möte 7", "Råd 7"), encoding="utf-8")
            taken["a title edited"].append(timed(commands["arshjul plan"], environ, 3)[0])
            wheel.write_text(ours(year), encoding="utf-8")
            if number == 0:
                print(said.strip())
    figures = {side: statistics.median(times[1:]) for side, times in taken.items()}  # the first round fills the caches
    base = figures["the obvious way"]
    for side, seconds in figures.items():
        print(f"{side:16}{seconds * 1000:6.0f} ms{base / seconds:7.1f}×")
    met = base >= DEMAND * figures["arshjul plan"]
    print(f"demand: nothing changed, at least {DEMAND} times faster: {'ok' if met else 'MISSED'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
