"""What a plan is made from, summed up: while it is the same, nothing in the file is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import distribution
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from arshjul import __version__

if TYPE_CHECKING:
    from arshjul.config import Config

MADE_BY = ("holidays", "python-dateutil")
"""Packages another version of which may give the same file other dates, beside our own."""


def fingerprint_of(config: Config, sources: Mapping[str, str]) -> str:
    """SHA-256 (hex) of the files' texts, the settings that plans heed, and the versions of what decides dates.

    `sources`: each file as shown, the wheel's own first; from which folder they are looked at does not matter.
    """
    own = next(iter(sources), "")
    folder = PurePosixPath(own).parent
    texts = sorted((PurePosixPath(name).relative_to(folder).as_posix(), text) for name, text in sources.items())
    mail = config.mail
    settings = [config.transport, bool(config.rehearsal), config.allow_domains, asdict(mail.sender),
                {area: asdict(mailbox) for area, mailbox in sorted(mail.areas.items())}]  # fmt: skip
    content = [__version__, [_version(package) for package in MADE_BY], settings, texts]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _version(package: str) -> str:
    """As `importlib.metadata.version`, which reads a long description before it answers. "" when it is not said."""
    lines = (distribution(package).read_text("METADATA") or "").splitlines()
    return next((line for line in lines if line.startswith("Version:")), "")
