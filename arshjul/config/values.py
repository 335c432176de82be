"""One value of the configuration file: each kind of it, checked and turned into what the program uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from arshjul.model.entry import Address
from arshjul.text import NOTHING, Text

Value = Callable[[Any], Any]

_EMAIL = re.compile(r"[^@\s<>\"',;:()\[\]\x00-\x1f\x7f]+@[a-z0-9åäö-]+(\.[a-z0-9åäö-]+)+", re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9åäö-]+(\.[a-z0-9åäö-]+)+", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#@\"'<>]+(/[^\s?#\"'<>]*)?", re.IGNORECASE)
_ORIGIN = re.compile(r"(https?://)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3})\s*([dh])")


class Wrong(Exception):  # noqa: N818 - it is caught one function up, where it gets its file and line
    """What is wrong with a value, and what to write instead."""

    def __init__(self, message: Text, cure: Text = NOTHING) -> None:
        super().__init__(message.en)
        self.message = message
        self.cure = cure


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(Text("ska vara text inom citattecken", "must be text in quotes"))
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise Wrong(Text("får inte ha radbrytning eller styrtecken", "may not hold a line break or control character"))
    return value


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(Text("ska vara true eller false, utan citattecken", "must be true or false, without quotes"))
    return value


def count(least: int, most: int) -> Value:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Wrong(
                Text(f"ska vara ett heltal {least}–{most}", f"must be a whole number {least}–{most}"),
            )
        return value

    return check


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Wrong(Text("ska vara en lista", "must be a list"), Text('skriv  ["…", "…"]', 'write  ["…", "…"]'))
    return tuple(text(one) for one in value)


def choice(*options: str) -> Value:
    def check(value: Any) -> str:
        if value not in options:
            listed = ", ".join(f'"{one}"' for one in options)
            raise Wrong(Text(f"ska vara någon av {listed}", f"must be one of {listed}"))
        return str(value)

    return check


def span(value: Any) -> timedelta:
    """ "3d" or "12h"."""
    match = _SPAN.fullmatch(text(value).strip())
    if match is None:
        raise Wrong(Text("ska vara dagar eller timmar", "must be days or hours"), Text('skriv  "3d"', 'write  "3d"'))
    number = int(match[1])
    return timedelta(days=number) if match[2] == "d" else timedelta(hours=number)


def email(value: Any) -> str:
    """A bare address, or "" for none."""
    written = text(value).strip()
    if written and not _EMAIL.fullmatch(written):
        raise Wrong(
            Text(f"är ingen giltig e-postadress: {written}", f"is no valid email address: {written}"),
            Text('skriv  "namn@exempel.se"', 'write  "name@example.com"'),
        )
    return written


def mailbox(value: Any) -> Address:
    """ "Namn <adress>", or an address alone."""
    written = text(value).strip()
    name, bracket, rest = written.partition("<")
    if not bracket:
        return Address("", _required(email(written)))
    if not rest.endswith(">"):
        raise Wrong(
            Text("ska ha adressen inom < och >", "must have its address within < and >"),
            Text('skriv  "Namn <namn@exempel.se>"', 'write  "Name <name@example.com>"'),
        )
    return Address(name.strip().strip('"'), _required(email(rest[:-1])))


def mailboxes(value: Any) -> dict[str, Address]:
    """A mailbox by an area's id."""
    if not isinstance(value, dict):
        raise Wrong(
            Text("ska vara en tabell med en brevlåda för varje område", "must be a table of one mailbox an area"),
            Text('skriv  { digitala = "Namn <namn@exempel.se>" }', 'write  { digital = "Name <name@example.com>" }'),
        )
    return {area: _of_area(area, written) for area, written in value.items()}


def _of_area(area: str, written: Any) -> Address:
    try:
        return mailbox(written)
    except Wrong as wrong:
        message = Text(f"för {area} {wrong.message.sv}", f"for {area} {wrong.message.en}")
        raise Wrong(message, wrong.cure) from None


def _required(address: str) -> str:
    if not address:
        raise Wrong(Text("saknar adress", "has no address"))
    return address


def domains(value: Any) -> tuple[str, ...]:
    """Domain names in lower case; a leading @ is tolerated."""
    found = tuple(one.strip().removeprefix("@").lower() for one in texts(value))
    for one in found:
        if not _DOMAIN.fullmatch(one):
            raise Wrong(
                Text(f"har något som inte är en domän: {one}", f"holds something that is no domain: {one}"),
                Text('skriv till exempel  "region.example"', 'write for example  "region.example"'),
            )
    return found


def web_address(value: Any) -> str:
    """Without its last slash, or ""."""
    written = text(value).strip().rstrip("/")
    if written and not written.startswith(("https://", "http://")):
        raise Wrong(
            Text("ska vara en webbadress", "must be a web address"),
            Text(f'skriv  "https://{written}"', f'write  "https://{written}"'),
        )
    if written and not _WEB_ADDRESS.fullmatch(written):
        raise Wrong(
            Text(f"är ingen giltig webbadress: {written}", f"is no valid web address: {written}"),
            Text('skriv  "https://arshjul.region.example"', 'write  "https://wheel.region.example"'),
        )
    return written


def networks(value: Any) -> tuple[str, ...]:
    """IP addresses and networks, as they are written."""
    from ipaddress import ip_network

    found = tuple(one.strip() for one in texts(value))
    for one in found:
        try:
            ip_network(one)
        except ValueError:
            raise Wrong(
                Text(f"har något som inte är en IP-adress: {one}", f"holds something that is no IP address: {one}"),
                Text('skriv till exempel  "10.0.0.5"  eller  "10.0.0.0/24"',
                     'write for example  "10.0.0.5"  or  "10.0.0.0/24"'),
            ) from None  # fmt: skip
    return found


def origins(value: Any) -> tuple[str, ...]:
    """Web sites without a path, "https://www.region.example"; https is understood."""
    found = tuple(one.strip().rstrip("/").lower() for one in texts(value))
    for one in found:
        if not _ORIGIN.fullmatch(one):
            raise Wrong(
                Text(f"har något som inte är en webbplats: {one}", f"holds something that is no web site: {one}"),
                Text('skriv till exempel  "https://www.region.example"',
                     'write for example  "https://www.region.example"'),
            )  # fmt: skip
    return tuple(one if "://" in one else f"https://{one}" for one in found)
