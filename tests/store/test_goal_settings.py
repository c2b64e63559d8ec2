"""What the user says of a goal is kept, and read back as it was said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core.errors import StepwiseError
from core.store import goal_settings as goals
from core.store.workspace import Workspace

TODAY = dt.date(2026, 1, 1)


def test_a_goal_is_there_after_a_restart(file: Path) -> None:
    with Workspace.open(file) as workspace:
        goals.put_aim(workspace, "happy")
        goals.put_figure(workspace, "happy_per_week", 0.5)
        goals.put_figure(workspace, "churn", 0.25)
        goals.put_start(workspace, dt.date(2027, 3, 1))
        goals.put_share(workspace, " Ads ", 40)
        goals.put_hours(workspace, "Owner", 30)
        goals.put_hours(workspace, "", 12.5)
        goals.put_assumed(workspace, "", "lead", 0.3)
        goals.put_assumed(workspace, "Ads", "lead", 0.1)
    with Workspace.open(file) as workspace:
        said = goals.goal_settings(workspace)
        assert (said.aim, said.aimed, said.churn, said.start) == ("happy", 0.5, 0.25, dt.date(2027, 3, 1))
        assert (said.mix, said.hours) == ((("ads", 40),), (("", 12.5), ("owner", 30)))
        assert said.assumed_rates == {"": {"lead": 0.3}, "ads": {"lead": 0.1}}
        assert hash(said) == hash(goals.goal_settings(workspace))


def test_what_is_taken_back_is_as_if_never_said(workspace: Workspace) -> None:
    goals.put_figure(workspace, "market", 8_000)
    goals.put_figure(workspace, "market", None)
    goals.put_share(workspace, "Ads", 40)
    goals.put_share(workspace, "ads", None)
    goals.put_assumed(workspace, "", "lead", 0.3)
    goals.put_assumed(workspace, "", "lead", None)
    said = goals.goal_settings(workspace)
    assert (said.market, said.mix, said.assumed_rates) == (None, (), {"": {}})


@pytest.mark.parametrize(
    ("name", "value"),
    [("revenue", -1), ("churn", 1.5), ("weeks", 1), ("working_weeks", 60), ("revenue_per_customer", 0)],
)
def test_a_figure_that_cannot_be_right_is_refused_and_the_kept_one_stays(
    workspace: Workspace, name: str, value: float
) -> None:
    kept = goals.BOUNDS[name].highest
    goals.put_figure(workspace, name, kept)
    with pytest.raises(StepwiseError, match="cannot be right here"):
        goals.put_figure(workspace, name, value)
    assert getattr(goals.goal_settings(workspace), name) == kept


def test_a_week_has_168_hours(workspace: Workspace) -> None:
    with pytest.raises(StepwiseError, match="168"):
        goals.put_hours(workspace, "Owner", 200)


def test_without_a_goal_there_is_nothing_to_plan() -> None:
    assert goals.GoalSettings().ambition({}, TODAY) is None
    assert goals.GoalSettings(aim="happy", revenue=1_000).ambition({}, TODAY) is None


def test_a_goal_begins_today_unless_a_day_was_chosen() -> None:
    said = goals.GoalSettings(aim="happy", happy_per_week=1)
    assert said.ambition({}, TODAY).start == TODAY
    chosen = goals.GoalSettings(aim="happy", happy_per_week=1, start=dt.date(2026, 5, 1), weeks=26)
    assert (chosen.ambition({}, TODAY).start, chosen.ambition({}, TODAY).weeks) == (dt.date(2026, 5, 1), 26)


def test_the_mix_is_as_measured_where_the_user_said_nothing() -> None:
    assert goals.GoalSettings().mixed({"Events": 1, "Ads": 3}) == {"Events": 25, "Ads": 75}
    # Nobody was won yet: no channel is put in front of the others.
    assert goals.GoalSettings().mixed({"Events": 0, "Ads": 0}) == {}
    assert goals.GoalSettings(mix=(("ads", 40),)).mixed({"Events": 0, "Ads": 0}) == {"Events": 0, "Ads": 40}


def test_without_what_a_customer_brings_a_revenue_cannot_be_planned() -> None:
    with pytest.raises(StepwiseError, match="what one customer brings"):
        goals.GoalSettings(revenue=1_000).ambition({}, TODAY)
