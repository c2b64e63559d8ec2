"""What does it cost the customer, and what would be easier for both?"""

import streamlit as st

from core.charts.customer_passage import customer_passage
from core.customer.effort import Effort
from core.customer.findings import answer as answer_of
from core.customer.findings import (
    known_words,
    lead_words,
    of_all_words,
    share_words,
    wait,
    waste_words,
)
from core.customer.journey import Journey
from core.language import _
from core.language.amounts import duration, number
from pages.shared.customer_changes import ask_for_a_change, list_handovers, picture_of_changes
from pages.shared.customer_data import changes_now, ways
from pages.shared.customer_decisions import record_of_decisions
from pages.shared.customer_table import edit_customer_side
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.pieces import answer, dark, escaped, show, wait_for_steps, warn_of_waiting
from pages.shared.tables import result_table
from pages.shared.workspace import answers

ensure_frame()


def choose(channels: list[str]) -> str:
    """The channel whose customer the page is about."""
    chosen = st.selectbox(
        _("Customer from"),
        channels,
        key="customer_channel",
        bind="query-params",
        persist_state="session",
    )
    return chosen if chosen in channels else channels[0]


def nothing_noted() -> None:
    """What to note before anything can be told, and where."""
    st.write(
        _(
            "Note in your sheet, or in the table below, who performs a step, how long the customer is busy "
            "with it, how long they wait for it, and whether it adds value, is necessary, or is waste to "
            "them. Then you see what a customer gives you beside their money, how much of the time is worth "
            "anything to them, and which steps could be handed over so that both of you gain."
        )
    )
    st.caption(
        _(
            "The columns are called Performed by, Customer minutes, Waiting and Value to the customer; the "
            "template for process steps has them."
        )
    )
    st.page_link("pages/sheets.py", label=_("Get the template"), icon=":material/download:")


def in_words(way: Journey, effort: Effort) -> None:
    """What the picture rests on, in plain sentences."""
    said = [lead_words(effort), waste_words(way), of_all_words(effort)]
    st.markdown("\n".join(f"- {escaped(one)}" for one in said if one))
    st.caption(known_words(effort))


def side_by_side(efforts: list[Effort]) -> None:
    """What a customer of every channel gives, as a table."""
    text, right = st.column_config.TextColumn, "right"
    result_table(
        {
            "channel": [one.channel for one in efforts],
            "time": ["–" if one.minutes is None else duration(one.minutes) for one in efforts],
            "waiting": ["–" if one.waiting is None else wait(one.waiting) for one in efforts],
            "contacts": [number(round(one.contacts, 1)) if one.known else "–" for one in efforts],
            "lead": [wait(one.lead_time) if one.known else "–" for one in efforts],
            "share": [share_words(one) for one in efforts],
            "all": ["–" if one.minutes_of_all is None else duration(one.minutes_of_all) for one in efforts],
        },
        {
            "channel": text(_("Customer from"), pinned=True),
            "time": text(_("Their time"), alignment=right, help=_("Of the one who becomes a customer")),
            "waiting": text(_("They wait"), alignment=right, help=_("By the calendar, nights included")),
            "contacts": text(
                _("Times they do something"),
                alignment=right,
                help=_("Each step once that takes their time, or that they perform"),
            ),
            "lead": text(_("All together"), alignment=right, help=_("Work and waiting, one after the other")),
            "share": text(
                _("Worth something"),
                alignment=right,
                help=_("Time of steps that add value, of all the time it takes, waiting included"),
            ),
            "all": text(
                _("All who were contacted"),
                alignment=right,
                help=_("The time of everybody, customer or not, for one customer won"),
            ),
        },
        title=_("What it costs the customer"),
        key="customer_efforts",
    )


wait_for_steps(
    _("Here you will see what it costs your customer to become one, and what would be easier for both.")
)
found = ways()
heading = st.container()
channel = choose(list(found))
way, effort = found[channel]
stale = answers(current_inputs()).stale
with heading:
    answer(escaped(answer_of(effort)))
if effort.known:
    warn_of_waiting(channel)
    show(customer_passage(way, dark=dark()), "customer_passage")
    in_words(way, effort)
    side_by_side([one for _way, one in found.values()])
else:
    nothing_noted()
    edit_customer_side(way, stale)

st.subheader(_("What would be easier for both of you?"), anchor=False)
changes = changes_now()
picture_of_changes([one for _handover, one in changes if one is not None])
list_handovers(changes)
ask_for_a_change(first=not changes)
if changes:
    st.caption(
        _(
            "The set-up is shared by the customers of the first year, if it is known how many they are. "
            "Counted as if just as many went on to the next step; whether that is so, you see on the page "
            "Actions."
        )
    )
record_of_decisions()
if effort.known:
    edit_customer_side(way, stale)
