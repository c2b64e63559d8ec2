"""The intervals of a long chain against the same draws and sums in bare numpy."""

from __future__ import annotations

import numpy as np
import pytest

from core.steps.chain import Chain, chain
from core.steps.likely import DRAWS, drawn
from core.steps.rates import Rates
from core.steps.uncertainty import spreads
from tests.benchmarks.conftest import Ratio, measured
from tests.steps.processes import process

STEPS = 50


@pytest.fixture(scope="module")
def long_chain() -> Chain:
    """Fifty steps, each with a counted rate and a range of minutes."""
    rows = process([(f"Step {i}", 30, 0.9) for i in range(STEPS)])
    rows["pass_rate_evidence"], rows["pass_rate_succeeded"], rows["pass_rate_tried"] = "counted", 90.0, 100.0
    rows["minutes_low"], rows["minutes_high"] = 20.0, 40.0
    return chain(rows, Rates(100))


def bare() -> list[np.ndarray]:
    """Rates, minutes, runs and sums of the same chain, and the three quantiles of each answer."""
    chance = np.random.default_rng(1)
    rates = chance.beta(90.5, 10.5, (STEPS, DRAWS))
    minutes = chance.lognormal(np.log(np.sqrt(20 * 40)), 0.21, (STEPS, DRAWS))
    runs = 1 / rates[::-1].cumprod(axis=0)[::-1]
    took = runs * minutes
    answers = (took.sum(axis=0), (took * (100 / 60)).sum(axis=0), 1 / runs[0])
    return [np.quantile(answer, (0.1, 0.5, 0.9)) for answer in answers]


def test_the_intervals_of_a_long_chain(long_chain: Chain) -> None:
    def afresh() -> object:
        drawn.cache_clear()
        return spreads(long_chain)

    Ratio(
        "20,000 draws of a chain of 50 steps",
        measured(afresh),
        "the same arithmetic in bare numpy",
        measured(bare),
        most=1.2,
    ).say()


def test_a_change_of_the_hourly_rate_draws_nothing_again(long_chain: Chain) -> None:
    spreads(long_chain)
    Ratio(
        "the same chain once more, draws kept",
        measured(lambda: spreads(long_chain)),
        "the same arithmetic in bare numpy, drawn afresh",
        measured(bare),
        most=0.2,
    ).say()
