"""The other side's words, made safe to keep: no addresses, no secrets, no control characters, no novels."""

from __future__ import annotations

import re

from arshjul.config import Secret

LONGEST = 300
"""Characters kept of a server's answer."""
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:=]+@[^\s<>()\[\]\"',;]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def redact(words: bytes | str, *secrets: Secret) -> str:
    """`words` with every address shown as «…@…» and every secret as «***», on one line, at most `LONGEST` long."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    for secret in secrets:
        if secret.value:
            text = text.replace(secret.value, "***")
    text = without_addresses(_CONTROLS.sub(" ", text)).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def without_addresses(text: str) -> str:
    """`text` with every address shown as «…@…»."""
    return _ADDRESS.sub("…@…", text)
