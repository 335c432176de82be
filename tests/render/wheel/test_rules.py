"""The fourteen drawing rules (docs/wheel.md), each measured in the finished picture by a reader that shares no code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import hypot
from xml.etree import ElementTree

import pytest

from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.rhythm import Dates
from arshjul.model.wheel import MeetingSeries
from arshjul.render.colour import PALETTE, contrast, mix
from arshjul.render.wheel.arrange import arrange
from arshjul.render.wheel.content import Content
from arshjul.render.wheel.gather import gather
from arshjul.render.wheel.palette import THEMES, ThemeName, hues
from arshjul.render.wheel.picture import Look, wheel_svg
from tests.oracle.drawing import Drawing, Mark, Words, angle_of
from tests.support.pictures import AT, STRESS, example, made, made_wheel

SVG = "{http://www.w3.org/2000/svg}"
YEARS = {"2027": (2027, 1), "leap year": (2028, 1), "week 53": (2026, 1), "August to July": (2026, 8)}


@cache
def content_of(name: str) -> Content:
    return example() if name == "example" else made(**STRESS[name])


@cache
def drawn(name: str, theme: ThemeName | None = "light", place: str = "none") -> Drawing:
    return Drawing(wheel_svg(content_of(name), Look(theme, place, font=False), str))  # type: ignore[arg-type]  # a test's own names


def numbers(path: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?\d*\.?\d+", path)]


def with_class(drawing: Drawing, name: str, tag: str = "path") -> list[ElementTree.Element]:
    return [node for node in drawing.root.iter(f"{SVG}{tag}") if name in node.get("class", "").split()]


def of_kind(drawing: Drawing, kind: str) -> list[Words]:
    return [words for words in drawing.words() if kind in words.kind.split()]


def apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


# 1. One scale


@pytest.mark.parametrize("year", YEARS)
def test_every_meeting_stands_on_its_day_to_a_hundredth_of_a_degree(year: str) -> None:
    start, month = YEARS[year]
    content = made(365, 3, 12, each=73, year=start, first_month=month)
    first = date(start, month, 1)
    days = (date(start + 1, month, 1) - first).days
    keys = {mark.key: mark for mark in Drawing(wheel_svg(content, Look("light", "none", font=False), str)).marks()}
    wanted = {mark.key: mark.day for strand in content.strands for mark in strand.marks}
    assert len(wanted) == 365
    for key, day in wanted.items():
        assert apart(keys[key].angle, 360 * (day - first).days / days) < 0.01


@pytest.mark.parametrize("year", YEARS)
def test_months_and_mondays_stand_on_the_same_scale(year: str) -> None:
    start, month = YEARS[year]
    first = date(start, month, 1)
    days = (date(start + 1, month, 1) - first).days
    drawing = Drawing(wheel_svg(made(3, year=start, first_month=month), Look("light", "none", font=False)))
    ticks = numbers(with_class(drawing, "tk")[0].get("d", ""))
    mondays = [first + timedelta(n) for n in range(days) if (first + timedelta(n)).weekday() == 0]
    assert len(ticks) == 4 * len(mondays)
    for index, day in enumerate(mondays):
        assert apart(angle_of(*ticks[4 * index : 4 * index + 2]), 360 * (day - first).days / days) < 0.01
    spokes = numbers(with_class(drawing, "sp")[0].get("d", ""))
    firsts = [date(start + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1, 1) for n in range(12)]
    for index, day in enumerate(firsts):
        assert apart(angle_of(*spokes[4 * index : 4 * index + 2]), 360 * (day - first).days / days) < 0.01


def test_week_53_has_its_number_between_the_right_mondays() -> None:
    drawing = drawn("week 53")
    weeks = [node for node in drawing.root.iter(f"{SVG}text") if any("wk" in c for c in drawing.classes(node))]
    assert [node.text for node in weeks] == [str(n) for n in range(1, 54)]
    turn = numbers(weeks[-1].get("transform", ""))[0]
    assert apart(turn, 360 * (361 + 2) / 365) < 0.01  # Monday 28 December to the year's end


# 2. Proportions


def test_the_circles_are_where_they_should_be() -> None:
    drawing = drawn("example")
    for node in (*with_class(drawing, "m0"), *with_class(drawing, "m1")):
        x0, y0, *_, x1, y1 = numbers(node.get("d", ""))[:9]
        assert hypot(x0, y0) == pytest.approx(490, abs=0.02)
        assert hypot(x1, y1) == pytest.approx(490, abs=0.02)
    ticks = numbers(with_class(drawing, "tk")[0].get("d", ""))
    assert hypot(*ticks[:2]) == pytest.approx(418, abs=0.02)
    assert hypot(*ticks[2:4]) == pytest.approx(440, abs=0.02)
    assert with_class(drawing, "hb", "circle")[0].get("r") == "140"
    assert {mark.key for mark in drawing.marks() if not 150 < mark.radius < 410} == set()


# 3. The order of the rings, 4. their thickness and lanes


def grounds(drawing: Drawing) -> list[tuple[float, float]]:
    """Outer and inner radius, in the order they are drawn."""
    found = []
    for node in with_class(drawing, "g", "circle"):
        middle, thick = float(node.get("r", 0)), float(node.get("stroke-width", 0))
        found.append((middle + thick / 2, middle - thick / 2))
    return found


@pytest.mark.parametrize("name", ["example", *STRESS])
def test_rings_follow_one_another_inwards_from_410_to_150_without_meeting(name: str) -> None:
    found = grounds(drawn(name))
    assert found[0][0] == pytest.approx(410, abs=0.02)
    assert found[-1][1] == pytest.approx(150, abs=0.02)
    for (_, inner), (outer, _) in pairwise(found):
        assert inner - outer == pytest.approx(4, abs=0.05)


def test_the_areas_come_in_the_order_of_the_file_and_deadlines_innermost() -> None:
    names = [words.text for words in of_kind(drawn("example"), "rn")]
    assert names == [
        "Jord, skog och vatten",
        "Hållbar energi",
        "Upplevelser",
        "Digitala lösningar",
        "Gemensamt",
        "Sista dagar",
    ]
    late = next(one for one in made(12, deadlines=4).rings if one.colour < 0)
    assert [strand.colour for strand in late.strands] == [0, 1, 2, 3]
    diamonds = [mark.radius for mark in drawn("example").marks() if mark.shape == "diamond"]
    assert len(diamonds) == 10
    assert max(diamonds) < min(mark.radius for mark in drawn("example").marks() if mark.shape == "dot")


def test_a_ring_with_more_lanes_is_thicker_in_proportion() -> None:
    found = arrange(example())
    for box in found.rings[:-1]:
        assert box.outer - box.inner == pytest.approx(len(box.lanes) * found.sizes.lane, abs=0.5)


def test_two_series_share_a_lane_when_neither_is_in_the_others_way() -> None:
    for box in arrange(example()).rings:
        for lane in box.lanes:
            taken = sorted(lane.taken)
            assert all(one[1] <= other[0] for one, other in pairwise(taken))
    placed = [one for box in arrange(example()).rings for one in box.placed]
    assert len({id(one.lane) for one in placed}) < len(placed)


@pytest.mark.parametrize("name", ["example", *STRESS])
def test_names_stand_only_in_lanes_of_twelve_units_or_more(name: str) -> None:
    found = arrange(content_of(name))
    named = [one for box in found.rings for one in box.placed if one.label and one.label.named]
    assert found.sizes.lane >= 12 or not named


# 5. Dots and arcs, 6. shapes


def test_meetings_are_dots_of_one_size_and_series_thin_lines() -> None:
    drawing = drawn("example")
    assert len({mark.size for mark in drawing.marks() if mark.shape == "dot"}) == 1
    lines = with_class(drawing, "l")
    assert len(lines) == sum(len(strand.marks) > 1 for strand in example().strands)
    assert all(float(drawing.style(node, "stroke-width") or 0) < 1.5 for node in lines)
    assert all(drawing.style(node, "stroke-dasharray") is None for node in lines)


def test_windows_are_dashed_arcs_over_their_days() -> None:
    drawing = drawn("example")
    windows = with_class(drawing, "w")
    assert len(windows) == sum(len(strand.windows) for strand in example().strands)
    assert all(drawing.style(node, "stroke-dasharray") for node in windows)
    kkb = next(node for node in windows if "kulturella" in drawing.above[node].findtext(f"{SVG}title", ""))
    assert drawing.above[kkb].get("href") == "upplevelser-kkb/2027-2"
    points = numbers(kkb.get("d", ""))
    assert apart(angle_of(*points[:2]), 360 * 31 / 365) < 0.01
    assert apart(angle_of(*points[-2:]), 360 * 334 / 365) < 0.01


@pytest.mark.parametrize(
    ("status", "active", "shape"),
    [
        (Status.PLANNED, True, "dot"),
        (Status.MOVED, True, "dot"),
        (Status.PLANNED, False, "hollow"),
        (Status.CANCELLED, True, "cross"),
        (Status.HELD, True, "dot 0.45+tick"),
    ],
)
def test_the_shape_says_the_status(status: Status, active: bool, shape: str) -> None:
    wheel = made_wheel(1, active=active)
    item = MeetingSeries(id="m", area="a0", title="Möte", rhythm=Dates(()))
    one = Occurrence(item=item, slot="1", nominal=AT, day=AT, zone=wheel.zone, status=status)
    (mark,) = Drawing(wheel_svg(_alone(wheel, one), Look("light", "none", font=False))).marks()
    assert mark.shape == shape


def _alone(wheel: object, *found: Occurrence) -> Content:
    from arshjul.almanac.almanac import Almanac
    from arshjul.model.wheel import Wheel
    from arshjul.render.wheel.scale import Scale

    assert isinstance(wheel, Wheel)
    return gather([(wheel, Almanac.of(wheel))], found, Scale.twelve_months(wheel.first), AT, "sv")


def test_what_is_skipped_is_not_drawn() -> None:
    assert "strategisk-bedomning/2027-W32" not in {mark.key for mark in drawn("example").marks()}


# 7. Words along arcs


@pytest.mark.parametrize("name", ["example", *STRESS])
def test_words_along_arcs_have_room_and_never_stand_on_their_heads(name: str) -> None:
    arcs = [words for words in drawn(name).words() if words.path_room]
    assert len(arcs) >= 12
    for words in arcs:
        assert words.path_room > words.wide, words.text
    assert not [words.text for words in drawn(name).words() if words.upside_down]


# 8. No label is lost


@pytest.mark.parametrize("name", ["example", *STRESS])
def test_every_series_has_its_name_in_the_wheel_or_its_number_there_and_in_the_list(name: str) -> None:
    content = content_of(name)
    drawing = drawn(name, "light", "below")
    said = {words.text.replace(" ", "") for words in drawing.words()}
    radial = [words.text for words in drawing.words() if "ra" in words.kind.split()]
    listed = {node.text for node in drawing.legend() if node.get("id")}
    numbered = bool(listed)
    for number, strand in enumerate(content.strands, 1):
        if numbered:
            heads = {text for text in said if text == str(number) or text == f"{number}{strand.label}".replace(" ", "")}
            assert heads or any(text.startswith(f"{number} ") for text in radial), strand.id
            assert str(number) in listed
        else:
            assert strand.label.replace(" ", "") in said or any(strand.label.startswith(text) for text in radial)


def test_radial_words_take_at_most_three_lines_and_split_no_word() -> None:
    drawing = drawn("radial")
    blocks = [node for node in drawing.root.iter(f"{SVG}text") if "ra" in node.get("class", "").split()]
    assert len(blocks) >= 3
    titles = {strand.label for strand in made(**STRESS["radial"]).strands}
    for block in blocks:
        lines = ["".join(line.itertext()) for line in block]
        assert 1 <= len(lines) <= 3
        number, _, words = " ".join(lines).partition(" ")
        assert number.isdecimal()
        assert words in titles


# 9. Labels outside, and no two labels anywhere on one another


@pytest.mark.parametrize("name", ["example", *STRESS])
def test_no_two_labels_overlap(name: str) -> None:
    words = list(drawn(name, "light").words())
    reach = [_reach(one) for one in words]
    near = [
        (one, other)
        for index, one in enumerate(words)
        for at, other in enumerate(words[:index])
        if _near(reach[index], reach[at])
    ]
    assert len(words) > 70
    assert [(one.text, other.text) for one, other in near if one.meets(other)] == []


def test_hostile_names_are_wrapped_or_cut_and_whole_in_the_list() -> None:
    content = made(24, 4, each=3, deadlines=2)
    name, rings = "Landsbygdsutvecklingssamordning " * 8, content.rings
    long = replace(rings[3], name=name)
    closed = tuple(replace(one, name=name if not one.red else one.name) for one in content.closed)
    svg = wheel_svg(replace(content, rings=(*rings[:3], long, *rings[4:]), closed=closed), Look("light", "below"))
    drawing = Drawing(svg)
    words = list(drawing.words())
    assert [one.text for one in words if one.path_room and one.path_room < one.wide] == []
    assert not any(one.meets(other) for index, one in enumerate(words) for other in words[:index])
    assert any(one.text.endswith("…") for one in of_kind(drawing, "rn"))
    left, top, wide, tall = drawing.view
    listed = [(node.text or "", drawing.legend_box(node)) for node in drawing.legend()]
    assert " ".join(text for text, _ in listed).count("Landsbygdsutvecklingssamordning") == 8 + 8
    for _, quad in listed:
        assert all(left < x < left + wide and top < y < top + tall for x, y in quad.corners)
    for one in words:
        x0, y0, x1, y1 = _reach(one)
        assert left < x0 < x1 < left + wide
        assert top < y0 < y1 < top + tall


def test_the_measure_sees_labels_that_do_overlap() -> None:
    svg = wheel_svg(made(12), Look("light", "none", font=False))
    weeks = [one for one in Drawing(svg).words() if "wk" in one.kind.split()]
    moved = Drawing(re.sub(r'(<g class="wk">.*?rotate\()[-\d.]+(\).*?rotate\()([-\d.]+)', r"\g<1>\g<3>\2\3", svg))
    again = [one for one in moved.words() if "wk" in one.kind.split()]
    assert not weeks[0].meets(weeks[1])
    assert again[0].meets(again[1])


def _reach(words: Words) -> tuple[float, float, float, float]:
    xs = [x for quad in words.quads for x, _ in quad.corners]
    ys = [y for quad in words.quads for _, y in quad.corners]
    return min(xs), min(ys), max(xs), max(ys)


def _near(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("name", ["example", *STRESS])
def test_no_mark_is_under_a_label(name: str) -> None:
    drawing = drawn(name)
    marks = [mark for mark in drawing.marks() if mark.shape in ("dot", "diamond")]
    words = [one for one in drawing.words() if {"n", "lb", "ra"} & set(one.kind.split())]
    assert marks
    assert words
    for one in words:
        left, top, right, bottom = _reach(one)
        for mark in marks:
            x, y = _place(mark)
            if left < x < right and top < y < bottom:
                assert not any(_inside(quad.corners, x, y) for quad in one.quads), (one.text, mark.title)


def _place(mark: Mark) -> tuple[float, float]:
    from math import cos, radians, sin

    return mark.radius * sin(radians(mark.angle)), -mark.radius * cos(radians(mark.angle))


def _inside(corners: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    turns = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in sides]
    return all(turn > 0 for turn in turns) or all(turn < 0 for turn in turns)


def test_labels_outside_start_on_the_right_and_end_on_the_left_with_a_leader_each() -> None:
    drawing = drawn("example")
    notes = [node for node in drawing.root.iter(f"{SVG}text") if "nt" in node.get("class", "").split()]
    assert sorted(node.text or "" for node in notes) == [
        "Jul och nyår",
        "Jul och nyår",
        "Sommarlugn",
        "Sportlov",
        "i dag 1 mars",
    ]
    for node in notes:
        x, y = float(node.get("x", 0)), float(node.get("y", 0))
        assert drawing.style(node, "text-anchor") == ("start" if x > 0 else "end")
        assert hypot(x, y) > 490
    assert len(with_class(drawing, "ld")) == len(notes)


# 10. Colours


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["example", "400 in series", "90 alone"])
def test_every_word_can_be_read_on_what_it_stands_on(name: str, theme: ThemeName) -> None:
    """4.5:1 (WCAG 2.2, 1.4.3), also on the tint of the word's own ring, and on the darker tone of the months."""
    drawing, colours = drawn(name, theme, "below"), THEMES[theme]
    inks = [hue.ink for hue in hues(content_of(name).hues, colours)]
    seen = 0
    for words in drawing.words():
        kind = set(words.kind.split())
        ground = colours.paper
        if "mo" in kind:
            ground = min(colours.months, key=lambda one: contrast(words.fill, one))
        elif kind & {"n", "lb", "ra", "rn"}:
            ring = "c-1" if "dl" in kind else next(one for one in kind if re.fullmatch(r"c\d+", one))
            ground = mix(inks[int(ring[1:])], colours.paper, colours.tint)
            seen += 1
        assert contrast(words.fill, ground) >= 4.5, (words.text, words.fill, ground)
    for node in drawing.legend():
        assert contrast(drawing.style(node, "fill") or "", colours.paper) >= 4.5
    assert seen > 30


