"""How many get through, stage by stage, and what was learned at each of them?"""

import streamlit as st

from core.charts.funnel_bars import funnel_bars
from core.funnel.findings import answer as answer_of
from core.funnel.funnel import Funnel
from core.funnel.titles import most_lost_title
from core.language import _
from pages.shared.canvas import draw_canvas
from pages.shared.event_rules import edit_rules
from pages.shared.frame import ensure_frame
from pages.shared.funnel_choice import Looked, choose
from pages.shared.funnel_parts import stage_table, to_know
from pages.shared.funnel_views import against_the_period_before, details
from pages.shared.long_files import long_file_panel
from pages.shared.pieces import answer, dark, first_buttons, show
from pages.shared.stage_cost_table import costs_of, match_steps
from pages.shared.stage_list import edit_stages
from pages.shared.stage_names import ask_of_unknown, match_names, unknown_names
from pages.shared.warehouse_query import warehouse_query

ensure_frame()


def nothing_yet(looked: Looked) -> None:
    """What would be here, and how it comes."""
    answer(_("Here you will see how many people get through, from the first contact to the happy customer."))
    st.write(
        _(
            "Load a list of your enquiries with their dates, an export of your CRM, or what you counted by "
            "month: visitors, enquiries, offers, orders."
        )
    )
    first_buttons()
    long_file_panel()
    warehouse_query(looked.figures.asked, looked.settings)


def settings(looked: Looked) -> None:
    """The stages, what the names mean, and how events are counted; folded away."""
    stages = looked.settings.stages
    with st.expander(_("Stages, and what your words mean"), icon=":material/account_tree:"):
        match_names(looked.figures, stages)
        edit_stages(stages)
    with st.expander(_("How it is counted"), icon=":material/tune:"):
        edit_rules(looked)
    with st.expander(_("Which step leads to which stage"), icon=":material/timer:"):
        match_steps(stages)
    long_file_panel()
    warehouse_query(looked.figures.asked, looked.settings)


def view() -> str | None:
    """The figures, or the canvas."""
    views = {"figures": _("Figures"), "canvas": _("Canvas")}
    return st.segmented_control(
        _("Show"),
        list(views),
        format_func=views.get,
        default="figures",
        key="funnel_or_canvas",
        required=True,
        label_visibility="collapsed",
    )


def figures(looked: Looked, funnel: Funnel) -> None:
    """The funnel in figures."""
    ask_of_unknown(looked.figures, looked.settings.stages)
    most, title = funnel.most_lost, most_lost_title(funnel)
    show(funnel_bars(funnel, dark=dark(), title=title, lost_most=most.stage.key if most else None), "funnel")
    stage_table(funnel)
    to_know(looked, funnel)
    against_the_period_before(looked, funnel)
    details(looked, funnel)
    settings(looked)


heading = st.container()
looked = choose()
if not looked.figures.reach and not unknown_names(looked.figures):
    with heading:
        nothing_yet(looked)
    draw_canvas(looked.settings.stages, None, None)
    st.stop()
funnel = looked.funnel()
with heading:
    answer(answer_of(funnel))
if view() == "canvas":
    draw_canvas(looked.settings.stages, funnel, costs_of(looked))
else:
    figures(looked, funnel)
