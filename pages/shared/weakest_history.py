"""Which constraint held how long, and the throughput under it: as it was told, and as the counts tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from core.charts.verdict_spans import verdict_spans
from core.factory.findings import constraint, constraint_called
from core.factory.history import Span, spans
from core.factory.throughput_findings import history_says, span_says
from core.language import _
from core.store import verdicts
from core.store.verdicts import KeptVerdict
from pages.shared.factory_data import earlier_verdicts
from pages.shared.pieces import dark, escaped, show
from pages.shared.reader_clock import today
from pages.shared.workspace import workspace


def history() -> None:
    """The verdicts that were kept; on demand those that the counts would have told week by week."""
    st.subheader(_("What held you back, and when"), anchor=False)
    kept = verdicts.all(workspace())
    _spans(spans(kept), {one.key: _called(one) for one in kept}, "verdict_spans")
    if st.toggle(_("Work out the weeks before from what was counted"), key="weakest_earlier"):
        found, told = earlier_verdicts()
        if not found:
            st.caption(_("Too few weeks are counted to tell what held you back before."))
            return
        st.markdown(_("As the counts of the twelve weeks before would have told it in each week:"))
        _spans(found, {key: constraint(one) for key, one in told.items()}, "earlier_spans")


def _called(kept: KeptVerdict) -> str:
    role = kept.role if kept.told.get("is_role") else None
    return constraint_called(kept.kind, str(kept.told.get("step", "")), kept.channel, role)


def _spans(found: Sequence[Span], names: Mapping[str, str], name: str) -> None:
    title = history_says(found)
    picture = verdict_spans(found, names, today(), dark=dark(), title=title)
    if picture is None:
        st.caption(escaped(title))
        return
    show(picture, name)
    st.markdown("\n".join(f"- {escaped(span_says(span, names[span.key], today()))}" for span in found))
