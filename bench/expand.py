"""Expand a year of 10,000 series, and of 12: ours beside python-dateutil, remind, recurring-ical-events and khal.

Every side is a whole process, started afresh and in turn; medians. All must find equally many dates.
`python bench/expand.py` prints both sides and the ratio; a peer that is not installed is said to be missing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.peers.expand_peers import SIDES, Load

DEMANDS = {"dateutil": 0.5, "remind": 0.3}
"""At 10,000 series: ours must take at most this share of the peer's time."""


def seconds(command: list[str], dates: Path) -> tuple[float, int]:
    """Wall-clock time of one process, and how many dates it said."""
    # bytecode is cached on all sides, as in an installed program
    environ = {**os.environ, "PYTHONPYCACHEPREFIX": str(dates.parent / "cache")}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with dates.open("wb") as out:
        subprocess.run(command, stdout=out, check=True, env=environ)
    spent = time.perf_counter() - start
    return spent, len(dates.read_bytes().splitlines())


def measured(load: Load, names: list[str], runs: int, folder: Path) -> dict[str, tuple[float, int]]:
    """The median of each side, and how many dates it found; the sides take turns. A slow one runs only once."""
    spent: dict[str, list[float]] = {name: [] for name in names}
    found: dict[str, int] = {}
    commands = {name: SIDES[name].command(load, folder) for name in names}
    for run in range(runs + 1):  # the first round fills the caches
        for name, command in commands.items():
            if SIDES[name].slow and load.count > 100 and run != 1:
                continue
            took, found[name] = seconds(command, folder / "dates")
            if run:
                spent[name].append(took)
    return {name: (statistics.median(spent[name]), found[name]) for name in names}


def demanded(peer: str, count: int, ratio: float) -> str:
    """What the ratio should be and whether it is; nothing is demanded of a peer that is only shown."""
    most = DEMANDS.get(peer) if count > 100 else 1.0 if SIDES[peer].python else None
    return "" if most is None else f"  (demand ≤{most}: {'ok' if ratio <= most else 'MISSED'})"


def compare(load: Load, runs: int) -> None:
    """One table: each side's median, how many dates, and our share of its time."""
    print(f"{load.count} series, rules {load.rules}, a year, whole processes, medians of {runs}:")
    able = [name for name, side in SIDES.items() if not side.missing() and load.count <= side.most]
    with tempfile.TemporaryDirectory() as name:
        results = measured(load, able, runs, Path(name))
    mine, dates = results["arshjul"]
    for peer, side in SIDES.items():
        if peer not in results:
            print(f"  {peer:<22} {f'missing: {side.missing()}' if side.missing() else 'left out: takes minutes'}")
            continue
        theirs, found = results[peer]
        told = f"{dates} dates" if peer == "arshjul" else f"ratio {mine / theirs:.2f}"
        verdict = "" if peer == "arshjul" else demanded(peer, load.count, mine / theirs)
        note = "" if found == dates else f"  ({found} dates: differs!)"
        print(f"  {peer:<22} {theirs * 1000:9.0f} ms  {told}{verdict}{note}")


if __name__ == "__main__":
    compare(Load(12, "shared"), 7)
    print("The next 10,000 series share 55 rules: ours works out each rule once, the peers every series anew.")
    compare(Load(10_000, "shared"), 5)
    compare(Load(10_000, "distinct"), 5)
