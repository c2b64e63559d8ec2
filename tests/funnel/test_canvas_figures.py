"""A metric of the canvas shows the figure it points at, with its unit and its evidence."""

from __future__ import annotations

from core.funnel.canvas_figures import FIGURES, Figure, figure, figures_at
from core.funnel.funnel import Reached
from core.funnel.rates import Rate
from core.funnel.stages import DEFAULT_STAGES, Stage

OFFERS, ORDERS = Stage("prospect", unit="offers"), Stage("customer", unit="orders")
FIRMS = Stage("firms", "Firms", unit="firms", measure="stock")


def of(points_at: str, reached: Reached | None, costs: dict[str, float] | None = None) -> Figure | None:
    return figure(points_at, reached, OFFERS, costs, "EUR")


def test_people_are_shown_in_their_unit_with_where_they_were_counted() -> None:
    assert of("people", Reached(OFFERS, "counts", 990.0)) == Figure("990 offers", "counted in your sheets")


def test_those_still_open_are_said_beside_the_people() -> None:
    assert of("people", Reached(OFFERS, "events", 30.0, still_open=4.0)) == Figure(
        "30 offers", "from your events; 4 of them still open"
    )


def test_a_stock_is_called_one() -> None:
    found = of("people", Reached(FIRMS, "counts", 200.0))
    assert found == Figure("200 firms", "how many there are, not how many came; counted in your sheets")


def test_a_rate_is_shown_with_its_counts_and_its_interval() -> None:
    half = Reached(ORDERS, "counts", 495.0, from_before=Rate.counted(495, 990), before=OFFERS)
    assert of("rate", half) == Figure("495 of 990 (50%)", "between 48 and 52 of 100; counted in your sheets")


def test_a_ratio_names_both_units_and_is_called_no_conversion() -> None:
    firms = Reached(
        FIRMS,
        "counts",
        200.0,
        from_before=Rate.ratio(200, 495),
        before=ORDERS,
        from_first=Rate.ratio(200, 990),
    )
    evidence = "a ratio, no conversion; counted in your sheets"
    assert of("rate", firms) == Figure("200 firms from 495 orders", evidence)
    assert of("from_first", firms) == Figure("200 firms from 990 offers", evidence)


def test_days_are_shown_with_their_spread() -> None:
    timed = Reached(ORDERS, "events", 30.0, median_days=9.0, quick_days=4.0, slow_days=20.5)
    assert of("days", timed) == Figure(
        "9 days", "half take no longer; a quarter at most 4, a quarter at least 20.5; from your events"
    )
    one = Reached(ORDERS, "events", 30.0, median_days=1.0)
    assert of("days", one) == Figure("1 day", "half take no longer; from your events")


def test_cost_and_time_are_those_of_each_who_gets_here() -> None:
    costs = {"minutes_to_reach": 56.25, "cost_to_reach": 93.75}
    evidence = "for each who gets here, those lost on the way included; from your steps"
    assert of("minutes", None, costs) == Figure("56 min", evidence)
    assert of("cost", None, costs) == Figure("€94", evidence)


def test_what_is_not_measured_is_no_figure_and_no_zero() -> None:
    for name in FIGURES:
        assert of(name, None) is None
        assert of(name, Reached(ORDERS)) is None
    assert of("cost", None, {"minutes_to_reach": 5.0, "cost_to_reach": float("nan")}) is None
    assert of("", Reached(ORDERS, "counts", 5.0)) is None


def test_at_the_first_stage_nothing_is_offered_that_needs_one_before() -> None:
    assert set(figures_at("suspect", DEFAULT_STAGES)) == {"people", "cost", "minutes"}
    assert figures_at("lead", DEFAULT_STAGES) == tuple(FIGURES)
    # Whoever leaves out the suspects begins with the leads.
    assert "rate" not in figures_at("lead", DEFAULT_STAGES[1:])