def test_each_ring_has_a_hue_of_its_own_and_a_ground_of_eight_per_cent() -> None:
    content = made(9, 9)
    inks = [hue.ink for hue in hues(content.hues, THEMES["light"])]
    assert len(set(inks)) == 10
    drawing = Drawing(wheel_svg(content, Look("light", "none", font=False)))
    for node in with_class(drawing, "g", "circle"):
        assert drawing.style(node, "stroke-opacity") == "0.08"
    assert len(set(PALETTE)) == len(PALETTE)


def test_a_colour_given_twice_is_used_once() -> None:
    inks = [hue.ink for hue in hues(("#2f6f4f", "#2f6f4f", "#2F6F4F", "nonsense", ""), THEMES["light"])]
    assert len(set(inks)) == 6


# 11. Closures


def test_closures_are_hatched_over_their_days_behind_all_rings() -> None:
    drawing = drawn("example")
    svg = drawing.svg
    assert svg.index('class="cl"') < svg.index('class="g ') < svg.index('class="r ')
    sectors = {
        node.findtext(f"{SVG}title", ""): numbers(node.get("d", ""))
        for group in drawing.root.iter(f"{SVG}g")
        if group.get("class") == "cl"
        for node in group
        if node.get("class") != "ri"
    }
    summer = sectors["Sommarlugn, stängt 5 juli–15 aug"]
    assert apart(angle_of(*summer[:2]), 360 * 185 / 365) < 0.01
    assert apart(angle_of(*summer[7:9]), 360 * 227 / 365) < 0.01
    assert any(title.startswith("Kristi himmelsfärdsdag") for title in sectors)
    node = next(node for node in drawing.root.iter(f"{SVG}path") if node.find(f"{SVG}title") is not None)
    assert drawing.style(node, "fill") == "url(#hatch)"


