"""How `plan` and `apply` show a plan: in the shape asked for, on stdout or in a file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arshjul.cli.common import Session, say
from arshjul.cli.terminal import emit_json, paint, show
from arshjul.render.plan.view import AS_IT_IS, Typed, view
from arshjul.text import MAILS, Language, Text

if TYPE_CHECKING:
    from arshjul.model.plan import Plan
    from arshjul.render.plan.view import View
    from arshjul.usecases.plan import Planned
    from arshjul.usecases.plan_mails import PlannedMail


def print_plan(session: Session, planned: Planned, typed: Typed, shape: str, out: Path | None) -> None:
    """The whole plan, in the reader's language."""
    language = session.reader_language(planned.loaded.wheel.language)
    if shape == "json":
        from arshjul.render.plan.data import plan_json

        _emit(plan_json(planned.plan, language, planned.obstacles, planned.drift), out)
        return
    seen = view(planned.plan, language, planned.obstacles, planned.drift or (), typed)
    _put(_shaped(seen, shape, coloured=out is None), seen, out)


def print_quiet(session: Session, plan: Plan, written: Language, shape: str, out: Path | None) -> None:
    """A plan with nothing to do, of a file in the language `written`."""
    language = session.reader_language(written)
    if shape == "json":
        from arshjul.render.plan.data import plan_json

        _emit(plan_json(plan, language), out)
        return
    seen = view(plan, language)
    _put(_shaped(seen, shape, coloured=out is None), seen, out)


def print_to_look_at(session: Session, planned: Planned) -> None:
    """The plan as text, without the command that applies it: something else comes after."""
    from arshjul.render.plan.text import plan_text

    language = session.reader_language(planned.loaded.wheel.language)
    seen = view(planned.plan, language, typed=AS_IT_IS)
    show(plan_text(seen, paint(), asking=True))


def tell_drift(planned: Planned) -> None:
    """What `--refresh` found when that is nothing, on stderr."""
    if planned.drift is None:
        way = planned.channel.rpartition(":")[2]
        say(
            Text(f"Utskicksvägen {way} går inte att läsa tillbaka.", f"The transport {way} cannot be read back."),
            err=True,
        )
    elif not planned.drift:
        say(
            Text("Ingen har ändrat något bakom ryggen på oss.", "Nobody has changed anything behind our back."),
            err=True,
        )


def print_mails(session: Session, planned: Planned, whom: str, now: datetime, shape: str, out: Path | None) -> None:
    """The mails to one person, one after the other."""
    from arshjul.usecases.plan_mails import mails_to

    name, mails = mails_to(session.config, planned, whom, now)
    language = session.reader_language(planned.loaded.wheel.language)
    if shape == "json":
        _emit({"to": name, "mails": [_mail_json(one) for one in mails]}, out)
        return
    count = MAILS.of(len(mails))
    last = Text(f"{name}: {count.sv}. Inget är skickat.", f"{name}: {count.en}. Nothing has been sent.").to(language)
    text = "\n".join([*(_mail_text(one, language) for one in mails), last])
    if out is None:
        click.echo(text)
    else:
        _write(out, text)


def _mail_text(one: PlannedMail, language: Language) -> str:
    word = Text("Ämne", "Subject").to(language)
    bar = "─" * 72
    return f"{bar}\n{one.change.key}\n{word}: {one.mail.subject}\n{bar}\n{one.mail.text}"


def _mail_json(one: PlannedMail) -> dict[str, Any]:
    return {
        "key": str(one.change.key),
        "action": one.message.action.value,
        "leaving": one.message.leaving,
        "subject": one.mail.subject,
        "text": one.mail.text,
        "html": one.mail.html,
    }


def _shaped(seen: View, shape: str, *, coloured: bool) -> str:
    if shape == "markdown":
        from arshjul.render.plan.markdown import plan_markdown

        return plan_markdown(seen)
    if shape == "html":
        from arshjul.render.plan.html import plan_html

        return plan_html(seen)
    from arshjul.render.paint import plain
    from arshjul.render.plan.text import plan_text

    return plan_text(seen, paint() if coloured else plain) + "\n"


def _put(text: str, seen: View, out: Path | None) -> None:
    """On stdout, or in the file with its last line shown."""
    if out is None:
        show(text.rstrip("\n"))
        return
    _write(out, text)
    show(f"{out.as_posix()}: {seen.closing}")


def _emit(value: dict[str, Any], out: Path | None) -> None:
    if out is None:
        emit_json(value)
    else:
        _write(out, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _write(out: Path, text: str) -> None:
    """It tells whom people meet: nobody else on the computer need read it."""
    from arshjul.usecases.files import make_folder, write_whole

    make_folder(out.absolute().parent)
    write_whole(out, text.encode(), 0o600)
