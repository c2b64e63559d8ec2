"""What holds the business back, why, how sure is that, what comes next, and how will one know?"""

import streamlit as st

from core.charts.blueprint import blueprint
from core.factory.findings import (
    blueprint_says,
    confidence_says,
    evidence,
    lowest_says,
    runner_up_says,
    verdict_says,
)
from core.factory.next_move import next_move, to_add, watch
from core.factory.throughput import operating_expense
from core.factory.throughput_findings import (
    evenness_says,
    expense_says,
    free_says,
    stands_in_says,
    throughput_says,
)
from core.factory.weakest_link import Verdict
from core.language import _
from core.language.amounts import number
from pages.shared.factory_data import blueprint_now, business_now, keep_verdict, throughput_now, verdict_now
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.pieces import (
    answer,
    dark,
    escaped,
    first_buttons,
    say_where_from,
    show,
    warn_of_waiting,
)
from pages.shared.weakest_history import history
from pages.shared.weakest_hours import utilisation_by_role
from pages.shared.weakest_ladder import ladder
from pages.shared.weakest_links import gain_by_link

ensure_frame()


def nothing_yet() -> None:
    """What would be here, why it is worth it, and the buttons that fill it."""
    answer(_("Here you will see the one thing that holds you back."))
    st.write(
        _(
            "Load the steps that win a customer, or what you counted: enquiries, offers, orders. Stepwise "
            "says which one step, or whose hours, limit how many happy customers you have; how sure that "
            "is; what to do next; and by which figure you will know."
        )
    )
    first_buttons()


def why_and_what_next(verdict: Verdict, currency: str) -> None:
    """Three short blocks: why we think so, how sure, and what to do; then what comes next to it."""
    why, sure, next_one = st.columns(3)
    with why:
        st.subheader(_("Why we think so"), anchor=False)
        st.markdown("\n".join(f"- {escaped(said)}" for said in evidence(verdict)))
    with sure:
        st.subheader(_("How sure"), anchor=False)
        st.markdown(escaped(confidence_says(verdict)))
        for said in (runner_up_says(verdict), lowest_says(verdict)):
            if said is not None:
                st.markdown(escaped(said))
    with next_one:
        st.subheader(_("Do this next"), anchor=False)
        st.markdown(escaped(next_move(verdict, currency)))
        ways(verdict)
        st.markdown(escaped(watch(verdict)))


def ways(verdict: Verdict) -> None:
    """Where that is done: a sheet to fill, the stopwatch, or the list of actions."""
    if verdict.kind == "flying_blind":
        st.page_link("pages/sheets.py", label=_("Fill a template"), icon=":material/table_view:")
        if verdict.business.economics.acquiring and verdict.measure is not None:
            st.page_link("pages/steps.py", label=_("Time it with the stopwatch"), icon=":material/timer:")
    else:
        st.page_link("pages/actions.py", label=_("Note what you do"), icon=":material/task_alt:")


def throughput(verdict: Verdict, currency: str) -> None:
    """How many happy customers there are, how sure and even that is, and what they cost."""
    found, expense = throughput_now(), operating_expense(verdict.business)
    said = []
    if found is not None:
        said = [throughput_says(found), stands_in_says(found), free_says(found), evenness_says(found)]
    if expense is not None and expense.total > 0:
        said.append(expense_says(expense, currency))
    if told := " ".join(one for one in said if one):
        st.caption(escaped(told))


def missing(verdict: Verdict) -> None:
    """What to add for a better verdict."""
    added = to_add(verdict.business)
    if not added:
        return
    with st.expander(
        _("For a better verdict ({count})").format(count=number(len(added))), icon=":material/playlist_add:"
    ):
        st.markdown("\n".join(f"- {escaped(said)}" for said in added))
        st.page_link("pages/sheets.py", label=_("Load a sheet"), icon=":material/upload_file:")


def found(verdict: Verdict) -> None:
    """The verdict, its picture, its reasons, and all that stands behind it."""
    currency = current_inputs().currency
    keep_verdict(verdict)
    answer(escaped(verdict_says(verdict)))
    drawn = blueprint_now()
    show(blueprint(drawn, dark=dark(), title=blueprint_says(verdict, drawn)), "blueprint")
    throughput(verdict, currency)
    chains = verdict.business.economics.chains
    warn_of_waiting(*(chain.channel for chain in chains))
    why_and_what_next(verdict, currency)
    missing(verdict)
    gain_by_link(verdict, currency)
    utilisation_by_role(verdict)
    history()
    ladder(currency)
    say_where_from(*chains)


recent = business_now()
if recent.business.economics.steps.empty and recent.business.funnel is None and not recent.business.wins:
    nothing_yet()
else:
    found(verdict_now())