# 12. Today, and the hub


def test_today_crosses_all_rings_on_the_web_and_is_off_in_print() -> None:
    (line,) = with_class(drawn("example"), "tl")
    x0, y0, x1, y1 = numbers(line.get("d", ""))
    assert hypot(x0, y0) == pytest.approx(150, abs=0.02)
    assert hypot(x1, y1) == pytest.approx(490, abs=0.02)
    assert apart(angle_of(x0, y0), 360 * 59 / 365) < 0.01
    assert with_class(drawn("example", "print"), "tl") == []
    assert "i dag" not in drawn("example", "print").svg
    other_year = wheel_svg(example(at=date(2026, 11, 24)), Look("light", "none", font=False))
    assert 'class="tl"' not in other_year


def test_the_hub_tells_the_year_the_title_and_the_date_of_the_picture() -> None:
    assert [words.text for words in of_kind(drawn("example"), "yr")] == ["2027"]
    assert [words.text for words in of_kind(drawn("example"), "ti")] == ["Årshjul smart specialisering"]
    assert [words.text for words in of_kind(drawn("example"), "da")] == ["1 mars 2027"]
    assert [words.text for words in of_kind(drawn("August to July"), "yr")] == ["2026/27"]


@pytest.mark.parametrize("title", ["Å", "Årshjul " * 12, "Landsbygdsutvecklingssamordningsfunktionen", "x" * 300])
def test_any_title_stays_within_the_hub(title: str) -> None:
    drawing = Drawing(wheel_svg(replace(made(3), title=title), Look("light", "none", font=False)))
    lines = [words for words in drawing.words() if {"yr", "ti", "da"} & set(words.kind.split())]
    assert "".join(words.text for words in lines if "ti" in words.kind.split()).replace(" ", "") == title.replace(
        " ", ""
    )
    for words in lines:
        assert all(hypot(x, y) < 140 for quad in words.quads for x, y in quad.corners), words.text
    assert not any(one.meets(other) for i, one in enumerate(lines) for other in lines[:i])


