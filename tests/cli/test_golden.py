"""What the commands say of the example, word for word, in Swedish and English (tests/golden/cli)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import place, run
from tests.support.golden import golden

WHEEL = "schedules/2027.toml"
SAID = {
    "check": ("check", WHEEL),
    "explain": ("explain", "onsdagar och fredagar i mars-april utom v. 14", "--year", "2027"),
    "explain-computed": ("explain", "thursday the week after easter", "--year", "2027"),
    "explain-wrong": ("explain", "sista vardagen i månaden", "--year", "2027"),
    "why-moved": ("why", "digitala-manadsmote/2027-05", WHEEL),
    "why-closed-then-moved": ("why", "styrgrupp/2027-Q4", WHEEL),
    "why-skipped": ("why", "originn/2027-W10", WHEEL),
    "why-window": ("why", "upplevelser-kkb/2027-2", WHEEL),
    "why-deadline": ("why", "uppfoljningsrapport/2027", WHEEL),
    "agenda": ("agenda", WHEEL),
    "agenda-by-week": ("agenda", WHEEL, "--from", "2027-05-10", "--to", "2027-05-30", "--by", "week"),
    "agenda-of-one": ("agenda", WHEEL, "--person", "lu-are", "--month", "maj"),
    "status-before-anything-was-sent": ("status",),
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", SAID)
def test_a_command_says(name: str, language: str, tmp_path: Path) -> None:
    ran = run(place(tmp_path), *SAID[name], "--lang", language)
    assert ran.out + ran.err == golden(f"cli/{name}.{language}.txt")
    assert ran.code == (1 if name.endswith("wrong") else 0)
