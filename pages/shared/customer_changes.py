"""Handing a step over: the possible changes, what both sides gain by each, and the form for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from core.charts.both_sides import Axis, both_sides
from core.customer.decisions import Decision
from core.customer.findings import (
    change_name,
    customer_gains,
    pays_words,
    verdict_word,
    wait,
    we_gain,
)
from core.customer.journey import CUSTOMER, PARTNER, SYSTEM, US, customer_minutes_of
from core.customer.self_service import Handover, Outcome
from core.language import _, current
from core.language.amounts import (
    currency_sign,
    day,
    duration,
    exact_money,
    locale,
    money,
    number,
    percent,
    typed,
)
from core.sheets.cells.durations import duration as read_duration
from core.steps.rates import NOT_OUR_TIME
from core.store import decisions, handovers
from pages.shared import session
from pages.shared.action_list import gone_name
from pages.shared.customer_data import outcome_of
from pages.shared.goal_fields import amount_of
from pages.shared.inputs import current_inputs
from pages.shared.pieces import dark, escaped, show
from pages.shared.reader_clock import today
from pages.shared.workspace import answers, workspace

_CORRECTED = "handover corrected"
_STEP = "handover step"


def picture_of_changes(outcomes: Sequence[Outcome]) -> None:
    """The two-axis picture, by the customer's minutes or by their waiting."""
    if not outcomes:
        return
    axes: dict[Axis, str] = {"minutes": _("their own time"), "waiting": _("their waiting")}
    axis: Axis = st.segmented_control(
        _("The customer's gain in"),
        list(axes),
        format_func=axes.get,
        default="minutes" if any(one.their_minutes for one in outcomes) else "waiting",
        key="customer_axis",
        required=True,
        persist_state="session",
    )
    currency = current_inputs().currency
    drawn = both_sides(outcomes, currency, axis=axis, dark=dark())
    show(drawn, "both_sides")
    if drawn is None:
        st.info(
            _(
                "No change has a place in the picture yet: note what the step takes of the customer today, "
                "in the table below, and what it takes then."
            ),
            icon=":material/table_view:",
        )


def list_handovers(known: Sequence[tuple[Handover, Outcome | None]]) -> None:
    """Every possible change with both gains; each can be decided on, changed and removed."""
    currency = current_inputs().currency
    decided = {one.handover: one for one in decisions.all(workspace()) if one.handover}
    for handover, found in known:
        with st.container(border=True):
            if found is None:
                st.markdown(f"**{escaped(gone_name(handover.step))}**")
                st.caption(
                    _("Its step is in no sheet any more, or nobody gets that far, so nothing can be told.")
                )
            else:
                st.markdown(
                    f"**{escaped(change_name(found))}** · {escaped(verdict_word(found))}  \n"
                    f":small[:gray[{escaped(_assumed(found, currency))}]]"
                )
                theirs, ours = st.columns(2)
                theirs.markdown(escaped(_("For the customer: {gain}").format(gain=customer_gains(found))))
                ours.markdown(
                    escaped(_("For you: {gain}").format(gain=we_gain(found, currency)))
                    + f"  \n:small[:gray[{escaped(pays_words(found, currency))}]]"
                )
            with st.container(horizontal=True, vertical_alignment="center"):
                if found is not None and handover.id not in decided:
                    _button(_("Put it up for decision"), "decide", handover, _decide, ":material/gavel:")
                _button(_("Adjust"), "change", handover, _correct, ":material/edit:")
                _button(_("Remove"), "remove", handover, _remove, ":material/delete:")
                if handover.id in decided:
                    st.caption(_("In your decisions since {day}").format(day=day(decided[handover.id].day)))
            if session.remembered(_CORRECTED) == handover.id:
                _form(handover)


def ask_for_a_change(*, first: bool) -> None:
    """The form for a further change; open where there is none yet."""
    with st.expander(
        _("Try handing a step over"), icon=":material/swap_horiz:", expanded=first, key="handover_new"
    ):
        _form(None)


def _button(label: str, name: str, handover: Handover, done: Callable[[Handover], None], icon: str) -> None:
    st.button(
        label,
        key=f"handover {name} {handover.id}",
        type="tertiary",
        icon=icon,
        on_click=done,
        args=(handover,),
    )


def _assumed(found: Outcome, currency: str) -> str:
    """What is assumed of a change, in one line."""
    said = [
        found.channel,
        _("{share} take it up").format(share=percent(found.handover.adoption)),
        _("{time} of yours stay").format(time=duration(found.handover.minutes_left)),
    ]
    if found.handover.fee:
        said.append(_("{money} each time").format(money=exact_money(found.handover.fee, currency)))
    return " · ".join(said)


@session.callback
def _decide(handover: Handover) -> None:
    found = outcome_of(handover)
    if found is None:
        return
    decisions.add(
        workspace(),
        Decision(
            "",
            today(),
            change_name(found),
            customer_gains(found),
            we_gain(found, current_inputs().currency),
            found.clear,
            "later",
            handover.id,
        ),
    )
    session.toast(_("It stands among your decisions, to be decided later."))


@session.callback
def _correct(handover: Handover) -> None:
    shut = session.remembered(_CORRECTED) == handover.id
    session.remember(_CORRECTED, None if shut else handover.id)
    session.renew(f"handover form {handover.id}")


@session.callback
def _remove(handover: Handover) -> None:
    handovers.remove(workspace(), handover.id)
    session.toast(_("The change is removed."))


