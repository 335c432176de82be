"""The only place that asks what time it is. Use cases, cli and service call it; the rest are told."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)
