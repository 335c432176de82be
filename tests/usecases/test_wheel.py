"""What is drawn: parts of the year, twelve months over two wheels, and each format as its readers read it."""

from __future__ import annotations

import builtins
import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from arshjul import config
from arshjul.errors import ArshjulError
from arshjul.render.wheel.content import Content
from arshjul.usecases.load import Ready, load_valid
from arshjul.usecases.wheel import Drawing, Part, drawn, picture, wheels_of
from tests.support.pictures import AT, ROOT, example


@pytest.fixture(scope="module")
def ready() -> Ready:
    return load_valid(ROOT / "schedules/2027.toml")


def part(ready: Ready, part: Part) -> Content:
    return picture((ready,), part, AT, "sv")


def ids(content: Content) -> set[str]:
    return {strand.id for strand in content.strands}


def test_an_area_has_its_ring_alone_with_its_deadlines(ready: Ready) -> None:
    assert [ring.id for ring in part(ready, Part(areas=("energi",))).rings] == ["energi"]
    both = part(ready, Part(areas=("gemensamt", "energi")))
    assert [ring.id for ring in both.rings] == ["energi", "gemensamt", ""]


def test_a_month_has_its_meetings_and_the_windows_that_touch_it(ready: Ready) -> None:
    content = part(ready, Part(months=(5,)))
    assert {mark.day.month for strand in content.strands for mark in strand.marks} == {5}
    assert "digitala-enskilda" in ids(content)
    assert "upplevelser-oppet" not in ids(content)
    assert content.scale.days == 365


def test_a_person_has_what_the_agenda_gives(ready: Ready) -> None:
    content = part(ready, Part(person="siv"))
    assert {"energi-nyckelaktorer", "peak-styrgrupp"} <= ids(content)
    assert "digitala-manadsmote" not in ids(content)


def test_an_audience_has_what_all_of_it_is_invited_to(ready: Ready) -> None:
    assert ids(part(ready, Part(audience="s3-alla"))) == {
        "digitala-oppet", "energi-oppet", "fardplan-oppet", "jord-oppet", "upplevelser-oppet",
    }  # fmt: skip
    assert ids(part(ready, Part(audience="öppet"))) == ids(part(ready, Part(audience="open")))
    assert len(ids(part(ready, Part(audience="open")))) == 5


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Part(areas=("enrgi",)), "området «enrgi» finns inte"),
        (Part(person="nobody"), "aktören «nobody» finns inte"),
        (Part(audience="s3-ala"), "målgruppen «s3-ala» finns inte"),
    ],
)
def test_what_the_wheel_lacks_is_an_error(ready: Ready, wanted: Part, said: str) -> None:
    with pytest.raises(ArshjulError) as raised:
        part(ready, wanted)
    assert said in raised.value.message.sv


def test_a_wheel_of_nothing_is_drawn_all_the_same(ready: Ready) -> None:
    nothing = part(ready, Part(months=(7,), audience="open"))
    assert ids(nothing) == set()
    assert len(nothing.rings) == 5
    assert b"2027" in drawn(nothing, ".svg", Drawing())


def test_twelve_months_are_taken_from_both_wheels(tmp_path: Path) -> None:
    for year in (2026, 2027, 2028):
        text = (
            f'arshjul = 1\nid = "prov"\ntitle = "Prov"\nyear = {year}\n[area.a]\nname = "A"\n'
            '[series.m]\narea = "a"\ntitle = "M"\nwhen = "första tisdagen i månaden"\ntime = "9-10"\n'
        )
        (tmp_path / f"{year}.toml").write_text(text.replace('"9-10"', '"09:00-10:00"'), encoding="utf-8")
    other = (tmp_path / "2026.toml").read_text(encoding="utf-8").replace('"prov"', '"annat"')
    (tmp_path / "other.toml").write_text(other, encoding="utf-8")
    (tmp_path / "config.toml").write_text('wheels = ["*.toml"]\n', encoding="utf-8")
    settings = config.load(tmp_path / "config.toml")
    first = load_valid(tmp_path / "2026.toml")
    readies = wheels_of(settings, first, date(2026, 9, 1), AT)
    assert [one.wheel.year for one in readies] == [2026, 2027]
    content = picture(readies, Part(), AT, "sv", date(2026, 9, 1))
    (strand,) = content.strands
    assert (len(strand.marks), content.years) == (12, "2026/27")
    assert strand.marks[0].day == date(2026, 9, 1)
    assert strand.marks[-1].day == date(2027, 8, 3)


@pytest.mark.parametrize(("paper", "size"), [(None, 2000), ("a4", 2338), ("a3", 3307)])
def test_png_is_a_picture_of_the_right_width_with_text_in_it(paper: str | None, size: int) -> None:
    made = Image.open(io.BytesIO(drawn(example(), ".png", Drawing("light", paper))))  # type: ignore[arg-type]
    assert made.width == size
    dark = sum(made.convert("L").histogram()[:70])
    assert dark > size * size / 400  # without a font there is hardly any


def test_pdf_is_one_page_of_the_paper_with_words_and_the_same_every_time() -> None:
    once, again = (drawn(example(), ".pdf", Drawing(paper="a3")) for _ in range(2))
    assert once == again
    assert once.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", once)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 1190\.5\d* 841\.8", once)
    assert b"Inter" in once


def test_the_page_has_the_wheel_and_every_row_of_the_list() -> None:
    page = drawn(example(), ".html", Drawing()).decode()
    assert page.count("<svg") == 1
    for strand in example().strands:
        assert f'id="{strand.id}"' in page
        assert f'href="#{strand.id}"' in page
    assert "prefers-color-scheme: dark" in page
    assert "prefers-color-scheme" not in drawn(example(), ".html", Drawing("print")).decode()
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_slides_have_the_picture_and_the_list_as_a_real_table() -> None:
    from pptx import Presentation

    deck = Presentation(io.BytesIO(drawn(example(), ".pptx", Drawing())))
    first, *tables = deck.slides
    assert sum(shape.shape_type == 13 for shape in first.shapes) == 1  # a picture
    rows = [
        [cell.text.replace("\u00a0", " ") for cell in row.cells]
        for slide in tables
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    assert ["29", "Styrgrupp S3", "25 mars · 24 juni · 30 sep · 9 dec"] in rows
    assert {strand.title.removesuffix(": …") for strand in example().strands} <= {row[1] for row in rows}


@pytest.mark.parametrize(
    ("suffix", "package", "said"),
    [(".pdf", "typst", "pip install 'arshjul[pdf]'"), (".pptx", "pptx", "pip install 'arshjul[office]'")],
)
def test_a_missing_package_is_one_sentence_and_the_command(
    suffix: str, package: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def lacking(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> object:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(ArshjulError) as raised:
        drawn(example(), suffix, Drawing())
    assert said in raised.value.cure.sv


def test_another_ending_is_an_error() -> None:
    with pytest.raises(ArshjulError) as raised:
        drawn(example(), ".gif", Drawing())
    assert raised.value.cure.sv == "låt filnamnet sluta på något av .svg, .png, .pdf, .html, .pptx"
