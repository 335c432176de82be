"""To whom a mail may go: rehearsal and allow_domains, applied before anything is built."""

from __future__ import annotations

from dataclasses import dataclass

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.entry import Address
from arshjul.text import Language, Text
from arshjul.transports.address import domain_of, wire_address


class AddressError(ArshjulError):
    """This address may not or cannot be mailed: outside `allow_domains`, or no address at all. Permanent."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """`to` stands in the header, in wire form. `stands_for` names the real reader in a rehearsal, else ""."""

    to: Address
    stands_for: str = ""

    @property
    def rehearsal(self) -> bool:
        return bool(self.stands_for)

    def message_id(self, given: str) -> str:
        """A rehearsal's mail is another one: else a mailbox that has seen it would drop the real one as a duplicate."""
        return given.replace("<", "<rehearsal.") if self.rehearsal else given

    def subject(self, subject: str, name: str, language: Language) -> str:
        """`subject`, which in a rehearsal begins by naming the real reader."""
        if not self.rehearsal:
            return subject
        return f"[{Text('Repetition', 'Rehearsal').to(language)} → {name}] {subject}"


def recipient_of(config: Config, reader: Address) -> Recipient:
    """Where a mail for `reader` goes. The real address is checked in a rehearsal too, so that it shows the truth."""
    real = _allowed(config, reader.email)
    if not config.rehearsal:
        return Recipient(Address(reader.name, real))
    return Recipient(Address("", _allowed(config, config.rehearsal)), f"{reader.name} <{reader.email}>".strip())


def sender_of(mailbox: Address) -> Address:
    """The mailbox that a mail comes from, in wire form. Raises AddressError."""
    wire = wire_address(mailbox.email)
    if wire is None:
        raise AddressError(Text(f"avsändaren «{mailbox.email}» är ingen adress",
                                f"the sender “{mailbox.email}” is not an address"),
                           Text("rätta [mail] i config.toml", "mend [mail] in config.toml"))  # fmt: skip
    return Address(mailbox.name, wire)


def reply_address(contact: Address, reader: str) -> Address | None:
    """Reply-To: where a reply reaches a person, in wire form; None when that is the reader, or needs SMTPUTF8."""
    wire = wire_address(contact.email)
    if not wire or not wire.isascii() or wire.casefold() == reader.casefold():
        return None
    return Address(contact.name, wire)


def _allowed(config: Config, address: str) -> str:
    """`address` in wire form. A domain in `allow_domains` covers its subdomains."""
    wire = wire_address(address)
    if wire is None:
        raise AddressError(Text(f"«{address}» är ingen adress som går att skicka till",
                                f"“{address}” is not an address that can be mailed"),
                           Text("rätta email i aktörsfilen", "mend email in the actors' file"))  # fmt: skip
    domain = domain_of(address)
    allowed = [_domain(name) for name in config.allow_domains]
    if allowed and not any(domain == name or domain.endswith(f".{name}") for name in allowed):
        raise AddressError(
            Text(f"{domain} finns inte i allow_domains; inget skickades",
                 f"{domain} is not in allow_domains; nothing was sent"),
            Text(f'lägg till "{domain}" i allow_domains i config.toml om dit får skickas',
                 f'add "{domain}" to allow_domains in config.toml if mail may go there'),
        )  # fmt: skip
    return wire


def _domain(name: str) -> str:
    return domain_of(f"x@{name.removeprefix('@').removeprefix('*.').strip('.')}")
