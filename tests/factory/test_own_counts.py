"""What the funnel counted of the steps: now, in single periods, and in other channels."""

from __future__ import annotations

import pandas as pd
import pytest

from core.factory.business import Business, business_of
from core.factory.findings import reach_says
from core.factory.links import Link, links_of
from core.factory.own_counts import OwnCounts, own_counts, with_funnel_channels
from core.factory.wins import happy_from, wins_from
from core.funnel.funnel import Reaches
from core.funnel.stages import DEFAULT_STAGES
from core.funnel.step_stages import stages_of_steps
from core.steps.economics import Economics, economics
from tests.factory.businesses import NO_ROLES
from tests.funnel.reaches import Line, reach
from tests.steps.processes import process

JANUARY, FEBRUARY = "2026-01-01", "2026-02-01"
STEPS = process(
    [("write", 3, 0.4), ("call", 20, 0.5), ("offer", 20, 0.5)],
    channel="Ads",
    stage=["lead", "prospect", "customer"],
    pass_rate_evidence=["guessed"] * 3,
    minutes_evidence=["guessed"] * 3,
)
MEANS = {key: key for key in ("suspect", "lead", "prospect", "customer")}


def month(channel: str, day: str, *people: float) -> list[Line]:
    return [
        (key, channel, day, count)
        for key, count in zip(["suspect", "lead", "prospect", "customer"], people, strict=True)
    ]


TWO_MONTHS = {
    "counts": reach(*month("Ads", JANUARY, 100, 20, 10, 3), *month("Ads", FEBRUARY, 100, 20, 10, 7))
}


def found_of(steps: pd.DataFrame) -> Economics:
    return economics(steps, NO_ROLES, 60)


def counts_of(found: Economics, counted: Reaches) -> OwnCounts:
    step_stages = stages_of_steps(found.steps, DEFAULT_STAGES, MEANS)
    return own_counts(found, step_stages, DEFAULT_STAGES, counted, "month")


def business(steps: pd.DataFrame, counted: Reaches) -> Business:
    found = found_of(steps)
    wins = wins_from(counted, DEFAULT_STAGES, "month")
    return business_of(found, wins, {}, counts=counts_of(found, counted))


def link(of: Business, step: str) -> Link:
    return next(one for one in links_of(of).ranked if one.kind == "rate" and one.step == step)


def test_a_step_that_alone_decides_about_a_stage_has_the_counts_of_that_stage() -> None:
    counts = counts_of(found_of(STEPS), TWO_MONTHS)
    shares = {step_id.split("|")[2]: rate.share for step_id, rate in counts.now.items()}
    # The first step leads from the people written to, whom no stage counts, to the leads.
    assert shares == {"call": 0.5, "offer": 0.5}
    offers = counts.records["Ads|acquire|offer|1"]
    assert [(one.k, one.n, one.where) for one in offers] == [(3, 10, "Jan 2026"), (7, 10, "Feb 2026")]


def test_where_two_steps_lose_people_before_a_stage_neither_has_its_counts() -> None:
    steps = process(
        [("call", 20, 0.5), ("meet", 45, 0.8), ("offer", 20, 0.5)],
        channel="Ads",
        stage=["lead", "customer", "customer"],
    )
    assert counts_of(found_of(steps), TWO_MONTHS).now == {}


def test_the_best_month_with_enough_cases_shows_what_can_be_reached() -> None:
    offer = link(business(STEPS, TWO_MONTHS), "offer")
    assert (offer.source, offer.counted, offer.by) == ("counted", (10, 20), "own period")
    # The median of Beta(7.5, 3.5) is 0.693; now it is 0.5.
    assert offer.then == pytest.approx(0.693, abs=0.001)
    assert reach_says(offer) == (
        "“offer” (Ads): 10 of 20, between 36 and 64 of 100. It was 7 of 10 once (Feb 2026), so 69% can be "
        "reached."
    )


def test_nine_cases_in_a_month_are_too_few_to_show_anything() -> None:
    counted = {"counts": reach(*month("Ads", JANUARY, 90, 9, 9, 1), *month("Ads", FEBRUARY, 90, 9, 9, 7))}
    assert link(business(STEPS, counted), "offer").by == "half"