def _form(kept: Handover | None) -> None:
    """The fields of a change; all of it is kept with one click."""
    rows = _steps()
    names = _names(rows)
    if kept is not None:
        step = kept.step
    else:
        step = st.selectbox(
            _("Which step?"),
            list(names),
            format_func=names.get,
            key=_STEP,
            help=_("The steps that cost you most for one customer come first."),
        )
    if step not in names:
        return
    row = rows.loc[step]
    st.caption(escaped(_today(row)))
    name = f"handover form {kept.id if kept else ''}"
    field = session.key(name) + ("" if kept else f" {step}")
    sign = currency_sign(current_inputs().currency)
    first = kept or Handover(
        "",
        step,
        customer_minutes=None if pd.isna(row["customer_minutes"]) else float(row["customer_minutes"]),
        waiting=None if pd.isna(row["waiting"]) else float(row["waiting"]),
    )
    whom = {
        CUSTOMER: _("The customer"),
        SYSTEM: _("A system"),
        PARTNER: _("A partner"),
        US: _("You, but otherwise"),
    }
    with st.form(field, border=False):
        one, two, three = st.columns(3)
        one.selectbox(
            _("Who does it then?"),
            list(whom),
            index=list(whom).index(first.to),
            format_func=whom.get,
            key=f"{field} to",
        )
        two.slider(
            _("How many take it up"),
            5,
            100,
            round(100 * first.adoption),
            step=5,
            format=percent(0.11).replace("%", "%%").replace("11", "%d"),
            key=f"{field} adoption",
            help=_("Of all the times it is done. For the others everything stays as it is."),
        )
        three.text_input(
            _("Your minutes that stay, each time"), typed(first.minutes_left), key=f"{field} left"
        )
        one, two, three, four = st.columns(4)
        one.text_input(
            _("Customer's minutes then"),
            "" if first.customer_minutes is None else typed(round(first.customer_minutes, 2)),
            key=f"{field} theirs",
            placeholder=_("not known"),
        )
        two.text_input(
            _("Their waiting then"),
            _wait_typed(first.waiting),
            key=f"{field} waiting",
            placeholder=_("not known"),
        )
        three.text_input(
            _("Set-up, once ({currency})").format(currency=sign), typed(first.setup), key=f"{field} setup"
        )
        four.text_input(
            _("Fee each time ({currency})").format(currency=sign), typed(first.fee), key=f"{field} fee"
        )
        st.form_submit_button(
            _("See what it brings") if kept is None else _("Keep the change"),
            type="primary",
            key=f"handover keep {kept.id if kept else ''}",
            on_click=_keep,
            args=(kept, step, name, field),
        )


def _wait_typed(minutes: float | None) -> str:
    return "" if minutes is None else wait(minutes) if minutes else "0"


def _steps() -> pd.DataFrame:
    """Every step by its id, the one that costs most for one customer first."""
    found = pd.concat([chain.steps for chain in answers(current_inputs()).chains], ignore_index=True)
    found["customer_minutes"] = customer_minutes_of(found)
    found.loc[found["performed_by"].isin(NOT_OUR_TIME), "minutes"] = 0.0
    return found.sort_values("labour_per_win", ascending=False, kind="stable").set_index("step_id")


def _names(rows: pd.DataFrame) -> dict[str, str]:
    currency = current_inputs().currency
    names = {}
    for step_id, row in rows.iterrows():
        called = _("{channel}: {step}").format(channel=row["channel"], step=row["step"])
        if row["labour_per_win"] > 0:
            called = _("{step} · your time costs {money} a customer").format(
                step=called, money=money(row["labour_per_win"], currency)
            )
        names[str(step_id)] = called
    return names


def _today(row: pd.Series) -> str:
    """What the step takes today, each time, and how often."""
    noted = _("not noted")
    return _(
        "Today, each time: you {ours}, the customer {theirs}, waiting {waiting}. For one customer it is done "
        "{runs}×."
    ).format(
        ours=noted if pd.isna(row["minutes"]) else duration(row["minutes"]),
        theirs=noted if pd.isna(row["customer_minutes"]) else duration(row["customer_minutes"]),
        waiting=noted if pd.isna(row["waiting"]) else wait(row["waiting"]),
        runs=number(row["runs_per_win"] * (1.0 if pd.isna(row["times"]) else row["times"])),
    )


@session.callback
def _keep(kept: Handover | None, step: str, name: str, field: str) -> None:
    decimal = str(locale(current()).number_symbols["latn"]["decimal"])

    def said(part: str) -> str:
        return str(session.remembered(f"{field} {part}") or "").strip()

    def minutes(part: str, *, calendar: bool = False) -> float | None:
        text = said(part)
        return read_duration(text, unit="min", decimal=decimal, calendar=calendar).value if text else None

    handover = Handover(
        kept.id if kept else "",
        step,
        said("to"),
        int(session.remembered(f"{field} adoption")) / 100,
        minutes("left") or 0.0,
        minutes("theirs"),
        minutes("waiting", calendar=True),
        amount_of(said("setup")) if said("setup") else 0.0,
        amount_of(said("fee")) if said("fee") else 0.0,
    )
    if kept:
        handovers.change(workspace(), handover)
        session.remember(_CORRECTED, None)
    else:
        handovers.add(workspace(), handover)
    session.renew(name)
    session.toast(_("Kept. You see below what both of you gain."))
