"""Problems for machines: the documented JSON, GitHub's commands, and SARIF 2.1.0."""

from __future__ import annotations

import json
import re

from arshjul.language.formats import to_github, to_json, to_sarif
from arshjul.language.problems import render_text
from arshjul.language.texts.titles import TITLES
from arshjul.model.source import Origin, Problem

FILE = "schedules/2027.toml"
UNKNOWN = Problem.error("E07", Origin(FILE, 29, 1, 6), like="place")
MISSING = Problem.error("E18", Origin("a,b:c%.toml", 0, 0, 0), "missing")
WARNING = Problem.warning("E75", Origin(FILE, 147, 12, 27))
ALL = (UNKNOWN, MISSING, WARNING)


def test_json_has_the_documented_shape() -> None:
    assert to_json([UNKNOWN], "sv") == [
        {
            "code": "E07",
            "severity": "error",
            "file": FILE,
            "line": 29,
            "column": 1,
            "end_column": 6,
            "message": "okänd nyckel",
            "cure": "skriv  place",
        }
    ]


def test_what_concerns_a_whole_file_stands_at_its_first_character() -> None:
    [found] = to_json([MISSING], "en")
    assert (found["line"], found["column"], found["end_column"]) == (1, 1, 1)


def test_github_gets_a_command_a_line_with_its_properties_escaped() -> None:
    lines = to_github(ALL, "sv").split("\n")
    assert lines[0] == f"::error file={FILE},line=29,col=1,endColumn=5,title=E07::okänd nyckel – skriv  place"
    assert lines[1].startswith("::error file=a%2Cb%3Ac%25.toml,title=E18::filen finns inte")
    assert lines[2].startswith("::warning ")
    assert all(re.fullmatch(r"::(error|warning) [^:]+::[^\n]+", line) for line in lines)


def test_sarif_has_what_the_standard_requires() -> None:
    log = json.loads(json.dumps(to_sarif(ALL, "en")))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "arshjul"
    assert [rule["id"] for rule in rules] == ["E07", "E18", "E75"]
    assert [rule["shortDescription"]["text"] for rule in rules] == [TITLES[rule["id"]].en for rule in rules]
    for problem, result in zip(ALL, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 29, "startColumn": 1, "endColumn": 6}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%2Cb%3Ac%25.toml"
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "x" * 900 + "plats" + "y" * 900
    text = render_text([Problem.error("E07", Origin(FILE, 1, 901, 906), like="place")], {FILE: line}, "sv")
    shown, caret = text.split("\n")[2:4]
    assert len(shown) < 180
    assert shown[caret.index("^") :].startswith("plats")
    assert shown.startswith(" 1 | …")
    assert shown.endswith("…")


def test_the_caret_stands_right_below_wide_and_combined_letters_and_tabs() -> None:
    for before, columns in (("漢字", 4), ("a\u030a", 1), ("\t", 1), ("\x85", 1)):
        problem = Problem.error("E07", Origin(FILE, 1, len(before) + 1, len(before) + 6), like="place")
        caret = render_text([problem], {FILE: f"{before}plats = 1"}, "sv").split("\n")[3]
        assert caret == f"   | {' ' * columns}^^^^^ okänd nyckel"


def test_nothing_that_a_terminal_obeys_is_shown() -> None:
    problem = Problem.error("E50", Origin(FILE, 1, 1, 5), "none", word="x")
    shown = render_text([problem], {FILE: "\x1b[31m\u202e hej"}, "en")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_caret_beyond_its_line_is_kept_on_the_page() -> None:
    problem = Problem.error("E07", Origin(FILE, 1, 50, 90), like="place")
    assert render_text([problem], {FILE: "kort"}, "sv").split("\n")[3] == "   |     ^ okänd nyckel"
    assert render_text([problem], {}, "sv").split("\n")[1] == "   = okänd nyckel"
