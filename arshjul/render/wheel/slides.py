"""The picture as PowerPoint: one slide with the wheel, and its list as a real table on the next, or the next few."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from arshjul.render.wheel.content import Content
from arshjul.render.wheel.listing import Section, sections
from arshjul.render.wheel.metrics import SEMIBOLD, wrap
from arshjul.render.wheel.palette import LIGHT, hues
from arshjul.render.wheel.picture import Look, wheel_svg
from arshjul.render.wheel.raster import missing, png
from arshjul.text import Text

_WIDE, _TALL, _EDGE = 13.333, 7.5, 0.35
"""A slide in inches."""
_POINTS = 10.0
_COLUMNS = (0.55, 6.0, 6.08)
_LIST = Text("Listan", "The list")
_HEADS = (Text("Nr", "No"), Text("Möte", "Meeting"), Text("Datum", "Dates"))
Line = tuple[str, str, str, int, bool]
"""Number, title, dates, colour, and whether it is a heading."""


def slides(content: Content) -> bytes:
    """Raises ArshjulError without python-pptx."""
    try:
        from pptx import Presentation
        from pptx.util import Inches
    except ImportError:
        raise missing(Text("PowerPoint", "PowerPoint"), "python-pptx", "office") from None

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_TALL)
    deck.core_properties.title = f"{content.title} {content.years}"
    _picture(deck, content)
    pages = list(_pages(sections(content, numbers=True)))
    for index, page in enumerate(pages, 1):
        count = f" {index}/{len(pages)}" if len(pages) > 1 else ""
        _table(deck, content, page, f"{content.title} {content.years} – {_LIST.to(content.language).lower()}{count}")
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _picture(deck: Any, content: Content) -> None:
    from pptx.util import Inches

    slide = deck.slides.add_slide(deck.slide_layouts[5])
    _title(slide, f"{content.title} {content.years}", _WIDE - 2 * _EDGE - 7.2)
    image = png(wheel_svg(content, Look("light", "none", font=False)), 2400)
    side = _TALL - 2 * 0.15
    picture = slide.shapes.add_picture(BytesIO(image), 0, Inches(0.15), height=Inches(side))
    picture.left = Inches(_WIDE) - picture.width - Inches(0.15)
    picture._element._nvXxPr.cNvPr.set("descr", f"{content.title} {content.years}")
    box = slide.shapes.add_textbox(Inches(_EDGE), Inches(1.9), Inches(_WIDE - 8.0), Inches(4.5))
    _areas(box.text_frame, content)


def _areas(frame: Any, content: Content) -> None:
    """The rings from outside in, each in its colour."""
    from pptx.util import Pt

    inks = hues(content.hues, LIGHT)
    frame.word_wrap = True
    for index, ring in enumerate(content.rings):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = f"●  {ring.name}"
        run.font.size, run.font.bold = Pt(18), True
        run.font.color.rgb = _rgb(inks[ring.colour].ink)


def _title(slide: Any, text: str, wide: float) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches, Pt

    title = slide.shapes.title
    title.left, title.top, title.width, title.height = Inches(_EDGE), Inches(0.3), Inches(wide), Inches(1.2)
    title.text_frame.text = text
    title.text_frame.word_wrap = True
    paragraph = title.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.bold, paragraph.alignment = Pt(26), True, PP_ALIGN.LEFT


def _pages(found: tuple[Section, ...]) -> Iterator[list[Line]]:
    """As many rows as a slide holds; a heading is said again where its section goes on."""
    room = _TALL - 1.25
    page: list[Line] = []
    left = room
    for section in found:
        head: Line = ("", section.name, "", section.colour, True)
        for index, row in enumerate(row for row in section.rows if row.sign is None):
            line: Line = (row.number, row.title, row.dates, row.colour, False)
            needed = _tall(line) + (_tall(head) if index == 0 else 0)
            if needed > left and page:
                yield page
                page, left = [], room
            if index == 0 or not page:
                page.append(head)
                left -= _tall(head)
            page.append(line)
            left -= _tall(line)
    if page:
        yield page


def _tall(line: Line) -> float:
    """Inches, with the widths of our font a little on the safe side for PowerPoint's own."""
    lines = max(
        len(wrap(text, _POINTS * 1.03, (wide - 0.2) * 72, SEMIBOLD))
        for text, wide in zip(line[1:3], _COLUMNS[1:], strict=True)
    )
    return lines * _POINTS * 1.2 / 72 + 0.05


def _table(deck: Any, content: Content, page: list[Line], heading: str) -> None:
    from pptx.util import Inches

    slide = deck.slides.add_slide(deck.slide_layouts[5])
    _title(slide, heading, _WIDE - 2 * _EDGE)
    slide.shapes.title.height = Inches(0.55)
    slide.shapes.title.top = Inches(0.15)
    shape = slide.shapes.add_table(
        len(page) + 1, 3, Inches(_EDGE), Inches(0.8), Inches(sum(_COLUMNS)), Inches(0.2 * (len(page) + 1))
    )
    table = shape.table
    for column, wide in zip(table.columns, _COLUMNS, strict=True):
        column.width = Inches(wide)
    number, meeting, dates = (head.to(content.language) for head in _HEADS)
    _row(table, 0, (number, meeting, dates, -1, True), content)
    for index, line in enumerate(page, 1):
        _row(table, index, line, content)


def _row(table: Any, index: int, line: Line, content: Content) -> None:
    from pptx.util import Inches, Pt

    number, title, dates, colour, heading = line
    table.rows[index].height = Inches(_tall(line))
    ink = hues(content.hues, LIGHT)[colour].ink
    for column, text in enumerate((number, title, dates)):
        cell = table.cell(index, column)
        cell.margin_top = cell.margin_bottom = Inches(0.02)
        cell.margin_left = cell.margin_right = Inches(0.08)
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(LIGHT.months[1] if heading else LIGHT.paper)
        paragraph = cell.text_frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = text or "\u00a0"  # an empty cell would be as tall as the large letters it has none of
        run.font.size = Pt(_POINTS)
        run.font.bold = heading or column == 0
        run.font.color.rgb = _rgb(ink if heading or column == 0 else LIGHT.ink)


def _rgb(colour: str) -> Any:
    """PowerPoint's own of "#rrggbb"."""
    from pptx.dml.color import RGBColor

    make: Any = RGBColor  # it has no types
    return make(*bytes.fromhex(colour[1:]))
