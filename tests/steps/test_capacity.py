"""How full the roles are, with delivering alone and with everything, and how many customers that allows."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import StepwiseError
from core.steps.capacity import Capacity, RoleUse, capacity
from core.steps.capacity_findings import drum_says, how_full, logged, not_known, pace, unbooked
from core.steps.economics import Economics, economics
from tests.steps.processes import process

NO_ROLES = pd.DataFrame({"role": [], "hourly_rate": []})


def business(*parts: pd.DataFrame) -> Economics:
    """What these processes cost; without any: events won by the owner, films cut by her and the camera.

    A customer takes 124 minutes to be won (2 calls of 60, a letter of 4), all the owner's; to deliver 100
    minutes of hers (80 for the rough cut, 20 for the rest) and 60 of the camera's.
    """
    won = process([("call", 60, 0.5), ("letter", 4, 1)], role=["Owner", "owner "])
    delivered = process(
        [("film", 60, 1), ("rough cut", 80, 1), ("hand over", 20, 1)],
        channel="Video",
        phase="deliver",
        role=["Camera", "Owner", "Owner"],
    )
    rows = pd.concat(parts or (won, delivered), ignore_index=True)
    rows["step_id"] = rows["channel"] + rows["step"]
    return economics(rows.drop(columns="step_id"), NO_ROLES, 100)


def role(found: Capacity, name: str) -> RoleUse:
    return next(one for one in (*found.roles, *found.not_known) if one.role == name)


def test_a_founder_is_at_50_percent_with_delivering_and_at_112_with_everything() -> None:
    # 10 hours, of which 80 % can be booked: 480 minutes. 2.4 wins a week take 240 of delivering, 297.6 of
    # winning.
    found = capacity(business(), {"Events": 2.4}, {"Owner": 10, "Camera": 16})
    owner = role(found, "Owner")
    assert (owner.available, owner.delivering, owner.winning) == pytest.approx((480, 240, 297.6))
    assert owner.delivery_utilisation == pytest.approx(0.5)
    assert owner.utilisation == pytest.approx(1.12)
    assert how_full(owner) == "Owner is at 50% with delivering, and at 112% with everything."
    assert (
        unbooked(owner) == "Owner lacks 58 min a week: 8 h 58 min are needed, and 8 h of 10 h can be booked."
    )


def test_the_role_that_is_used_up_first_is_the_drum() -> None:
    found = capacity(business(), {"Events": 2.4}, {"Camera": 16, "Owner": 10})
    # 480 / 224 of the owner against 768 / 60 of the camera.
    assert [one.role for one in found.roles] == ["Owner", "Camera"]
    assert [one.ceiling for one in found.roles] == pytest.approx([480 / 224, 768 / 60])
    assert found.drum is found.roles[0]
    assert found.ceiling == pytest.approx(480 / 224)
    assert found.is_full
    assert [step.step for step in found.roles[0].steps] == ["call", "rough cut", "hand over", "letter"]
    assert drum_says(found) == (
        "Owner is the drum: at 2.14 customers a week all hours are used up; “call” takes the largest part."
    )


def test_another_role_can_be_the_drum() -> None:
    found = capacity(business(), {"Events": 1}, {"Owner": 30, "Camera": 2})
    assert found.ceiling == pytest.approx(96 / 60)
    assert drum_says(found) == "Camera is the drum: at 1.6 customers a week all hours are used up by “film”."
    assert not found.is_full
    assert role(found, "Owner").unbooked == pytest.approx(1440 - 224)
    assert unbooked(role(found, "Owner")) == (
        "Of the 24 h a week that Owner can book, nobody books 20 h 16 min."
    )


def test_each_channel_counts_by_its_share_of_the_wins() -> None:
    ads = process([("click", 10, 0.1)], channel="Ads", role=["Owner"])
    events = process([("talk", 60, 0.5)], role=["Owner"])
    found = capacity(business(ads, events), {"Ads": 1, " EVENTS": 3}, {"Owner": 10})
    # 1 · 100 + 3 · 120 minutes a week; 115 for one customer more in that mix.
    assert found.roles[0].demand == pytest.approx(460)
    assert found.roles[0].minutes_per_win == pytest.approx(115)
    assert found.ceiling == pytest.approx(480 / 115)
    assert [step.minutes_per_win for step in found.roles[0].steps] == pytest.approx([90, 25])


def test_a_delivery_that_two_channels_share_is_one_step() -> None:
    ads = process([("click", 1, 1)], channel="Ads", role=["Owner"])
    events = process([("talk", 1, 1)], role=["Owner"])
    film = process([("film", 60, 1)], channel="Video", phase="deliver", role=["Owner"])
    found = capacity(business(ads, events, film), {"Ads": 1, "Events": 1}, {"Owner": 10})
    first = found.roles[0].steps[0]
    assert (first.step, first.minutes_per_win) == ("film", 60)


def test_of_several_deliveries_one_has_to_be_chosen() -> None:
    won = process([("call", 60, 1)], role=["Owner"])
    parts = [
        process([("make", minutes, 1)], channel=name, phase="deliver", role=["Owner"])
        for name, minutes in (("Film", 100.0), ("Photo", 30.0))
    ]
    steps = business(won, *parts)
    open_one = capacity(steps, {"Events": 1}, {"Owner": 10})
    assert (open_one.undelivered, open_one.roles[0].delivering) == (("Events",), 0)
    chosen = capacity(steps, {"Events": 1}, {"Owner": 10}, delivery="Photo")
    assert (chosen.undelivered, chosen.roles[0].delivering) == ((), 30)


def test_what_is_done_afterwards_and_upkeep_are_part_of_everything_but_not_of_delivering() -> None:
    after = process([("ask", 10, 1)], channel="Video", phase="after", role=["Owner"])
    won = process([("call", 60, 1)], role=["Owner"])
    cut = process([("cut", 50, 1)], channel="Video", phase="deliver", role=["Owner"])
    found = capacity(
        business(won, cut, after),
        {"Events": 2},
        {"Owner": 10},
        upkeep_minutes={"owner": 6},
        active_customers=20,
    )
    owner = found.roles[0]
    assert (owner.winning, owner.delivering, owner.after, owner.upkeep) == pytest.approx((120, 100, 20, 120))
    assert owner.utilisation == pytest.approx(360 / 480)
    # What upkeep takes cannot be sold again: 360 minutes are left for 120 a customer.
    assert owner.ceiling == pytest.approx(3)


def test_where_the_customers_there_are_take_all_hours_no_other_can_be_won() -> None:
    found = capacity(
        business(), {"Events": 1}, {"Owner": 10}, upkeep_minutes={"Owner": 30}, active_customers=20
    )
    assert found.ceiling == 0
    assert drum_says(found) == (
        "Owner is the drum: the customers you have take all hours, none is left for another."
    )


def test_upkeep_that_takes_most_is_said_instead_of_a_step() -> None:
    found = capacity(
        business(), {"Events": 1}, {"Owner": 10}, upkeep_minutes={"Owner": 20}, active_customers=20
    )
    assert drum_says(found) == (
        "Owner is the drum: at 1.55 customers a month all hours are used up, most by the customers you have."
    )


def test_a_role_without_hours_is_not_known_and_sets_no_limit() -> None:
    found = capacity(business(), {"Events": 2}, {"Owner": 10})
    camera = found.not_known[0]
    assert (camera.role, camera.utilisation, camera.ceiling, camera.unbooked) == ("Camera", None, None, None)
    assert not_known(found) == [
        "The hours of Camera are not known and set no limit here; 2 h a week are needed."
    ]
    nobody = capacity(business(), {"Events": 2}, {})
    assert nobody.drum is None
    assert drum_says(nobody).endswith("Add the hours a week of Owner and Camera.")


def test_a_role_with_0_hours_is_not_divided_by_nothing() -> None:
    found = capacity(business(), {"Events": 2}, {"Owner": 10, "Camera": 0})
    camera = role(found, "Camera")
    assert (camera.utilisation, camera.ceiling) == (math.inf, 0)
    assert found.drum is camera
    assert drum_says(found) == "Camera has no hours, and 2 h a week are needed."


def test_steps_without_a_role_are_held_against_the_users_own_or_it_is_said() -> None:
    steps = business(process([("call", 60, 0.5)]))
    open_ones = capacity(steps, {"Events": 2}, {"Me": 10})
    assert [one.role for one in open_ones.not_known] == [""]
    assert not_known(open_ones)[0] == (
        "Steps without a role take 4 h a week. Say whose they are to hold them against hours."
    )
    own = capacity(steps, {"Events": 2}, {"Me": 10}, default_role=" me ")
    assert own.not_known == ()
    assert own.roles[0].utilisation == pytest.approx(0.5)


def test_what_a_partner_does_takes_none_of_our_hours() -> None:
    rows = process(
        [("film", 60, 1), ("cut", 30, 1), ("send", 5, 1)],
        performed_by=["partner", "partner", "customer"],
        role=[None, "Cutter", None],
    )
    found = capacity(business(rows), {"Events": 1}, {"Me": 10}, default_role="Me")
    assert [(one.role, one.demand) for one in found.not_known] == [("Cutter", 30)]
    assert role(found, "Me").demand == 0


def test_what_no_process_tells_is_named() -> None:
    stuck = process([("offer", 20, 0)], channel="Flyers", role=["Owner"])
    won = process([("call", 60, 1)], role=["Owner"])
    found = capacity(business(stuck, won), {"Events": 1, "Flyers": 1, "Friends": 1}, {"Owner": 10})
    assert found.untold == ("Flyers", "Friends")
    assert found.undelivered == ("Events", "Flyers", "Friends")
    assert any("“Flyers” and “Friends”" in sentence for sentence in not_known(found))


def test_before_the_first_customer_only_a_single_channel_tells_the_ceiling() -> None:
    only = capacity(business(), {}, {"Owner": 10})
    assert (only.roles[0].demand, only.ceiling) == (0, pytest.approx(480 / 224))
    ads = process([("click", 10, 0.1)], channel="Ads", role=["Owner"])
    won = process([("call", 60, 1)], role=["Owner"])
    several = capacity(business(ads, won), {}, {"Owner": 10})
    assert several.ceiling is None
    assert "before some are won" in drum_says(several)


def test_what_is_logged_is_held_against_what_the_steps_need() -> None:
    minutes = {"OWNER": 600.0, "Anna": 90.0}
    found = capacity(business(), {"Events": 2}, {"Owner": 10, "Camera": 16}, logged=minutes)
    owner = role(found, "Owner")
    assert owner.beyond_steps == pytest.approx(600 - 448)
    assert logged(owner) == (
        "Owner logs 10 h a week, and the steps need 7 h 28 min: "
        "2 h 32 min belong to no step, or steps take longer than thought."
    )
    assert logged(role(found, "Camera")) is None
    assert found.logged_elsewhere == {"Anna": 90.0}
    assert not_known(found) == ["1 h 30 min a week are logged under names that are no role here: “Anna”."]


def test_only_a_share_of_the_hours_can_be_booked() -> None:
    full = capacity(business(), {"Events": 2}, {"Owner": 10}, practical=1)
    assert full.roles[0].available == 600
    for wrong in (0, 1.2, -1):
        with pytest.raises(StepwiseError):
            capacity(business(), {}, {}, practical=wrong)


def test_few_customers_are_counted_by_the_month_or_the_year() -> None:
    assert pace(1) == "1 customer a week"
    assert pace(12 / 52) == "1 customer a month"
    assert pace(1 / 52) == "1 customer a year"
    assert pace(0.5) == "2.17 customers a month"


FILMS = business()
wins = st.floats(0.01, 50)
hours = st.floats(0.1, 80)


@given(wins, st.floats(0.1, 10), hours)
@settings(deadline=None)
def test_utilisation_grows_in_step_with_the_wins(won: float, times: float, week: float) -> None:
    once = capacity(FILMS, {"Events": won}, {"Owner": week}).roles[0]
    again = capacity(FILMS, {"Events": won * times}, {"Owner": week}).roles[0]
    assert again.utilisation == pytest.approx(once.utilisation * times)
    assert again.ceiling == pytest.approx(once.ceiling)


@given(wins, hours, hours)
@settings(deadline=None)
def test_at_the_ceiling_the_drum_has_no_minute_left(won: float, owner: float, camera: float) -> None:
    week = {"Owner": owner, "Camera": camera}
    found = capacity(FILMS, {"Events": won}, week)
    assert found.drum is not None
    assert found.drum.ceiling * found.drum.minutes_per_win == pytest.approx(found.drum.available)
    at_it = capacity(FILMS, {"Events": found.ceiling}, week)
    assert at_it.roles[0].utilisation == pytest.approx(1)
    assert all(one.utilisation <= 1 + 1e-9 for one in at_it.roles)


@given(hours, hours, st.floats(0, 40))
@settings(deadline=None)
def test_more_hours_never_lower_the_ceiling(owner: float, camera: float, more: float) -> None:
    before = capacity(FILMS, {"Events": 1}, {"Owner": owner, "Camera": camera})
    after = capacity(FILMS, {"Events": 1}, {"Owner": owner + more, "Camera": camera})
    assert after.ceiling >= before.ceiling - 1e-9
