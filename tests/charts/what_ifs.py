"""Figures before and after, swings and scenarios that the tests of their charts draw."""

from __future__ import annotations

import pandas as pd

from core.charts import now_then, scenario_bars, tornado

UNKNOWN = float("nan")


def measures() -> pd.DataFrame:
    """A customer costs a quarter less and more come through; nobody said a price before."""
    rows = (
        ("Cost of a customer", 575.0, 431.0, "€575", "€431", True),
        ("Hours a week", 12.0, 9.5, "12 h", "9 h 30 min", False),
        ("Ceiling", 1.2, 1.6, "1.2 a week", "1.6 a week", False),
        ("Margin", UNKNOWN, -40.0, "not known", "-€40", False),
        ("Lifetime", UNKNOWN, UNKNOWN, "not known", "not known", False),
    )
    return pd.DataFrame(rows, columns=list(now_then.COLUMNS))


def swings() -> pd.DataFrame:
    """What moves the cost of a customer of 575; at no offers signed there is none."""
    rows = (
        ("Offer: pass rate", UNKNOWN, 431.0, "no customer", "€431", "0% to 67%"),
        ("Value of an hour", 287.5, 862.5, "€288", "€863", "€50 to €150"),
        ("Talk: minutes", 475.0, 615.0, "€475", "€615", "60 min to 2 h 24 min"),
        ("Write: minutes", 570.0, 590.0, "€570", "€590", "2 min to 6 min"),
        ("Cash at the fair", 575.0, 575.0, "€575", "€575", "€0 to €0"),
    )
    return pd.DataFrame(rows, columns=list(tornado.COLUMNS))


def scenarios() -> pd.DataFrame:
    """What is now, and two scenarios of which one has no customers."""
    rows = (
        ("Now", 575.0, "€575", "", True, False),
        ("Template for offers", 431.0, "€431", "€144 less", False, True),
        ("No follow-up", UNKNOWN, "not known", "", False, False),
    )
    return pd.DataFrame(rows, columns=list(scenario_bars.COLUMNS))
