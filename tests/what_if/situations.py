"""The worked example as a business, on which every what-if is worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from core.factory.business import business_of
from core.factory.wins import WinsPerWeek
from core.steps.channels import Spend
from core.steps.economics import economics
from core.what_if.situation import Situation
from tests.factory.businesses import NO_ROLES
from tests.steps.processes import EVENTS, process

OFFER = "Events|acquire|offer|1"
TALK = "Events|acquire|talk|1"
WRITE = "Events|acquire|write to contacts|1"
HOME = "Events|acquire|travel home|1"
FILM = "Video|deliver|film|1"
COUNTED = {"write to contacts": (4, 10), "arrange a call": (3, 4), "phone": (2, 3), "offer": (1, 2)}
ADS = [("look at bids", 10, 20), ("answer", 15, 0.5), ("call", 30, 0.1)]
"""One look brings 20 enquiries: one customer takes 10 + 300 + 300 minutes."""


def events(**columns: Any) -> pd.DataFrame:
    """The steps of an event, their rates counted as in the worked example."""
    frame = process(EVENTS, role=["Owner"] * len(EVENTS), **columns)
    counts = [COUNTED.get(step, (np.nan, np.nan)) for step in frame["step"]]
    frame["pass_rate_succeeded"] = [float(k) for k, _n in counts]
    frame["pass_rate_tried"] = [float(n) for _k, n in counts]
    frame["pass_rate_evidence"] = ["counted" if k == k else "guessed" for k, _n in counts]
    frame["minutes_evidence"] = "guessed"
    return frame.drop(columns="step_id")


def ads() -> pd.DataFrame:
    frame = process(ADS, channel="Ads", role=["Owner"] * len(ADS))
    frame["pass_rate_evidence"] = frame["minutes_evidence"] = "guessed"
    return frame.drop(columns="step_id")


def delivery(minutes: float = 240, role: str = "Editor") -> pd.DataFrame:
    frame = process([("film", minutes, 1)], channel="Video", phase="deliver", role=[role], cash=[30.0])
    frame["minutes_evidence"] = "guessed"
    return frame.drop(columns="step_id")


def situation(
    *parts: pd.DataFrame,
    wins: Mapping[str, float] | None = None,
    weeks: float = 26.0,
    hours: Mapping[str, float] | None = None,
    prices: Mapping[str, float] | None = None,
    spends: Mapping[str, Spend] | None = None,
    hourly_rate: float = 100.0,
    counted_per_week: float | None = None,
    **more: Any,
) -> Situation:
    """One customer a week comes from events, if nothing else is said, and the owner has 40 hours."""
    steps = pd.concat(parts or (events(),), ignore_index=True)
    business = business_of(
        economics(steps, NO_ROLES, hourly_rate, spends=spends),
        {
            channel: WinsPerWeek(won, weeks, "counts")
            for channel, won in ({"Events": 26.0} if wins is None else wins).items()
        },
        {"Owner": 40.0} if hours is None else hours,
        **more,
    )
    return Situation(business, prices or {}, counted_per_week)
