"""Where does the time go, and which step repays work on it?"""

import streamlit as st

from core.language import _, current
from core.steps.chain import Chain
from core.steps.economics import Economics
from core.steps.findings import cost_of_a_win
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.pieces import answer, dark, show, wait_for_steps
from pages.shared.step_changes import list_changes
from pages.shared.step_pictures import pictures
from pages.shared.step_table import edit_steps
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
    names = [f"{chain.phase} {chain.channel}" for chain in economics.chains]
    by_name = dict(zip(names, economics.chains, strict=True))
    chosen = st.selectbox(
        _("Process"),
        names,
        format_func=lambda name: process_name(by_name[name]),
        key="process",
        bind="query-params",
        persist_state="session",
    )
    return by_name.get(chosen or "", economics.chains[0])


def charts(economics: Economics, chain: Chain, currency: str) -> None:
    """The time sinks, the chain, the time lost and the leverage."""
    grouped = bool(chain.steps["group"].notna().any())
    by_group = grouped and st.toggle(
        _("Fold steps into groups"),
        value=len(chain.steps) > MANY_STEPS,
        key=f"fold {chain.phase} {chain.channel}",
    )
    for name, picture in pictures(economics, chain, currency, by_group, current(), dark()).items():
        show(picture, name)


wait_for_steps(_("Here you will see which steps take your time, and which one repays work on it."))
currency = current_inputs().currency
economics = answers(current_inputs())
heading = st.container()
chain = choose(economics)
with heading:
    answer(cost_of_a_win(chain, currency, economics.spend_per_win(chain)))
charts(economics, chain, currency)
edit_steps(chain, currency)
list_changes(chain, economics.stale)
