"""Scenarios: what is moved kept under a name, loaded again, copied, renamed, removed, sent as an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from core.language import _
from core.store import scenarios
from core.store.scenarios import Scenario
from core.what_if.address import encode
from core.what_if.changes import Changes
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.what_if_moves import moves_now, put_moves
from pages.shared.workspace import workspace

MOST = 4
"""So many scenarios stand side by side."""
COMPARED = "what_if compared"
"""Which ones; what is kept joins them."""
_NAME = "what_if name"
_LONGEST = 60


def save_and_share(changes: Changes) -> None:
    """A name for what is moved, and its address."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Keep it as a scenario"),
            key=_NAME,
            max_chars=_LONGEST,
            placeholder=_("such as: Template for offers"),
        )
        st.button(
            _("Keep"), key="what_if keep", type="primary", icon=":material/bookmark_add:", on_click=_keep
        )
        with st.popover(_("Share by address"), icon=":material/link:"):
            st.caption(
                _("Whoever opens this address, on the same Stepwise, sees the same changes over its sheets.")
            )
            st.code(address_of(changes), language=None, wrap_lines=True)


def address_of(changes: Changes) -> str:
    """The address of this page with these changes, and with all else as it stands in the address now."""
    query = {name: value for name, value in st.query_params.items() if name != "what"}
    said = {**query, "what": encode(changes)} if changes else query
    return f"{(st.context.url or '').rstrip('/')}?{urlencode(said)}"


@session.callback
def _keep() -> None:
    name = (session.remembered(_NAME) or "").strip()
    kept = scenarios.put(workspace(), name, moves_now())
    compared = session.remembered(COMPARED)
    if compared is not None and kept.name not in compared:
        session.remember(COMPARED, [*compared, kept.name][-MOST:])
    session.remember(_NAME, "")
    session.toast(_("Kept as “{name}”. You find it on “Compare”.").format(name=escaped(name)))


def list_scenarios(kept: Sequence[Scenario]) -> None:
    """Every scenario, with what can be done with it."""
    for one in kept:
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            st.markdown(f"**{escaped(one.name)}**", width="stretch")
            _button(_("Load"), "load", one, ":material/tune:", _load)
            _button(_("Copy"), "copy", one, ":material/content_copy:", _copy)
            with st.popover(_("Rename"), type="tertiary", icon=":material/edit:"):
                field = f"what_if rename {one.name}"
                st.text_input(_("New name"), one.name, key=field, max_chars=_LONGEST)
                st.button(
                    _("Rename"), key=f"what_if renamed {one.name}", on_click=_rename, args=(one.name, field)
                )
            with st.popover(_("Address"), type="tertiary", icon=":material/link:"):
                st.code(address_of(one.changes), language=None, wrap_lines=True)
            _button(_("Remove"), "remove", one, ":material/delete:", _remove)


def _button(label: str, name: str, one: Scenario, icon: str, done: Callable[[str], None]) -> None:
    st.button(
        label,
        key=f"what_if {name} {one.name}",
        type="tertiary",
        icon=icon,
        on_click=done,
        args=(one.name,),
    )


@session.callback
def _load(name: str) -> None:
    # One that was removed in another window is gone from the list then, which says enough.
    for one in scenarios.all(workspace()):
        if one.name == name:
            put_moves(one.changes)
            session.remember("what_if_section", "try")


@session.callback
def _copy(name: str) -> None:
    taken = {one.name for one in scenarios.all(workspace())}
    copied = _("{name} (copy)").format(name=name)
    while copied in taken:
        copied = _("{name} (copy)").format(name=copied)
    scenarios.copy(workspace(), name, copied)


@session.callback
def _rename(name: str, field: str) -> None:
    scenarios.rename(workspace(), name, (session.remembered(field) or "").strip())


@session.callback
def _remove(name: str) -> None:
    scenarios.remove(workspace(), name)
