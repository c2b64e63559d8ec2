"""Every link's gain against the whole throughput recomputed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, event, example, given, settings
from hypothesis import strategies as st

from core.factory.business import Business
from core.factory.links import Link, ceiling_between, links_of
from core.factory.weakest_link import weakest_link
from tests.factory.businesses import Shop, Step, throughput_by_hand

ROLES = ("Owner", "Editor", "Camera")
PLAIN = Shop(
    {"Events": [Step("write", 3, 40, 100), Step("call", 20, 30, 60), Step("offer", 30, 20, 40)]},
    {"Events": 26},
    hours={"Owner": 40},
)


def link_of(business: Business, kind: str, step: str) -> Link:
    return next(one for one in links_of(business).ranked if one.kind == kind and one.step == step)


def by_hand(shop: Shop, link: Link) -> float:
    """The throughput with this one link at its reachable value."""
    if link.kind == "rate":
        return throughput_by_hand(shop, rates={link.step: link.then})
    if link.kind == "happy":
        return throughput_by_hand(shop, happy=link.then)
    return throughput_by_hand(shop, minutes={link.step: link.then})


def test_half_of_those_lost_at_the_offer_make_half_as_many_again() -> None:
    # One win a week; 20 of 40 become 30 of 40.
    link = link_of(PLAIN.business(), "rate", "offer")
    assert (link.now, link.then, link.by) == (0.5, 0.75, "half")
    assert link.gain_per_week == pytest.approx(0.5)
    # A win takes 5 letters, 2 · 2 calls and 2 offers, all of them 3/2 as often as with 75 %.
    per_win = 1 / (0.4 * 0.5 * 0.5) * 3 + 4 * 20 + 2 * 30
    assert link.saves_per_win == pytest.approx(per_win / 3)


def test_a_low_rate_is_not_thought_to_let_more_than_twice_as_many_through() -> None:
    shop = replace(PLAIN, hours={}).with_step("write", k=2, n=1000)
    link = link_of(shop.business(), "rate", "write")
    assert link.then == pytest.approx(0.004)
    assert link.gain_per_week == pytest.approx(1.0)


def test_a_target_of_the_sheet_comes_before_every_guess_of_ours() -> None:
    shop = PLAIN.with_step("offer", target=0.55)
    link = link_of(shop.business(), "rate", "offer")
    assert (link.then, link.by) == (0.55, "target")
    assert link.gain_per_week == pytest.approx(0.1)


def test_a_target_that_is_reached_leaves_nothing_to_gain() -> None:
    shop = PLAIN.with_step("offer", target=0.4)
    link = link_of(shop.business(), "rate", "offer")
    assert (link.then, link.gain_per_week) == (0.5, 0)


def test_the_same_step_in_another_channel_shows_what_can_be_reached() -> None:
    shop = Shop(
        {
            "Events": [Step("talk", 60, 40, 50), Step("offer", 30, 20, 40)],
            "Ads": [Step("answer", 5, 30, 60), Step("Offer ", 30, 14, 20)],
        },
        {"Events": 13, "Ads": 13},
    )
    link = link_of(shop.business(), "rate", "offer")
    assert link.by == "own channel"
    assert link.record is not None
    assert (link.record.where, link.record.k, link.record.n) == ("Ads", 14, 20)
    assert link.then == pytest.approx(0.695, abs=0.005)  # the median of Beta(14.5, 6.5)


def test_the_quick_quarter_of_measured_runs_is_what_minutes_can_reach() -> None:
    business = PLAIN.business(quick_minutes={"Events|acquire|call|1": 12.0})
    link = link_of(business, "minutes", "call")
    assert (link.now, link.then, link.by) == (20, 12, "quick")
    assert link.saves_per_win == pytest.approx(4 * 8)


def test_while_no_role_is_full_time_saved_brings_no_customer() -> None:
    gains = {one.kind: one.gain_per_week for one in links_of(PLAIN.business()).ranked if one.kind != "rate"}
    assert gains == {"minutes": 0, "role": 0}


def test_a_rise_is_held_under_the_ceiling() -> None:
    # The delivery takes 8 of 10 h that can be booked: at ρ = 0.8 a quarter more is all there is room for.
    shop = Shop(
        PLAIN.channels, PLAIN.wins, delivery=[Step("cut", 480, role="Editor")], hours={"Editor": 12.5}
    )
    link = links_of(shop.business()).best
    assert link is not None
    assert link.gain_per_week == pytest.approx(0.25)


def test_under_a_full_role_only_what_spares_its_minutes_brings_anything() -> None:
    shop = Shop(PLAIN.channels, PLAIN.wins, delivery=[Step("cut", 480, role="Editor")], hours={"Editor": 10})
    ranked = links_of(shop.business()).ranked
    assert [one.kind for one in ranked if one.gain_per_week > 0] == ["role", "minutes"]
    # A tenth less of a film: a ninth more films.
    assert ranked[1].gain_per_week == pytest.approx(1 / 9)


def test_nobody_counts_on_more_than_twice_as_many_customers_from_a_role_relieved_of_all_it_does() -> None:
    shop = Shop(PLAIN.channels, PLAIN.wins, delivery=[Step("cut", 480, role="Editor")], hours={"Editor": 10})
    assert links_of(shop.business()).ranked[0].gain_per_week == pytest.approx(1.0)


def test_a_pass_rate_can_spare_a_full_role_the_most_and_is_then_the_next_move() -> None:
    # Four calls of half an hour for each win, nine of ten of which could be a win; then 40 minutes of work.
    shop = Shop(
        {"Calls": [Step("call", 30, 25, 100, target=0.9)]},
        {"Calls": 26},
        delivery=[Step("serve", 40)],
        hours={"Owner": 3.5},
    )
    verdict = weakest_link(shop.business())
    assert (verdict.kind, verdict.step) == ("capacity", "call")
    assert verdict.role is not None
    assert verdict.role.role == "Owner"
    assert verdict.move is not None
    assert verdict.move.kind == "rate"
    # 160 minutes for a win become 73 1/3.
    assert verdict.gain_per_week == pytest.approx(160 / (40 + 30 / 0.9) - 1)
    role = next(one for one in verdict.links.ranked if one.kind == "role")
    assert role.gain_per_week == pytest.approx(1.0)  # 40 would be left, but no more than twice as many come


def test_the_share_of_happy_customers_is_a_link_too() -> None:
    shop = Shop(PLAIN.channels, PLAIN.wins, happy=(10, 26))
    link = link_of(shop.business(), "happy", "Consumption")
    # 10 of 26 would be 18 of 26: half of those who are not happy.
    assert link.gain_per_week == pytest.approx((18 - 10) / 26)


counted = st.integers(10, 60).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))
brings = st.tuples(st.integers(2, 40), st.just(1))


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    channels = {}
    for channel in ["Events", "Ads", "Calls"][: draw(st.integers(1, 3))]:
        steps = []
        for place in range(draw(st.integers(1, 4))):
            k, n = draw(brings) if place == 0 and draw(st.booleans()) else draw(counted)
            target = draw(st.none() | st.floats(0.05, 1.0)) if k < n else None
            steps.append(
                Step(f"{channel} {place}", draw(st.floats(0, 90)), k, n, draw(st.sampled_from(ROLES)), target)
            )
        channels[channel] = steps
    delivery = [
        Step(f"work {place}", draw(st.floats(1, 600)), role=draw(st.sampled_from(ROLES)))
        for place in range(draw(st.integers(0, 3)))
    ]
    known = draw(st.sets(st.sampled_from(ROLES)))
    return Shop(
        channels,
        {channel: draw(st.integers(2, 60)) for channel in channels},
        delivery=delivery,
        hours={role: draw(st.floats(2, 60)) for role in sorted(known)},
        happy=draw(st.none() | counted),
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shops())
@example(PLAIN)
def test_no_other_link_gives_more_than_the_verdict_when_all_is_recomputed(shop: Shop) -> None:
    business = shop.business()
    assume(business.won >= 5)
    verdict = weakest_link(business)
    event(verdict.kind)
    links = verdict.links
    now = throughput_by_hand(shop)
    assert links.throughput_now == pytest.approx(now)
    recomputed = {link.key: by_hand(shop, link) - now for link in links.ranked}
    for link in links.ranked:
        assert link.gain_per_week == pytest.approx(recomputed[link.key], abs=1e-7 + 1e-7 * now)
    if verdict.kind not in ("capacity", "flow"):
        assert verdict.gain_per_week is None
        return
    best = max(recomputed.values(), default=0.0)
    assert (verdict.gain_per_week or 0.0) == pytest.approx(max(best, 0.0), abs=1e-6 + 1e-6 * now)
    if verdict.kind == "capacity":
        rates = [gain for key, gain in recomputed.items() if key.startswith("rate|")]
        assert max(rates, default=0.0) <= (verdict.gain_per_week or 0.0) + 1e-6 + 1e-6 * now
    assert sum(link.wins_in for link in links.ranked) <= 1 + 1e-9


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shops())
def test_the_same_business_always_has_the_same_verdict(shop: Shop) -> None:
    one, other = weakest_link(shop.business()), weakest_link(shop.business())
    assert (one.key, one.confidence, one.gain_per_week) == (other.key, other.confidence, other.gain_per_week)
    assert [link.key for link in one.links.ranked] == [link.key for link in other.links.ranked]


def test_the_ceiling_is_as_sure_as_what_a_customer_takes() -> None:
    steps = [Step("call", 30, 3, 10), Step("offer", 60, 1, 2)]
    links = links_of(Shop({"Events": steps}, {"Events": 10}, hours={"Owner": 30}).business())
    between, ceiling = ceiling_between(links), links.plant.business.capacity.ceiling
    assert between is not None
    assert ceiling is not None
    # 30 h · 0.8 by (60 · 2 + 30 · 20/3) minutes a customer
    assert ceiling == pytest.approx(30 * 60 * 0.8 / 320)
    assert between[0] < ceiling < between[1]
    sure = [Step("call", 30, 3000, 10000), Step("offer", 60, 5000, 10000)]
    surer = ceiling_between(links_of(Shop({"Events": sure}, {"Events": 10}, hours={"Owner": 30}).business()))
    assert surer is not None
    assert surer[1] - surer[0] < between[1] - between[0]


def test_without_hours_there_is_no_ceiling_and_no_interval_of_one() -> None:
    assert ceiling_between(links_of(replace(PLAIN, hours={}).business())) is None
