"""Open the way out that the configuration names."""

from __future__ import annotations

from arshjul.config import Config
from arshjul.errors import ConfigError
from arshjul.text import Text
from arshjul.transports.base import Transport


def open_transport(config: Config) -> Transport:
    """The way that the configuration names. Connects to nothing yet. Raises ConfigError when [smtp] is missing."""
    if config.transport == "folder":
        from arshjul.transports.folder import FolderTransport

        return FolderTransport(config.folder)
    if config.smtp is None:
        raise ConfigError(
            Text("utskicksvägen är «smtp», men inställningarna under [smtp] saknas",
                 "the transport is “smtp”, but the settings under [smtp] are missing"),
            Text("fyll i [smtp] host i config.toml", "fill in [smtp] host in config.toml"),
        )  # fmt: skip
    from arshjul.transports.smtp import SmtpTransport

    return SmtpTransport(config.smtp)
