"""The built wheel works in an empty environment, far from the checkout: templates and SQL travel inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.web import serving

ROOT = Path(__file__).parents[2]
PIP: list[str | Path] = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
pytestmark = pytest.mark.xdist_group("packaging")  # the environment is made once, not once a worker


def _run(*command: str | Path, cwd: Path, **env: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ARSHJUL_", "PYTHON", "COV"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean | env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    _run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that holds the wheel and its pinned requirements only; returns its `arshjul`."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home / "venv", with_pip=False)
    bin = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [*PIP, "--python", bin / "python", "install", "--no-compile"]
    _run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "run.txt", cwd=home)
    _run(*pip, "--no-deps", wheel_file, cwd=home)
    return bin / "arshjul"


def test_the_wheel_carries_templates_and_sql_but_no_tests(wheel_file: Path) -> None:
    names = zipfile.ZipFile(wheel_file).namelist()
    assert any(name.startswith("arshjul/templates/mail/") for name in names)
    assert any(name.endswith(".sql") for name in names)
    fonts = "arshjul/render/wheel/fonts"
    assert {f"{fonts}/inter-400.ttf", f"{fonts}/inter-600.woff2", f"{fonts}/widths.json", f"{fonts}/OFL.txt"} <= set(
        names
    )
    assert not [name for name in names if name.startswith(("tests/", "bench/", "schedules/"))]
    assert not [name for name in names if name.endswith(".pth")]


def test_init_check_calendars_and_mails_work_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    assert "arshjul" in _run(installed, "--version", cwd=tmp_path)
    _run(installed, "init", "--yes", "--year", "2027", "schedules/2027.toml", cwd=tmp_path)
    _run(installed, "check", "schedules/2027.toml", cwd=tmp_path)
    _run(installed, "ics", "schedules/2027.toml", "--out", "calendars", cwd=tmp_path)
    assert (tmp_path / "calendars" / "all.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_live_site_works_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    _run(installed, "init", "--yes", "--year", "2027", "schedules/2027.toml", cwd=tmp_path)
    wheel = tmp_path / "schedules/2027.toml"
    wheel.write_text(wheel.read_text("utf-8").replace('"utkast"', '"aktiv"').replace('"draft"', '"active"'), "utf-8")
    clean = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    with serving(tmp_path, program=(installed,), environ=clean) as server:
        for path in ("/sv/", "/wheel.svg", "/assets/site.css", "/feeds/all.ics"):
            assert server.get(path).status == 200, server.log
        assert server.stop() == 0


def test_the_version_is_the_same_everywhere(installed: Path, wheel_file: Path, tmp_path: Path) -> None:
    version = wheel_file.name.split("-")[1]
    assert version in _run(installed, "--version", cwd=tmp_path)
    assert version in _run(installed.with_name("python"), "-m", "arshjul", "--version", cwd=tmp_path)
