"""`arshjul schema`: what editors need to complete and check the wheel's keys."""

from __future__ import annotations

from arshjul.cli.common import Session, cli_command, json_option, pass_session
from arshjul.cli.terminal import emit_json
from arshjul.text import Text


@cli_command(
    "schema",
    more=Text(
        "Skriv  #:schema arshjul.schema.json  överst i hjulet, så kompletterar editorn nycklarna. Det är alltid JSON.",
        "Write  #:schema arshjul.schema.json  on top of the wheel, and the editor completes its keys. Always JSON.",
    ),
    example="arshjul schema > schedules/arshjul.schema.json",
)
@json_option
@pass_session
def command(_session: Session) -> None:
    from arshjul.usecases.schema import schema

    emit_json(schema())
