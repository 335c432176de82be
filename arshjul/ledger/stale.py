"""The error of a plan that the ledger has overtaken."""

from __future__ import annotations

from arshjul.errors import LedgerError
from arshjul.text import Text


class PlanIsStale(LedgerError):  # noqa: N818 - it says what is the case
    """The ledger has moved on since the plan was made. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            Text("planen gäller inte längre: liggaren har ändrats sedan den gjordes",
                 "the plan holds no longer: the ledger has changed since it was made"),
            Text("kör  arshjul plan  igen", "run  arshjul plan  again"),
        )  # fmt: skip
