"""What a label says: a title without what its ring says already."""

from __future__ import annotations

import pytest

from arshjul.render.wheel.content import short_label


@pytest.mark.parametrize(
    ("title", "area", "label"),
    [
        ("Digitala lösningar – månadsmöte", "Digitala lösningar", "Månadsmöte"),
        ("Öppet aktörsmöte: hållbar energi", "Hållbar energi", "Öppet aktörsmöte"),
        ("Jord – avstämning", "Jord, skog och vatten", "Jord – avstämning"),
        ("Enskilt aktörsmöte om färdplaner: {{ actor }}", "Jord", "Enskilt aktörsmöte om färdplaner"),
        ("Möte med {{ actor }} i maj", "Jord", "Möte med … i maj"),
        ("Jord", "Jord", "Jord"),
        ("Jordbruk", "Jord", "Jordbruk"),
    ],
)
def test_the_area_is_not_said_twice(title: str, area: str, label: str) -> None:
    assert short_label(title, area) == label
