"""The goal of the workspace: what the user says of it, what the sheets say, and the plan made of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from core.errors import StepwiseError
from core.funnel.funnel import channel_key
from core.funnel.goal.ambition import Ambition
from core.funnel.goal.hours import Effort, effort_of, hours_of
from core.funnel.goal.measured import Measured
from core.funnel.goal.plan import Plan
from core.funnel.goal.planning import plan_of
from core.funnel.goal.rates import Ladder, marks_of
from core.funnel.goal.suggested import Invoiced, invoiced
from core.funnel.stages import Stage
from core.sheets.kinds import KINDS
from core.steps.economics import Economics
from core.steps.rates import role_key
from core.store.funnel_figures import Figures
from core.store.funnel_settings import FunnelSettings, funnel_settings
from core.store.goal_settings import GoalSettings, goal_settings
from core.store.rows import kept_rows
from core.store.workspace import Workspace
from pages.shared.funnel_data import funnel_of_workspace, step_stages
from pages.shared.inputs import current_inputs
from pages.shared.reader_clock import today
from pages.shared.workspace import answers, chosen_delivery, roles, steps, workspace


@dataclass(frozen=True, eq=False)
class Goal:
    """All that the page of the goal shows, as it stands in this run."""

    settings: GoalSettings
    stages: tuple[Stage, ...]
    measured: Measured
    customers: Mapping[str, float]
    """Every channel that the funnel or the steps know, with the customers that it brought."""
    economics: Economics
    sheet_hours: Mapping[str, float]
    """Hours a week by role, as the roles sheets say."""
    currency: str
    today: dt.date
    ambition: Ambition | None = None
    rates: Mapping[str, Ladder] | None = None
    plan: Plan | None = None
    refused: str = ""
    """Why there is no plan, where something that was typed cannot be planned with."""

    @property
    def mix(self) -> dict[str, float]:
        """The weight of every channel in percent, as measured or as the user said."""
        return self.settings.mixed(self.customers)

    @property
    def hours(self) -> dict[str, float]:
        """Hours a week by role, the user's own over those of the sheets."""
        own = dict(self.settings.hours)
        sheet = {role: own.pop(role_key(role), hours) for role, hours in self.sheet_hours.items()}
        return {**sheet, **own}


def goal_of_workspace() -> Goal:
    """The goal as it stands, with its plan where there can be one."""
    opened, inputs, day = workspace(), current_inputs(), today()
    funnel = funnel_settings(opened)
    measured = _measured(funnel_of_workspace("month"), funnel, day)
    said, economics = goal_settings(opened), answers(inputs)
    sheet_hours = hours_of(roles())
    customers = _customers(measured, economics, funnel.stages)
    goal = Goal(said, funnel.stages, measured, customers, economics, sheet_hours, inputs.currency, day)
    try:
        return _planned(goal)
    except StepwiseError as error:
        return replace(goal, refused=str(error))


def _planned(goal: Goal) -> Goal:
    ambition = goal.settings.ambition(goal.customers, goal.today)
    if ambition is None:
        return goal
    rates = goal.measured.rates(goal.settings.assumed_rates)
    plan = plan_of(
        ambition,
        goal.stages,
        rates,
        lags=goal.measured.lags,
        effort=_effort(goal),
        hours=goal.hours,
        practical=goal.settings.planned,
    )
    return replace(goal, ambition=ambition, rates=rates, plan=plan)


def _effort(goal: Goal) -> Effort:
    if steps().empty:
        return Effort()
    return effort_of(goal.economics, goal.stages, step_stages(), delivery=chosen_delivery())


def _customers(measured: Measured, economics: Economics, stages: tuple[Stage, ...]) -> dict[str, float]:
    """By channel the customers that the funnel counts; where it counts none, those typed in for the spend."""
    try:
        found = measured.customers(marks_of(stages).customer)
    except StepwiseError:
        found = dict.fromkeys(measured.channels, 0.0)
    keys = {channel_key(name) for name in found}
    for chain in economics.acquiring:
        if channel_key(chain.channel) not in keys:
            found[chain.channel] = 0.0
    if not any(found.values()):
        wins = {channel_key(name): one.wins or 0.0 for name, one in economics.spends.items()}
        found = {name: wins.get(channel_key(name), 0.0) for name in found}
    return found


# The figures stand for the revision of the workspace, so nobody alters what is kept here.
@lru_cache(maxsize=8)
def _measured(figures: Figures, settings: FunnelSettings, today: dt.date) -> Measured:
    return Measured.of(
        settings.stages, figures.reach, settings.chosen_sources, figures.times(), figures.period, today
    )


def invoices_say() -> Invoiced | None:
    """What the kept invoices say of the customers."""
    opened = workspace()
    return _invoiced(opened, opened.revision, current_inputs().currency, today())


@lru_cache(maxsize=8)
def _invoiced(opened: Workspace, revision: int, currency: str, today: dt.date) -> Invoiced | None:
    del revision
    rows: pd.DataFrame = kept_rows(opened, KINDS["invoices"])
    return invoiced(rows, currency, today)
