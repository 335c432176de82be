"""The settings, the wheels, and the places where something is to be written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from arshjul.config import Config
from arshjul.text import ERRORS, NOTHING, WARNINGS, Text
from arshjul.usecases.doctor.findings import Finding, same, well
from arshjul.usecases.load import Loaded
from arshjul.usecases.wheels import shown_path

SETTINGS = Text("inställningar", "settings")
WHEEL = Text("hjul", "wheel")
WRITING = Text("skrivbart", "writable")


def look_at_settings(config: Config) -> Iterator[Finding]:
    if config.file is None:
        detail = Text("ingen config.toml: grundinställningarna gäller", "no config.toml: the defaults hold")
        yield well(SETTINGS, detail)
    else:
        yield well(SETTINGS, same(shown_path(config.file)))
    yield from _named_in(config)
    yield from _password_file(config)


def _named_in(config: Config) -> Iterator[Finding]:
    """What the settings name must be there."""
    named = [config.smtp.ca_file] if config.smtp and config.smtp.ca_file else []
    named += [config.templates / "mail"] if config.templates else []
    for path in named:
        if not path.exists():
            name = shown_path(path)
            detail = Text(f"{name} finns inte", f"{name} does not exist")
            yield Finding(
                SETTINGS, "error", detail, Text("rätta sökvägen i config.toml", "mend the path in config.toml")
            )


def _password_file(config: Config) -> Iterator[Finding]:
    """Others on the same computer should not be able to read the password."""
    source = config.smtp.password_from if config.smtp else ""
    if not source or source.startswith("$") or os.name != "posix" or not Path(source).exists():
        return
    if Path(source).stat().st_mode & 0o077:
        detail = Text(f"{source} kan läsas av andra", f"others can read {source}")
        yield Finding(SETTINGS, "warning", detail, same(f"chmod 600 {source}"))


def look_at_wheels(wheels: tuple[Loaded, ...]) -> Iterator[Finding]:
    if not wheels:
        cure = Text("skapa ett med  arshjul init", "create one with  arshjul init")
        yield Finding(WHEEL, "warning", Text("inget hjul", "no wheel"), cure)
    for loaded in wheels:
        yield _wheel(loaded)
    yield from _twins(wheels)


def _wheel(loaded: Loaded) -> Finding:
    name, errors, warnings = shown_path(loaded.path), len(loaded.errors), len(loaded.warnings)
    if errors or loaded.wheel is None:
        wrong = ERRORS.of(errors)
        detail = Text(f"{name}: {wrong.sv}", f"{name}: {wrong.en}")
        return Finding(WHEEL, "error", detail, same(f"arshjul check {name}"))
    state = Text("aktivt", "active") if loaded.wheel.active else Text("utkast, skickar inget", "draft, sends nothing")
    if not warnings:
        return well(WHEEL, Text(f"{name}: {state.sv}", f"{name}: {state.en}"))
    warned = WARNINGS.of(warnings)
    return well(WHEEL, Text(f"{name}: {state.sv}, {warned.sv}", f"{name}: {state.en}, {warned.en}"))


def _twins(wheels: tuple[Loaded, ...]) -> Iterator[Finding]:
    """Two files for one calendar and one year would both send."""
    seen: dict[tuple[str, int], Path] = {}
    for loaded in wheels:
        if loaded.wheel is None or not loaded.wheel.active:
            continue
        key = (loaded.wheel.id, loaded.wheel.year)
        other = seen.setdefault(key, loaded.path)
        if other != loaded.path:
            names = f"{shown_path(other)}, {shown_path(loaded.path)}"
            detail = Text(f"samma id och år i {names}", f"the same id and year in {names}")
            cure = Text('sätt  status = "utkast"  i den ena', 'set  status = "draft"  in one of them')
            yield Finding(WHEEL, "error", detail, cure)


def look_at_mailboxes(config: Config, wheels: tuple[Loaded, ...]) -> Iterator[Finding]:
    """A mailbox for an area that no wheel has is a misspelt one: its meetings would be invited to from another."""
    areas = {area for loaded in wheels if loaded.wheel for area in loaded.wheel.areas}
    for area in config.mail.areas:
        if areas and area not in areas:
            detail = Text(f"[mail] areas: inget hjul har området {area}", f"[mail] areas: no wheel has the area {area}")
            listed = ", ".join(sorted(areas))
            yield Finding(SETTINGS, "warning", detail, Text(f"välj bland {listed}", f"choose among {listed}"))


def look_at_folders(config: Config) -> Iterator[Finding]:
    """The ledger's folder, and the mails' when they are written to one."""
    places = [config.ledger.parent, *([config.folder] if config.transport == "folder" else [])]
    for place in places:
        yield _place(place)


def _place(place: Path) -> Finding:
    standing = next(one for one in (place, *place.parents) if one.exists())
    if not standing.is_dir():
        detail = Text(f"{shown_path(standing)} är ingen mapp", f"{shown_path(standing)} is no folder")
        return Finding(WRITING, "error", detail, Text("flytta filen", "move the file"))
    if not os.access(standing, os.W_OK | os.X_OK):
        detail = Text(f"{shown_path(standing)} får inte skrivas", f"{shown_path(standing)} may not be written")
        cure = Text(
            "ändra mappens rättigheter eller välj en annan i config.toml",
            "change its permissions or choose another in config.toml",
        )
        return Finding(WRITING, "error", detail, cure)
    later = NOTHING if place == standing else Text(" (skapas när den behövs)", " (made when needed)")
    return well(WRITING, Text(shown_path(place) + later.sv, shown_path(place) + later.en))
