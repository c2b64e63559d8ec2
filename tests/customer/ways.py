"""A customer's way worked out by hand: a form, a call, an offer, a signature; and what is delivered after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from core.steps.chain import Chain, chain
from core.steps.economics import Economics, economics
from core.steps.rates import Rates
from tests.steps.processes import process

NAN = float("nan")
NO_ROLES = pd.DataFrame({"role": [], "hourly_rate": []})
CALL = "Ads|acquire|call|1"

NOTED: Mapping[str, list[Any]] = {
    "performed_by": ["customer", "us", "us", "customer"],
    "customer_minutes": [10.0, 20.0, NAN, 5.0],
    "waiting": [NAN, 60.0, NAN, 75.0],
    "customer_value": ["necessary", "adds value", "adds value", "necessary"],
}
"""What is noted of the customer at the four steps."""


def ads_steps(**noted: list[Any]) -> pd.DataFrame:
    """Every second form leads to a call, every second call to an offer, and every offer is signed."""
    rows = [("fill in the form", 0, 0.5), ("call", 20, 0.5), ("offer", 30, 1), ("sign", 0, 1)]
    return process(rows, channel="Ads").assign(**{**NOTED, **noted})


def ads(**noted: list[Any]) -> Chain:
    """The same as a chain, at 60 an hour."""
    return chain(ads_steps(**noted), Rates(60))


def delivered(channel: str = "Film", phase: str = "deliver", **noted: list[Any]) -> pd.DataFrame:
    """A shooting of two hours; every other customer wants a second cut."""
    rows = [("shoot", 120, 0.5), ("second cut", 60, None)]
    said = {"customer_minutes": [120.0, 30.0], "waiting": [NAN, 2880.0]}
    return process(rows, channel=channel, phase=phase).assign(**{**said, **noted})


def business(*tables: pd.DataFrame, hourly_rate: float = 60) -> Economics:
    """The economics of these steps; the form's channel alone where none are given."""
    rows = pd.concat(tables or (ads_steps(),), ignore_index=True).drop(columns="step_id")
    return economics(rows, NO_ROLES, hourly_rate)
