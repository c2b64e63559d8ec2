"""The rates of a goal come from the measured funnel, and what the user assumes overrules them."""

from __future__ import annotations

import pytest

from core.errors import StepwiseError
from core.funnel.funnel import Funnel, Reached
from core.funnel.goal.rates import StepRate, lags_from, rates_from
from core.funnel.rates import Rate
from core.funnel.stages import DEFAULT_STAGES

SUSPECT, LEAD, PROSPECT, CUSTOMER, CONSUMPTION, _REFERRAL = DEFAULT_STAGES


def measured() -> Funnel:
    """Prospects were not counted: of 200 suspects 100 leads, of these 20 customers."""
    return Funnel(
        (
            Reached(SUSPECT, "counts", 200),
            Reached(LEAD, "counts", 100, 0, Rate.counted(100, 200), before=SUSPECT, median_days=7),
            Reached(PROSPECT),
            Reached(CUSTOMER, "counts", 20, 0, Rate.counted(20, 100), before=LEAD, median_days=40),
        )
    )


def test_measured_rates_keep_their_counts_and_the_stage_they_start_from() -> None:
    assert rates_from(measured()) == {
        "lead": StepRate(0.5, 100, 200, "counted", "suspect"),
        "customer": StepRate(0.2, 20, 100, "counted", "lead"),
    }


def test_an_assumed_rate_overrules_the_measured_one() -> None:
    assert rates_from(measured(), {"lead": 0.6})["lead"] == StepRate(0.6, since="suspect")


def test_an_assumed_rate_to_an_uncounted_stage_splits_the_measured_one() -> None:
    # 20 of 100 leads became customers; with an offer for half of them, 40 % of the offers are signed.
    found = rates_from(measured(), {"prospect": 0.5})
    assert found["prospect"] == StepRate(0.5, since="lead")
    assert found["customer"] == StepRate(0.4, since="prospect")


def test_a_ratio_of_two_units_stays_a_ratio() -> None:
    funnel = Funnel(
        (
            Reached(PROSPECT, "counts", 500),
            Reached(CUSTOMER, "counts", 200, 0, Rate.ratio(200, 500), before=PROSPECT),
        )
    )
    assert rates_from(funnel)["customer"] == StepRate(0.4, 200, 500, "ratio", "prospect")


def test_an_assumed_rate_of_nothing_splits_nothing() -> None:
    assert rates_from(measured(), {"prospect": 0.0})["customer"].since == "lead"


def test_days_between_stages_are_those_that_were_measured() -> None:
    assert lags_from(measured()) == {"lead": 7, "customer": 40}


def test_a_rate_below_nothing_is_refused() -> None:
    with pytest.raises(StepwiseError):
        StepRate(-0.1)
    with pytest.raises(StepwiseError):
        StepRate(float("nan"))
