"""Where the configuration file is: --config, ARSHJUL_CONFIG, ./config.toml, or nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def find(explicit: Path | None, environ: Mapping[str, str], cwd: Path) -> Path | None:
    """The file to read, absolute. None: the defaults hold.

    A file that was named need not exist, and ./config.toml need not be a file: `load` says so.
    """
    named = explicit or (Path(environ["ARSHJUL_CONFIG"]) if environ.get("ARSHJUL_CONFIG") else None)
    if named is not None:
        return cwd / named.expanduser()
    usual = cwd / "config.toml"
    return usual if usual.exists() or usual.is_symlink() else None
