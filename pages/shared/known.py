"""What is known so far: of each kind of sheet how many rows count, and of which days."""

from __future__ import annotations

import streamlit as st

from core.language import _, ngettext
from core.language.amounts import exact_number, listing, span
from core.sheets.kinds import KINDS
from core.store.known import Known, known
from pages.shared.pieces import escaped
from pages.shared.workspace import steps, workspace


def known_in_a_sentence() -> str:
    """What is kept, in one sentence; what to do where nothing is."""
    found = {one.kind: one for one in known(workspace())}
    if not found:
        return _("Load the sheet with your steps.")
    said = [_count(one) for one in found.values() if one.kind != "process"]
    if "process" in found:
        return _("You have {what}.").format(what=listing([_steps(), *said]))
    return _("You have {what}. Add the sheet with your steps to see what a customer costs.").format(
        what=listing(said)
    )


def _steps() -> str:
    found = steps()
    channels = ngettext(
        "{count} channel or process", "{count} channels and processes", found["channel"].nunique()
    )
    rows = ngettext("{count} step", "{count} steps", len(found))
    return _("{steps} in {channels}").format(
        steps=rows.format(count=exact_number(len(found))),
        channels=channels.format(count=found["channel"].nunique()),
    )


def _count(one: Known) -> str:
    said = {
        "roles": ngettext("{count} role", "{count} roles", one.rows),
        "stage_counts": ngettext("{count} count of a stage", "{count} counts of stages", one.rows),
        "stage_events": ngettext("{count} event", "{count} events", one.rows),
        "time_entries": ngettext("{count} time entry", "{count} time entries", one.rows),
        "invoices": ngettext("{count} invoice", "{count} invoices", one.rows),
        "channel_spend": ngettext("{count} amount of spend", "{count} amounts of spend", one.rows),
    }
    return said[one.kind].format(count=exact_number(one.rows))


def days_known() -> None:
    """Of what has dates, the days that it covers."""
    lines = [
        f"{KINDS[one.kind].label}: {span(one.first, one.last)}"
        for one in known(workspace())
        if one.first is not None and one.last is not None
    ]
    if lines:
        st.caption(escaped(" · ".join(lines)))
