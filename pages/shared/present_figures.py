"""Which story is told: with the figures of now, or as it was frozen; the address remembers it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.charts.lettering import numbered
from core.language import _
from core.language.amounts import moment
from core.store import presentation
from core.store.presentation import LONGEST_NAME, FrozenStory
from pages.shared import session
from pages.shared.reader_clock import local
from pages.shared.story_data import Told, told_frozen, told_now
from pages.shared.workspace import workspace

FROZEN = "frozen"
"""In the address, the number of the frozen story that is shown."""
_CHOICE, _NAME = "present_figures", "present_name"
_LIVE = ""


def told_here() -> Told:
    """The story that the address names; the figures of now where it names none that is there."""
    chosen = _chosen()
    return told_now() if chosen is None else told_frozen(chosen)


def _chosen() -> FrozenStory | None:
    said = st.query_params.get(FROZEN, "")
    return next((one for one in presentation.frozen(workspace()) if str(one.id) == said), None)


def choose_figures(told: Told) -> None:
    """Whether the figures of now are told or those that were sent, and what the business is called."""
    with st.container(horizontal=True):
        kept = presentation.frozen(workspace())
        if kept:
            labels = {_LIVE: _("As they are now"), **frozen_labels(kept)}
            session.remember(_CHOICE, _LIVE if told.frozen is None else str(told.frozen.id))
            st.selectbox(
                _("Figures"),
                list(labels),
                format_func=labels.get,
                key=_CHOICE,
                on_change=_figures_chosen,
                width=400,
            )
        if told.facts is not None:
            session.remember(_NAME, told.wanted.name)
            st.text_input(
                _("What your business is called"),
                key=_NAME,
                max_chars=LONGEST_NAME,
                placeholder=told.facts.name or _("It stands on every slide"),
                on_change=_named,
                width=400,
            )


@session.callback
def _named() -> None:
    presentation.put_name(workspace(), session.remembered(_NAME) or "")


@session.callback
def _figures_chosen() -> None:
    show_figures(session.remembered(_CHOICE) or _LIVE)


def show_figures(frozen: str) -> None:
    """Tell a frozen story from here on; "": the figures of now."""
    if frozen:
        st.query_params[FROZEN] = frozen
    elif FROZEN in st.query_params:
        del st.query_params[FROZEN]


def frozen_labels(kept: Sequence[FrozenStory]) -> dict[str, str]:
    """Each frozen story as it is chosen, by its id, in the given order: the latest first.

    No two are called the same: a choice is told by its words, so the one would turn into the other.
    """
    earliest_first = list(reversed(kept))
    labels = numbered([_label(one) for one in earliest_first])
    named = {str(one.id): label for one, label in zip(earliest_first, labels, strict=True)}
    return dict(reversed(named.items()))


def _label(frozen: FrozenStory) -> str:
    when = moment(local(frozen.made))
    return _("{name}, frozen on {day}").format(name=frozen.name, day=when) if frozen.name else when
