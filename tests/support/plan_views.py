"""Plans whose every shape is a golden file. `python -m tests.support.plan_views` writes them anew; read the diff."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from arshjul.config import PlanSettings
from arshjul.render.plan.data import plan_json
from arshjul.render.plan.html import plan_html
from arshjul.render.plan.markdown import plan_markdown
from arshjul.render.plan.text import plan_text
from arshjul.render.plan.view import Typed, view
from arshjul.text import Language
from arshjul.usecases.plan import Planned
from tests.support.desk import Desk
from tests.support.plan_cases import CANCEL, INVITE, MOVE, OTHER, PLACE, SERIES, WHEEL

GOLDEN = Path(__file__).parents[1] / "golden" / "plan-shown"
YEAR = SERIES.replace("mote", "veckomote").replace("Månadsmöte", "Veckomöte")
MANY = WHEEL + YEAR.replace("andra tisdagen i mars och maj", "tisdagar jämna veckor utom juli").replace(
    'area   = "energi"', 'area   = "energi"\ninvite_ahead = "400d"'
)
EVIL = "</title><script>alert(1)</script>| **x** [y](https://evil.example) @siv #1 `z`"


@dataclass(frozen=True, slots=True)
class Shown:
    """`before` is applied; `days` later the file says `after`."""

    after: str
    before: str = ""
    days: int = 1
    keys: Mapping[str, object] | None = None
    typed: Typed = Typed()


MOVED = (WHEEL + OTHER + MOVE).replace(PLACE, 'place  = "Folkets hus"\nagenda = ["Läget", "Nästa år"]')
SHOWN = {
    "first": Shown(WHEEL),
    "nothing": Shown(WHEEL, WHEEL),
    "edited": Shown(MOVED.replace(INVITE, 'invite = ["siv", "jon"]'), WHEEL + OTHER),
    "cancelled": Shown(WHEEL + CANCEL, WHEEL),
    "guarded": Shown(WHEEL + CANCEL.replace("2027-05", "2027-03"), WHEEL, days=55,
                     keys={"plan": PlanSettings(most_people=2)}, typed=Typed("schedules/2027.toml")),
    "many": Shown(MANY + MOVE, WHEEL),
    "blocked": Shown(WHEEL, keys={"allow_domains": ("region.example",)}),
    "draft": Shown(WHEEL.replace("aktiv", "utkast")),
    "channel": Shown(WHEEL + MOVE, WHEEL, keys={"transport": "smtp"}),
    "evil": Shown(WHEEL.replace("Månadsmöte", EVIL).replace("Ulf Ek", EVIL)),
}  # fmt: skip


def planned(shown: Shown, folder: Path) -> Planned:
    desk = Desk(folder, shown.before or shown.after)
    if shown.before:
        desk.apply(desk.plan())
        desk.pass_time(days=shown.days)
    desk.text = shown.after
    desk.keys.update(shown.keys or {})
    return desk.plan()


def _view(one: Planned, shown: Shown, language: Language, shape: Callable[..., str]) -> str:
    return shape(view(one.plan, language, one.obstacles, typed=shown.typed)).rstrip("\n") + "\n"


def shapes(name: str) -> dict[str, str]:
    """File name → its text."""
    shown = SHOWN[name]
    with TemporaryDirectory() as folder, chdir(folder):
        one = planned(shown, Path())
    data = plan_json(one.plan, "sv", one.obstacles)
    return {
        f"{name}-sv.txt": _view(one, shown, "sv", plan_text),
        f"{name}-en.txt": _view(one, shown, "en", plan_text),
        f"{name}.md": _view(one, shown, "sv", plan_markdown),
        f"{name}.html": _view(one, shown, "sv", plan_html),
        f"{name}.json": json.dumps(data, ensure_ascii=False, indent=2) + "\n",
    }


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in SHOWN:
        for file, text in shapes(each).items():
            (GOLDEN / file).write_text(text, encoding="utf-8")
