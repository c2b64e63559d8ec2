"""The funnel as plain data: people, rates and days at every stage, together, by channel and by period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from core.brief.figures import figure
from core.funnel.findings import answer
from core.funnel.funnel import Funnel, Reached, by_channel, by_period, funnel_of
from core.funnel.periods import Period, label, next_start
from core.funnel.rates import Rate
from core.sheets.intake import Intake, rows_of
from core.sheets.kinds import KINDS
from core.store import uploads
from core.store.event_funnel import channels_called
from core.store.event_log import kept_events
from core.store.funnel_figures import Asked, Figures, ask, figures_of
from core.store.funnel_settings import FunnelSettings
from core.store.workspace import Workspace

Json = dict[str, Any]


def asked_of_files(intakes: Sequence[Intake], settings: FunnelSettings, now: dt.datetime) -> Asked:
    """What the events of these files answer, asked of a workspace that holds them only for this."""
    with Workspace.open() as workspace:
        for number, intake in enumerate(intakes):
            tables = [
                uploads.KeptTable(table.kind, table.table.sheet, table.rows)
                for table in intake.tables
                if table.kind == "stage_events" and len(table.rows)
            ]
            if tables:
                upload, _known = uploads.receive(workspace, intake.file, b"%d" % number)
                uploads.keep(workspace, upload.id, tables)
        asked = ask(kept_events(workspace), settings, now)
        _ = asked.whenever  # asked for while there is a workspace to ask
    return asked


def figures_of_files(
    asked: Asked, intakes: Sequence[Intake], settings: FunnelSettings, period: Period
) -> Figures:
    """The figures of the funnel of these files, told by this period."""
    return figures_of(asked, rows_of(intakes, KINDS["stage_counts"]), settings, period)


def funnel_told(figures: Figures, settings: FunnelSettings) -> Json | None:
    """The funnel as the pages show it; None where nothing is known of any stage.

    Shares are of one, days are medians since the stage before. `ratio` is true where a rate is no conversion,
    because units differ or a stage is a stock.
    """
    if not figures.reach:
        return None
    chosen, stages, reach = settings.chosen_sources, settings.stages, figures.reach
    whole = funnel_of(stages, reach, chosen=chosen, times=figures.times())
    question = figures.asked.question
    return {
        "sentence": answer(whole),
        "how": settings.how,
        "window_days": settings.window_days,
        "known_until": question.until.isoformat() if question else None,
        "stages": _stages(whole),
        "by_channel": [
            {"channel": channel, "stages": _stages(_of_channel(channel, figures, settings))}
            for channel in by_channel(stages, reach, chosen=chosen)
        ],
        "period": figures.period,
        "by_period": [
            {
                "period": label(start.date(), figures.period),
                "first_day": start.date().isoformat(),
                "stages": _stages(_of_period(start, figures, settings)),
            }
            for start in by_period(stages, reach, chosen=chosen)
        ],
        "warnings": [str(text) for text in whole.warnings],
        "notes": [str(note) for note in figures.notes],
        "unknown_names": [
            str(name)
            for names in (figures.asked.means, figures.count_names)
            for name, means in names.items()
            if means is None
        ],
    }


def _of_channel(channel: str, figures: Figures, settings: FunnelSettings) -> Funnel:
    times = figures.times(channels=channels_called(figures.asked.cases, channel))
    chosen = settings.chosen_sources
    return funnel_of(settings.stages, figures.reach, chosen=chosen, channels=[channel], times=times)


def _of_period(start: pd.Timestamp, figures: Figures, settings: FunnelSettings) -> Funnel:
    first = start.date()
    times = figures.times(first=first, before=next_start(first, figures.period))
    chosen = settings.chosen_sources
    return funnel_of(settings.stages, figures.reach, chosen=chosen, period=start, times=times)


def _stages(funnel: Funnel) -> list[Json]:
    return [_stage(reached) for reached in funnel.known]


def _stage(reached: Reached) -> Json:
    stage = reached.stage
    return {
        "stage": stage.key,
        "name": stage.label,
        "unit": stage.unit_label,
        "measure": stage.measure,
        "source": reached.source,
        "people": figure(reached.people),
        "still_open": figure(reached.still_open),
        "before": reached.before.key if reached.before else None,
        "from_before": _rate(reached.from_before),
        "from_first": _rate(reached.from_first),
        "median_days": figure(reached.median_days),
        "quick_days": figure(reached.quick_days),
        "slow_days": figure(reached.slow_days),
    }


def _rate(rate: Rate | None) -> Json | None:
    if rate is None:
        return None
    return {
        "k": figure(rate.k),
        "n": figure(rate.n),
        "share": figure(rate.share),
        "low": figure(rate.low),
        "high": figure(rate.high),
        "ratio": rate.low is None,
        "words": rate.words or None,
    }
