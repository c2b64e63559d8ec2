"""The ladder: its rungs, where the business stands, and what would be premature now."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.errors import StepwiseError
from core.factory.ladder import Rung, rungs_of
from core.factory.throughput_findings import premature_says, standing_says
from core.factory.wording import happy_pace
from core.language import _
from core.language.amounts import parse, typed
from core.store import settings
from pages.shared import session
from pages.shared.factory_data import LADDER, standing_now
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace


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
        _targets(found.rungs)
        if not found.premature:
            st.markdown(_("Nothing that is spent would be premature."))
        for premature in found.premature:
            st.warning(escaped(premature_says(premature, currency)), icon=":material/hourglass_top:")


def _targets(rungs: Sequence[Rung]) -> None:
    """The happy customers a week at which each rung is reached, to be typed anew."""
    for place, rung in zip(st.columns(len(rungs)), rungs, strict=True):
        session.remember(f"rung {rung.key}", typed(rung.target))
        place.text_input(
            _("{rung}, a week").format(rung=rung.label),
            key=f"rung {rung.key}",
            on_change=_typed,
            args=(tuple(rungs), rung.key),
        )


@session.callback
def _typed(rungs: tuple[Rung, ...], key: str) -> None:
    """Keep a target; one that cannot be is said, and the field shows again what is kept."""
    targets = {rung.key: rung.target for rung in rungs} | {key: parse(str(session.remembered(f"rung {key}")))}
    try:
        rungs_of(list(targets.values()))
    except StepwiseError as refused:
        session.trouble(str(refused))
        return
    settings.put(workspace(), LADDER, list(targets.values()))
