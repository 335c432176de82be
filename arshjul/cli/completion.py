"""`arshjul completion`: the script that lets a shell complete commands and flags."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from arshjul.cli.common import Session, cli_argument, cli_command, json_option, pass_session
from arshjul.cli.terminal import emit_json
from arshjul.text import Text

COMPLETE_VAR = "_ARSHJUL_COMPLETE"
"""Click's name for the variable by which the script asks the program."""


@cli_command(
    "completion",
    more=Text(
        "Lägg raden från exemplet i skalets startfil; för fish i ~/.config/fish/completions/arshjul.fish.",
        "Put the example's line into the shell's startup file; for fish, ~/.config/fish/completions/arshjul.fish.",
    ),
    example='eval "$(arshjul completion bash)"\n'
    'eval "$(arshjul completion zsh)"\n'
    "arshjul completion fish > ~/.config/fish/completions/arshjul.fish",
)
@cli_argument(
    "shell",
    type=click.Choice(["bash", "zsh", "fish"]),
    metavar=Text("SKAL", "SHELL"),
    about=Text("bash, zsh eller fish", "bash, zsh or fish"),
)
@json_option
@pass_session
def command(session: Session, shell: str) -> None:
    from arshjul.cli.main import program

    found = get_completion_class(shell)
    if found is None:  # Click knows all three
        raise LookupError(shell)
    script = found(program, {}, "arshjul", COMPLETE_VAR).source().strip()
    if session.json:
        emit_json({"shell": shell, "script": script})
    else:
        click.echo(script)
