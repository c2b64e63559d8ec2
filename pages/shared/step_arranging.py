"""Steps inserted, moved and removed, each kept as a change over the sheet."""

from __future__ import annotations

import uuid

import streamlit as st

from core.language import _
from core.steps.chain import Chain
from core.store import changes
from pages.shared import session
from pages.shared.workspace import workspace


def arrange_steps(name: str, chain: Chain) -> None:
    """Insert, move and remove steps."""
    ids = chain.steps["step_id"].tolist()
    names = dict(zip(ids, chain.steps["step"], strict=True))
    with st.expander(_("Insert, move or remove a step"), icon=":material/edit_note:"):
        chosen = st.selectbox(_("Step"), ids, format_func=names.get, key=f"arrange {name}")
        if chosen is None:
            return
        place, said = ids.index(chosen), (name, chain, chosen)
        with st.container(horizontal=True):
            st.button(_("Move up"), key=f"up {name}", disabled=place == 0, on_click=_up, args=said)
            last = place == len(ids) - 1
            st.button(_("Move down"), key=f"down {name}", disabled=last, on_click=_down, args=said)
            st.button(_("Remove"), key=f"remove {name}", disabled=len(ids) == 1, on_click=_remove, args=said)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(_("New step after it"), key=f"new step {name}")
            st.button(_("Insert"), key=f"insert {name}", type="primary", on_click=_insert, args=said)


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


@session.callback
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
