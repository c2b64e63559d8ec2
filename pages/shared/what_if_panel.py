"""The inputs of a what-if, one group at a time, as a freelancer thinks of them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.language import _
from core.steps.chain import AFTER, DELIVER
from core.what_if.findings import group_label
from core.what_if.inputs import inputs
from core.what_if.movable import GROUPS, Input
from pages.shared import session
from pages.shared.what_if_hand_over import hand_over
from pages.shared.what_if_looked import Looked
from pages.shared.what_if_sliders import sliders

_NONE = ""


def panel(looked: Looked) -> None:
    """The groups to choose from, and the inputs of the chosen one."""
    found, currency = inputs(looked.situation, looked.changes), looked.currency
    there = {one.group for one in found} | {"hand_over"}
    labels = {group: group_label(group) for group in GROUPS if group in there}
    if session.remembered("what_if_group") not in labels:
        session.remember("what_if_group", next(iter(labels)))
    group = st.pills(
        _("What would you do?"),
        list(labels),
        format_func=labels.get,
        key="what_if_group",
        required=True,
        persist_state="session",
        wrap=True,
    )
    if group == "hand_over":
        hand_over(looked.situation, currency)
        return
    chosen = [one for one in found if one.group == group]
    whole = [one for one in chosen if not one.channel]
    sliders(str(group), whole, currency, by_name=False)
    _by_step(str(group), [one for one in chosen if one.channel], currency)


def _by_step(group: str, of_steps: Sequence[Input], currency: str) -> None:
    """The inputs of the steps of one process, once it is chosen."""
    processes: dict[str, list[Input]] = {}
    for one in of_steps:
        processes.setdefault(f"{one.phase} {one.channel}", []).append(one)
    if not processes:
        return
    names = {_NONE: _("All steps together")} | {
        key: _process_name(found[0].channel, found[0].phase) for key, found in processes.items()
    }
    field = f"what_if process {group}"
    if session.remembered(field) not in names:
        session.remember(field, _NONE)
    chosen = st.selectbox(
        _("Step by step"), list(names), format_func=names.get, key=field, persist_state="session"
    )
    if chosen != _NONE:
        sliders(f"{group} {chosen}", processes[chosen], currency, by_name=True)


def _process_name(channel: str, phase: str) -> str:
    """What a process is called among others: a channel by its name, what comes after it as such."""
    if phase == DELIVER:
        return _("Delivery: {process}").format(process=channel)
    return _("After the delivery: {process}").format(process=channel) if phase == AFTER else channel
