"""What does a customer cost, where does the time go, and which step repays work on it?"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.channel_costs import channel_costs
from core.factory.findings import verdict_says
from core.factory.throughput_findings import throughput_says
from core.factory.wording import two_figures
from core.language import _
from core.language.amounts import duration, money, percent
from core.steps.economics import Economics, largest_lever
from core.steps.findings import blocked, cheapest_channel, cost_of_a_win
from core.steps.sinks import largest_sink
from pages.shared.factory_data import (
    business_now,
    keep_verdict,
    of_happy_now,
    per_week_now,
    throughput_now,
    verdict_now,
)
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.pieces import (
    answer,
    card,
    dark,
    escaped,
    first_buttons,
    say_where_from,
    show,
    warn_of_waiting,
)
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
    """Three of these: the throughput, the largest time sink, the step with the most leverage, a cost."""
    left, middle, right = st.columns(3)
    if is_known := per_week_now() is not None:
        throughput(left)
        left, middle = middle, right
    sink = largest_sink(economics.acquiring or economics.chains)
    if sink is not None:
        detail = _("{time} for each customer, {share} of the time in {channel}").format(
            time=duration(sink.minutes_per_win), share=percent(sink.share), channel=sink.channel
        )
        card(left, _("Largest time sink"), sink.step, detail)
    lever = largest_lever(economics)
    if verdict_now().kind in ("capacity", "flow"):
        # One thing to work on, and no second one beside it: what saves a customer most may lift nothing.
        what_all_costs(middle, economics, currency)
    elif lever is not None:
        detail = _("{saving} less for each customer from {channel}").format(
            saving=money(lever.money, currency) if lever.money > 0 else duration(lever.minutes),
            channel=lever.channel,
        )
        card(middle, _("Step that repays work on it most"), lever.step, detail)
    if not is_known:
        what_all_costs(right, economics, currency)


def what_all_costs(place: DeltaGenerator, economics: Economics, currency: str) -> None:
    """All channels together, or else what an order takes; nothing where neither is known."""
    if economics.blended == economics.blended:
        detail = _("for a customer, all cost by all customers won")
        card(place, _("All channels together"), money(economics.blended, currency), detail)
    elif economics.delivering:
        order = economics.delivering[0]
        detail = _("{time} for one order of {name}").format(
            time=duration(order.minutes_per_win), name=order.channel
        )
        card(place, _("Delivering one order"), money(order.cost_per_win, currency), detail)


def throughput(place: DeltaGenerator) -> None:
    """The one number: happy customers a week."""
    per_week, found = per_week_now(), throughput_now()
    assert per_week is not None
    label = _("Happy customers a week") if of_happy_now() else _("Customers a week")
    detail = _("as typed in") if found is None else throughput_says(found)
    card(place, label, two_figures(per_week), escaped(detail))


def weakest_link() -> None:
    """What holds the business back, and the way to why."""
    verdict = verdict_now()
    keep_verdict(verdict)
    with st.container(border=True):
        st.caption(_("What holds you back"))
        st.markdown(escaped(verdict_says(verdict)))
        st.page_link(
            "pages/weakest_link.py", label=_("See why, and what to do"), icon=":material/crisis_alert:"
        )


def from_counts() -> None:
    """What the counts alone tell, before any step is written down."""
    answer(escaped(verdict_says(verdict_now())))
    keep_verdict(verdict_now())
    if per_week_now() is not None:
        throughput(st.columns(3)[0])
    st.page_link("pages/weakest_link.py", label=_("See why, and what to do"), icon=":material/crisis_alert:")
    st.write(_("Write down the steps that win a customer, and you will see what one costs."))
    first_buttons()


def overview(economics: Economics, currency: str) -> None:
    """The answer over all channels and where to go next."""
    if economics.acquiring:
        answer(cheapest_channel(economics, currency))
    else:
        answer(cost_of_a_win(economics.chains[0], currency))
    key_figures(economics, currency)
    weakest_link()
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


if steps().empty and business_now().business.funnel is not None:
    from_counts()
elif steps().empty:
    nothing_yet()
else:
    overview(answers(current_inputs()), current_inputs().currency)
