"""The ladder: its rungs, where the business stands, and what would be premature now."""

from __future__ import annotations

import streamlit as st

from core.factory.throughput_findings import premature_says, standing_says
from core.factory.wording import happy_pace
from core.language import _
from pages.shared.factory_data import standing_now
from pages.shared.pieces import escaped


def ladder(currency: str) -> None:
    """The three rungs, folded; nothing where the throughput is not known."""
    found = standing_now()
    if found is None:
        return
    with st.expander(_("The ladder: what comes first, and what is too early"), icon=":material/stairs:"):
        st.markdown(escaped(standing_says(found)))
        for rung in found.rungs:
            here = found.reached is not None and rung.key == found.reached.key
            said = _("{rung}: {target}").format(rung=rung.label, target=happy_pace(rung.target))
            st.markdown(f"- **{escaped(said)}**" if here else f"- {escaped(said)}")
        if not found.premature:
            st.markdown(_("Nothing that is spent would be premature."))
        for premature in found.premature:
            st.warning(escaped(premature_says(premature, currency)), icon=":material/hourglass_top:")
