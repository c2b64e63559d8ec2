"""What changed since the period before, and what chance may have done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.funnel.change import Change, compare
from core.funnel.findings import people_change_words, rate_change_words
from core.funnel.funnel import Funnel, funnel_of
from core.funnel.stages import DEFAULT_STAGES
from tests.funnel.reaches import funnel_reach


def funnel(**people: float) -> Funnel:
    return funnel_of(DEFAULT_STAGES, {"counts": funnel_reach(*people.items())})


def change(now: Funnel, before: Funnel, key: str = "customer") -> Change:
    return next(one for one in compare(now, before) if one.stage.key == key)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ((7, 17), (4, 10), "Up from 40% to 41%, which could be chance."),
        ((4, 7), (3, 10), "Probably up, from 30% to 57%."),
        ((16, 20), (4, 20), "Surely up, from 20% to 80%."),
        ((3, 10), (4, 7), "Probably down, from 57% to 30%."),
        ((4, 20), (16, 20), "Surely down, from 80% to 20%."),
        ((4, 10), (7, 17), "Down from 41% to 40%, which could be chance."),
        ((8, 20), (4, 10), "As before, 40%."),
        ((1, 100), (0, 1), "Up from 0% to 1%, which could be chance."),
    ],
)
def test_a_rate_is_up_or_down_as_surely_as_the_counts_allow(
    now: tuple[int, int], before: tuple[int, int], words: str
) -> None:
    found = change(funnel(lead=now[1], customer=now[0]), funnel(lead=before[1], customer=before[0]))
    assert rate_change_words(found) == words


def test_seven_of_seventeen_after_three_of_ten_rose_with_7_in_10_chances() -> None:
    # By numbers: P(Beta(7.5, 10.5) > Beta(3.5, 7.5)) = 0.72.
    found = change(funnel(lead=17, customer=7), funnel(lead=10, customer=3))
    assert found.chance == pytest.approx(0.72, abs=0.01)
    assert found.people == 4
    assert people_change_words(found) == "7, that is 4 more than before"


def test_the_first_stage_changes_in_people_alone() -> None:
    found = change(funnel(lead=17, customer=7), funnel(lead=20, customer=3), "lead")
    assert (found.people, found.rates, found.chance) == (-3, None, None)
    assert people_change_words(found) == "17, that is 3 fewer than before"
    assert rate_change_words(found) == ""


def test_rates_from_different_stages_are_not_compared() -> None:
    found = change(funnel(lead=20, customer=7), funnel(lead=20, prospect=10, customer=7))
    assert (found.people, found.rates, found.chance) == (0, None, None)
    assert people_change_words(found) == "7, as many as before"


def test_rates_from_different_sources_are_compared_without_a_chance() -> None:
    now = funnel(lead=20, customer=10)
    before = funnel_of(DEFAULT_STAGES, {"events": funnel_reach(("lead", 20), ("customer", 5))})
    found = change(now, before)
    assert found.chance is None
    assert rate_change_words(found) == "Up from 25 to 50 people for every 100 people."


def test_a_ratio_changes_without_a_chance() -> None:
    stages = tuple(replace(one, unit="firms") if one.key == "customer" else one for one in DEFAULT_STAGES)
    now, before, same = (
        funnel_of(stages, {"counts": funnel_reach(("lead", 100), ("customer", k))}) for k in (30, 40, 30)
    )
    assert rate_change_words(change(now, before)) == "Down from 40 to 30 firms for every 100 people."
    assert rate_change_words(change(now, same)) == "As before, 30 firms for every 100 people."


def test_what_was_not_counted_has_not_changed_by_so_many() -> None:
    found = change(funnel(lead=20, customer=7), funnel(lead=20))
    assert (found.people, found.chance) == (None, None)
    assert people_change_words(found) == "7, not counted before"
    assert people_change_words(change(funnel(lead=20), funnel(lead=20, customer=7))) == "not counted"
    assert rate_change_words(found) == ""


counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=25, deadline=None)
@given(counts, counts)
def test_what_rises_one_way_falls_the_other(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = (funnel(lead=n, customer=k) for k, n in (one, other))
    there, back = change(first, second).chance, change(second, first).chance
    assert there is not None
    assert back is not None
    assert there + back == pytest.approx(1, abs=0.03)
    assert compare(first, second) == compare(first, second)
