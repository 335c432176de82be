"""What a test needs of the machine. A skip says why; conftest makes it a failure under ARSHJUL_REQUIRE_ALL=1."""

from __future__ import annotations

import pytest


def require(condition: object, reason: str) -> None:
    """Skip the test when `condition` is false."""
    if not condition:
        pytest.skip(reason)
