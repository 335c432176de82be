"""What a plan is made from, summed up: while it is the same, nothing in the file is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version

from arshjul.config import Config


def fingerprint_of(config: Config, sources: Mapping[str, str]) -> str:
    """SHA-256 (hex) of the files' texts (`sources`: each as shown), the settings that plans heed, and the program."""
    mail = config.mail
    settings = [config.transport, bool(config.rehearsal), config.allow_domains, asdict(mail.sender),
                {area: asdict(mailbox) for area, mailbox in sorted(mail.areas.items())}]  # fmt: skip
    content = [version("arshjul"), settings, sorted(sources.items())]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
