"""What holds for every business and every change."""

from __future__ import annotations

import math
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.factory.links import links_of
from core.what_if.changes import ALL, Change, HandedOver, LeftOut, Moved, settled, with_change, without
from core.what_if.inputs import inputs
from core.what_if.outcome import Outcome, outcome
from core.what_if.search import MEASURES, Answer, reach
from core.what_if.situation import Situation, changed
from tests.what_if.situations import FILM, HOME, OFFER, TALK, WRITE, ads, delivery, events, situation

ANSWER = "Ads|acquire|answer|1"
CALL = "Ads|acquire|call|1"


@cache
def business(owner: float, wins: tuple[float, float], runs_given: bool) -> Situation:
    """Two channels, one delivery; the ads give runs for one win instead of rates, where asked."""
    from_ads = ads()
    if runs_given:
        from_ads["runs_per_win"] = [1.0, 20.0, 10.0]
        from_ads["pass_rate"] = math.nan
    return situation(
        events(),
        from_ads,
        delivery(),
        wins={"Events": wins[0], "Ads": wins[1]},
        hours={"Owner": owner, "Editor": 20},
        prices={"Events": 1200.0},
    )


SITUATIONS = st.builds(
    business,
    st.sampled_from([6.0, 12.0, 40.0]),
    st.sampled_from([(26.0, 26.0), (6.0, 0.0), (40.0, 8.0)]),
    st.booleans(),
)
STEPS = st.sampled_from([OFFER, TALK, WRITE, HOME, FILM, ANSWER, CALL])
ACQUIRING = st.sampled_from([OFFER, WRITE, ANSWER, CALL])
CHANNELS = st.sampled_from(["Events", "Ads"])
CHANGES = st.lists(
    st.one_of(
        st.builds(Moved, st.just("minutes"), STEPS, st.floats(0, 300)),
        st.builds(Moved, st.just("minutes"), st.just(ALL), st.floats(0.2, 2), st.just("times")),
        st.builds(Moved, st.just("pass_rate"), ACQUIRING, st.floats(0.05, 1)),
        st.builds(Moved, st.just("pass_rate"), st.just(ALL), st.floats(0, 1), st.just("kept")),
        st.builds(Moved, st.just("cash"), STEPS, st.floats(0, 100)),
        st.builds(Moved, st.just("leads"), CHANNELS, st.floats(0.1, 10)),
        st.builds(Moved, st.just("mix"), CHANNELS, st.floats(0, 1)),
        st.builds(Moved, st.just("price"), CHANNELS, st.floats(0, 5000)),
        st.builds(Moved, st.just("hours"), st.sampled_from(["Owner", "Editor"]), st.floats(1, 60)),
        st.builds(Moved, st.just("hourly_rate"), st.sampled_from(["", "Owner", "Editor"]), st.floats(0, 200)),
        st.builds(HandedOver, STEPS, st.just("partner"), st.floats(0, 1), st.floats(0, 30), st.floats(0, 90)),
        st.builds(LeftOut, STEPS),
    ),
    max_size=4,
).map(lambda made: tuple(settled(made).values()))


def figures(found: Outcome) -> list[float | None]:
    return [
        *(found.cost_per_win, found.minutes_per_win, found.wins_per_week, found.throughput, found.ceiling),
        *(found.hours_per_week, found.margin, found.hour_earns, found.utilisation),
        *(one.cost_per_win for one in found.channels),
        *(one.starts_per_week for one in found.channels),
        *(one.hours_needed for one in sorted(found.roles, key=lambda one: one.role)),
    ]


def same(one: list[float | None], other: list[float | None]) -> bool:
    return all(
        (first is None and second is None)
        or (
            first is not None
            and second is not None
            and math.isclose(first, second, rel_tol=1e-6, abs_tol=1e-9)
        )
        for first, second in zip(one, other, strict=True)
    )


