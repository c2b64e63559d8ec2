"""Measured against guessed: what the time entries say of a process, and which minutes count."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import pandas as pd
import streamlit as st

from core.language import _, current, ngettext
from core.language.amounts import duration, exact_number, percent
from core.steps.chain import Chain
from core.steps.clocks import USES, per_win_by_clock
from core.steps.economics import Economics
from core.steps.measured import Measured
from core.steps.measured_findings import (
    corrected_win,
    far_off,
    honest_clock,
    how_sure,
    set_aside,
    spread,
    times_words,
    trend,
    unknown_hours,
)
from core.steps.time_log import ENOUGH_RUNS
from core.store import entry_matches
from pages.shared import session
from pages.shared.entry_texts import match_texts
from pages.shared.inputs import current_inputs
from pages.shared.pieces import escaped
from pages.shared.tables import result_table
from pages.shared.workspace import answers, guessed_steps, measured, workspace

SHOWN_UNKNOWN = 20
"""So many projects and tasks that no process knows are listed."""
UNTOLD = "–"


def measured_times(chain: Chain) -> None:
    """What was measured of this process, beside its guesses."""
    found = measured()
    if found.log.entries.empty and not found.log.aside.entries:
        st.caption(
            _(
                "How far off are your guesses? Load an export of your time tracking on the page Sheets "
                "(Toggl, Clockify, Harvest, Kimai or a list of your own), or start the stopwatch below."
            )
        )
        return
    st.subheader(_("Measured against guessed"), anchor=False)
    _honest_clock(found, chain)
    _choose_clock()
    _table(found, chain)
    for said in set_aside(found.log):
        st.caption(escaped(said))
    match_texts(found)
    _unknown(found)


def _honest_clock(found: Measured, chain: Chain) -> None:
    """How the guesses stand to what was measured, and what a win then takes."""
    if found.clock is None:
        st.markdown(
            _("No step that you guessed has a time entry yet. See below which steps your entries belong to.")
        )
        return
    inputs = current_inputs()
    economics = answers(inputs)
    lines = _by_clock(found, economics)
    line = lines[(lines["channel"] == chain.channel) & (lines["phase"] == chain.phase)].iloc[0]
    win = corrected_win(line, inputs.currency, economics.spend_per_win(chain))
    said = [honest_clock(found.clock), *([win] if win else [])]
    st.markdown(f"**{escaped(' '.join(said))}**")
    st.caption(escaped(how_sure(found.clock)))


@lru_cache(maxsize=16)
def _by_clock(found: Measured, economics: Economics) -> pd.DataFrame:
    return per_win_by_clock(guessed_steps(), found, economics.rates)


def _choose_clock() -> None:
    """Which minutes all figures are computed from; the same on every page."""
    names = {
        "measured": _("Measured, else guessed"),
        "honest": _("Measured, else the corrected guess"),
        "guessed": _("Guessed"),
    }
    session.remember("clock", entry_matches.clock(workspace()))
    st.segmented_control(
        _("Which minutes count, on every page"),
        list(USES),
        format_func=names.get,
        required=True,
        key="clock",
        on_change=_clock_chosen,
        help=_(
            "Measured minutes count from {runs} runs on. What you typed over a step's minutes counts before "
            "them, as long as you do not take it back."
        ).format(runs=ENOUGH_RUNS),
    )


@session.callback
def _clock_chosen() -> None:
    entry_matches.put_clock(workspace(), session.remembered("clock"))


def _table(found: Measured, chain: Chain) -> None:
    """Guessed against measured, step by step, and which of the two counts."""
    mine = found.steps[(found.steps["channel"] == chain.channel) & (found.steps["phase"] == chain.phase)]
    logged = mine[mine["runs"] > 0]
    if logged.empty:
        st.caption(_("No time entry belongs to a step of this process yet."))
        return
    shown = _shown(found, chain, current())
    told = [name for name in shown if not shown[name].eq(UNTOLD).all()]
    result_table(
        shown[told],
        _columns(),
        title=_("Measured against guessed"),
        key=f"measured {chain.phase} {chain.channel}",
    )
    missing = len(mine) - len(logged)
    if missing:
        st.caption(
            ngettext(
                "{count} more step of this process has no time entry yet.",
                "{count} more steps of this process have no time entry yet.",
                missing,
            ).format(count=exact_number(missing))
        )
    if (doubt := far_off(logged)) is not None:
        st.warning(escaped(doubt), icon=":material/help:")


@lru_cache(maxsize=32)
def _shown(found: Measured, chain: Chain, language: str) -> pd.DataFrame:
    """One row a step that was measured, ready to read."""
    del language  # spoken already; it only tells the tables of one language from those of another
    counting = dict(zip(chain.steps["step_id"], _counting(chain), strict=True))
    logged = found.steps[found.steps["step_id"].isin(list(counting)) & (found.steps["runs"] > 0)]
    rows = logged.to_dict("records")
    return pd.DataFrame(
        {
            "step": [row["step"] for row in rows],
            "guessed": [duration(row["guessed"]) for row in rows],
            "measured": [duration(row["mean"]) for row in rows],
            "factor": [times_words(row["factor"]) if row["factor"] > 0 else UNTOLD for row in rows],
            "runs": [exact_number(row["runs"]) for row in rows],
            "counts": [counting[row["step_id"]] for row in rows],
            "spread": [spread(row) or UNTOLD for row in rows],
            "trend": [trend(row) or UNTOLD for row in rows],
        }
    )


def _counting(chain: Chain) -> list[str]:
    """Which minutes count for each step now."""
    edited, runs = chain.steps["edited"].tolist(), chain.steps["minutes_runs"].tolist()
    factors = chain.steps["minutes_factor"].tolist()
    return [_counts(*step) for step in zip(edited, runs, factors, strict=True)]


def _counts(edited: Collection[str], runs: float, factor: float) -> str:
    if "minutes" in edited:
        return _("what you typed")
    if runs > 0:
        return _("measured")
    return _("guessed") if factor == 1 else _("corrected guess")


def _columns() -> dict[str, object]:
    text, right = st.column_config.TextColumn, "right"
    half = _("Half of the runs lie between these")
    mean = _("The mean of all runs, whoever made them")
    run = _(
        "An entry is a run. Entries for the same customer are one run together, while no more than four days "
        "lie between them."
    )
    return {
        "step": text(_("Step"), pinned=True, width=165),
        "guessed": text(
            _("Guessed"), width=90, alignment=right, help=_("Time of one run, with all its times")
        ),
        "measured": text(_("Measured"), width=95, alignment=right, help=mean),
        "factor": text(_("Factor"), width=90, alignment=right, help=_("Measured by guessed")),
        "runs": text(_("Runs"), width=90, alignment=right, help=run),
        "counts": text(_("What counts"), width=115),
        "spread": text(_("Half of them"), width=190, alignment=right, help=half),
        "trend": text(_("Trend"), help=_("The later half of the runs against the earlier one")),
    }


def _unknown(found: Measured) -> None:
    """The hours that no process knows, by project and task."""
    said = unknown_hours(found.log)
    if said is None:
        return
    unknown = found.log.unknown
    first, rest = unknown.head(SHOWN_UNKNOWN), unknown.iloc[SHOWN_UNKNOWN:]
    with st.expander(escaped(said), icon=":material/help:"):
        blank = _("(none)")
        text, right = st.column_config.TextColumn, "right"
        result_table(
            {
                "project": [one if isinstance(one, str) else blank for one in first["project"]],
                "task": [one if isinstance(one, str) else blank for one in first["task"]],
                "entries": [exact_number(count) for count in first["entries"]],
                "time": [duration(minutes) for minutes in first["minutes"]],
                "share": [percent(share) for share in first["share"]],
            },
            {
                "project": text(_("Project or customer")),
                "task": text(_("Task")),
                "entries": text(_("Entries"), alignment=right),
                "time": text(_("Time"), alignment=right),
                "share": text(_("Share of all that was logged"), alignment=right),
            },
            title=said,
            key="unknown hours",
        )
        if len(rest):
            st.caption(
                _("Further projects and tasks: {time}.").format(time=duration(float(rest["minutes"].sum())))
            )
