"""The texts of the time entries with the step each means: shown, corrected once, and remembered."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pandas as pd
import streamlit as st

from core.language import _, ngettext
from core.language.amounts import duration, exact_number
from core.steps.measured import Measured
from core.steps.step_names import NO_STEP
from core.store import entry_matches
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.tables import edited_table
from pages.shared.workspace import entry_names, steps, workspace

_TABLE = "entry texts"
SHOWN = 200
"""So many texts are shown, those first that wait for a word."""
UNSAID = "–"
"""What is chosen where nothing is; to choose it takes an earlier word back."""
_COLUMNS = ("text", "process", "entries", "time", "step", "why")


def match_texts(found: Measured) -> None:
    """Every text with the step it was taken to mean, to be chosen anew."""
    texts = _ordered(found)
    if texts.empty:
        return
    open_ones = int(texts["suggested"].notna().sum())
    title = (
        ngettext(
            "Which step each entry belongs to: {count} text waits for your word",
            "Which step each entry belongs to: {count} texts wait for your word",
            open_ones,
        ).format(count=exact_number(open_ones))
        if open_ones
        else _("Which step each entry belongs to")
    )
    with st.expander(title, icon=":material/link:"):
        st.caption(
            _(
                "Choose another step where one is wrong, or none. It is remembered for all entries with this "
                "text, also of files that are still to come."
            )
        )
        _table(texts.head(SHOWN))
        if len(texts) > SHOWN:
            more = texts.iloc[SHOWN:]
            st.caption(
                ngettext(
                    "{count} more text, of {time} in all.", "{count} more texts, of {time} in all.", len(more)
                ).format(count=exact_number(len(more)), time=duration(float(more["minutes"].sum())))
            )
        if open_ones:
            st.button(
                ngettext("Take the suggestion", "Take all {count} suggestions", open_ones).format(
                    count=exact_number(open_ones)
                ),
                key="take_suggestions",
                on_click=_take_suggestions,
                args=(found,),
            )


@lru_cache(maxsize=8)
def _ordered(found: Measured) -> pd.DataFrame:
    """The texts that wait for a word first, then those that mean no step, each by their minutes."""
    texts = found.log.texts[found.log.texts["key"] != ""]
    rank = texts["evidence"].map({"suggested": 0, "unknown": 1}).fillna(2)
    return texts.assign(rank=rank).sort_values(["rank", "minutes"], ascending=[True, False], kind="stable")


def _labels() -> dict[str, str]:
    """By step_id the step, with its channel where steps of several channels are called alike; and no step."""
    names = entry_names()
    channels = dict(zip(steps()["step_id"], steps()["channel"], strict=True))
    often = Counter(names.values())
    named = {
        step_id: name
        if often[name] == 1
        else _("{step} ({channel})").format(step=name, channel=channels[step_id])
        for step_id, name in names.items()
    }
    return {**named, NO_STEP: _("no step of mine")}


def _table(texts: pd.DataFrame) -> None:
    labels = _labels()
    text, right = st.column_config.TextColumn, "right"
    edited_table(
        inert(_shown(texts, labels)),
        title=_("Which step each entry belongs to"),
        key=session.key(_TABLE),
        hide_index=True,
        column_order=[name for name in _COLUMNS if name != "process" or texts["process"].ne("").any()],
        disabled=["text", "process", "entries", "time", "why"],
        column_config={
            "text": text(_("Text"), width=250),
            "process": text(
                _("Within"), help=_("The channel or the part of your work that its entries name")
            ),
            "entries": text(_("Entries"), alignment=right),
            "time": text(_("Time"), alignment=right),
            "step": st.column_config.SelectboxColumn(
                _("Belongs to"), options=[UNSAID, *labels.values()], width="medium"
            ),
            "why": text(_("Why")),
        },
        on_change=_chosen,
        args=(tuple(texts["key"]),),
    )


def _shown(texts: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """One row a text, ready to read and to be corrected."""
    rows = texts.to_dict("records")
    return pd.DataFrame(
        {
            "text": [row["text"] for row in rows],
            "process": [_process(row["process"]) for row in rows],
            "entries": [exact_number(row["entries"]) for row in rows],
            "time": [duration(row["minutes"]) for row in rows],
            "step": [_means(row, labels) for row in rows],
            "why": [_why(row, labels) for row in rows],
        }
    )


def _process(name: str) -> str:
    phases = {
        "acquire": _("winning customers"),
        "deliver": _("delivering"),
        "after": _("afterwards"),
    }
    return phases.get(name, name)


def _means(row: dict[str, object], labels: dict[str, str]) -> str:
    if isinstance(row["step_id"], str):
        return labels[row["step_id"]]
    return labels[NO_STEP] if row["evidence"] == "chosen" else UNSAID


def _why(row: dict[str, object], labels: dict[str, str]) -> str:
    if row["evidence"] == "suggested":
        return _("perhaps {step}").format(step=labels[str(row["suggested"])])
    return {
        "name": _("its description says so"),
        "task": _("its task says so"),
        "tag": _("its tag says so"),
        "project": _("its project says so"),
        "chosen": _("you said so"),
        "unknown": _("no step is called alike"),
    }[str(row["evidence"])]


@session.callback
def _chosen(keys: tuple[str, ...]) -> None:
    meant = {label: step_id for step_id, label in _labels().items()}
    said = {keys[row]: meant.get(label) for row, _field, label in session.typed_cells(_TABLE)}
    entry_matches.put(workspace(), said)
    session.renew(_TABLE)


@session.callback
def _take_suggestions(found: Measured) -> None:
    texts = found.log.texts
    suggested = texts[texts["suggested"].notna()]
    entry_matches.put(workspace(), dict(zip(suggested["key"], suggested["suggested"], strict=True)))
    session.renew(_TABLE)
