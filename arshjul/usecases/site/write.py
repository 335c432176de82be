"""The site as files in a folder, for any web server, or for none at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from arshjul.errors import OutputError
from arshjul.render.site.places import INDEX
from arshjul.text import Text
from arshjul.usecases.files import make_folder, output_error, remove, sweep, write_whole
from arshjul.usecases.site.site import Site

LIST = ".arshjul-site"
"""The list of what we have written: what is not in it is not ours."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What became of each file, below the folder, in order of name."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write_site(site: Site, out: Path, now: datetime) -> SiteReport:
    """Write every page, a page's folder holding its index.html. Only what changed is written, each file whole or not
    at all; of what the site no longer has, only what an earlier run wrote is removed.

    `now` tells old half-written files from young ones. Raises OutputError, also when a file that somebody else put
    there is in the way.
    """
    names = {_name(path): path for path in site.paths()}
    make_folder(out)
    ours = _listed(out)
    _refuse_others(out, (name for name in names if name not in ours))
    _write_list(out, ours | names.keys())
    for folder in sorted({(out / name).parent for name in names}):
        make_folder(folder)
        sweep(folder, now)
    changed = {name: write_whole(out / name, _body(site, path)) for name, path in names.items()}
    stale = sorted(ours - names.keys())
    removed = tuple(name for name in stale if _remove(out, name))
    _write_list(out, names.keys())
    return SiteReport(
        tuple(name for name, wrote in changed.items() if wrote),
        tuple(name for name, wrote in changed.items() if not wrote),
        removed,
    )


def _name(path: str) -> str:
    return path + INDEX if not path or path.endswith("/") else path


def _body(site: Site, path: str) -> bytes:
    page = site.page(path)
    assert page is not None  # noqa: S101 - the path is the site's own
    return page.body


def _refuse_others(out: Path, names: Iterable[str]) -> None:
    for name in names:
        if (out / name).exists() or (out / name).is_symlink():
            raise OutputError(
                Text(f"{out / name} finns redan och är inte skriven av arshjul site",
                     f"{out / name} is there already and was not written by arshjul site"),
                Text("flytta den, eller välj en annan mapp", "move it, or choose another folder"),
            )  # fmt: skip


def _listed(out: Path) -> set[str]:
    try:
        lines = (out / LIST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise output_error(out / LIST, error) from error
    return {line for line in lines if line and ".." not in line.split("/") and not line.startswith("/")}


def _write_list(out: Path, names: Iterable[str]) -> None:
    write_whole(out / LIST, "".join(f"{name}\n" for name in sorted(names)).encode())


def _remove(out: Path, name: str) -> bool:
    """False when it is gone already. Folders that it leaves empty go with it."""
    path = out / name
    if path.is_symlink() or not path.is_file():
        return False
    remove(path)
    for folder in path.parents:
        if folder == out or any(folder.iterdir()):
            break
        folder.rmdir()
    return True
