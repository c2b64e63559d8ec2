"""What customers take, read off the process steps: by role, by stage, won and delivered."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from core.funnel.goal.hours import Effort, effort_of, hours_of
from core.funnel.stages import DEFAULT_STAGES
from core.funnel.step_stages import stages_of_steps
from core.steps.channels import Spend
from core.steps.economics import Economics, economics
from tests.funnel.goal.goals import RATES, assumed, at, planned, revenue_goal
from tests.steps.processes import EVENTS, process

NO_ROLES = pd.DataFrame({"role": [], "hourly_rate": []})


def told(*parts: pd.DataFrame, **more: Any) -> Economics:
    return economics(pd.concat(parts, ignore_index=True), NO_ROLES, 100, **more)


def by_stage(found: Economics) -> Effort:
    steps = stages_of_steps(found.steps, DEFAULT_STAGES, {})
    return effort_of(found, DEFAULT_STAGES, steps)


def events() -> pd.DataFrame:
    return process(EVENTS, role=["Owner"] * 8 + ["owner "])


def delivery(channel: str = "Video", minutes: float = 60) -> pd.DataFrame:
    return process([("film", minutes, 1)], channel=channel, phase="deliver", role=["Camera"])


def test_a_customer_from_events_takes_345_minutes_of_the_owner_and_575() -> None:
    effort = effort_of(told(events(), delivery()))
    assert effort.of("Events").minutes == {"owner": pytest.approx(345)}
    assert effort.of("Events").cost == pytest.approx(575)
    assert effort.of("Events").order_minutes == {"camera": 60}
    assert effort.names["owner"] == "Owner"


def test_a_channel_is_found_however_its_name_is_written_and_the_only_one_without_a_name() -> None:
    effort = effort_of(told(events()))
    assert effort.of(" events") is effort.of("Events") is effort.of("")
    assert effort.of("Ads") is None
    two = effort_of(told(events(), process([("click", 5, 1)], channel="Ads")))
    assert two.of("") is None


def test_what_comes_after_belongs_to_the_order() -> None:
    after = process([("call again", 15, 1)], channel="Video", phase="after", role=["Owner"])
    assert effort_of(told(events(), delivery(), after)).of("Events").order_minutes == {
        "camera": 60,
        "owner": 15,
    }


def test_a_delivery_that_cannot_be_told_is_told_as_such() -> None:
    assert not effort_of(told(events())).of("Events").delivered
    several = told(events(), delivery("Video"), delivery("Photo"))
    assert not effort_of(several).of("Events").delivered
    assert effort_of(several, delivery="Photo").of("Events").delivered


def test_spend_without_wins_leaves_the_cost_untold() -> None:
    found = told(events(), spends={"Events": Spend(900, None)})
    assert effort_of(found).of("Events").cost is None


def test_a_channel_that_nobody_gets_through_names_the_step() -> None:
    effort = effort_of(told(process([("call", 5, 0.5), ("offer", 20, 0)])))
    assert effort.of("Events").blocked_by == "offer"
    plan = planned(revenue_goal(), effort=effort, hours={"Owner": 1})
    assert [gap.step for gap in plan.gaps if gap.kind == "blocked steps"] == ["offer"]
    assert plan.channels[0].minutes is None


def test_minutes_and_money_stand_at_the_stage_that_the_steps_lead_to() -> None:
    # Events: 195 minutes for ten contacts (suspect), 30 of writing to them (lead), 20 + 60 (prospect) and
    # 40 for the offers (customer), for each win; 11 wins, at 100 an hour.
    plan = planned(revenue_goal(), effort=by_stage(told(events())))
    minutes = {one.stage.key: one.effort.minutes for one in plan.stages}
    assert sum(minutes.values()) == pytest.approx(11 * 345)
    assert sum(one.effort.cost for one in plan.stages) == pytest.approx(11 * 575)
    assert minutes["suspect"] == pytest.approx(11 * 195)
    assert minutes["customer"] == pytest.approx(11 * 40)


def test_whoever_is_referred_takes_only_the_steps_beyond_the_lead() -> None:
    effort = by_stage(told(events()))
    assert effort.of("Events").referred_minutes == {"owner": pytest.approx(345 - 195 - 30)}
    plan = planned(revenue_goal(referred_leads=4), {"": assumed(**RATES, consumption=0.5)}, effort=effort)
    # 9 seeds take all steps, the 2 who are referred those beyond the lead.
    assert at(plan, "suspect").effort.minutes == pytest.approx(9 * 195)
    assert at(plan, "customer").effort.minutes == pytest.approx(11 * 40)
    assert plan.loads[0].winning == pytest.approx((9 * 345 + 2 * 120) / 60 / 46)


def test_without_the_stages_of_steps_nothing_is_told_by_stage() -> None:
    plan = planned(revenue_goal(), effort=effort_of(told(events())))
    assert [one.effort for one in plan.stages] == [None] * 4


def test_hours_are_those_of_the_roles_that_say_them_the_last_row_counts() -> None:
    roles = pd.DataFrame({"role": ["Owner", "Camera", "owner"], "hours_per_week": [30.0, float("nan"), 20.0]})
    assert hours_of(roles) == {"owner": 20.0}
