"""What moves an answer most: the picture, the table behind it, and the choice of the answer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import tornado as chart
from core.charts.picture import Picture
from core.language import _
from core.what_if.findings import basis_says, input_label, value_says
from core.what_if.search import MEASURES, Bar, Measure
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.pieces import dark, show
from pages.shared.take_along import note_table
from pages.shared.what_if_data import tornado_of
from pages.shared.what_if_figures import Figure
from pages.shared.what_if_looked import Looked
from pages.shared.what_if_words import blocked_says, say_starts_from


def choose_measure(looked: Looked) -> Measure:
    """The figure that is asked for; the same one wherever it is asked for."""
    labels = {
        measure: looked.figure(measure).label
        for measure in MEASURES
        if looked.answer(measure).of(looked.after) is not None
    } or {"cost_per_win": looked.figure("cost_per_win").label}
    field = "what_if_answer"
    if session.remembered(field) not in labels:
        session.remember(field, next(iter(labels)))
    measure: Measure = st.segmented_control(
        _("Which figure?"),
        list(labels),
        format_func=labels.get,
        key=field,
        required=True,
        persist_state="session",
    )
    return measure


def bars_of(looked: Looked, measure: Measure) -> tuple[Bar, ...]:
    """Every input that moves a figure, the one that moves it most first."""
    return tornado_of(looked.situation, looked.answer(measure), looked.changes)


def moves_most(looked: Looked, measure: Measure) -> str:
    """The input that moves a figure most, in a sentence; "" where none does."""
    bars = bars_of(looked, measure)
    if not bars:
        return ""
    templates = {
        "cost_per_win": _("{input} moves the cost of a customer from {channel} most: {range}.")
        if looked.channel
        else _("{input} moves the cost of a customer most: {range}."),
        "throughput": _("{input} moves how many customers come through most: {range} a week."),
        "margin": _("{input} moves what is left of an order most: {range}."),
        "hour_earns": _("{input} moves what an hour earns most: {range}."),
    }
    return templates[measure].format(
        input=input_label(bars[0].input),
        range=_between(bars[0], looked.figure(measure)),
        channel=looked.channel,
    )


def tornado_picture(looked: Looked, measure: Measure, *, brief: bool = False) -> Picture | None:
    """The tornado of a figure; None where nothing moves it."""
    bars, figure = bars_of(looked, measure), looked.figure(measure)
    if not bars:
        return None
    return chart.tornado(
        pd.DataFrame([_row(one, figure, looked.currency) for one in bars], columns=list(chart.COLUMNS)),
        bars[0].now,
        figure.said(bars[0].now),
        less_is_better=figure.less_is_better,
        dark=dark(),
        title=_title(bars, figure),
        brief=brief,
    )


def _title(bars: tuple[Bar, ...], figure: Figure) -> str:
    """What comes second, as the first one is the page's answer."""
    if len(bars) == 1:
        return _("Nothing else moves it")
    return _("Then comes: {input}, {range}").format(
        input=input_label(bars[1].input), range=_between(bars[1], figure)
    )


def _between(bar: Bar, figure: Figure) -> str:
    """From the smaller answer to the larger one; one end where no customer comes out at the other."""
    told = sorted(end for end in (bar.at_low, bar.at_high) if end is not None)
    if len(told) < 2:
        return _("{figure} or no customer at all").format(figure=figure.bare(told[0]))
    return _("{low} to {high}").format(low=figure.bare(told[0]), high=figure.bare(told[1]))


def _row(bar: Bar, figure: Figure, currency: str) -> tuple[str, float | None, float | None, str, str, str]:
    ends = [value_says(bar.input, end, currency) for end in (bar.low, bar.high)]
    return (
        input_label(bar.input),
        bar.at_low,
        bar.at_high,
        _said(figure, bar.at_low),
        _said(figure, bar.at_high),
        _("{low} to {high}").format(low=ends[0], high=ends[1]),
    )


def _said(figure: Figure, value: float | None) -> str:
    return _("no customer") if value is None else figure.said(value)


def what_moves_it(looked: Looked) -> str:
    """The figure to choose, its tornado, and the table behind it; returns what moves it most."""
    measure = choose_measure(looked)
    say_starts_from(looked)
    bars = bars_of(looked, measure)
    if not bars:
        return blocked_says(looked) or _(
            "Nothing that is known moves it. Load what you counted, or say a price on “Try”."
        )
    show(tornado_picture(looked, measure), "what_if_tornado")
    with st.expander(_("Every input, with its range"), icon=":material/table_rows:"):
        _table(bars, looked.figure(measure), looked.currency)
    st.caption(
        _(
            "A range is what the counts and measurements leave open in 80 of 100 such cases; "
            "of a bare guess it is half to double; of what you set yourself a fifth less to a fifth more."
        )
    )
    return moves_most(looked, measure)


def _table(bars: tuple[Bar, ...], figure: Figure, currency: str) -> None:
    text, right = st.column_config.TextColumn, "right"
    columns = {
        "input": text(_("Input"), pinned=True),
        "now": text(_("Now"), alignment=right),
        "range": text(_("Its range"), alignment=right),
        "low": text(_("At its lower end"), alignment=right, help=figure.label),
        "high": text(_("At its upper end"), alignment=right, help=figure.label),
        "basis": text(_("Where the range comes from")),
    }
    rows = [
        {
            "input": input_label(one.input),
            "now": value_says(one.input, one.input.value, currency),
            "range": _row(one, figure, currency)[-1],
            "low": _said(figure, one.at_low),
            "high": _said(figure, one.at_high),
            "basis": basis_says(one.input.basis) if one.input.basis else "",
        }
        for one in bars
    ]
    table = inert(pd.DataFrame(rows))
    st.dataframe(table, hide_index=True, column_config=columns, key="what_if_ranges")
    note_table(table, columns, _("Every input, with its range"), "what_if_ranges")
