"""The funnel of the workspace, computed once for all sessions that look at the same revision."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from core.funnel.matching import meanings
from core.funnel.periods import Period
from core.funnel.step_stages import stages_of_steps
from core.sheets.kinds import KINDS
from core.store import event_funnel
from core.store.event_log import EventLog
from core.store.funnel_figures import Asked, Figures, after_the_window, ask, figures_of
from core.store.funnel_settings import FunnelSettings, funnel_settings
from core.store.rows import kept_rows
from core.store.workspace import Workspace
from pages.shared.long_files import event_log
from pages.shared.workspace import steps, workspace


def funnel_of_workspace(period: Period) -> Figures:
    """All figures of the funnel as the user has it, told by these periods."""
    opened = workspace()
    return _figures(opened, opened.revision, event_log(), funnel_settings(opened), period, _hour())


def late_customers(figures: Figures) -> int:
    """How many became customers only after their window was over."""
    return _late(figures.asked)


def stuck(figures: Figures) -> pd.DataFrame:
    """The cases that have not moved for longest, see core/funnel/stuck.sql."""
    return _stuck(figures.asked)


def lost(figures: Figures) -> pd.DataFrame:
    """Why people were lost, see core/funnel/lost.sql."""
    return _lost(figures.asked)


def step_stages() -> pd.DataFrame:
    """The stage that each step of the kept processes leads to."""
    opened = workspace()
    return _step_stages(opened, opened.revision, funnel_settings(opened))


def _hour() -> dt.datetime:
    # What lies in the future is told by the hour, so that answers can be kept for longer than a moment.
    return dt.datetime.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)


# The answer of a million events takes some 20 MB, so only a few are kept.
@lru_cache(maxsize=4)
def _asked(log: EventLog, settings: FunnelSettings, now: dt.datetime) -> Asked:
    return ask(log, settings, now)


@lru_cache(maxsize=8)
def _counts(opened: Workspace, revision: int) -> pd.DataFrame:
    return kept_rows(opened, KINDS["stage_counts"])


@lru_cache(maxsize=16)
def _figures(
    opened: Workspace,
    revision: int,
    log: EventLog,
    settings: FunnelSettings,
    period: Period,
    now: dt.datetime,
) -> Figures:
    return figures_of(_asked(log, settings, now), _counts(opened, revision), settings, period)


@lru_cache(maxsize=4)
def _late(asked: Asked) -> int:
    return after_the_window(asked)


@lru_cache(maxsize=4)
def _stuck(asked: Asked) -> pd.DataFrame:
    assert asked.question is not None
    return event_funnel.stuck_of(asked.log, asked.question)


@lru_cache(maxsize=4)
def _lost(asked: Asked) -> pd.DataFrame:
    assert asked.question is not None
    return event_funnel.lost_of(asked.log, asked.cases, asked.question)


@lru_cache(maxsize=8)
def _step_stages(opened: Workspace, revision: int, settings: FunnelSettings) -> pd.DataFrame:
    found = steps()
    means = meanings(found["stage"].dropna().unique(), settings.stages, dict(settings.meanings))
    return stages_of_steps(found, settings.stages, means, dict(settings.steps))
