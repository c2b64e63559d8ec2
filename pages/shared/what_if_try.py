"""Moving inputs: what comes out before beside after, what is moved, and a name to keep it under."""

from __future__ import annotations

import streamlit as st

from core.charts.now_then import now_then
from core.language import _
from core.language.amounts import money
from core.what_if.search import MEASURES
from pages.shared.pieces import dark, escaped, show
from pages.shared.what_if_looked import Looked
from pages.shared.what_if_moves import take_back, take_back_all
from pages.shared.what_if_panel import panel
from pages.shared.what_if_scenarios import save_and_share
from pages.shared.what_if_tornado import bars_of, moves_most, tornado_picture
from pages.shared.what_if_words import (
    blocked_says,
    changes_say,
    effects_say,
    measures,
    moves_say,
    weakest,
)


def try_it(looked: Looked) -> str:
    """The picture at the left, the inputs that change it beside it; returns what the moves do."""
    left, right = st.columns([11, 6], gap="large")
    with right:
        panel(looked)
    with left:
        if not looked.changes:
            return nothing_moved(looked)
        before_beside_after(looked)
        what_is_moved(looked)
        save_and_share(looked.changes)
    return moves_say(looked)


def nothing_moved(looked: Looked) -> str:
    """What would move the cost of a customer most, else the first figure that is known; else all as it is."""
    measure = next((measure for measure in MEASURES if bars_of(looked, measure)), None)
    if measure is None:
        before_beside_after(looked)
        return blocked_says(looked) or _(
            "What a customer costs is not known yet. Load the steps that win one, or what you counted."
        )
    show(tornado_picture(looked, measure, brief=True), "what_if_tornado")
    st.caption(_("Move something at the side, and you will see here what comes of it."))
    return moves_most(looked, measure)


def before_beside_after(looked: Looked) -> None:
    """Every figure as it is and as it would be, and what holds back."""
    # The first effect is the page's answer already.
    effects = effects_say(looked)
    if len(effects) > 1:
        title = effects[1]
    else:
        title = _("All else stays as it is") if effects else _("The figures as they are")
    show(now_then(measures(looked), dark=dark(), title=title.rstrip(".")), "now_then")
    was, then = weakest(looked.before), weakest(looked.after)
    if not looked.changes:
        held = _("Weakest link: {link}")
    else:
        held = _("Weakest link: {link}, as now") if was == then else _("Weakest link: {link}, now {before}")
    notes = [held.format(link=then, before=was)]
    if (once := looked.after.set_up) > 0:
        notes.append(_("To set it up costs {amount} once.").format(amount=money(once, looked.currency)))
    st.caption(escaped(" · ".join(notes)))


def what_is_moved(looked: Looked) -> None:
    """Everything that is moved, in words, each with a way back."""
    for change, said in zip(looked.changes, changes_say(looked), strict=True):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
            st.markdown(escaped(said), width="stretch")
            st.button(
                _("Take back"),
                key=f"what_if back {' '.join(change.slot)}",
                type="tertiary",
                icon=":material/undo:",
                on_click=take_back,
                args=(change.slot,),
            )
    if len(looked.changes) > 1:
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button(
                _("Take all back"),
                key="what_if back all",
                type="tertiary",
                icon=":material/undo:",
                on_click=take_back_all,
            )
