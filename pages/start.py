"""What does a customer cost, where does the time go, and which step repays work on it?"""

import streamlit as st

from core.charts.channel_costs import channel_costs
from core.language import _
from core.language.amounts import duration, money, percent
from core.steps.economics import Economics, largest_lever
from core.steps.findings import blocked, cheapest_channel, cost_of_a_win
from core.steps.sinks import largest_sink
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.pieces import answer, card, dark, first_buttons, say_where_from, show, warn_of_waiting
from pages.shared.workspace import answers, steps

ensure_frame()


def nothing_yet() -> None:
    """What there will be, and the two ways to it."""
    answer(_("What does one customer really cost you?"))
    st.write(
        _(
            "Write down every step of winning and serving a customer in Excel: how long it takes, "
            "how many get through, what it costs. Stepwise reads the sheet as it is and shows:"
        )
    )
    one, two, three = st.columns(3)
    one.markdown(_("**What a customer costs**  \nHours and money for one won customer, failures included."))
    two.markdown(_("**Where the time goes**  \nThe steps that take most of it, sorted."))
    three.markdown(_("**What to work on**  \nThe one step that repays an improvement most."))
    first_buttons()
    st.caption(_("Nothing leaves this computer."))


def key_figures(economics: Economics, currency: str) -> None:
    """The largest time sink and the step with the most leverage over all channels, and one more cost."""
    left, middle, right = st.columns(3)
    sink = largest_sink(economics.acquiring or economics.chains)
    if sink is not None:
        detail = _("{time} for each customer, {share} of the time in {channel}").format(
            time=duration(sink.minutes_per_win), share=percent(sink.share), channel=sink.channel
        )
        card(left, _("Largest time sink"), sink.step, detail)
    lever = largest_lever(economics)
    if lever is not None:
        detail = _("{saving} less for each customer from {channel}").format(
            saving=money(lever.money, currency) if lever.money > 0 else duration(lever.minutes),
            channel=lever.channel,
        )
        card(middle, _("Step that repays work on it most"), lever.step, detail)
    if economics.blended == economics.blended:
        detail = _("for a customer, all cost by all customers won")
        card(right, _("All channels together"), money(economics.blended, currency), detail)
    elif economics.delivering:
        order = economics.delivering[0]
        detail = _("{time} for one order of {name}").format(
            time=duration(order.minutes_per_win), name=order.channel
        )
        card(right, _("Delivering one order"), money(order.cost_per_win, currency), detail)


def overview(economics: Economics, currency: str) -> None:
    """The answer over all channels and where to go next."""
    if economics.acquiring:
        answer(cheapest_channel(economics, currency))
    else:
        answer(cost_of_a_win(economics.chains[0], currency))
    key_figures(economics, currency)
    for chain in economics.acquiring:
        if chain.blocked_by is not None:
            st.warning(blocked(chain))
    warn_of_waiting(*(chain.channel for chain in economics.chains))
    show(channel_costs(economics.channels, currency, dark=dark()), "channel_costs")
    say_where_from(*economics.chains)
    to_steps, to_channels, to_sheets = st.columns(3)
    to_steps.page_link("pages/steps.py", label=_("See where the time goes"), icon=":material/timer:")
    to_channels.page_link("pages/channels.py", label=_("Compare the channels"), icon=":material/alt_route:")
    to_sheets.page_link("pages/sheets.py", label=_("Load another sheet"), icon=":material/table_view:")


if steps().empty:
    nothing_yet()
else:
    overview(answers(current_inputs()), current_inputs().currency)
