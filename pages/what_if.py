"""What would change it? Move anything, compare scenarios, find what moves an answer most."""

import streamlit as st

from core.language import _, speak
from core.what_if.situation import Situation
from pages.shared import session
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.pieces import answer, escaped, first_buttons, say_where_from, warn_of_waiting
from pages.shared.what_if_compare import compare
from pages.shared.what_if_data import situation_now
from pages.shared.what_if_looked import look
from pages.shared.what_if_moves import moves_now, write_address
from pages.shared.what_if_reach import reach_a_target
from pages.shared.what_if_tornado import what_moves_it
from pages.shared.what_if_try import try_it
from pages.shared.workspace import workspace

ensure_frame()

_SECTION = "what_if_section"
_WHOLE = "what_if whole"


def nothing_yet() -> None:
    """What would be here, why it is worth it, and the buttons that fill it."""
    answer(_("Here you will see what would change if you did something otherwise."))
    st.write(
        _(
            "Load the steps that win a customer. Then move what you like: work faster, lose fewer, charge "
            "more, hand a step over. You see at once what a customer would cost, how many more would come "
            "through, and what would hold you back then."
        )
    )
    first_buttons()


@st.fragment
def thought_otherwise(situation: Situation, revision: int) -> None:
    """All of the page. Where something on it moves it is drawn anew without the frame.

    It starts from the situation of the last whole run, as to ask for it takes longer than all the rest.
    """
    speak(session.remembered("spoken", "en"))
    if workspace().revision != revision:
        st.rerun()
    try:
        draw(situation)
    except Exception as error:
        st.error(session.sentence_of(error))


def draw(situation: Situation) -> None:
    """The section that is looked at, and above it its answer."""
    changes = moves_now()
    write_address()
    session.tell()
    top = st.container()
    with st.container(horizontal=True):
        chosen = section()
        looked = look(situation, changes, current_inputs().currency)
    drawn = {"try": try_it, "compare": compare, "moves": what_moves_it, "reach": reach_a_target}
    found = drawn[chosen](looked)
    with top:
        answer(escaped(found))
        if not looked.channel and len(looked.before.channels) > 1:
            st.caption(_("Over all channels, each by the customers it wins."))


def section() -> str:
    """What is looked at; another one draws the whole page, so that its end knows what is on it."""
    names = {
        "try": _("Try"),
        "compare": _("Compare"),
        "moves": _("What moves it"),
        "reach": _("Reach a target"),
    }
    if session.remembered(_SECTION) not in names:
        session.remember(_SECTION, "try")
    chosen = st.segmented_control(
        _("What to look at"),
        list(names),
        format_func=names.get,
        key=_SECTION,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    before = session.remembered(f"{_SECTION} drawn")
    session.remember(f"{_SECTION} drawn", chosen)
    if not session.remembered(_WHOLE) and before != chosen:
        st.rerun()
    session.forget(_WHOLE)
    return str(chosen)


situation = situation_now()
found = situation.business.economics
if found.steps.empty:
    nothing_yet()
else:
    session.remember(_WHOLE, True)
    thought_otherwise(situation, workspace().revision)
    warn_of_waiting(*(chain.channel for chain in found.chains))
    say_where_from(*found.chains)
