"""The customer factory of the workspace: its verdict and throughput, computed once for all sessions."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

import pandas as pd

from core.factory.blueprint import Blueprint, blueprint_of
from core.factory.history import SETTLES, WINDOW_WEEKS, Span, Told, spans, told_on
from core.factory.ladder import DEFAULT_RUNGS, Standing, rungs_of, standing, trend_of
from core.factory.recent import Counted, Recent, Window, flows, recent_business, window_of
from core.factory.stage_log import StageLog
from core.factory.throughput import Throughput, throughput_of
from core.factory.weakest_link import Verdict, weakest_link
from core.funnel.goal.hours import hours_of
from core.steps.economics import Economics
from core.steps.measured import Measured
from core.steps.rates import role_key
from core.store import settings, verdicts
from core.store.funnel_figures import Figures
from core.store.funnel_settings import FunnelSettings, funnel_settings
from core.store.goal_settings import goal_settings
from core.store.stage_logs import events_until
from core.store.verdicts import KeptVerdict
from pages.shared.action_data import stage_log
from pages.shared.funnel_data import funnel_of_workspace, step_stages
from pages.shared.inputs import current_inputs
from pages.shared.reader_clock import today
from pages.shared.workspace import answers, chosen_delivery, measured, roles, stated_rates, workspace

WEEKS_OF = {"week": 1.0, "month": 52 / 12, "quarter": 13.0, "year": 52.0}
"""The weeks of a period for which wins are typed in."""
LADDER = "ladder"
"""The setting that keeps the user's own targets of the ladder."""
_EARLIEST = 4
"""A verdict of an earlier day needs so many weeks before it,"""
_MOST_WEEKS = 52
"""and at most so many of these days are asked."""


def verdict_now() -> Verdict:
    """What holds the business back, at the inputs of this session."""
    return _verdict(_business_now())


def business_now() -> Recent:
    """All that is known of the business, and the weeks that it is told by."""
    return _business_now()


def throughput_now() -> Throughput | None:
    """Happy customers as they were counted in the same weeks; None where they are not counted by weeks.

    Where only who comes in is counted, that is no throughput.
    """
    window = _business_now().window
    found = throughput_of(stage_log(), since=window.since, until=window.until)
    return None if found is None or found.stage.factory == "acquisition" else found


def per_week_now() -> float | None:
    """Happy customers a week, as counted week by week, else by the wins; None where nobody knows."""
    found, business = throughput_now(), _business_now().business
    if found is not None:
        return found.per_week
    return business.happy_per_week if business.wins_known else None


def of_happy_now() -> bool:
    """Whether those are happy customers; else customers stand in for them."""
    found = throughput_now()
    return _business_now().business.happy is not None if found is None else not found.stands_in


def blueprint_now() -> Blueprint:
    """The factory as it is drawn."""
    recent, leads_to = _business_now(), step_stages()
    return blueprint_of(
        verdict_now(),
        flows(recent, _counted_now()),
        funnel_settings(workspace()).stages,
        dict(zip(leads_to["step_id"].tolist(), leads_to["stage"].tolist(), strict=True)),
        per_week_now(),
        of_happy=of_happy_now(),
    )


def standing_now() -> Standing | None:
    """Where the business stands on the ladder; None where the throughput is not known."""
    per_week, found = per_week_now(), throughput_now()
    if per_week is None:
        return None
    trend = None if found is None else trend_of(found.weeks, found.spread)
    kept = settings.get(workspace(), LADDER)
    rungs = rungs_of(kept) if kept else DEFAULT_RUNGS
    return standing(_business_now().business, per_week, rungs=rungs, trend=trend)


def hours_now() -> dict[str, float]:
    """Hours a week by role, the user's own over those of the sheets."""
    own = dict(goal_settings(workspace()).hours)
    sheet = {role: own.pop(role_key(role), hours) for role, hours in hours_of(roles()).items()}
    # What was typed is kept under a key; the role is called as in the steps.
    called = {role_key(role): role for role in stated_rates()}
    return {**sheet, **{called.get(key, key): hours for key, hours in own.items()}}


