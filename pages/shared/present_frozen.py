"""Freezing the story, so that a meeting sees what was sent; and the stories that were frozen."""

from __future__ import annotations

import streamlit as st

from core.language import _
from core.language.amounts import moment
from core.store import presentation
from core.store.presentation import LONGEST_NAME, FrozenStory
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.present_figures import FROZEN, show_figures
from pages.shared.reader_clock import local
from pages.shared.story_data import freeze
from pages.shared.workspace import workspace

_NAME = "present_freeze_name"


def freeze_now() -> None:
    """Keep the story as it is now under a name."""
    with st.expander(_("Freeze the figures"), icon=":material/ac_unit:"):
        st.write(
            _(
                "A frozen story stays as it is now, whatever you load later: so a meeting sees what you "
                "sent. It can be shown and downloaded like the present one."
            )
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                _("What it is for"),
                key=_NAME,
                max_chars=LONGEST_NAME,
                placeholder=_("Meeting with the bank"),
                width=360,
            )
            st.button(
                _("Freeze it as of today"), key="present_freeze", icon=":material/ac_unit:", on_click=_freeze
            )


@session.callback
def _freeze() -> None:
    freeze(session.remembered(_NAME) or "")
    session.remember(_NAME, "")
    session.toast(_("The story is frozen. Choose above, at “Figures”, which one is shown."))


def list_frozen() -> None:
    """Every frozen story, to be shown or deleted; nothing where there is none."""
    kept = presentation.frozen(workspace())
    if not kept:
        return
    st.subheader(_("Frozen stories"), anchor=False)
    for one in kept:
        _row(one)


def _row(one: FrozenStory) -> None:
    name, when, see, delete = st.columns([8, 4, 3, 3], vertical_alignment="center")
    called = one.name or _("without a name")
    name.markdown(f"**{escaped(called)}**")
    when.caption(moment(local(one.made)))
    see.button(
        _("Show it"),
        key=f"present_show {one.id}",
        type="tertiary",
        icon=":material/visibility:",
        disabled=st.query_params.get(FROZEN) == str(one.id),
        on_click=_show,
        args=(one.id,),
    )
    delete.button(
        _("Delete"),
        key=f"present_delete {one.id}",
        type="tertiary",
        icon=":material/delete:",
        on_click=_delete,
        args=(one.id,),
    )


@session.callback
def _show(story: int) -> None:
    show_figures(str(story))


@session.callback
def _delete(story: int) -> None:
    presentation.forget(workspace(), story)
    if st.query_params.get(FROZEN) == str(story):
        show_figures("")