@given(SITUATIONS, CHANGES)
@settings(max_examples=60, deadline=None)
def test_the_figures_are_those_of_the_changed_sheets(here: Situation, changes: tuple[Change, ...]) -> None:
    found, told = outcome(here, changes, verdict=False), changed(here, changes)
    lines = told.economics.channels.set_index("channel")
    for one in found.channels:
        line = lines.loc[one.channel]
        assert (one.cost_per_win is None) == math.isnan(line["cost"])
        assert one.cost_per_win is None or one.cost_per_win == pytest.approx(line["cost"])
        assert one.minutes_per_win is None or one.minutes_per_win == pytest.approx(line["minutes"])
        assert one.wins_per_week == pytest.approx(told.wins[one.channel].per_week)
    uses = {use.role: use for use in told.capacity.roles}
    for role in found.roles:
        use = uses[role.role]
        assert role.hours_needed == pytest.approx(use.demand / 60)
        assert role.utilisation == pytest.approx(use.utilisation)
        assert role.delivery_utilisation == pytest.approx(use.delivery_utilisation)
        assert (role.ceiling is None) == (use.ceiling is None)
        assert role.ceiling is None or role.ceiling == pytest.approx(use.ceiling)
    assert found.ceiling == pytest.approx(told.capacity.ceiling)
    # The verdict's own throughput is the same: what is held under the hours once is not held again.
    assert links_of(told, how_sure=False).throughput_now == pytest.approx(found.throughput)


@given(SITUATIONS)
@settings(max_examples=20, deadline=None)
def test_no_change_leaves_every_figure_as_it_is(here: Situation) -> None:
    assert changed(here, ()) is here.business
    moves = [one.moved(one.value) for one in inputs(here) if one.value is not None and one.what != "mix"]
    for move in moves:
        assert same(figures(outcome(here, (move,), verdict=False)), figures(outcome(here, verdict=False)))


@given(SITUATIONS, CHANGES)
@settings(max_examples=40, deadline=None)
def test_the_order_of_changes_alters_nothing(here: Situation, changes: tuple[Change, ...]) -> None:
    first = figures(outcome(here, changes, verdict=False))
    for other in list(permutations(changes))[:6]:
        assert same(figures(outcome(here, other, verdict=False)), first)


@given(SITUATIONS, CHANGES, CHANGES)
@settings(max_examples=40, deadline=None)
def test_what_is_set_and_taken_back_leaves_no_trace(
    here: Situation, kept: tuple[Change, ...], tried: tuple[Change, ...]
) -> None:
    changes = kept
    slots = {one.slot for one in kept}
    for one in tried:
        if one.slot not in slots:
            changes = without(with_change(changes, one), one.slot)
    assert changes == kept
    assert figures(outcome(here, changes, verdict=False)) == figures(outcome(here, kept, verdict=False))


@given(SITUATIONS, st.sampled_from(MEASURES), st.floats(0.3, 3), st.data())
@settings(max_examples=80, deadline=None)
def test_what_a_search_finds_really_reaches_the_target(
    here: Situation, measure: str, times: float, data: st.DataObject
) -> None:
    answer = Answer(measure)  # type: ignore[arg-type]
    one = data.draw(st.sampled_from(inputs(here)))
    now = answer.of(outcome(here, verdict=False))
    assert now is not None
    target = now * times
    found = reach(here, answer, target, one)
    assert found.already == answer.reaches(now, target)
    if found.value is None:
        # A rate of 0 is no channel any more; next to it everybody comes in vain.
        lowest = 1e-6 if one.what == "pass_rate" else one.lowest
        ends = [answer.of(outcome(here, (one.moved(end),), verdict=False)) for end in (lowest, one.highest)]
        assert found.already or not any(answer.reaches(end, target) for end in ends)
        return
    figure = answer.of(outcome(here, (one.moved(found.value),), verdict=False))
    assert figure is not None
    assert one.lowest <= found.value <= one.highest
    assert figure == pytest.approx(target, rel=1e-6)
