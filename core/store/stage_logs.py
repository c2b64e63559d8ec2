"""What is known of the stages week by week, from the figures of the funnel and its events."""

from __future__ import annotations

import datetime as dt

import pyarrow.compute as pc

from core.factory.stage_log import StageLog, Told
from core.funnel.funnel import Source
from core.store.funnel_figures import Figures
from core.store.funnel_settings import FunnelSettings
from core.store.stage_weeks import passed_in_weeks, reached_in_weeks


def stage_log_of(figures: Figures, settings: FunnelSettings) -> StageLog:
    """The stages week by week; `figures` are those told by weeks."""
    told: dict[Source, Told] = {}
    if "counts" in figures.reach:
        told["counts"] = Told.counts(figures.reach["counts"], settings.stages, figures.counts.period)
    if (events := _events(figures)) is not None:
        told["events"] = events
    return StageLog(settings.stages, told, settings.chosen_sources)


def events_until(figures: Figures) -> dt.date | None:
    """The day before which the events tell everything; None where there are none that count."""
    question = figures.asked.question
    # A day counts once it is over.
    return None if question is None else (question.until + dt.timedelta(microseconds=1)).date()


def _events(figures: Figures) -> Told | None:
    """What the events tell; None where there are none that count."""
    cases, question, until = figures.asked.cases, figures.asked.question, events_until(figures)
    whenever = figures.asked.whenever
    if cases is None or whenever is None or question is None or until is None or not cases.num_rows:
        return None
    times = figures.times()
    lags = {} if times is None else dict(zip(times["stage"], times["median_days"], strict=True))
    return Told.events(
        # A customer counts in the week it was won, also after the window, which is a matter of rates alone.
        reached_in_weeks(whenever, question),
        passed_in_weeks(cases, question),
        question.stages,
        lags,
        pc.min(cases["time_1"]).as_py().date(),
        until,
    )
