"""Figures as JSON holds them."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd


def figure(value: object) -> Any:
    """A number ready for JSON: what is not known, or not finite, is null; counts are whole.

    >>> figure(float("nan")), figure(345.00000000000006)
    (None, 345.0)
    """
    if isinstance(value, float):
        return round(value, 9) if math.isfinite(value) else None
    return None if value is None or value is pd.NA else value
