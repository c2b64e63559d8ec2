"""The actions of the workspace, judged by what was counted; computed once for all sessions."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from core.factory.actions import Action
from core.factory.focus import Focus, Hopping, cases_needed, focus, hopping
from core.factory.history import spans
from core.factory.judged import Judged, judge
from core.factory.stage_log import StageLog
from core.factory.wins import customer_stage
from core.language import _
from core.language.amounts import listing
from core.sheets.kinds import KINDS
from core.steps.chain import ACQUIRE
from core.store import actions, verdicts
from core.store.funnel_figures import Figures
from core.store.funnel_settings import FunnelSettings, funnel_settings
from core.store.rows import kept_rows
from core.store.stage_logs import stage_log_of
from core.store.verdicts import KeptVerdict
from core.store.workspace import Workspace
from pages.shared.funnel_data import funnel_of_workspace, step_stages
from pages.shared.workspace import measured, steps, workspace

_NAMED = 3
"""So many steps are called by their names."""


def judged_actions() -> list[Judged]:
    """Every action with what became of it, the latest first."""
    leads_to = step_stages()
    means = tuple(zip(leads_to["step_id"].tolist(), leads_to["stage"].tolist(), strict=True))
    return list(_judged(stage_log(), tuple(actions.all(workspace())), means))


@lru_cache(maxsize=8)
def _judged(
    log: StageLog, noted: tuple[Action, ...], means: tuple[tuple[str, str | None], ...]
) -> tuple[Judged, ...]:
    by_step = dict(means)
    return tuple(judge(one, log, stage_of_step=by_step, others=noted) for one in reversed(noted))


def stage_log() -> StageLog:
    """What is known of the stages, week by week."""
    return _stage_log(funnel_of_workspace("week"), funnel_settings(workspace()))


@lru_cache(maxsize=8)
def _stage_log(figures: Figures, settings: FunnelSettings) -> StageLog:
    return stage_log_of(figures, settings)


def focus_now() -> tuple[Focus, str] | KeptVerdict | None:
    """Where the time went since the constraint that holds was first told, and what its steps are called.

    The verdict alone where it names no step that time could be logged on; None where there is no verdict.
    """
    history = verdicts.all(workspace())
    if not history:
        return None
    verdict, held = history[-1], spans(history)[-1]
    names = dict(zip(steps()["step_id"], steps()["step"], strict=True))
    there = {step: str(names[step]) for step in verdict.told.get("steps") or [verdict.step] if step in names}
    if not there:
        return verdict
    called = listing([_("“{name}”").format(name=name) for name in list(there.values())[:_NAMED]])
    return focus(measured().log.entries, list(there), held.first), called


def hopping_now() -> Hopping | None:
    """Whether channels were left too early, by the time that was logged, else by what was spent."""
    told = _first_told(stage_log())
    if told is None:
        return None
    cases, needed = told
    found = [
        hopping(effort, cases, needed)
        for effort in (_time_by_channel(), _spend_by_channel(workspace(), workspace().revision))
    ]
    return next((one for one in found if one is not None and one.noticed), None)


def _first_told(log: StageLog) -> tuple[pd.DataFrame, int] | None:
    """Who came by each channel, and how many it takes to judge one; None where nobody was counted."""
    first = next(iter(log.known), None)
    told = None if first is None else log.source(first.key)
    if first is None or told is None:
        return None
    rows = told.reach[told.reach["stage"] == first.key]
    cases = pd.DataFrame({"day": rows["period"], "channel": rows["channel"], "people": rows["people"]})
    paying = customer_stage(log.stages)
    won = log.people(paying) if paying is not None else 0.0
    return cases, cases_needed(float(cases["people"].sum()), won)


def _time_by_channel() -> pd.DataFrame:
    """The minutes logged on winning customers, by channel."""
    entries, known = measured().log.entries, steps()
    acquiring = known[known["phase"] == ACQUIRE]
    channel = entries["step_id"].map(dict(zip(acquiring["step_id"], acquiring["channel"], strict=True)))
    return pd.DataFrame({"day": entries["date"], "channel": channel, "amount": entries["minutes"]})


@lru_cache(maxsize=8)
def _spend_by_channel(opened: Workspace, revision: int) -> pd.DataFrame:
    rows = kept_rows(opened, KINDS["channel_spend"])
    return pd.DataFrame({"day": rows["period_start"], "channel": rows["channel"], "amount": rows["amount"]})
