"""Handing a step over: the possible changes, what both sides gain by each, and the form for one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from core.charts.both_sides import Axis, both_sides
from core.charts.lettering import numbered
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
from core.errors import StepwiseError
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
    there = set(_steps().index)
    for handover, found in known:
        with st.container(border=True):
            if found is None:
                st.markdown(f"**{escaped(gone_name(handover.step))}**")
                st.caption(
                    _("Nobody gets through to the end there, so nothing can be told.")
                    if handover.step in there
                    else _("Its step is in no sheet any more, so nothing can be told or adjusted.")
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
                if handover.step in there:
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
    whom = {
        CUSTOMER: _("The customer"),
        SYSTEM: _("A system"),
        PARTNER: _("A partner"),
        US: _("You, but otherwise"),
    }
    # Outside of the form: what the customer is proposed to spend then depends on who does it.
    to = st.selectbox(
        _("Who does it then?"),
        list(whom),
        index=list(whom).index(kept.to) if kept else 0,
        format_func=whom.get,
        key=f"{field} to",
    )
    first = replace(kept, to=to) if kept else _proposed(step, to, row)
    texts = _texts(first)
    # What the user changed in the other fields stays when somebody else is chosen.
    theirs = "theirs" if kept else f"{to} theirs"
    with st.form(field, border=False):
        two, three = st.columns(2)
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
        three.text_input(_("Your minutes that stay, each time"), texts["left"], key=f"{field} left")
        one, two, three, four = st.columns(4)
        one.text_input(
            _("Customer's minutes then"),
            texts["theirs"],
            key=f"{field} {theirs}",
            placeholder=_("not known"),
        )
        two.text_input(
            _("Their waiting then"),
            texts["waiting"],
            key=f"{field} waiting",
            placeholder=_("not known"),
        )
        three.text_input(
            _("Set-up, once ({currency})").format(currency=sign), texts["setup"], key=f"{field} setup"
        )
        four.text_input(
            _("Fee each time ({currency})").format(currency=sign), texts["fee"], key=f"{field} fee"
        )
        st.form_submit_button(
            _("See what it brings") if kept is None else _("Keep the change"),
            type="primary",
            key=f"handover keep {kept.id if kept else ''}",
            on_click=_keep,
            args=(first, texts, name, field, theirs),
        )


def _proposed(step: str, to: str, row: pd.Series) -> Handover:
    """What a new change begins with: everything of the customer as today, and what they take over on top."""
    theirs = row["customer_minutes"] + (row["work"] if to == CUSTOMER else 0.0)
    return Handover(
        "",
        step,
        to,
        customer_minutes=None if pd.isna(theirs) else float(theirs),
        waiting=None if pd.isna(row["waiting"]) else float(row["waiting"]),
    )


def _texts(change: Handover) -> dict[str, str]:
    """The figures of a change as they stand in its fields; a field left as it is keeps its figure."""
    return {
        "left": typed(change.minutes_left),
        "theirs": "" if change.customer_minutes is None else typed(change.customer_minutes),
        "waiting": "" if change.waiting is None else _wait_typed(change.waiting),
        "setup": typed(change.setup),
        "fee": typed(change.fee),
    }


def _wait_typed(minutes: float) -> str:
    """A waiting time to be typed again: in days and hours where they tell it exactly, else in minutes."""
    if not minutes:
        return "0"
    exact = (said for said in (wait(minutes), duration(minutes)) if _tells(said, minutes))
    return next(exact, f"{typed(minutes)} min")


def _tells(said: str, minutes: float) -> bool:
    try:
        return math.isclose(_minutes_of(said, calendar=True), minutes, rel_tol=1e-12)
    except StepwiseError:
        return False


def _minutes_of(text: str, *, calendar: bool = False) -> float:
    decimal = str(locale(current()).number_symbols["latn"]["decimal"])
    minutes = read_duration(text, unit="min", decimal=decimal, calendar=calendar).value
    return math.nan if minutes is None else float(minutes)


def _steps() -> pd.DataFrame:
    """Every step by its id, the one that costs most for one customer first.

    `work` are the minutes of whoever does it, if that is not the customer; they may be not noted.
    """
    found = pd.concat([chain.steps for chain in answers(current_inputs()).chains], ignore_index=True)
    found["place"] = range(len(found))
    found["customer_minutes"] = customer_minutes_of(found)
    found["work"] = found["minutes"].where(found["performed_by"] != CUSTOMER, 0.0)
    found.loc[found["performed_by"].isin(NOT_OUR_TIME), "minutes"] = 0.0
    return found.sort_values("labour_per_win", ascending=False, kind="stable").set_index("step_id")


def _names(rows: pd.DataFrame) -> dict[str, str]:
    """Every step as it is chosen, no two alike: steps of one name are numbered as the sheet has them."""
    currency = current_inputs().currency
    in_order = rows.sort_values("place", kind="stable")
    called_so = numbered(
        [
            _("{channel}: {step}").format(channel=channel, step=step)
            for channel, step in zip(in_order["channel"], in_order["step"], strict=True)
        ]
    )
    calls = dict(zip(in_order.index, called_so, strict=True))
    names = {}
    for step_id, row in rows.iterrows():
        called = calls[step_id]
        if row["labour_per_win"] > 0:
            called = _("{step} · your time costs {money} a customer").format(
                step=called, money=money(row["labour_per_win"], currency)
            )
        names[str(step_id)] = called
    return names


def _today(row: pd.Series) -> str:
    """What the step takes today, each time, and how often."""
    noted = _("not noted")
    said = (
        _("Today, each time: you {ours}, the customer {theirs}, waiting {waiting}.")
        if pd.isna(row["runs_per_win"])
        else _(
            "Today, each time: you {ours}, the customer {theirs}, waiting {waiting}. For one customer it is "
            "done {runs}×."
        )
    )
    return said.format(
        ours=noted if pd.isna(row["minutes"]) else duration(row["minutes"]),
        theirs=noted if pd.isna(row["customer_minutes"]) else duration(row["customer_minutes"]),
        waiting=noted if pd.isna(row["waiting"]) else wait(row["waiting"]),
        runs=number(row["runs_per_win"] * (1.0 if pd.isna(row["times"]) else row["times"])),
    )


@session.callback
def _keep(first: Handover, texts: Mapping[str, str], name: str, field: str, theirs: str) -> None:
    """Keep the change as it stands in the fields; where one was left as it was, exactly what `first` has."""

    def read(part: str, before: float | None, of: Callable[[str], float], at: str = "") -> float | None:
        text = str(session.remembered(f"{field} {at or part}") or "").strip()
        if text == texts[part]:
            return before
        return of(text) if text else None

    share = int(session.remembered(f"{field} adoption"))
    handover = replace(
        first,
        to=str(session.remembered(f"{field} to")),
        adoption=first.adoption if share == round(100 * first.adoption) else share / 100,
        minutes_left=read("left", first.minutes_left, _minutes_of) or 0.0,
        customer_minutes=read("theirs", first.customer_minutes, _minutes_of, theirs),
        waiting=read("waiting", first.waiting, partial(_minutes_of, calendar=True)),
        setup=read("setup", first.setup, amount_of) or 0.0,
        fee=read("fee", first.fee, amount_of) or 0.0,
    )
    if first.id:
        handovers.change(workspace(), handover)
        session.remember(_CORRECTED, None)
    else:
        handovers.add(workspace(), handover)
    session.renew(name)
    session.toast(_("Kept. You see below what both of you gain."))
