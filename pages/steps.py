"""Where does the time go, and which step repays work on it?"""

import streamlit as st

from core.language import _, current
from core.steps.chain import Chain
from core.steps.economics import Economics
from core.steps.findings import cost_says
from core.steps.uncertainty_findings import how_sure
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.measured_times import measured_times
from pages.shared.pieces import answer, dark, escaped, say_where_from, show, wait_for_steps, warn_of_waiting
from pages.shared.spreads import spreads_of
from pages.shared.step_changes import list_changes, warn_of_twins
from pages.shared.step_pictures import is_done_once, pictures
from pages.shared.step_table import edit_steps
from pages.shared.stopwatch import stopwatch
from pages.shared.workspace import answers

ensure_frame()

# From so many steps on, groups are folded at first.
MANY_STEPS = 15


def process_name(chain: Chain) -> str:
    """A chain as it is called where one is chosen."""
    names = {
        "acquire": _("{channel}: winning a customer"),
        "deliver": _("{channel}: delivering an order"),
        "after": _("{channel}: afterwards"),
    }
    return names[chain.phase].format(channel=chain.channel)


def choose(economics: Economics) -> Chain:
    """The one process that the page is about."""
    by_name = {f"{chain.phase} {chain.channel}": chain for chain in economics.chains}
    labels = {name: process_name(chain) for name, chain in by_name.items()}
    chosen = st.selectbox(
        _("Process"),
        list(labels),
        format_func=labels.get,
        key="process",
        bind="query-params",
        persist_state="session",
    )
    return by_name.get(chosen or "", economics.chains[0])


def fold(chain: Chain) -> bool:
    """Whether the steps are shown by their groups."""
    if not chain.steps["group"].notna().any():
        return False
    return st.toggle(
        _("Fold steps into groups"),
        value=len(chain.steps) > MANY_STEPS,
        key=f"fold {chain.phase} {chain.channel}",
        persist_state="session",
    )


def charts(economics: Economics, chain: Chain, currency: str, by_group: bool) -> None:
    """The time sinks, what repays work, the chain, and the time lost."""
    for name, picture in pictures(economics, chain, currency, by_group, current(), dark()).items():
        show(picture, name)
    if is_done_once(chain):
        st.caption(
            _("Every step is done just once, because the sheet tells of nobody who is lost on the way.")
        )


wait_for_steps(_("Here you will see which steps take your time, and which one repays work on it."))
currency = current_inputs().currency
economics = answers(current_inputs())
heading = st.container()
chain = choose(economics)
with heading:
    spend = economics.spend_per_win(chain)
    answer(cost_says(economics, chain, currency))
    sure = how_sure(chain, spreads_of(chain, spend), currency)
    if sure is not None and not economics.wins_are_missing(chain):
        st.write(escaped(sure))
say_where_from(chain)
warn_of_waiting(chain.channel)
warn_of_twins(chain)
folded = fold(chain)
charts(economics, chain, currency, folded)
measured_times(chain)
stopwatch(chain)
edit_steps(chain, currency, folded=folded)
list_changes(chain, economics.stale)
