"""Row 6: kill -9 anywhere in `arshjul ics` leaves each file old and whole or new and whole, and the next run mends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import ROOT, environment, process

WHEEL = """
arshjul = 1
id = "x"
title = "{title}"
year = 2027
[person.dana]
name = "Dana Ek"
email = "dana@x.example"
[area.a]
name = "A"
roles = {{ processledare = "dana" }}
[series.{series}]
area = "a"
title = "Möte"
when = "första tisdagen i maj"
time = "09:00-10:00"
invite = ["dana"]
[series.kvar]
area = "a"
title = "{title}"
when = "andra tisdagen i maj"
time = "09:00-10:00"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX")
def test_a_kill_anywhere_leaves_whole_files_and_the_next_run_mends(tmp_path: Path) -> None:
    wheel, out = tmp_path / "x.toml", tmp_path / "out"
    wheel.write_text(WHEEL.format(title="Förut", series="borta"), "utf-8")
    assert process(tmp_path, "ics", str(wheel), "--out", str(out)).code == 0
    wheel.write_text(WHEEL.format(title="Nu", series="ny"), "utf-8")
    command = [sys.executable, "-m", "tests.support.killed_ics", str(wheel), str(out)]
    ran = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    deaths = report["deaths"]
    assert len(deaths) >= 60
    assert {"before replace", "after replace", "before fsync", "before unlink"} <= {death["where"] for death in deaths}
    assert {death["new"] for death in deaths} == set(range(report["files"] + 1))
    assert all(not death["torn"] and not death["lost"] and not death["readable"] for death in deaths)
    assert all(death["leftovers"] <= 1 for death in deaths)
    assert all(death["mended"] for death in deaths)
