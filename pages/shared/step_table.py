"""The table of a process's steps: every figure beside what it leads to, and editable in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import CellRefused
from core.language import _, current
from core.language.amounts import duration, locale, money, number, percent, typed
from core.steps.chain import ACQUIRE, Chain
from core.steps.edits import EDITABLE, read_edit
from core.steps.findings import short_evidence
from core.steps.sinks import time_sinks
from core.store import changes
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.step_arranging import arrange_steps
from pages.shared.tables import result_table
from pages.shared.take_along import note_table
from pages.shared.workspace import workspace

# More rows than this scroll inside the table.
MANY = 16

_FROM_THE_STEPS = [
    *("minutes", "minutes_low", "minutes_high", "minutes_written", "minutes_evidence", "minutes_factor"),
    *("cash", "cash_low", "cash_high", "cash_written"),
    *("reached_rate", "pass_rate_succeeded", "pass_rate_tried", "pass_rate_evidence"),
]


def edit_steps(chain: Chain, currency: str, *, folded: bool) -> None:
    """The steps as a table; what is typed is kept at once as a change over the sheet.

    Where groups are `folded`, they are listed first, and the one that is chosen unfolds.
    """
    st.subheader(_("The steps, and what you would change"), anchor=False)
    rows = list(range(len(chain.steps)))
    name = table_name(chain)
    if folded:
        group = _chosen_group(chain, currency)
        if group is None:
            st.caption(_("Choose a group to see its steps and to change them."))
            arrange_steps(name, chain)
            return
        rows = [row for row, name_of in enumerate(_groups_of(chain)) if name_of == group]
    st.caption(
        _(
            "Type over a cell to change it: 25, 1.5 h or 20-40; a pass rate as 40 %, 4/10 or 10x. "
            "Your sheet stays as it is; each change can be taken back below."
        )
    )
    shown, columns, order = _inert(chain, currency, current()), _columns(chain), _order(chain)
    if len(rows) < len(shown):
        shown = shown.iloc[rows]
    note_table(shown, {column: columns[column] for column in order}, chain.channel, name)
    st.data_editor(
        shown,
        key=session.key(name),
        hide_index=True,
        num_rows="fixed",
        disabled=["group", "runs", "time", "cost", "evidence"],
        column_config=columns,
        column_order=order,
        on_change=_typed,
        args=(name, chain, tuple(rows)),
        height="content" if len(rows) <= MANY else 600,
    )
    arrange_steps(name, chain)


@lru_cache(maxsize=32)
def _inert(chain: Chain, currency: str, language: str) -> pd.DataFrame:
    return inert(_shown(chain, currency, language))


def table_name(chain: Chain) -> str:
    """What the table of a process is called among the widgets."""
    return f"steps {chain.phase} {chain.channel}"


@lru_cache(maxsize=32)
def _groups_of(chain: Chain) -> list[str]:
    """The group of each step; a step without one stands for itself."""
    pairs = zip(chain.steps["group"].tolist(), chain.steps["step"].tolist(), strict=True)
    return [group if isinstance(group, str) else str(step) for group, step in pairs]


@lru_cache(maxsize=32)
def _groups(chain: Chain, currency: str, language: str) -> pd.DataFrame:
    """One row a group, as text: its steps and what one win takes in all of them."""
    del language  # as below
    groups, counts = time_sinks(chain, by_group=True), Counter(_groups_of(chain))
    return pd.DataFrame(
        {
            "group": groups["name"],
            "steps": [str(counts[name]) for name in groups["name"]],
            "time": [duration(minutes) for minutes in groups["minutes_per_win"]],
            "share": [percent(share) for share in groups["share"]],
            "cost": [money(cost, currency) for cost in groups["cost_per_win"]],
        }
    )


def _chosen_group(chain: Chain, currency: str) -> str | None:
    """The groups with what one win takes in each; the one whose row is chosen."""
    groups = _groups(chain, currency, current())
    text, right = st.column_config.TextColumn, "right"
    chosen = result_table(
        groups,
        {
            "group": text(_("Group"), width="large"),
            "steps": text(_("Steps"), alignment=right),
            "time": text(_("Time"), alignment=right),
            "share": text(_("Share of the time"), alignment=right),
            "cost": text(_("Cost"), alignment=right),
        },
        title=chain.channel,
        key=f"groups {table_name(chain)}",
        on_select="rerun",
        selection_mode="single-row",
    ).selection.rows
    return str(groups["group"].iloc[chosen[0]]) if chosen else None


def _order(chain: Chain) -> list[str]:
    wanted = [
        "step",
        "group",
        "minutes",
        "times",
        "pass_rate",
        "cash",
        "role",
        "runs",
        "time",
        "cost",
        "evidence",
    ]
    empty = {
        column
        for column in ("group", "times")
        if chain.steps[column].isna().all() or (chain.steps[column] == 1).all()
    }
    return [column for column in wanted if column not in empty]


@lru_cache(maxsize=32)
def _shown(chain: Chain, currency: str, language: str) -> pd.DataFrame:
    """One row a step, all as text: figures as they can be typed again, results as they read best."""
    del language  # spoken already; it only tells the tables of one language from those of another
    steps = chain.steps
    rows = steps[_FROM_THE_STEPS].to_dict("records")
    return pd.DataFrame(
        {
            "step": steps["step"],
            "group": steps["group"].astype(object).where(steps["group"].notna(), ""),
            "minutes": [_figure(step, "minutes") for step in rows],
            "times": [typed(times) if times == times else "" for times in steps["times"]],
            "pass_rate": [_rate(step) for step in rows],
            "cash": [_figure(step, "cash") for step in rows],
            "role": steps["role"].astype(object).where(steps["role"].notna(), ""),
            "runs": [number(runs) for runs in steps["runs_per_win"]],
            "time": [duration(minutes) for minutes in steps["minutes_per_win"]],
            "cost": [money(cost, currency) for cost in steps["cost_per_win"]],
            "evidence": [short_evidence(step) for step in rows],
        }
    )


def _figure(step: Mapping[str, Any], name: str) -> str:
    """Minutes or cash as they would be typed: a range as a range, what was measured as its mean."""
    if step[name] != step[name]:
        return ""
    written = step[f"{name}_written"]
    if not isinstance(written, str):
        # Measured, or a guess that the honest clock corrected.
        return typed(round(step[name], 1 if step[name] >= 10 else 2))
    if "+" in written:
        return written  # the steps within the step: 5+5+8+7
    if step[f"{name}_low"] == step[f"{name}_low"]:
        return f"{typed(step[f'{name}_low'])}-{typed(step[f'{name}_high'])}"
    return typed(round(step[name], 4))


def _rate(step: Mapping[str, Any]) -> str:
    """A pass rate as it would be typed: counted as k/n, a batch as 10x, else percent."""
    rate = step["reached_rate"]
    if step["pass_rate_tried"] == step["pass_rate_tried"]:
        return f"{number(step['pass_rate_succeeded'])}/{number(step['pass_rate_tried'])}"
    if rate > 1:
        return f"{typed(round(rate, 4))}x"
    return percent(rate)


def _columns(chain: Chain) -> dict[str, object]:
    text, right = st.column_config.TextColumn, "right"
    per = _("for one customer") if chain.phase == ACQUIRE else _("for one order")
    where_from = _("Where the minutes / the pass rate come from")
    return {
        "step": text(_("Step"), width=165),
        "group": text(_("Group"), width=110),
        "minutes": text(_("Minutes"), width=95, alignment=right, help=_("Minutes of one run")),
        "times": text(_("Times"), width=75, alignment=right, help=_("How often in one run")),
        "pass_rate": text(
            _("Pass rate"), width=80, alignment=right, help=_("How many go on to the next step")
        ),
        "cash": text(_("Cash"), width=100, alignment=right, help=_("Money of one run")),
        "role": text(_("Role"), width=80),
        "runs": text(_("Runs"), width=84, alignment=right, help=_("Runs {per}").format(per=per)),
        "time": text(_("Time"), width=92, alignment=right, help=_("Time {per}").format(per=per)),
        "cost": text(_("Cost"), width=68, alignment=right, help=_("Cost {per}").format(per=per)),
        "evidence": text(_("Evidence"), help=where_from),
    }


@session.callback
def _typed(name: str, chain: Chain, rows: tuple[int, ...]) -> None:
    """Keep what was typed; what cannot be read is said, and its cell shows again what is kept."""
    decimal = str(locale(current()).number_symbols["latn"]["decimal"])
    for row, field, written in session.typed_cells(name):
        step = chain.steps.iloc[rows[row]]
        if field not in EDITABLE:
            continue
        try:
            if field == "step" and not written:
                raise CellRefused("A step needs a name. To leave the step out, use Remove below the table.")
            detail = read_edit(field, written, decimal)
        except CellRefused as refused:
            session.trouble(f"{step['step']}: {refused}")
            session.renew(name)
            continue
        changes.add(
            workspace(),
            "set",
            step["step_id"],
            channel=chain.channel,
            phase=chain.phase,
            field=field,
            written=written,
            detail=detail,
        )
