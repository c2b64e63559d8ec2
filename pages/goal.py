"""What does a goal take, stage by stage, and what makes it impossible?"""

import streamlit as st

from core.funnel.goal.findings import verdict, what_it_takes
from core.funnel.goal.plan import Plan
from core.language import _
from pages.shared import session
from pages.shared.frame import ensure_frame
from pages.shared.goal_data import Goal, goal_of_workspace
from pages.shared.goal_inputs import business, goal_row, mix
from pages.shared.goal_parts import channel_table, in_words, left_open, pictures, stage_table
from pages.shared.goal_rates import ask_in_place, asked_in_place, overrule
from pages.shared.goal_time import time_and_hours
from pages.shared.pieces import answer, escaped, first_buttons, say_where_from, warn_of_waiting

ensure_frame()


def open_with(goal: Goal) -> None:
    """The answer; where there is none yet, what would be here and how it comes."""
    if goal.plan is not None:
        answer_of(goal.plan)
    elif goal.refused:
        answer(escaped(goal.refused))
    elif goal.measured.known:
        answer(_("Say what you want to reach, and you will see how many people every stage needs for it."))
    else:
        answer(_("Here you will see how many people a goal takes, and what makes it impossible."))
        st.write(
            _(
                "Load what you counted: visitors, enquiries, offers, orders. Or begin without any sheet: "
                "type your goal, and say how many you expect to get through."
            )
        )
        first_buttons()


def answer_of(plan: Plan) -> None:
    """Whether it is possible comes first, what it takes second; the other way round where nobody can say."""
    found, takes = verdict(plan), what_it_takes(plan)
    first, second = (takes, found) if plan.verdict in ("untold", "there") and takes else (found, takes)
    if plan.new is None and plan.verdict == "untold":
        first = _("How many customers the goal takes cannot be told yet.")
    answer(escaped(first))
    if second:
        st.write(escaped(second))


def inputs(goal: Goal, asked: list[tuple[str, str]]) -> None:
    """All that moves the plan, folded away."""
    with st.expander(_("Customers and market"), icon=":material/groups:"):
        business(goal)
    if len(goal.customers) > 1:
        with st.expander(_("Which channel brings how many"), icon=":material/alt_route:"):
            mix(goal)
    with st.expander(_("Time and hours"), icon=":material/schedule:", expanded=hours_wanted(goal)):
        time_and_hours(goal)
    if not goal.refused:
        with st.expander(_("Rates: counted and assumed"), icon=":material/filter_alt:"):
            overrule(goal, asked)


def hours_wanted(goal: Goal) -> bool:
    """Whether the hours stand open: as nobody said them when the session began, and then until it ends."""
    if session.remembered("goal_hours_open") is None and goal.plan is not None and goal.plan.loads:
        session.remember("goal_hours_open", any(load.hours is None for load in goal.plan.loads))
    return bool(session.remembered("goal_hours_open"))


goal = goal_of_workspace()
open_with(goal)
per = goal_row(goal)
asked = asked_in_place(goal)
ask_in_place(goal, asked)
warn_of_waiting(*(chain.channel for chain in goal.economics.chains))
if goal.plan is not None:
    pictures(goal, goal.plan, per)
    stage_table(goal, goal.plan)
    in_words(goal, goal.plan)
    left_open(goal.plan, rates_asked=bool(asked))
    channel_table(goal, goal.plan)
if goal.settings.aimed is not None:
    inputs(goal, asked)
    say_where_from(*goal.economics.chains)
