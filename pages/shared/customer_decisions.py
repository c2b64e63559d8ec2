"""The record of decisions, each beginning with the customer's side: kept, decided, corrected, removed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.customer.decisions import DECIDED, Decision
from core.language import _, current
from core.language.amounts import day
from core.store import decisions
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.reader_clock import today
from pages.shared.workspace import workspace

_CORRECTED = "decision corrected"
_LONGEST = 300
"""Characters that a text of a decision holds."""


def record_of_decisions() -> None:
    """Every decision, and the form for a further one."""
    st.subheader(_("Your decisions, the customer first"), anchor=False)
    kept = decisions.all(workspace())
    if not kept:
        st.caption(
            _(
                "Before you decide, write down what the customer gains by it, then what you gain. Best is "
                "what both gain by: not the one or the other."
            )
        )
    for decision in kept:
        _show(decision)
    with st.expander(_("Note a decision"), icon=":material/gavel:", key="decision_new"):
        _form(None)


def _show(decision: Decision) -> None:
    with st.container(border=True):
        gain = escaped(_("both gain"))
        both = f" · :material/handshake: {gain}" if decision.both else ""
        st.markdown(
            f"**{escaped(decision.what)}**{both}  \n"
            f":small[:gray[{escaped(day(decision.day))}]]  \n"
            + escaped(_("For the customer: {gain}").format(gain=decision.customer_gains))
            + "  \n"
            + escaped(_("For you: {gain}").format(gain=decision.we_gain or _("nothing noted")))
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            name = f"decision decided {decision.id}"
            if session.remembered(name) != decision.decided:
                session.remember(name, decision.decided)
            st.segmented_control(
                _("Decided"),
                list(DECIDED),
                format_func=decided_words().get,
                key=name,
                required=True,
                label_visibility="collapsed",
                on_change=_decided,
                args=(decision, name),
            )
            for label, what, done, icon in (
                (_("Correct"), "correct", _correct, ":material/edit:"),
                (_("Remove"), "remove", _remove, ":material/delete:"),
            ):
                st.button(
                    label,
                    key=f"decision {what} {decision.id}",
                    type="tertiary",
                    icon=icon,
                    on_click=done,
                    args=(decision.id,),
                )
        if session.remembered(_CORRECTED) == decision.id:
            _form(decision)


def decided_words() -> dict[str, str]:
    """How something was decided, in words."""
    return {"yes": _("Yes"), "no": _("No"), "later": _("Later")}


@session.callback
def _decided(decision: Decision, name: str) -> None:
    decisions.change(workspace(), replace(decision, decided=session.remembered(name)))


@session.callback
def _correct(decision_id: str) -> None:
    shut = session.remembered(_CORRECTED) == decision_id
    session.remember(_CORRECTED, None if shut else decision_id)
    session.renew(_form_name(decision_id))


@session.callback
def _remove(decision_id: str) -> None:
    decisions.remove(workspace(), decision_id)
    session.toast(_("The decision is removed."))


def _form_name(decision_id: str) -> str:
    return f"decision form {decision_id}"


def _form(kept: Decision | None) -> None:
    """The fields of a decision, the customer's first."""
    noted = kept or Decision("", today())
    name = _form_name(noted.id)
    field = session.key(name)
    with st.form(field, border=False):
        theirs, ours = st.columns(2)
        theirs.text_input(
            _("What does the customer gain, or lose?"),
            noted.customer_gains,
            key=f"{field} theirs",
            placeholder=_("Books at any hour, waits two days less"),
            max_chars=_LONGEST,
        )
        ours.text_input(_("And what do you gain?"), noted.we_gain, key=f"{field} ours", max_chars=_LONGEST)
        what, when, decided = st.columns([3, 1, 1])
        what.text_input(
            _("What is to be decided?"),
            noted.what,
            key=f"{field} what",
            placeholder=_("Customers book their call themselves"),
            max_chars=_LONGEST,
        )
        when.date_input(
            _("Day"),
            noted.day,
            key=f"{field} day",
            format="YYYY-MM-DD" if current() == "en" else "DD.MM.YYYY",
        )
        words = decided_words()
        decided.selectbox(
            _("Decided"),
            list(words),
            index=list(words).index(noted.decided),
            format_func=words.get,
            key=f"{field} decided",
        )
        st.checkbox(_("Both gain by it"), noted.both, key=f"{field} both")
        st.form_submit_button(
            _("Note it") if kept is None else _("Keep the correction"),
            type="primary",
            key=f"decision keep {noted.id}",
            on_click=_keep,
            args=(noted, name),
        )


@session.callback
def _keep(noted: Decision, name: str) -> None:
    field = session.key(name)

    def said(part: str) -> str:
        return str(session.remembered(f"{field} {part}") or "")

    decision = replace(
        noted,
        day=session.remembered(f"{field} day") or today(),
        what=said("what"),
        customer_gains=said("theirs"),
        we_gain=said("ours"),
        both=bool(session.remembered(f"{field} both")),
        decided=session.remembered(f"{field} decided"),
    )
    if noted.id:
        decisions.change(workspace(), decision)
        session.remember(_CORRECTED, None)
    else:
        decisions.add(workspace(), decision)
    session.renew(name)
    session.toast(_("Noted. It is kept, and can be corrected."))
