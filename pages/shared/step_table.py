"""The table of a process's steps: every figure beside what it leads to, and editable in place."""

from __future__ import annotations

import uuid
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
from core.store import changes
from pages.shared import session
from pages.shared.workspace import workspace

_FROM_THE_STEPS = [
    *("minutes", "minutes_low", "minutes_high", "minutes_evidence", "cash", "cash_low", "cash_high"),
    *("reached_rate", "pass_rate_succeeded", "pass_rate_tried", "pass_rate_evidence"),
]


def edit_steps(chain: Chain, currency: str) -> None:
    """The steps as a table; what is typed is kept at once as a change over the sheet."""
    st.subheader(_("The steps, and what you would change"), anchor=False)
    st.caption(
        _(
            "Type over a cell to change it: 25, 1.5 h or 20-40; a pass rate as 40 %, 4/10 or 10x. "
            "Your sheet stays as it is; each change can be taken back below."
        )
    )
    name = f"steps {chain.phase} {chain.channel}"
    st.data_editor(
        _shown(chain, currency, current()),
        key=session.key(name),
        hide_index=True,
        num_rows="fixed",
        disabled=["group", "runs", "time", "cost", "evidence"],
        column_config=_columns(chain),
        column_order=_order(chain),
        on_change=_typed,
        args=(name, chain),
        height="content" if len(chain.steps) <= 16 else 600,
    )
    _arrange(name, chain)


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
            "group": steps["group"],
            "minutes": [_figure(step, "minutes") for step in rows],
            "times": [typed(times) if times == times else "" for times in steps["times"]],
            "pass_rate": [_rate(step) for step in rows],
            "cash": [_figure(step, "cash") for step in rows],
            "role": steps["role"],
            "runs": [number(runs) for runs in steps["runs_per_win"]],
            "time": [duration(minutes) for minutes in steps["minutes_per_win"]],
            "cost": [money(cost, currency) for cost in steps["cost_per_win"]],
            "evidence": [short_evidence(step) for step in rows],
        }
    )


def _figure(step: Mapping[str, Any], name: str) -> str:
    """Minutes or cash as they would be typed: a range as a range."""
    if step[name] != step[name]:
        return ""
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
    text = st.column_config.TextColumn
    per = _("for one customer") if chain.phase == ACQUIRE else _("for one order")
    return {
        "step": text(_("Step"), width="medium"),
        "group": text(_("Group"), width="small"),
        "minutes": text(_("Minutes"), help=_("Minutes of one run")),
        "times": text(_("Times"), help=_("How often in one run")),
        "pass_rate": text(_("Pass rate"), help=_("How many go on to the next step")),
        "cash": text(_("Cash"), help=_("Money of one run")),
        "role": text(_("Role")),
        "runs": text(_("Runs"), help=_("Runs {per}").format(per=per)),
        "time": text(_("Time in all"), help=_("Time {per}").format(per=per)),
        "cost": text(_("Cost in all"), help=_("Cost {per}").format(per=per)),
        "evidence": text(_("Evidence"), help=_("Where the minutes · the pass rate come from")),
    }


def _typed(name: str, chain: Chain) -> None:
    """Keep what was typed, cell by cell; what cannot be read is said and nothing of it is kept."""
    opened = workspace()
    decimal = str(locale(current()).number_symbols["latn"]["decimal"])
    for row, cells in session.edited_cells(name).items():
        step = chain.steps.iloc[row]
        for field, text in cells.items():
            if field not in EDITABLE:
                continue
            written = "" if text is None else str(text).strip()
            try:
                if field == "step" and not written:
                    raise CellRefused(
                        "A step needs a name. To leave the step out, use Remove below the table."
                    )
                detail = read_edit(field, written, decimal)
            except CellRefused as refused:
                session.trouble(f"{step['step']}: {refused}")
                continue
            changes.add(
                opened,
                "set",
                step["step_id"],
                channel=chain.channel,
                phase=chain.phase,
                field=field,
                written=written,
                detail=detail,
            )
    session.renew(name)


def _arrange(name: str, chain: Chain) -> None:
    """Insert, move and remove steps."""
    ids = chain.steps["step_id"].tolist()
    names = dict(zip(ids, chain.steps["step"], strict=True))
    with st.popover(_("Insert, move or remove a step"), icon=":material/edit_note:"):
        chosen = st.selectbox(_("Step"), ids, format_func=lambda one: names[one], key=f"arrange {name}")
        if chosen is None:
            return
        place = ids.index(chosen)
        up, down, out = st.columns(3)
        common = {"args": (name, chain, chosen), "width": "stretch"}
        up.button(_("Move up"), key=f"up {name}", disabled=place == 0, on_click=_up, **common)
        down.button(
            _("Move down"), key=f"down {name}", disabled=place == len(ids) - 1, on_click=_down, **common
        )
        out.button(_("Remove"), key=f"remove {name}", disabled=len(ids) == 1, on_click=_remove, **common)
        field = f"new step {name}"
        st.text_input(_("New step after it"), key=field)
        st.button(
            _("Insert"), key=f"insert {name}", type="primary", on_click=_insert, args=(name, chain, chosen)
        )


def _up(name: str, chain: Chain, step: str) -> None:
    ids = chain.steps["step_id"].tolist()
    place = ids.index(step)
    _moved(name, chain, step, ids[place - 2] if place >= 2 else "")


def _down(name: str, chain: Chain, step: str) -> None:
    ids = chain.steps["step_id"].tolist()
    _moved(name, chain, step, ids[ids.index(step) + 1])


def _moved(name: str, chain: Chain, step: str, after: str) -> None:
    changes.add(workspace(), "move", step, channel=chain.channel, phase=chain.phase, detail={"after": after})
    session.renew(name)


def _remove(name: str, chain: Chain, step: str) -> None:
    changes.add(workspace(), "remove", step, channel=chain.channel, phase=chain.phase)
    session.renew(name)


def _insert(name: str, chain: Chain, after: str) -> None:
    called = str(session.remembered(f"new step {name}", "")).strip()
    if not called:
        session.trouble(_("A new step needs a name."))
        return
    changes.add(
        workspace(),
        "insert",
        f"new|{uuid.uuid4().hex}",
        channel=chain.channel,
        phase=chain.phase,
        written=called,
        detail={"name": called, "after": after},
    )
    session.remember(f"new step {name}", "")
    session.renew(name)
