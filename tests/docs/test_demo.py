"""What `make demo` runs, run: it ends well and leaves what its last words name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.snippets import ROOT


def _demo(folder: Path) -> str:
    """docs/demo.sh in `folder`, with an `arshjul` on PATH that is this checkout's."""
    shim = folder / "bin/arshjul"
    shim.parent.mkdir(exist_ok=True)
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m arshjul "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    environment = {**os.environ, "PATH": f"{shim.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "docs/demo.sh"], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


def test_the_demo_leaves_calendars_and_mails(tmp_path: Path) -> None:
    for name in ("schedules", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    said = _demo(tmp_path)
    mails = {path.name for path in (tmp_path / "out/mail").glob("*.eml")}
    assert "OK – 0 fel" in said
    assert "out/calendars/all.ics: inga fel" in said
    assert "\x1b" not in said, "no colours into a pipe"
    assert len(mails) > 20
    assert any(f"out/mail/{name}" in said for name in mails)
    assert (tmp_path / "out/calendars/all.ics").is_file()
    assert (tmp_path / "out/wheel.svg").read_text(encoding="utf-8").endswith("</svg>\n")
    assert (tmp_path / "out/wheel.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "out/wheel.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "out/site/sv/index.html").is_file()
    assert len(list((tmp_path / "out/demo/mail").glob("*.eml"))) == 15 + 4, "invitations, and the four moved"
    assert "Inget att verkställa: alla vet det som står i filen." in said
