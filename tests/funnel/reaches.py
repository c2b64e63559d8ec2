"""Reach frames for the tests, written as short as on paper."""

from __future__ import annotations

import pandas as pd

from core.funnel.funnel import REACH, empty_reach

Line = tuple[str, str, str, float] | tuple[str, str, str, float, float]


def reach(*lines: Line) -> pd.DataFrame:
    """People from (stage, channel, first day of the period, people) and, if not all, how many are closed."""
    rows = [
        (stage, channel, pd.Timestamp(day), n, *(closed or (n,))) for stage, channel, day, n, *closed in lines
    ]
    frame = pd.DataFrame(rows, columns=list(REACH))
    return frame.astype(empty_reach().dtypes.to_dict())


def funnel_reach(*people: tuple[str, float] | tuple[str, float, float]) -> pd.DataFrame:
    """People of one channel and month, from (stage, people) and, if not all, how many are closed."""
    return reach(*((stage, "Ads", "2026-01-01", *figures) for stage, *figures in people))
