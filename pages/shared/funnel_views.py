"""What can be looked at below the funnel, one thing at a time: channels, time, costs, the stuck, the lost."""

from __future__ import annotations

import streamlit as st

from core.charts.funnel_channels import funnel_channels
from core.charts.funnel_trend import funnel_trend
from core.funnel.change import compare
from core.funnel.findings import people_change_words, rate_change_words
from core.funnel.funnel import Funnel
from core.funnel.periods import label
from core.funnel.titles import best_channel, trend_title
from core.language import _
from pages.shared.funnel_choice import Looked
from pages.shared.funnel_data import lost, stuck
from pages.shared.funnel_parts import lost_table, stuck_table
from pages.shared.pieces import dark, escaped, show
from pages.shared.stage_cost_table import cost_table


def against_the_period_before(looked: Looked, funnel: Funnel) -> None:
    """What changed at each stage since the period before."""
    earlier = looked.before()
    if earlier is None:
        return
    start, before = earlier
    st.subheader(_("Against {period}").format(period=label(start, looked.period)), anchor=False)
    for change in compare(funnel, before):
        said = " ".join((people_change_words(change), rate_change_words(change))).strip()
        st.markdown(f"- **{escaped(change.stage.label)}**: {escaped(said)}")


def channels(looked: Looked) -> None:
    """Which channel loses where."""
    funnels = looked.by_channel()
    best, title = best_channel(funnels)
    show(funnel_channels(funnels, dark=dark(), title=title, best=best), "funnel_channels")


def over_time(looked: Looked, funnel: Funnel) -> None:
    """One rate over the periods."""
    steps = {one.stage.key: one for one in funnel.known if one.before is not None}
    names = {
        key: _("{before} to {stage}").format(before=one.before.label, stage=one.stage.label)
        for key, one in steps.items()
        if one.before is not None
    }
    if not names:
        return
    key = st.segmented_control(
        _("Rate"),
        list(names),
        format_func=names.get,
        default=list(names)[-1],
        key="trend_step",
        required=True,
    )
    funnels = looked.by_period()
    title = trend_title(funnels, key)
    show(funnel_trend(funnels, key, looked.period, dark=dark(), title=title), "funnel_trend")


def details(looked: Looked, funnel: Funnel) -> None:
    """One thing at a time below the picture."""
    views = {"channels": _("By channel"), "time": _("Over time"), "cost": _("What it costs")}
    if looked.figures.asked.question is not None:
        views |= {"stuck": _("Who is stuck"), "lost": _("Why they were lost")}
    chosen = st.segmented_control(
        _("Look at"), list(views), format_func=views.get, default="channels", key="funnel_view", required=True
    )
    if chosen == "channels":
        channels(looked)
    elif chosen == "time":
        over_time(looked, funnel)
    elif chosen == "cost":
        cost_table(looked)
    elif chosen == "stuck":
        stuck_table(looked, stuck(looked.figures))
    elif chosen == "lost":
        lost_table(looked, looked.figures.asked, lost(looked.figures))
