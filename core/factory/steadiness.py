"""Whether weekly counts differ by chance alone: many at once, and a trend that was there before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

DOUBTED = 0.05
"""Below so small a chance, what was counted is taken for more than chance."""
_RISING = 1.645
"""The standard deviations above which of a hundred steady series five come."""
_FEWEST_WEEKS, _FEWEST = 6, 5
"""In fewer weeks, or with fewer counted in all, nothing is told."""


def spread(parts: Sequence[pd.DataFrame]) -> float:
    """How many times as much as chance the weeks of each part differ; 1 where that may be chance.

    Pearson's χ² = Σ (count − mean)² / mean over its degrees of freedom, with the mean of the part,
    by the length of the period. It counts where χ² is as large with less than 5 % of steady series.

    >>> weeks = pd.DataFrame({"days": 7, "count": [0.0, 0.0, 12.0, 0.0, 0.0, 12.0, 0.0, 0.0]})
    >>> round(spread([weeks]), 1)
    10.3
    """
    from scipy.special import chdtrc

    total, freedom, count = 0.0, 0, 0.0
    for part in parts:
        known = part[part["count"].notna()]
        counts, days = known["count"].to_numpy(float), known["days"].to_numpy(float)
        if len(counts) < 2 or not counts.sum() > 0:
            continue
        mean = counts.sum() * days / days.sum()
        total += float(((counts - mean) ** 2 / mean).sum())
        freedom += len(counts) - 1
        count += float(counts.sum())
    if freedom < _FEWEST_WEEKS - 1 or count < _FEWEST or chdtrc(freedom, total) >= DOUBTED:
        return 1.0
    return max(1.0, total / freedom)


def trend(part: pd.DataFrame, spread: float = 1.0) -> Literal["rising", "falling", ""]:
    """Whether a series was rising or falling all along: its counts lie late, or early, in it (Laplace).

    z = Σ count·(t − t̄) / √(N·Var(t)), where t is the middle of each period; told beyond 1.645. `spread` is
    how many times as much as chance the weeks differ.

    >>> weeks = pd.DataFrame({"days": 7, "count": [0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 4.0]})
    >>> trend(weeks), trend(weeks[::-1].assign(days=7)), trend(weeks.assign(count=2.0))
    ('rising', 'falling', '')
    """
    # The middle of each period counts also where one in between is unknown.
    ends = np.cumsum(part["days"].to_numpy(float))
    known = part["count"].notna().to_numpy()
    counts, days = part["count"].to_numpy(float)[known], part["days"].to_numpy(float)[known]
    middle = ends[known] - days / 2
    if len(counts) < _FEWEST_WEEKS or counts.sum() < _FEWEST:
        return ""
    mean = float((middle * days).sum() / days.sum())
    variance = float(((middle - mean) ** 2 * days).sum() / days.sum())
    late = float((counts * (middle - mean)).sum()) / math.sqrt(counts.sum() * variance * max(1.0, spread))
    return "rising" if late > _RISING else "falling" if late < -_RISING else ""
