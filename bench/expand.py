"""Expand a year of 10,000 series, and of 12: ours beside python-dateutil, remind, recurring-ical-events and khal.

Every side is a whole process, started afresh and in turn; medians. All must find equally many dates.
`python bench/expand.py` prints both sides and the ratio; a peer that is not installed is said to be missing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.peers.expand_peers import SIDES, Side

DEMANDS = {"dateutil": 0.5, "remind": 0.3}
"""At 10,000 series: ours must take at most this share of the peer's time."""


def seconds(command: list[str], dates: Path) -> tuple[float, int]:
    """Wall-clock time of one process, and how many dates it said."""
    start = time.perf_counter()
    with dates.open("wb") as out:
        subprocess.run(command, stdout=out, check=True)
    spent = time.perf_counter() - start
    return spent, len(dates.read_bytes().splitlines())


def measured(side: Side, count: int, runs: int, folder: Path) -> tuple[float, int]:
    command = side.command(count, folder)
    results = [seconds(command, folder / "dates") for _ in range(runs)]
    return statistics.median(spent for spent, _ in results), results[-1][1]


def demanded(peer: str, count: int, ratio: float) -> str:
    """What the ratio should be and whether it is; nothing is demanded of a peer that is only shown."""
    most = DEMANDS.get(peer) if count > 100 else 1.0 if SIDES[peer].python else None
    return "" if most is None else f"  (demand ≤{most}: {'ok' if ratio <= most else 'MISSED'})"


def compare(count: int, runs: int) -> None:
    """One table: each side's median, how many dates, and our share of its time."""
    print(f"{count} series, a year, whole processes, medians of {runs}:")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine, dates = measured(SIDES["arshjul"], count, runs, folder)
        print(f"  {'arshjul':<22} {mine * 1000:9.0f} ms  {dates} dates")
        for peer, side in SIDES.items():
            if peer == "arshjul":
                continue
            if missing := side.missing():
                print(f"  {peer:<22} missing: {missing}")
                continue
            if count > side.most:
                print(f"  {peer:<22} left out: takes minutes")
                continue
            theirs, found = measured(side, count, 1 if count > 100 and side.slow else runs, folder)
            note = "" if found == dates else f"  ({found} dates: differs!)"
            verdict = demanded(peer, count, mine / theirs)
            print(f"  {peer:<22} {theirs * 1000:9.0f} ms  ratio {mine / theirs:.2f}{verdict}{note}")


if __name__ == "__main__":
    compare(12, 7)
    print("The 10,000 series share 55 rules: ours works out each rule once, the peers every series anew.")
    compare(10_000, 5)
