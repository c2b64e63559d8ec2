"""What is looked at on the what-if page: the business, what is moved, and of which channel it is told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from core.charts.lettering import numbered
from core.language import _
from core.what_if.changes import Changes
from core.what_if.outcome import Outcome
from core.what_if.search import Answer, Measure
from core.what_if.situation import Situation
from pages.shared import session
from pages.shared.what_if_data import outcome_of
from pages.shared.what_if_figures import Figure, figures

_FIELD = "what_if_channel"
_ALL = ""


@dataclass(frozen=True, eq=False)
class Looked:
    """The business as it is, what is moved, and how it is told."""

    situation: Situation
    changes: Changes
    currency: str
    channel: str = _ALL
    """What an order or a customer costs is told of this channel; "": of all together."""

    @cached_property
    def before(self) -> Outcome:
        """What comes out as it is."""
        return outcome_of(self.situation, ())

    @cached_property
    def after(self) -> Outcome:
        """What comes out with all that is moved."""
        return outcome_of(self.situation, self.changes)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, the most asked-for first."""
        return figures(self.channel, self.currency, of_happy=self.before.of_happy)

    def answer(self, measure: Measure) -> Answer:
        """A figure as it is searched for."""
        return Answer(measure, self.channel)

    def figure(self, measure: Measure) -> Figure:
        """How that figure is said."""
        return next(figure for figure in self.figures if figure.key == measure)


def look(situation: Situation, changes: Changes, currency: str) -> Looked:
    """What is looked at; where there are several channels, of which of them, the user says.

    Over all of them a customer's cost is known only where it is known how many come from each.
    """
    now = outcome_of(situation, ())
    names = {one.channel: one.channel for one in now.channels}
    if now.cost_per_win is not None:
        names = {_ALL: _("All channels")} | names
    # A channel may be called so too.
    names = dict(zip(names, numbered(list(names.values())), strict=True))
    if len(now.channels) < 2:
        return Looked(situation, changes, currency)
    if session.remembered(_FIELD) not in names:
        session.remember(_FIELD, next(iter(names)))
    channel = st.selectbox(
        _("Channel"),
        list(names),
        format_func=names.get,
        key=_FIELD,
        persist_state="session",
        label_visibility="collapsed",
        width=180,
    )
    return Looked(situation, changes, currency, channel or _ALL)