# 13. The list, and paper


@pytest.mark.parametrize("place", ["below", "a4", "a3"])
@pytest.mark.parametrize("name", ["example", *STRESS])
def test_the_list_stands_on_the_sheet_and_no_line_of_it_on_another_or_on_the_wheel(name: str, place: str) -> None:
    drawing = drawn(name, "print", place)
    left, top, wide, tall = drawing.view
    lines = [(node, drawing.legend_box(node)) for node in drawing.legend()]
    assert len(lines) > 6
    if place != "below":
        assert wide / tall == pytest.approx(297 / 210 if place == "a4" else 420 / 297, abs=0.002)
    boxes = []
    for node, quad in lines:
        xs, ys = [x for x, _ in quad.corners], [y for _, y in quad.corners]
        assert left < min(xs) <= max(xs) < left + wide, node.text
        assert top < min(ys) <= max(ys) < top + tall, node.text
        assert min(hypot(x, y) for x, y in quad.corners) > 490, node.text
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    boxes.sort()
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            if other[0] >= one[2]:
                break
            assert not _near(one, other)


def test_the_list_goes_ring_by_ring_and_by_time_with_dates() -> None:
    texts = ["".join(node.itertext()).replace("\u00a0", " ") for node in drawn("example", "light", "below").legend()]
    assert texts[:6] == [
        "Jord, skog och vatten", "1", "Jord – avstämning med kommunernas", "landsbygdsutvecklare",
        "21 jan · 4, 18 feb · 4, 18 mars · 1, 15, 29 apr · 13, 27",
        "(inställt) maj · 10, 24 juni · 19 aug · 2, 16, 30 sep ·",
    ]  # fmt: skip
    for ring in example().rings:
        firsts = [strand.first for strand in ring.strands]
        assert firsts == sorted(firsts)
        assert ring.name in texts


