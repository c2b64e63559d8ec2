"""Another channel or period on the funnel page with a million events: what the redraw adds to the query."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.benchmarks.conftest import measured
from tests.benchmarks.test_event_funnel import CHANNELS, MILLION, PROJECT, kept_log

MOST_MILLISECONDS = 300


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The funnel page over a million events, each name matched to a stage of its own."""
    path = tmp_path / "test.duckdb"
    kept_log(path, MILLION).workspace.close()
    monkeypatch.setenv("STEPWISE_WORKSPACE", str(path))
    monkeypatch.chdir(PROJECT)
    from core.store.funnel_settings import put_meaning
    from pages.shared.workspace import workspace

    meanings = {"Visit": "suspect", "Offer": "prospect", "Active": "consumption"}
    for name, stage in meanings.items():
        put_meaning(workspace(), name, stage)
    found = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120).run()
    found.switch_page("pages/funnel.py").run()
    assert not found.exception
    yield found
    workspace().close()
    st.cache_resource.clear()


def test_another_channel_or_period_is_drawn_at_once(app: AppTest) -> None:
    from pages.shared.funnel_data import funnel_of_workspace

    figures = funnel_of_workspace("month")
    channels = itertools.cycle(CHANNELS)
    months = itertools.cycle(["2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"])

    def channel() -> None:
        app.selectbox(key="funnel_channel").select(next(channels)).run()

    def period() -> None:
        app.selectbox(key="funnel_period month").select(next(months)).run()

    query = measured(lambda: figures.times(channels=[next(channels)]), 8)
    for name, change in (("channel", channel), ("period", period)):
        seconds = measured(change, 8)
        assert not app.exception
        over = (seconds - query) * 1000
        print(f"\nfunnel page, another {name}, 1 million events: {seconds * 1000:.0f} ms")
        print(f"  the query alone: {query * 1000:.0f} ms")
        verdict = "held" if over <= MOST_MILLISECONDS else "NOT HELD"
        print(f"  {over:.0f} ms over the query, at most {MOST_MILLISECONDS}: {verdict}")
