"""What the moves of a what-if do, in words and in rows."""

from __future__ import annotations

import pandas as pd

from core.charts import now_then
from core.factory.findings import constraint
from core.language import _
from core.what_if.outcome import Outcome, moved
from pages.shared.what_if_looked import Looked


def moves_say(looked: Looked) -> str:
    """What the moves do: the first figure that they change, then where the constraint moves to."""
    said = [(effects_say(looked) or [_("That changes none of the figures.")])[0]]
    if any(_is_told(one) for one in (looked.before, looked.after)):
        said += moved(looked.before, looked.after)
    return " ".join(said)


def _is_told(outcome: Outcome) -> bool:
    """Whether enough is known to tell what holds back."""
    return outcome.verdict is not None and outcome.verdict.kind != "flying_blind"


def effects_say(looked: Looked) -> list[str]:
    """Every figure that the moves change, in a sentence each."""
    effects = (figure.effect(looked.before, looked.after) for figure in looked.figures)
    return [said for said in effects if said]


def weakest(outcome: Outcome) -> str:
    """What holds the business back, as short as it stands in a table."""
    return _("not known") if outcome.verdict is None else constraint(outcome.verdict)


def measures(looked: Looked) -> pd.DataFrame:
    """The figures before and after as the chart takes them, see `core.charts.now_then.COLUMNS`.

    The answer is the first one that changes.
    """
    before, after = looked.before, looked.after
    answer = next((figure.key for figure in looked.figures if figure.effect(before, after)), "")
    rows = [
        (
            figure.label,
            figure.of(before),
            figure.of(after),
            figure.says(before),
            figure.says(after),
            figure.key == answer,
        )
        for figure in looked.figures
    ]
    return pd.DataFrame(rows, columns=list(now_then.COLUMNS))
