"""`arshjul check` of the example wheel beside the same job done the obvious way: whole processes, side by side.

The peer gets the wheel with its phrases already turned into RRULEs, so it has less to do than we have.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHEEL = ROOT / "schedules/2027.toml"
PEER = ROOT / "bench/peers/obvious_check.py"
ROUNDS = 15
DEMAND = 0.5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # bytecode is cached on both sides, as in an installed program
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": f"{folder}/cache", "LC_ALL": "C.UTF-8"}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        plain = Path(folder) / "plain.toml"
        plain.write_text("\n".join(translated()), encoding="utf-8")
        commands = {
            "the obvious way": [sys.executable, str(PEER), str(plain)],
            "arshjul check": [sys.executable, "-m", "arshjul", "check", str(WHEEL)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(ROUNDS + 1):
            for name, command in commands.items():
                began = time.perf_counter()
                said = subprocess.run(command, check=True, capture_output=True, text=True, env=environ, cwd=ROOT).stdout
                if number == 0:
                    print(f"{name}: {said.splitlines()[0]}")
                else:  # the first round fills the caches
                    taken[name].append(time.perf_counter() - began)
    base, ours = (statistics.median(times) for times in taken.values())
    print(f"the obvious way {base * 1000:6.0f} ms   ({has_sqlalchemy()})")
    print(f"arshjul check   {ours * 1000:6.0f} ms")
    print(
        f"check: {ours / base:.2f}× the obvious way (demand ≤{DEMAND}×): {'ok' if ours <= DEMAND * base else 'MISSED'}"
    )


def has_sqlalchemy() -> str:
    from importlib.util import find_spec

    return "with SQLAlchemy" if find_spec("sqlalchemy") else "SQLAlchemy is not installed, which favours it"


def translated() -> Iterator[str]:
    """The example wheel as the peer's TOML: every dated series, its rules as RRULEs or dates."""
    sys.path.insert(0, str(ROOT))
    from arshjul.language.phrases import PhraseContext, rrule_text
    from arshjul.model.rhythm import AsNeeded, Each, Phrases, TimeRange
    from arshjul.usecases.load import load_valid

    ready = load_valid(WHEEL)
    wheel, context = ready.wheel, PhraseContext(ready.wheel.year)
    yield f'title = {json.dumps(wheel.title)}\nyear = {wheel.year}\ntimezone = "{wheel.timezone}"'
    for closure, first, last in (
        ("Sportlov", "03-08", "03-14"),
        ("Sommarlugn", "07-05", "08-15"),
        ("Jul", "12-22", "12-31"),
    ):
        yield f'[[closed]]\nname = "{closure}"\nfirst = {wheel.year}-{first}\nlast = {wheel.year}-{last}'
    for person in wheel.directory.people.values():
        yield f"[person.{person.id}]\nname = {json.dumps(person.name)}\nemail = {json.dumps(person.email)}"
    for series in wheel.series.values():
        if isinstance(series.rhythm, AsNeeded | Each) or not isinstance(series.time, TimeRange):
            continue
        rules = series.rhythm.rules if isinstance(series.rhythm, Phrases) else ()
        texts = [text for rule in rules if (text := rrule_text(rule, context))]
        nominal = [] if texts else [one.nominal for one in ready.occurrences if one.item.id == series.id]
        policy = {None: "next week", "next week": "next week"}.get(series.if_closed, str(series.if_closed))
        yield f"[series.{series.id}]\ntitle = {json.dumps(series.title)}\narea = {json.dumps(series.area)}"
        yield f"rules = {json.dumps(texts)}\ndates = [{', '.join(map(str, nominal))}]\nif_closed = {json.dumps(policy)}"
        yield f"start = {series.time.start}\nend = {series.time.end}\ninvite = {json.dumps(series.invite)}"


if __name__ == "__main__":
    main()
