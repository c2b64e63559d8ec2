"""What must change to reach a target: one input asked for, and all of them ranked by their effort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from core.charts.lettering import numbered
from core.errors import StepwiseError
from core.language import _, current, ngettext
from core.language.amounts import currency_sign, typed
from core.store import settings
from core.what_if.findings import input_label, reached_says, value_says
from core.what_if.inputs import inputs
from core.what_if.movable import Input
from core.what_if.search import Answer, Reached
from pages.shared import session
from pages.shared.goal_fields import amount_of
from pages.shared.inert import inert
from pages.shared.pieces import escaped
from pages.shared.tables import edited_table
from pages.shared.what_if_data import next_steps_of, reach_of
from pages.shared.what_if_figures import Figure
from pages.shared.what_if_looked import Looked
from pages.shared.what_if_moves import put_change
from pages.shared.what_if_tornado import bars_of, choose_measure
from pages.shared.what_if_words import blocked_says, say_starts_from
from pages.shared.workspace import workspace

_EFFORTS = "what_if_efforts"
"""The setting that keeps by an input's key how much effort the user says it is, 1 to 5."""
_SHOWN = 12
_TABLE = "what_if steps"


def reach_a_target(looked: Looked) -> str:
    """The figure and its target, what one input must become for it, and every single change that does it.

    Returns the next best step.
    """
    answer = looked.answer(choose_measure(looked))
    say_starts_from(looked)
    now = answer.of(looked.after)
    if now is None:
        return blocked_says(looked) or _("This figure is not known yet, so no target can be held against it.")
    one, two = st.columns([1, 2], gap="large")
    with one:
        target = _target(answer, looked.figure(answer.measure), now, looked.currency)
    if target is None:
        return _("Say which target you want to reach.")
    with two:
        _one_input(looked, answer, target)
    return _next_steps(looked, answer, target)


def _target(answer: Answer, figure: Figure, now: float, currency: str) -> float | None:
    """The target that is typed, as it was understood; at first a round one, a fifth better than now."""
    field = f"what_if target {answer.measure} {answer.channel}"
    understood = f"{field} understood"
    if session.remembered(field) is None:
        session.remember(field, typed(_a_fifth_better(now, figure.less_is_better)))
    language, value = session.remembered(understood, (current(), None))
    if value is not None and language != current():
        # 0.34 is 0,34 in another language.
        session.remember(field, typed(value))
    labels = {
        "cost_per_win": _("A customer may cost ({currency})"),
        "throughput": figure.label,
        "margin": _("Left of an order ({currency})"),
        "hour_earns": _("An hour earns ({currency})"),
    }
    st.text_input(
        labels[answer.measure].format(currency=currency_sign(currency)),
        key=field,
        persist_state="session",
    )
    try:
        target = amount_of((session.remembered(field) or "").strip())
    except StepwiseError as error:
        st.error(escaped(str(error)))
        session.forget(understood)
        return None
    session.remember(understood, (current(), target))
    said = _("Target {target}, now {now}").format(target=figure.said(target), now=figure.said(now))
    st.caption(escaped(said))
    return target


def _a_fifth_better(now: float, less_is_better: bool) -> float:
    """A fifth less, or more, with two figures.

    >>> _a_fifth_better(575, less_is_better=True)
    460.0
    """
    return float(f"{now - 0.2 * abs(now) if less_is_better else now + 0.2 * abs(now):.2g}")


def _one_input(looked: Looked, answer: Answer, target: float) -> None:
    """One input, and what it must become."""
    by_key = {one.key: one for one in inputs(looked.situation, looked.changes)}
    # A box tells its options apart by what they are called, and two steps may be called the same.
    labels = dict(zip(by_key, numbered([input_label(one) for one in by_key.values()]), strict=True))
    field = "what_if reached by"
    if session.remembered(field) not in labels:
        most = bars_of(looked, answer.measure)
        session.remember(field, most[0].input.key if most else next(iter(labels)))
    chosen = st.selectbox(
        _("What would you change for it?"),
        list(labels),
        format_func=labels.get,
        key=field,
        persist_state="session",
    )
    found = reach_of(looked.situation, answer, target, by_key[chosen], looked.changes)
    st.markdown(f"**{escaped(reached_says(found, answer, target, looked.currency))}**")
    _try_it(found, "one")


def _try_it(found: Reached, name: str) -> None:
    if found.value is not None and not found.already:
        st.button(
            _("Try it"),
            key=f"what_if try {name}",
            icon=":material/tune:",
            on_click=_move,
            args=(found.input, found.value),
        )


@session.callback
def _move(one: Input, value: float) -> None:
    put_change(one.moved(value))
    session.remember("what_if_section", "try")


def _next_steps(looked: Looked, answer: Answer, target: float) -> str:
    """Every single change that reaches the target, by the effort that the user says; returns the first."""
    efforts = tuple(sorted(efforts_now().items()))
    found = [
        one
        for one in next_steps_of(looked.situation, answer, target, looked.changes, efforts)
        # To do better everywhere at once is no step.
        if not one.input.is_about_all
    ]
    reaching = [one for one in found if one.value is not None and not one.already]
    if any(one.already for one in found):
        return _("The target is reached as it is: nothing needs to change.")
    if not reaching:
        return _("No single change reaches it. Move several on “Try”, or choose a nearer target.")
    st.subheader(_("The next best step"), anchor=False)
    st.caption(
        _("Say how much effort each is to you, from 1 (a phone call) to 5 (a year's work): the least first.")
    )
    shown = reaching[:_SHOWN]
    rows = pd.DataFrame([_row(one, looked.currency) for one in shown])
    text, right = st.column_config.TextColumn, "right"
    edited_table(
        inert(rows),
        title=_("The next best step"),
        key=session.key(_TABLE),
        hide_index=True,
        num_rows="fixed",
        disabled=["input", "now", "then"],
        column_config={
            "effort": st.column_config.SelectboxColumn(
                _("Effort"), options=list("12345"), required=True, width="small"
            ),
            "input": text(_("One change"), width="large"),
            "now": text(_("Now"), alignment=right),
            "then": text(_("It must become"), alignment=right),
        },
        on_change=_effort_said,
        args=(tuple(one.input.key for one in shown),),
    )
    if cannot := len(found) - len(reaching):
        st.caption(
            ngettext(
                "{count} more input cannot reach it alone, however far it goes.",
                "{count} more inputs cannot reach it alone, however far they go.",
                cannot,
            ).format(count=cannot)
        )
    return _("The next best step. {step}").format(
        step=reached_says(reaching[0], answer, target, looked.currency)
    )


def _row(one: Reached, currency: str) -> dict[str, str]:
    return {
        "effort": str(one.effort),
        "input": input_label(one.input),
        "now": value_says(one.input, one.input.value, currency),
        "then": value_says(one.input, one.value, currency),
    }


def efforts_now() -> Mapping[str, int]:
    """By an input's key the effort that the user said."""
    kept: dict[str, int] = settings.get(workspace(), _EFFORTS, {})
    return kept


@session.callback
def _effort_said(keys: Sequence[str]) -> None:
    said = {keys[row]: int(text) for row, _column, text in session.typed_cells(_TABLE) if text}
    if said:
        settings.put(workspace(), _EFFORTS, {**efforts_now(), **said})
        # The rows come in another order now.
        session.renew(_TABLE)
