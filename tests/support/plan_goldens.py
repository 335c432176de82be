"""tests/golden/plan: what a person changed, the plan that was shown, and every mail that left, side by side.

`python -m tests.support.plan_goldens` writes them anew.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from arshjul.errors import ArshjulError, TransportError
from arshjul.model.delivery import Envelope
from arshjul.render.plan.text import plan_text
from arshjul.render.plan.view import Typed, view
from arshjul.usecases.load import ProblemsFound
from arshjul.usecases.plan import Planned
from tests.oracle.ical_reader import Component, Property, read_calendar
from tests.support.desk import Desk
from tests.support.mail import body, parsed
from tests.support.plan_cases import CASES, Case, Step

GOLDEN = Path(__file__).parents[1] / "golden" / "plan"
_PARAMS = ("TZID", "VALUE", "CN", "CUTYPE", "PARTSTAT")
_LINES = 8
"""How much of each mail's text is shown."""


def golden(case: Case) -> str:
    """The whole case as text. Files are named as seen from a folder of their own."""
    with TemporaryDirectory() as folder, chdir(folder):
        return "\n".join([case.title, "═" * len(case.title), *_told(case, Desk(Path(), case.wheel))]) + "\n"


def _told(case: Case, desk: Desk) -> Iterator[str]:
    if case.beside:
        other = Desk(Path(), case.beside, name="beside.toml")
        other.apply()
        yield f"Before: another wheel has been applied, {len(other.inbox)} mails."
    if case.first:
        _prepare(desk, case.first)
        desk.apply(confirmed=case.first.confirmed)
        yield f"Before: applied {_when(desk)}, {len(desk.inbox)} mails."
    elif not case.beside:
        yield "Before: nothing has been applied."
    for step in case.steps:
        yield from _step(desk, step, fresh=not case.first)


def _step(desk: Desk, step: Step, *, fresh: bool) -> Iterator[str]:
    old, arrived = desk.text, len(desk.inbox)
    if not fresh:
        desk.pass_time(days=step.wait)
    _prepare(desk, step)
    yield f"\n{_when(desk)}"
    yield "\n── the file " + "─" * 60
    yield from _whole(desk.text) if fresh else _difference(old, desk.text)
    yield from (f"config: {name} = {value!r}" for name, value in step.config.items())
    yield "\n── arshjul plan" + _options(step) + " " + "─" * 50
    try:
        planned = desk.plan(silent=step.silent, new_channel=step.new_channel)
        yield from _plan(planned, step)
        yield "\n── arshjul apply" + _options(step) + " " + "─" * 50
        answers = [TransportError("the server is away", permanent=False)] if step.queued else []
        desk.apply(planned, confirmed=step.confirmed, answers=answers)
    except ArshjulError as error:
        yield from _refusal(error)
        return
    if step.queued:
        yield "the mails are in the queue: the server is away"
        return
    yield from _mails(desk.inbox[arrived:])


def _prepare(desk: Desk, step: Step) -> None:
    for old, new in step.edits:
        assert desk.text.count(old) == 1, f"{old!r} stands {desk.text.count(old)} times in the file"
        desk.text = desk.text.replace(old, new)
    desk.text += step.add
    desk.keys |= step.config


def _when(desk: Desk) -> str:
    return f"{desk.now:%a} {desk.now.day} {desk.now:%b %Y, %H:%M}"


def _options(step: Step) -> str:
    words = [*(["--silent"] if step.silent else []), *(f"--{name} {number}" for name, number in step.confirmed.items())]
    return "".join(f" {word}" for word in words)


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _whole(text: str) -> Iterator[str]:
    yield from (f"  {line}".rstrip() for line in text.splitlines())


def _difference(old: str, new: str) -> Iterator[str]:
    """Each edit under the table that it stands in."""
    before, after = old.splitlines(), new.splitlines()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    edits = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not edits:
        yield "  (as before)"
    shown = ""
    for _, start, end, new_start, new_end in edits:
        table = next((line for line in reversed(after[:new_start]) if line.startswith("[")), "")
        starts_table = any(line.startswith("[") for line in (*before[start:end], *after[new_start:new_end]))
        if table and table != shown and not starts_table:
            yield f"  {table}"
            shown = table
        yield from (f"- {line}" for line in before[start:end] if line)
        yield from (f"+ {line}" for line in after[new_start:new_end] if line)


# ── the plan ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _plan(planned: Planned, step: Step) -> Iterator[str]:
    typed = Typed(silent=step.silent, new_channel=step.new_channel)
    shown = plan_text(view(planned.plan, "sv", planned.obstacles, typed=typed))
    yield from (f"  {line}".rstrip() for line in shown.splitlines())


def _refusal(error: ArshjulError) -> Iterator[str]:
    text = error.rendered("sv") if isinstance(error, ProblemsFound) else ""
    yield from (f"  {line}".rstrip() for line in text.splitlines())
    yield f"  refused: {error.message.sv}"
    yield f"      → {error.cure.sv}"


# ── the mails ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _mails(arrived: list[Envelope]) -> Iterator[str]:
    if not arrived:
        yield "  no mail"
    texts: dict[tuple[str, ...], int] = {}
    for number, envelope in enumerate(arrived, 1):
        message = parsed(envelope)
        yield f"\n{number}. To: {message['To']}"
        yield f"   Subject: {message['Subject']}"
        yield from (f"   {line}" for line in _calendar(envelope))
        lines = [line for line in body(envelope).split("\n-- \n")[0].splitlines() if line.strip("─ ")]
        same = texts.setdefault(tuple(lines), number)
        yield from (
            f"   │ {line}" for line in (lines[:_LINES] if same == number else [f"(word for word as mail {same})"])
        )


def _calendar(envelope: Envelope) -> Iterator[str]:
    part = next(part for part in parsed(envelope).walk() if part.get_content_type() == "text/calendar")
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    calendar = read_calendar(data)
    (event,) = calendar.of("VEVENT")
    yield "  ".join([_line(calendar.the("METHOD")), *_all(event, "UID", "SEQUENCE", "STATUS")])
    yield "  ".join(_all(event, "DTSTART", "DTEND"))
    yield "  ".join(_all(event, "LOCATION", "ORGANIZER"))
    yield from _all(event, "ATTENDEE")


def _all(event: Component, *names: str) -> Iterator[str]:
    return (_line(one) for name in names for one in event.all(name))


def _line(one: Property) -> str:
    params = "".join(f";{key}={value}" for key, value in one.params.items() if key in _PARAMS)
    return f"{one.name}{params}:{one.value}"


def main(names: list[str]) -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in names or CASES:
        (GOLDEN / f"{name}.txt").write_text(golden(CASES[name]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
