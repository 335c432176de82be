"""`arshjul check`: say what the wheel was understood to mean, and everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import click

from arshjul.cli.common import Session, cli_command, cli_option, file_argument, json_option, pass_session
from arshjul.cli.terminal import emit_json, paint, show
from arshjul.text import Text


@cli_command(
    "check",
    more=Text(
        "Alla fel visas på en gång, med rad och det som ska skrivas i stället. Utgångskoden är 1 om något är fel.",
        "All errors are shown at once, with their lines and what to write instead. The exit code is 1 on any error.",
    ),
    example="arshjul check schedules/2027.toml\narshjul check --format github",
)
@file_argument
@cli_option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "github", "sarif"]),
    about=Text("för människor, program, GitHub eller SARIF", "for people, programs, GitHub or SARIF"),
)
@cli_option("--brief", is_flag=True, about=Text("visa inte varje serie", "do not list every series"))
@json_option
@pass_session
def command(session: Session, file: Path | None, shape: str | None, brief: bool) -> None:
    from arshjul.usecases.check import check, check_json, check_text

    checked = check(session.wheel_file(file), session.today, lambda: session.config.templates)
    loaded = checked.loaded
    language = session.reader_language(loaded.wheel.language if loaded.wheel else None)
    match shape or ("json" if session.json else "text"):
        case "json":
            emit_json(check_json(checked, language))
        case "github":
            from arshjul.language.formats import to_github

            show(to_github(loaded.problems, language))
        case "sarif":
            from arshjul.language.formats import to_sarif

            emit_json(to_sarif(loaded.problems, language))
        case _:
            show(check_text(checked, language, brief=brief, paint=paint()))
    if not checked.passed:
        click.get_current_context().exit(1)
