"""What did we do, and did it work?"""

import streamlit as st

from core.charts.before_after import before_after
from core.charts.focus_weeks import focus_weeks
from core.factory.action_findings import answer as answer_of
from core.factory.action_findings import (
    cautions,
    evidence,
    focus_words,
    hopping_words,
    outcome,
    own_sentence,
    picture_title,
    rate_sentence,
)
from core.factory.judged import Judged
from core.language import _
from core.store.verdicts import KeptVerdict
from pages.shared.action_data import focus_now, hopping_now, judged_actions, stage_log
from pages.shared.action_list import ask_for_another, ask_for_one, list_actions, shown_action
from pages.shared.frame import ensure_frame
from pages.shared.pieces import answer, dark, escaped, show
from pages.shared.reader_clock import today

ensure_frame()


def nothing_yet() -> None:
    """What would be here, why it is worth it, and the button that begins it."""
    st.write(
        _(
            "Note what you change, with its day. From then on the weeks before are held against the weeks "
            "since: how many became customers, what became of the step itself, and of the steps after it. "
            "You see whether it worked, or in how many weeks that can be told."
        )
    )
    ask_for_one()


def warn_of_no_counts() -> None:
    """Say what is missing where nobody counts who gets through."""
    if stage_log().known:
        return
    st.info(
        _(
            "Nothing is counted yet. Load a list of your enquiries with their dates, an export of your CRM, "
            "or what you count by week: only then can an action be judged."
        ),
        icon=":material/table_view:",
    )
    st.page_link("pages/sheets.py", label=_("Load a sheet"), icon=":material/upload_file:")


def closely(judged: Judged, *, alone: bool) -> None:
    """One action: its picture, what it rests on, the steps on the way, and what may mislead."""
    if not alone:
        st.subheader(escaped(judged.action.what), anchor=False)
        st.markdown(escaped(outcome(judged, today())))
    show(before_after(judged, dark=dark(), title=picture_title(judged)), "before_after")
    if said := evidence(judged):
        st.markdown(escaped(" ".join(said)))
    steps = [own_sentence(judged), *(rate_sentence(rate) for rate in judged.rates)]
    st.markdown("\n".join(f"- {escaped(said)}" for said in steps if said))
    for caution in cautions(judged):
        st.caption(escaped(caution))


def focus() -> None:
    """How much of the time goes to the weakest link."""
    st.subheader(_("Focus"), anchor=False)
    found = focus_now()
    if found is None:
        st.caption(
            _(
                "Four fifths of the time belong to the weakest link. Once there is a verdict on it, you will "
                "see here how much of your logged time goes there."
            )
        )
        return
    if isinstance(found, KeptVerdict):
        st.caption(
            _("The weakest link is no step that time could be logged on, so there is no share to show.")
        )
        return
    logged, step = found
    said = focus_words(logged, step)
    picture = focus_weeks(logged, dark=dark(), title=said)
    if picture is None:
        st.caption(escaped(said))
    show(picture, "focus_weeks")


def channels() -> None:
    """Whether channels are left before they can be judged; nothing where they are not."""
    found = hopping_now()
    if found is not None:
        st.warning(escaped(hopping_words(found)), icon=":material/shuffle:")


judged = judged_actions()
answer(escaped(answer_of(judged, today())))
if judged:
    warn_of_no_counts()
    closely(shown_action(judged), alone=len(judged) == 1)
    st.subheader(_("What you did"), anchor=False)
    list_actions(judged)
    st.caption(
        _("“Worked” says that what was counted is consistent with it. What else happened, no count can know.")
    )
    ask_for_another()
else:
    nothing_yet()
    warn_of_no_counts()
focus()
channels()
