"""How long `arshjul --version` takes beside the smallest click program there is: whole processes, side by side."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = Path(tempfile.gettempdir()) / "arshjul-bench-bytecode"
ROUNDS = 40
DEMAND = 1.3
HELLO = """
import click


@click.command()
@click.version_option("1.0")
def hello() -> None:
    click.echo("hello")


hello()
"""


def seconds(command: list[str]) -> float:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(CACHE)}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environ)
    return time.perf_counter() - began


def main() -> None:
    program = "from arshjul.cli.main import main\n\nmain()\n"  # as the installed console script
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("hello.py", HELLO), ("ours.py", program)):
            (Path(folder) / name).write_text(text, encoding="utf-8")
        commands = {
            "click hello --version": [sys.executable, f"{folder}/hello.py", "--version"],
            "arshjul --version": [sys.executable, f"{folder}/ours.py", "--version"],
            "arshjul --help": [sys.executable, f"{folder}/ours.py", "--help"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):  # in turn, so that a busy machine troubles all alike
            for name, command in commands.items():
                taken[name].append(seconds(command))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    base = medians["click hello --version"]
    for name, median in medians.items():
        print(f"{name:<24} {median * 1000:7.1f} ms  {median / base:5.2f}×")
    ratio = medians["arshjul --version"] / base
    print(f"start: {ratio:.2f}× click hello (demand ≤{DEMAND}×): {'ok' if ratio <= DEMAND else 'MISSED'}")


if __name__ == "__main__":
    main()
