"""What moving each link alone would bring: the picture, and the table behind it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.link_gains import link_gains
from core.factory.findings import move_name, reach_says
from core.factory.links import Link
from core.factory.weakest_link import Verdict
from core.factory.wording import as_said, counted_said, more, rate_said, two_figures
from core.language import _
from core.language.amounts import duration, money, number
from pages.shared.pieces import dark, escaped, show
from pages.shared.tables import result_table


def gain_by_link(verdict: Verdict, currency: str) -> None:
    """Every step and role: the throughput now and at what it can reach, the most first."""
    ranked = verdict.links.ranked
    if not ranked or not verdict.links.throughput_now > 0:
        return
    st.subheader(_("Gain by link"), anchor=False)
    picture = link_gains(verdict, dark=dark())
    if picture is None:
        st.markdown(_("No link alone would bring more customers."))
        return
    show(picture, "link_gains")
    with st.expander(_("Every link, now and at what it can reach"), icon=":material/table_rows:"):
        _table(verdict, currency)
        st.caption(
            escaped(
                _(
                    "Now there are {count} a week. A role is relieved of one step, whoever takes it over."
                ).format(count=two_figures(verdict.links.throughput_now))
            )
        )


def _table(verdict: Verdict, currency: str) -> None:
    text, right = st.column_config.TextColumn, "right"
    columns = {
        "link": text(_("Link"), pinned=True),
        "now": text(_("Now"), alignment=right),
        "then": text(_("Reachable"), alignment=right),
        "throughput": text(
            _("Throughput then"),
            alignment=right,
            help=_("Happy customers a week; where they are not counted, customers"),
        ),
        "gain": text(_("More"), alignment=right),
        "likely": text(_("Likely"), alignment=right, help=_("In 80 of 100 such cases it lies there.")),
        "saves": text(
            _("Saves"), alignment=right, help=_("What a customer then costs less; of a role, its time")
        ),
        "why": text(_("How it can be reached"), width="large"),
    }
    rows = [_row(link, verdict, currency) for link in verdict.links.ranked]
    result_table(pd.DataFrame(rows), columns, title=_("Gain by link"), key="link_table")


def _row(link: Link, verdict: Verdict, currency: str) -> dict[str, str]:
    gains, largest = link.gain_per_week > 0, verdict.links.ranked[0].gain_per_week
    now, then = _now_and_then(link)
    return {
        "link": move_name(link),
        "now": now,
        "then": then,
        "throughput": number(link.throughput),
        "gain": more(verdict.business, link.gain_per_week, like=largest) if gains else _("nothing"),
        "likely": _likely(link, largest) if gains else "",
        "saves": money(link.saves_per_win, currency) if link.saves_per_win > 0 else "–",
        "why": reach_says(link),
    }


def _now_and_then(link: Link) -> tuple[str, str]:
    if link.kind == "role":
        return duration(link.now), _("done by others")
    if link.kind == "minutes":
        return duration(link.now), duration(link.then)
    return counted_said(link), rate_said(link.then)


def _likely(link: Link, largest: float) -> str:
    if link.low is None or link.high is None:
        return _("guessed")
    low, high = (as_said(max(end, 0.0), largest) for end in (link.low, link.high))
    return _("between {low} and {high}").format(low=low, high=high)