def test_another_channel_shows_it_too_but_not_one_with_other_people() -> None:
    def counted(customers_of_the_fair: float) -> Reaches:
        fair = month("Fair", JANUARY, 50, 40, 30, customers_of_the_fair)
        return {"counts": reach(*month("Ads", JANUARY, 100, 40, 20, 8), *fair)}

    offer = link(business(STEPS, counted(20)), "offer")
    assert (offer.by, offer.record and offer.record.where) == ("own channel", "Fair")
    assert "In Fair it was 20 of 30" in reach_says(offer)
    # 29 of 30 is more than twice 8 of 20: whoever comes there would buy anyway.
    assert link(business(STEPS, counted(29)), "offer").by == "half"


def test_the_counts_of_the_funnel_move_a_rate_by_their_ratio_where_they_count_other_people() -> None:
    # The sheet says that 40 of 100 who read the page write; the funnel counts those who saw the ad.
    steps = process(
        [("show", 1, 10), ("read", 1, 0.4), ("offer", 20, 0.5)],
        channel="Ads",
        stage=["suspect", "lead", "customer"],
        pass_rate_evidence=["guessed"] * 3,
        target_pass_rate=[float("nan"), 0.5, float("nan")],
    )
    counted = {
        "counts": reach(*month("Ads", JANUARY, 1000, 20, 10, 8), *month("Ads", FEBRUARY, 1000, 40, 9, 7))
    }
    read = link(business(steps, counted), "read")
    assert (read.now, read.then, read.by, read.source) == (0.4, 0.5, "target", "guessed")
    without = link(business(steps.assign(target_pass_rate=float("nan")), counted), "read")
    assert (without.now, without.source, without.by) == (0.03, "counted", "own period")
    assert without.then == pytest.approx(0.0403, abs=0.0005)


def test_a_channel_without_a_process_has_the_transitions_of_its_funnel_for_steps() -> None:
    fair = month("Fair", JANUARY, 50, 40, 30, 20)
    counted = {"counts": reach(*month("Ads", JANUARY, 100, 40, 20, 8), *fair)}
    of = business(STEPS, counted)
    assert of.from_funnel == {"Fair"}
    steps = next(chain for chain in of.economics.acquiring if chain.channel == "Fair").steps
    assert steps["step"].tolist() == ["Suspect → Lead", "Lead → Prospect", "Prospect → Customer"]
    assert steps["reached_rate"].tolist() == pytest.approx([0.8, 0.75, 2 / 3])
    assert link(of, "Prospect → Customer").counted == (20, 30)


def test_without_any_process_the_funnel_alone_has_a_verdict() -> None:
    of = business(STEPS.iloc[:0], TWO_MONTHS)
    assert of.from_funnel == {"Ads"}
    assert link(of, "Suspect → Lead").counted == (40, 200)
    assert of.wins["Ads"].wins == 10


def test_people_of_no_channel_came_through_the_one_process() -> None:
    counted = {"counts": reach(*month("", JANUARY, 100, 40, 20, 8))}
    found = found_of(STEPS)
    whole, added = with_funnel_channels(found, counts_of(found, counted))
    assert (whole, added) == (found, frozenset())


def test_a_stage_that_nobody_was_counted_at_starts_the_way_below_it() -> None:
    counted = {"counts": reach(*month("Ads", JANUARY, 0, 40, 20, 8))}
    assert [one.stage.key for one in counts_of(found_of(STEPS), counted).ways["Ads"]] == [
        "lead",
        "prospect",
        "customer",
    ]


def test_what_counts_for_the_happy_ones_in_a_channel_shows_what_all_can_reach() -> None:
    def lines(channel: str, customers: float, happy: float) -> list[Line]:
        return [("customer", channel, JANUARY, customers), ("consumption", channel, JANUARY, happy)]

    counted: Reaches = {"counts": reach(*lines("Ads", 30, 9), *lines("Fair", 20, 12))}
    happy = happy_from(counted, DEFAULT_STAGES, "month")
    of = business_of(found_of(STEPS), wins_from(counted, DEFAULT_STAGES, "month"), {}, happy=happy)
    found = next(one for one in links_of(of).ranked if one.kind == "happy")
    assert (found.counted, found.by, found.record and found.record.where) == ((21, 50), "own channel", "Fair")
    assert found.then == pytest.approx(0.598, abs=0.001)
