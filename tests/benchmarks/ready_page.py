"""The baseline: a page that only hands Streamlit ready charts and a ready table."""

import streamlit as st

from core.charts.theme import LIGHT
from tests.benchmarks.ready_parts import PARTS

for number, part in enumerate(PARTS.charts):
    if part.shape is None:
        st.vega_lite_chart(part.frame, part.spec, theme=None, key=f"chart {number}")
    else:
        chart = part.shape(LIGHT)
        chart.data = part.frame
        st.altair_chart(chart, theme=None, key=f"chart {number}")
for number, table in enumerate(PARTS.tables):
    st.data_editor(table, key=f"table {number}")
