"""Which bars rest on a guess, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from core.charts.rows import rows_of
from core.language import _


def guessed_minutes(steps: pd.DataFrame) -> list[bool]:
    """For each step whether its minutes are a guess; steps that take none rest on nothing.

    >>> guessed_minutes(
    ...     pd.DataFrame({"minutes_evidence": ["guessed", "measured"], "minutes_per_win": [5.0, 5.0]})
    ... )
    [True, False]
    """
    return [
        step["minutes_evidence"] == "guessed" and step["minutes_per_win"] > 0
        for step in rows_of(steps, "minutes_evidence", "minutes_per_win")
    ]


def guesses(bars: Iterable[bool]) -> str:
    """What a reader must know of the pale bars; nothing where there are none.

    >>> guesses([True, False])
    'Pale bars are guesses; solid ones were measured.'
    """
    pale = list(bars)
    if not any(pale):
        return ""
    if all(pale):
        return _("Pale, because all minutes are guesses so far.")
    return _("Pale bars are guesses; solid ones were measured.")
