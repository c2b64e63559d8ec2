"""The app under Streamlit's AppTest, each test with a workspace of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.sheets.examples import read_examples
from core.sheets.intake import take_in
from core.store import Workspace, uploads

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


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the example in it, read once: that takes longer than most tests."""
    file = tmp_path_factory.mktemp("example") / "example.duckdb"
    with Workspace.open(file) as workspace:
        for name, data in read_examples():
            upload, _known = uploads.receive(workspace, name, data)
            tables = take_in(name, data).tables
            kept = [uploads.KeptTable(table.kind, table.sheet, table.rows) for table in tables]
            uploads.keep(workspace, upload.id, kept)
    return file


@pytest.fixture
def example(open_app: Open, example_file: Path, tmp_path: Path) -> AppTest:
    """The app with the example loaded, on the start page."""
    shutil.copy(example_file, tmp_path / "test.duckdb")
    app = open_app()
    assert not app.exception
    return app
