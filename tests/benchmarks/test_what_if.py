"""A slider move on the what-if page against a page that draws the same charts from ready frames."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.benchmarks.conftest import Ratio
from tests.benchmarks.ready_parts import PARTS, Part

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page with the example loaded."""
    monkeypatch.setenv("STEPWISE_WORKSPACE", str(tmp_path / "test.duckdb"))
    monkeypatch.chdir(PROJECT)
    found = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).run()
    found.button(key="try_the_example").click().run()
    found.switch_page("pages/what_if.py").run()
    assert not found.exception
    yield found
    from pages.shared.workspace import workspace

    workspace().close()
    st.cache_resource.clear()


def ready() -> AppTest:
    """A page that only draws the chart of the moved figures: from a ready frame, by Altair."""
    from functools import partial

    from core.charts import now_then
    from core.what_if.changes import Moved
    from pages.shared.what_if_data import situation_now
    from pages.shared.what_if_looked import Looked
    from pages.shared.what_if_words import measures

    looked = Looked(situation_now(), (Moved("minutes", "*", 0.9, "times"),), "EUR")
    drawn = now_then.now_then(measures(looked), dark=False, title="A customer would cost less")
    assert drawn is not None
    PARTS.charts = [Part(drawn.frame, drawn.spec, partial(now_then.shape, room=140))]
    PARTS.tables = []
    baseline = AppTest.from_file(str(Path(__file__).with_name("ready_page.py")), default_timeout=60).run()
    assert not baseline.exception
    return baseline


def cpu(redraw: Callable[[], object], rounds: int = 21) -> float:
    """The median seconds of CPU that a redraw takes, after two that do not count."""
    taken = []
    for _round in range(rounds + 2):
        start = time.process_time()
        redraw()
        taken.append(time.process_time() - start)
    return sorted(taken[2:])[rounds // 2]


def test_a_slider_move_on_the_example(app: AppTest) -> None:
    baseline = ready()
    parts = itertools.cycle(part / 50 for part in range(10, 49))

    def move() -> None:
        app.select_slider(key="what_if move minutes|*").set_value(next(parts)).run()

    Ratio(
        "what-if page, CPU of a slider move, frame and sidebar included",
        cpu(move),
        "a page that draws the same chart from a ready frame",
        cpu(baseline.run),
        most=2,
    ).say()
    assert not app.exception
    assert "would cost" in str(app.header[0].value)
