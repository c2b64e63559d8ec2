"""Which part of the funnel is looked at: channel, period, and by what periods it is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from core.funnel.funnel import Funnel, by_channel, by_period, funnel_of
from core.funnel.periods import PERIODS, Period, label, next_start, previous_start
from core.language import _
from core.store.event_funnel import channels_called
from core.store.funnel_figures import Figures
from core.store.funnel_settings import FunnelSettings, funnel_settings
from pages.shared.funnel_data import funnel_of_workspace
from pages.shared.inputs import period_label
from pages.shared.workspace import workspace

_ALL = ""


@dataclass(frozen=True, eq=False)
class Looked:
    """The part of the funnel that is looked at, with all from which it is told."""

    figures: Figures
    settings: FunnelSettings
    channel: str | None
    start: dt.date | None
    """The first day of the period; None for all of them together."""

    @property
    def period(self) -> Period:
        """The periods by which it is told."""
        return self.figures.period

    def funnel(self, start: dt.date | None = None) -> Funnel:
        """The funnel of the channel in the period looked at, or in the one that starts then."""
        first = start or self.start
        before = None if first is None else next_start(first, self.period)
        channels = None if self.channel is None else channels_called(self.figures.asked.cases, self.channel)
        return funnel_of(
            self.settings.stages,
            self.figures.reach,
            chosen=self.settings.chosen_sources,
            channels=None if self.channel is None else [self.channel],
            period=None if first is None else pd.Timestamp(first),
            times=self.figures.times(channels=channels, first=first, before=before),
        )

    def by_channel(self) -> dict[str, Funnel]:
        """Each channel's funnel in the period looked at."""
        period = None if self.start is None else pd.Timestamp(self.start)
        chosen = self.settings.chosen_sources
        return by_channel(self.settings.stages, self.figures.reach, chosen=chosen, period=period)

    def by_period(self) -> dict[pd.Timestamp, Funnel]:
        """The channel's funnel in each period."""
        channels = None if self.channel is None else [self.channel]
        chosen = self.settings.chosen_sources
        return by_period(self.settings.stages, self.figures.reach, chosen=chosen, channels=channels)

    def before(self) -> tuple[dt.date, Funnel] | None:
        """The period before the one looked at, where anything is known of it."""
        if self.start is None:
            return None
        start = previous_start(self.start, self.period)
        found = self.funnel(start)
        return (start, found) if found.known else None


def choose() -> Looked:
    """One row of inputs: the channel, the period, and by what it is told."""
    one, two, three = st.columns(3)
    by = three.selectbox(
        _("Told by"),
        list(PERIODS),
        index=1,
        format_func={period: period_label(period) for period in PERIODS}.get,
        key="funnel_by",
        bind="query-params",
        persist_state="session",
    )
    figures = funnel_of_workspace(by or "month")
    settings = funnel_settings(workspace())
    channels = _channels(figures)
    channel = one.selectbox(
        _("Channel"),
        [_ALL, *channels],
        format_func={_ALL: _("All channels"), **{name: name for name in channels}}.get,
        key="funnel_channel",
        bind="query-params",
        persist_state="session",
    )
    starts = _starts(figures)
    period = two.selectbox(
        _("Period"),
        [_ALL, *(start.isoformat() for start in starts)],
        format_func={
            _ALL: _("All periods"),
            **{start.isoformat(): label(start, figures.period) for start in starts},
        }.get,
        key=f"funnel_period {figures.period}",
        persist_state="session",
    )
    start = dt.date.fromisoformat(period) if period else None
    return Looked(figures, settings, channel or None, start)


def _channels(figures: Figures) -> list[str]:
    """The channels that any source knows, each once however it is written."""
    names: dict[str, str] = {}
    for frame in figures.reach.values():
        for name in frame["channel"].unique():
            names.setdefault(str(name).strip().casefold(), str(name))
    return sorted((name for name in names.values() if name), key=str.casefold)


def _starts(figures: Figures) -> list[dt.date]:
    """The first days of the periods of which anything is known, the latest first."""
    found = {start for frame in figures.reach.values() for start in frame["period"].dropna().unique()}
    return sorted((pd.Timestamp(start).date() for start in found), reverse=True)
