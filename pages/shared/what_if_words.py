"""What the moves of a what-if do, in words and in rows."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd
import streamlit as st

from core.charts import now_then
from core.factory.findings import constraint
from core.language import _, current
from core.steps.findings import blocked
from core.what_if.changes import Change
from core.what_if.findings import change_says
from core.what_if.outcome import Outcome, moved
from core.what_if.situation import Situation
from pages.shared.pieces import escaped
from pages.shared.what_if_data import stale_of
from pages.shared.what_if_looked import Looked

_NAMED = 3
"""So many changes are named where others start from them."""


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


def changes_say(looked: Looked) -> list[str]:
    """Each change in words, or that it changes nothing any more."""
    gone = {one.change.slot: one.sentence for one in stale_of(looked.situation, looked.changes)}
    return [
        gone.get(one.slot) or _says(looked.situation, one, looked.currency, current())
        for one in looked.changes
    ]


@lru_cache(maxsize=64)
def _says(situation: Situation, change: Change, currency: str, language: str) -> str:
    del language  # spoken already; it only tells the texts of one language from those of another
    return change_says(situation, change, currency)


def say_starts_from(looked: Looked) -> None:
    """Say that what is moved counts as moved here too, where something is."""
    said = changes_say(looked)
    if not said:
        return
    named = " · ".join([*said[:_NAMED], *(["…"] if len(said) > _NAMED else [])])
    st.caption(escaped(_("With what is moved on “Try”: {changes}").format(changes=named)))


def blocked_says(looked: Looked) -> str:
    """The step that nobody gets past, and what to do about it; "" where everybody may get through."""
    chains = {chain.channel: chain for chain in looked.situation.business.economics.acquiring}
    stuck = (one for one in looked.after.channels if one.blocked_by and looked.channel in ("", one.channel))
    one = next(stuck, None)
    return "" if one is None else blocked(replace(chains[one.channel], blocked_by=one.blocked_by))


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
