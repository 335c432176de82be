"""An HTML page as tests ask about it: its elements with their attributes, and its text. Standard library only."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """`elements` are (name, attributes) in order; `text` is everything shown, entities decoded, styles left out."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._parts: list[str] = []
        self._in_style = False
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._parts).split())

    def named(self, *names: str) -> list[dict[str, str]]:
        """The attributes of every element with one of these names."""
        return [attributes for name, attributes in self.elements if name in names]

    def values(self, attribute: str) -> list[str]:
        """Every value that an attribute has in the page."""
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self._parts.append(data)
