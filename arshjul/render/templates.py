"""Finds templates, the installation's own first and then those shipped, and renders them; never outside a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from arshjul.errors import ArshjulError
from arshjul.refusals import why_unreadable
from arshjul.render.mail_text import FILTERS
from arshjul.render.sandbox import Sandbox, counted, joined
from arshjul.text import Text

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*", re.IGNORECASE)
_LARGEST_FILE = 256 * 1024


class TemplateFault(ArshjulError):  # noqa: N818 - jinja2.TemplateError is another thing
    """A template is missing, broken, too greedy, or lies outside its folder."""


def shipped_templates() -> Path:
    """The templates that come with the program: inside the installed package, else the checkout's `templates/`."""
    inside = Path(__file__).parents[1] / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


def template_exists(name: str, kind: str, own: Path | None) -> bool:
    """Whether `kind` ("mail") has a template file called `name`."""
    return bool(_NAME.fullmatch(name)) and any(_is_there(folder / name) for folder in _folders(kind, own))


def render_template(name: str, variables: Mapping[str, object], kind: str, own: Path | None) -> str:
    """The text that template `name` of `kind` makes of `variables`. Names that end in .html are autoescaped.

    `own` is the installation's folder (config `templates`); what it lacks is taken from those shipped.
    Raises TemplateFault with the file and, where known, the line.
    """
    environment = _environment(kind, own, name.endswith(".html"))
    try:
        with counted():
            return joined(environment.get_template(name).generate(dict(variables)))
    except TemplateSyntaxError as error:
        raise _fault(f"{kind}/{error.name or name}", error.message or "", error.lineno) from None
    except TemplateNotFound as error:
        text = Text(f"mallen {kind}/{error.name} finns inte", f"the template {kind}/{error.name} does not exist")
        raise TemplateFault(text, _CURE) from None
    except (TemplateError, SecurityError, RecursionError, TypeError, ValueError, ArithmeticError) as error:
        raise _fault(f"{kind}/{name}", str(error)) from None


def _fault(name: str, why: str, line: int | None = None) -> TemplateFault:
    why = why.removesuffix(".")
    sv, en = (f" rad {line}", f" line {line}") if line else ("", "")
    return TemplateFault(Text(f"mallen {name}{sv} går inte att använda: {why}",
                              f"the template {name}{en} cannot be used: {why}"), _CURE)  # fmt: skip


_CURE = Text(
    "rätta filen, eller ta bort den så gäller den medföljande; se docs/mail-templates.md",
    "mend the file, or remove it to use the one shipped; see docs/mail-templates.md",
)


def _folders(kind: str, own: Path | None) -> tuple[Path, ...]:
    shipped = shipped_templates() / kind
    return (own / kind, shipped) if own else (shipped,)


@lru_cache(maxsize=8)
def _environment(kind: str, own: Path | None, escape: bool) -> Environment:
    """Escaping is decided for the whole mail, not by each file: a macro's result counts as safe where it is called."""
    environment = Sandbox(_ConfinedLoader(_folders(kind, own)), escape)
    environment.filters.update(FILTERS)
    return environment


class _ConfinedLoader(BaseLoader):
    """Reads from flat folders; a name is never a path, and a link out of the folder is not followed."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - jinja2
        if not _NAME.fullmatch(template):
            raise TemplateNotFound(template)
        for folder in self._folders:
            path = folder / template
            if _is_there(path):
                return _source(path, folder)
        raise TemplateNotFound(template)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # a folder that may not be read
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> TemplateFault:
    why = why_unreadable(error)
    return TemplateFault(Text(f"kan inte läsa mallen {path}: {why.sv}", f"cannot read the template {path}: {why.en}"),
                         Text("kontrollera rättigheterna", "check the permissions"))  # fmt: skip


def _source(path: Path, folder: Path) -> tuple[str, str, Callable[[], bool]]:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise TemplateFault(Text(f"mallen {path.name} är en länk ut ur mappen {folder}",
                                 f"the template {path.name} is a link out of the folder {folder}"),
                            Text("lägg själva filen i mappen", "put the file itself in the folder"))  # fmt: skip
    try:
        seen = path.stat()
        if seen.st_size > _LARGEST_FILE:
            raise TemplateFault(
                Text(f"mallen {path} är större än 256 kB", f"the template {path} is larger than 256 kB")
            )
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unreadable(path, error) from None
    except UnicodeDecodeError:
        raise TemplateFault(Text(f"mallen {path} är inte UTF-8", f"the template {path} is not UTF-8")) from None
    return text, str(path), lambda: path.is_file() and path.stat().st_mtime_ns == seen.st_mtime_ns
