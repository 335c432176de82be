"""Where each page lies, in each language, and how one page points at another: always relative, so that a site works
under any address and in a folder."""

from __future__ import annotations

from dataclasses import dataclass

from arshjul.text import Language, Text

SLUGS = {
    "agenda": Text("agenda", "agenda"),
    "area": Text("omrade", "area"),
    "series": Text("serie", "series"),
    "meeting": Text("mote", "meeting"),
    "calendars": Text("kalendrar", "calendars"),
    "search": Text("sok", "search"),
    "accessibility": Text("tillganglighet", "accessibility"),
    "picture": Text("bild", "picture"),
}
INDEX = "index.html"
LANGUAGES: tuple[Language, ...] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Place:
    """One page in either language. `kind` is a key of SLUGS, or "" for the start page; `ids` are what it is about."""

    kind: str = ""
    ids: tuple[str, ...] = ()

    def path(self, language: Language) -> str:
        """ "sv/mote/styrgrupp/2027-Q1/" """
        slug = [SLUGS[self.kind].to(language)] if self.kind else []
        ids = (id if id.strip(".") else f"_{id}" for id in self.ids)  # ".." would lead out of the folder
        return "/".join((language, *slug, *ids, ""))


START = Place()
AGENDA = Place("agenda")
CALENDARS = Place("calendars")
SEARCH = Place("search")
ACCESSIBILITY = Place("accessibility")
PICTURE = Place("picture")


def relative(here: str, there: str, *, folder: bool = False) -> str:
    """The address of the page or file `there` as the page `here` writes it.

    With `folder` a page is named by its file, since a folder on a disk shows its list of files, not its page.
    """
    up = "../" * here.count("/")
    page = there == "" or there.endswith("/")
    return (up + there + (INDEX if folder and page else "")) or "./"