def keep_verdict(verdict: Verdict) -> None:
    """Keep today's verdict for the history, where there is anything to tell one by."""
    business = verdict.business
    if not business.wins_known and not verdict.links.plant.bounds and business.funnel is None:
        return
    verdicts.put(
        workspace(),
        KeptVerdict(
            today(),
            verdict.kind,
            verdict.key,
            verdict.channel,
            verdict.step_id,
            "" if verdict.role is None else verdict.role.role,
            per_week_now(),
            {
                "steps": sorted(verdict.steps),
                "step": verdict.step,
                "is_role": verdict.role is not None,
                "confidence": verdict.confidence,
            },
        ),
    )


def earlier_verdicts() -> tuple[tuple[Span, ...], dict[str, Verdict]]:
    """The constraints as the counts would have told them week by week, and by its key a verdict of each.

    Every one looks back twelve weeks from its day. Asking a year takes some seconds, so it is kept.
    """
    return _earlier(*_asked())


def _business_now() -> Recent:
    return _recent(*_asked(), None, today())


def _asked() -> tuple[Any, ...]:
    inputs, goal = current_inputs(), goal_settings(workspace())
    return (
        funnel_of_workspace("week"),
        funnel_of_workspace("month"),
        funnel_settings(workspace()),
        _Rows(step_stages()),
        stage_log(),
        answers(inputs),
        measured(),
        tuple(hours_now().items()),
        goal.planned,
        chosen_delivery(),
        WEEKS_OF[inputs.period],
    )


class _Rows:
    """A kept frame that is told from others by being itself; nobody alters it."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rows) and other.frame is self.frame

    def __hash__(self) -> int:
        return id(self.frame)


# Figures, economics and measured times are kept for one revision each, so they stand for it here.
@lru_cache(maxsize=16)
def _recent(
    weekly: Figures,
    monthly: Figures,
    settings: FunnelSettings,
    leads_to: _Rows,
    log: StageLog,
    economics: Economics,
    times: Measured,
    hours: tuple[tuple[str, float], ...],
    practical: float,
    delivery: str | None,
    spend_weeks: float,
    window: Window | None,
    day: dt.date,
) -> Recent:
    counted = _counted(weekly, monthly, settings, leads_to, log)
    return recent_business(
        economics,
        counted,
        dict(hours),
        window or window_of(counted, day),
        quick_minutes=times.quick_minutes,
        practical=practical,
        delivery=delivery,
        # What was typed in stands for now, and tells nothing of earlier weeks.
        spend_weeks=spend_weeks if window is None else None,
    )


def _counted(
    weekly: Figures, monthly: Figures, settings: FunnelSettings, leads_to: _Rows, log: StageLog
) -> Counted:
    return Counted(
        settings.stages,
        weekly.reach,
        weekly.period,
        monthly.reach,
        monthly.period,
        leads_to.frame,
        log,
        settings.chosen_sources,
        events_until(weekly),
    )


def _counted_now() -> Counted:
    weekly, monthly, settings, leads_to, log, *_rest = _asked()
    return _counted(weekly, monthly, settings, leads_to, log)


@lru_cache(maxsize=16)
def _verdict(recent: Recent) -> Verdict:
    return weakest_link(recent.business)


@lru_cache(maxsize=4)
def _earlier(
    weekly: Figures, monthly: Figures, settings: FunnelSettings, leads_to: _Rows, log: StageLog, *rest: Any
) -> tuple[tuple[Span, ...], dict[str, Verdict]]:
    counted = _counted(weekly, monthly, settings, leads_to, log)
    found: dict[str, Verdict] = {}

    def verdict_on(day: dt.date) -> Verdict:
        window = Window(day - dt.timedelta(weeks=WINDOW_WEEKS), day)
        recent = _recent.__wrapped__(weekly, monthly, settings, leads_to, log, *rest, window, day)
        verdict = weakest_link(recent.business)
        found[verdict.key] = verdict
        return verdict

    told: tuple[Told, ...] = told_on(_days(counted), verdict_on)
    return spans(told, settles=SETTLES), found


def _days(counted: Counted) -> list[dt.date]:
    """The days of which a verdict is asked: a week apart, up to the last one that is counted."""
    first, last = counted.since, counted.until
    if first is None or last is None:
        return []
    days = [last - dt.timedelta(weeks=back) for back in range(_MOST_WEEKS)]
    return sorted(day for day in days if day >= first + dt.timedelta(weeks=_EARLIEST))
