"""For teams whose events live in a warehouse: the funnel as a query to run there, and the way back."""

from __future__ import annotations

import streamlit as st

from core.funnel.warehouse import ENGINES, Dialect, warehouse_sql
from core.language import _, current, speaking
from core.store.funnel_figures import Asked
from core.store.funnel_settings import FunnelSettings


def warehouse_query(asked: Asked, settings: FunnelSettings) -> None:
    """The query in the dialect of an engine, with the stages and the names of this workspace."""
    with st.expander(_("Events in a warehouse"), icon=":material/database:"):
        st.write(
            _(
                "Millions of events need not come here: run this query where they are, save its answer as "
                "CSV, and load that as a sheet of stage counts."
            )
        )
        language = current()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            engine: Dialect = st.selectbox(
                _("Engine"), list(ENGINES), format_func=ENGINES.get, key="warehouse_engine", width=220
            )
            table = st.text_input(
                _("Table of the events"), value="stage_events", key="warehouse_table", width=260
            )
            st.download_button(
                _("Download the query"),
                data=lambda: _query(asked, settings, engine, table, language),
                file_name=f"funnel-{engine}.sql",
                mime="text/plain",
                on_click="ignore",
                key="warehouse_query",
                icon=":material/download:",
            )
        st.caption(
            _(
                "One row an event, with the columns case_id, stage, time and channel. The query counts as "
                "set under “How it is counted”, by month."
            )
        )


def _query(asked: Asked, settings: FunnelSettings, engine: Dialect, table: str, language: str) -> str:
    """The query; before any event was loaded, with the stages' own names."""
    with speaking(language):
        labels = {stage.key: stage.label for stage in settings.stages}
        known = asked.means.items()
        names = {str(name): labels[key] for name, key in known if key is not None and key in labels}
        return warehouse_sql(
            names or {label: label for label in labels.values()},
            list(labels.values()),
            how=settings.how,
            window_days=settings.window_days,
            until=None,
            period="month",
            dialect=engine,
            table=table.strip() or "stage_events",
            without_channel=_("no channel"),
        )
