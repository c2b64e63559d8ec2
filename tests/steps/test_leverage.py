"""What a win saves if a step gets better equals recomputing the whole chain with that step better."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.steps.chain import chain
from core.steps.leverage import leverage
from core.steps.rates import Rates
from tests.steps.processes import EVENTS, process
from tests.steps.test_chain import some_steps


def test_one_in_ten_lost_offers_kept_saves_52_of_575() -> None:
    # 0.5 becomes 0.55: all 575 are then spent 0.5/0.55 times as often.
    table = leverage(chain(process(EVENTS), Rates(100))).set_index("step")
    assert table.loc["offer", "money_if_kept"] == pytest.approx(575 * (1 - 0.5 / 0.55))
    assert table.loc["talk", "money_if_faster"] == pytest.approx(20)
    assert table["money"].idxmax() == "offer"


def test_where_nobody_is_lost_nobody_can_be_kept() -> None:
    table = leverage(chain(process(EVENTS), Rates(100))).set_index("step")
    assert table.loc["find events", "money_if_kept"] == 0
    assert table.loc["travel home", "money_if_kept"] == 0


def test_spend_is_carried_by_every_step() -> None:
    table = leverage(chain(process([("call", 60, 0.5)]), Rates(60)), spend_per_win=80)
    # 120 of labour and 80 of spend, both spent 0.5/0.55 times as often.
    assert table["money_if_kept"].iloc[0] == pytest.approx(200 * (1 - 0.5 / 0.55))


def test_a_blocked_chain_and_a_delivery_name_no_lost_customers() -> None:
    assert leverage(chain(process([("call", 60, 0)]), Rates(60))).empty
    order = leverage(chain(process([("cut", 60, 0.5), ("send", 10, 1)], phase="deliver"), Rates(60)))
    assert order["money_if_kept"].tolist() == [0, 0]
    assert order["money_if_faster"].tolist() == pytest.approx([6, 0.5])


@given(some_steps, st.integers(0, 11))
def test_savings_equal_the_recomputed_chain(rows: list[tuple[str, float, float]], at: int) -> None:
    at %= len(rows)
    before = chain(process(rows), Rates(60))
    table = leverage(before)
    step, minutes, rate = rows[at]
    faster = chain(process([*rows[:at], (step, minutes * 0.9, rate), *rows[at + 1 :]]), Rates(60))
    saved = before.cost_per_win - faster.cost_per_win
    # Of two sums of billions the difference is no more exact than the last figure of either.
    last_figure = 1e-12 * before.cost_per_win
    assert table["money_if_faster"].iloc[at] == pytest.approx(saved, abs=1e-6 + last_figure)
    if rate < 1:
        kept = chain(
            process([*rows[:at], (step, minutes, rate + 0.1 * (1 - rate)), *rows[at + 1 :]]), Rates(60)
        )
        saved = before.cost_per_win - kept.cost_per_win
        assert table["money_if_kept"].iloc[at] == pytest.approx(saved, rel=1e-6, abs=1e-6 + last_figure)


@given(some_steps)
def test_elasticities_are_shares_of_the_cost(rows: list[tuple[str, float, float]]) -> None:
    found = chain(process(rows), Rates(60))
    table = leverage(found)
    if found.cost_per_win > 0:
        assert table["elasticity_of_time"].sum() == pytest.approx(1)
        assert table["elasticity_of_pass_rate"].iloc[-1] == pytest.approx(-1)
        assert table["elasticity_of_pass_rate"].is_monotonic_decreasing
