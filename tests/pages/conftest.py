"""The app under Streamlit's AppTest, each test with a workspace of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

PROJECT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def open_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the app on a page, over one workspace for the whole test."""
    monkeypatch.setenv("STEPWISE_WORKSPACE", str(tmp_path / "test.duckdb"))
    monkeypatch.chdir(PROJECT)

    def opened(page: str = "", *, locale: str = "en-US", **query: str) -> AppTest:
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30)
        app.context = {"locale": locale}
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page:
            app.switch_page(f"pages/{page}.py").run()
        return app

    yield opened
    from pages.shared.workspace import workspace

    workspace().close()
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def no_page_stumbles(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A page that failed says so politely; here it fails its test."""
    yield
    failed = [record.getMessage() for record in caplog.records if record.name == "stepwise"]
    assert failed == []


@pytest.fixture
def example(open_app: Open) -> AppTest:
    """The app with the example loaded, on the start page."""
    app = open_app()
    app.button(key="try_the_example").click().run()
    assert not app.exception
    return app