# 14. One file that needs nothing


@pytest.mark.parametrize("theme", [None, *THEMES])
def test_the_picture_needs_nothing_from_elsewhere(theme: ThemeName | None) -> None:
    svg = wheel_svg(example(), Look(theme))
    assert svg.count("@font-face") == 2
    assert set(re.findall(r"url\(([^)]{4})", svg)) <= {"data", "#hat"}
    assert set(re.findall(r'(?:href|src)="(.)', svg)) == {"#"}
    assert "<script" not in svg
    assert set(re.findall(r"https?://[^\"]*", svg)) == {"http://www.w3.org/2000/svg"}


def test_the_same_wheel_gives_the_same_bytes() -> None:
    assert wheel_svg(example(), Look("light")) == wheel_svg(example(), Look("light"))


def test_each_mark_links_to_its_meeting_and_says_what_it_is() -> None:
    drawing = Drawing(wheel_svg(example(), Look("light", "none"), lambda key: f"/moten/{key}"))
    marks = {mark.key: mark.title for mark in drawing.marks()}
    assert len(marks) == sum(len(strand.marks) for strand in example().strands)
    assert marks["/moten/digitala-manadsmote/2027-05"] == (
        "tis 18 maj 2027 kl. 13.00–14.30: Digitala lösningar – månadsmöte (flyttat)"
    )
    assert drawing.root.get("role") == "group"
    assert drawing.root.get("aria-label") == "Årshjul 2027: Årshjul smart specialisering"
    rows = {node.get("id") for node in drawn("example", "light", "below").legend() if node.get("id")}
    linked = Drawing(wheel_svg(example(), Look("light", "below")))
    assert {mark.key.removeprefix("#") for mark in linked.marks()} <= rows


def test_no_title_becomes_markup() -> None:
    wheel = made_wheel(1)
    bad = '</text><script>alert("1")</script> & \x00 ]]>'
    item = MeetingSeries(id="m", area="a0", title=bad, rhythm=Dates(()))
    one = Occurrence(item=item, slot="1", nominal=AT, day=AT, zone=wheel.zone)
    drawing = Drawing(wheel_svg(_alone(wheel, one), Look("light")))
    assert not list(drawing.root.iter(f"{SVG}script"))
    (mark,) = drawing.marks()
    assert mark.title.endswith('</text><script>alert("1")</script> & \ufffd ]]>')
