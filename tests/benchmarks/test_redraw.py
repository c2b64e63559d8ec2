"""A redraw of the steps page against pages that only hand Streamlit what is ready."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.sheets.intake import take_in
from core.store import uploads
from tests.benchmarks.conftest import Ratio, measured
from tests.benchmarks.ready_parts import PARTS, Part

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large_process_sheet: bytes) -> Iterator[AppTest]:
    """The steps page with the large sheet loaded."""
    monkeypatch.setenv("STEPWISE_WORKSPACE", str(tmp_path / "test.duckdb"))
    monkeypatch.chdir(PROJECT)
    from pages.shared.workspace import workspace

    opened = workspace()
    upload, _known = uploads.receive(opened, "steps.xlsx", large_process_sheet)
    intake = take_in("steps.xlsx", large_process_sheet)
    tables = [uploads.KeptTable(table.kind, table.sheet, table.rows) for table in intake.tables]
    uploads.keep(opened, upload.id, tables)
    found = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).run()
    found.switch_page("pages/steps.py").run()
    assert not found.exception
    yield found
    opened.close()
    st.cache_resource.clear()


def ready(*, built: bool) -> AppTest:
    """A page that only draws the steps page's charts and its table from what is ready.

    Ready dictionaries, or, where `built`, ready frames, from which Altair builds the charts at each run.
    """
    from core.charts import chain_runs, leverage, time_lost, time_sinks
    from pages.shared.inputs import Inputs
    from pages.shared.step_pictures import pictures
    from pages.shared.step_table import _shown
    from pages.shared.workspace import answers

    found = answers(Inputs())
    chain = found.chains[0]
    drawn = pictures(found, chain, "EUR", True, "en", False)
    shapes = {
        "time_sinks": time_sinks.shape,
        "leverage": partial(leverage.shape, kept=True, pitch=28),
        "chain_runs": chain_runs.shape,
        "time_lost": time_lost.shape,
    }
    PARTS.charts = [
        Part(picture.frame, picture.spec, shapes[name] if built else None)
        for name, picture in drawn.items()
        if picture is not None
    ]
    assert len(PARTS.charts) == 4
    PARTS.tables = [_shown(chain, "EUR", "en")]
    baseline = AppTest.from_file(str(Path(__file__).with_name("ready_page.py")), default_timeout=60).run()
    assert not baseline.exception
    return baseline


def test_a_redraw_of_the_steps_page(app: AppTest) -> None:
    baseline = ready(built=False)

    def cpu(one: AppTest) -> float:
        taken = []
        for _round in range(12):
            start = time.process_time()
            one.run()
            taken.append(time.process_time() - start)
        return sorted(taken)[len(taken) // 2]

    Ratio(
        "steps page, CPU of a redraw", cpu(app), "the same from ready dictionaries", cpu(baseline), most=3
    ).say()


def test_a_change_of_the_hourly_rate(app: AppTest) -> None:
    baseline = ready(built=True)
    rates = iter(range(50, 500))

    def change() -> None:
        app.sidebar.text_input(key="hourly_rate").set_value(str(next(rates))).run()

    Ratio(
        "hourly rate changed, 2,000 steps",
        measured(change, 12),
        "a page that builds the same charts from ready frames",
        measured(lambda: baseline.run(), 12),
        most=1.5,
    ).say()
    assert not app.exception
