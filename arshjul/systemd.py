"""sd_notify in a few lines: tells systemd that the service is ready, alive, or stopping. Silent without systemd."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping


def notify(state: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Send e.g. "READY=1" or "WATCHDOG=1" (sd_notify(3)). False when nobody listens."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return False
    if address.startswith("@"):  # an abstract socket
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        try:
            sender.connect(address)
            sender.send(state.encode())
        except OSError:  # the listener is gone: that must never stop the mail
            return False
    return True
