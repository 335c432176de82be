"""Runs `arshjul ics` in a forked child that kills itself at its Nth step, for every N; says what each death left.

    python -m tests.support.killed_ics WHEEL OUT

OUT holds an older wheel's files. Prints a JSON list: where it died, and what was found then and after another run.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from arshjul.cli.main import program
from arshjul.disk import LEFTOVER

Tree = Mapping[str, bytes]
STEPS = ((os, "open"), (os, "fsync"), (os, "close"), (Path, "replace"), (Path, "mkdir"), (Path, "unlink"))


class Step:
    """Counts the child's calls, and kills it before or after the call number `target`."""

    def __init__(self, target: int, pipe: int) -> None:
        self._target, self._pipe, self._count = target, pipe, 0

    def __call__(self, name: str) -> None:
        self._count += 1
        if self._count == self._target:
            os.write(self._pipe, name.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def stepped(*arguments: Any, **options: Any) -> Any:
            self(f"before {name}")
            result = real(*arguments, **options)
            self(f"after {name}")
            return result

        setattr(owner, name, stepped)


def tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(LEFTOVER)]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def export(wheel: Path, out: Path) -> None:
    with redirect_stdout(StringIO()):
        try:
            program(["ics", str(wheel), "--out", str(out)])
        except SystemExit as end:
            if end.code:
                raise


def run(wheel: Path, out: Path, target: int) -> str | None:
    """Where the child died, or None when it lived. `target` 0 kills nothing."""
    reader, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        step = Step(target, pipe)
        for owner, name in STEPS:
            step.around(owner, name)
        export(wheel, out)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    os.close(pipe)
    where = os.read(reader, 100).decode()
    os.close(reader)
    assert where or status == 0, status
    return where or None


def left(out: Path, old: Tree, new: Tree) -> dict[str, Any]:
    """How many files are old, new, gone and torn; what lies half-written; whether a person's file can be read."""
    found = tree(out)
    private = [path for path in (out / "person").glob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
    return {
        "new": sum(found.get(name) == data for name, data in new.items()),
        "torn": [name for name, data in found.items() if data not in (old.get(name), new.get(name))],
        "lost": [name for name in old if name in new and name not in found],
        "leftovers": sum(path.name.endswith(LEFTOVER) for path in out.rglob("*")),
        "readable": [path.name for path in private],
    }


def main(wheel: Path, out: Path) -> None:
    kept, old = out.with_name("kept"), tree(out)
    shutil.copytree(out, kept)
    export(wheel, out)  # in this process: what it imports, every child has
    new = tree(out)
    deaths: list[dict[str, Any]] = []
    while True:
        shutil.rmtree(out)
        shutil.copytree(kept, out)
        if (where := run(wheel, out, len(deaths) + 1)) is None:
            break
        death = {"where": where, **left(out, old, new)}
        run(wheel, out, 0)
        deaths.append({**death, "mended": tree(out) == new})
    sys.stdout.write(json.dumps({"files": len(new), "deaths": deaths}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
