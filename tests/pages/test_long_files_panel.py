"""The panel that names files too large to upload."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.store import Workspace, named_files
from core.store.event_log import kept_events
from pages.shared.long_files import is_here, log_for

EVENTS = "Fall;Stufe;Datum\n" + "".join(f"c{n};Anfrage;{n}.04.2026\n" for n in range(1, 30))


def panel() -> None:
    """A page with nothing but the panel, on the reader's own computer."""
    from pages.shared import session
    from pages.shared.long_files import draw_panel
    from pages.shared.workspace import workspace

    session.speak_as_before("en")
    draw_panel(workspace())
    session.tell()


def panel_of_others() -> None:
    """The panel as a browser gets it that does not ask for this computer."""
    from pages.shared.long_files import long_file_panel

    long_file_panel()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("STEPWISE_WORKSPACE", str(tmp_path / "test.duckdb"))
    monkeypatch.setenv("STEPWISE_LOCAL_FILES", "1")
    with Workspace.open(tmp_path / "test.duckdb") as workspace:
        yield workspace
    st.cache_resource.clear()


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS)
    return path


def named(path: object) -> AppTest:
    """The panel after this path was typed."""
    app = AppTest.from_function(panel, default_timeout=30).run()
    app.text_input[0].set_value(str(path))
    app.button[-1].click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(each.value for each in [*app.markdown, *app.caption]).replace("\\", "")


def test_a_named_file_is_read_and_shows_what_was_understood(opened: Workspace, events: Path) -> None:
    app = named(events)
    assert named_files.named(opened) == (events,)
    assert "Case: the column “Fall”" in said(app)
    assert "“1.04.2026” is Apr 1, 2026" in said(app)
    assert "29 rows are read" in said(app)
    assert app.text_input[0].value == ""
    assert not app.error


def test_its_events_count_instead_of_the_uploaded_ones(opened: Workspace, events: Path) -> None:
    before = log_for(opened)
    named(events)
    log = log_for(opened)
    assert log != before
    with log.cursor() as cursor:
        assert cursor.execute(f"select count(*) from ({log.events})", log.parameters).fetchall() == [(29,)]


def test_quotation_marks_around_a_copied_path_do_no_harm(opened: Workspace, events: Path) -> None:
    named(f' "{events}" ')
    assert named_files.named(opened) == (events,)


def test_a_file_that_cannot_be_read_is_said_in_a_sentence_and_not_named(
    opened: Workspace, tmp_path: Path
) -> None:
    app = named(tmp_path / "gone.csv")
    assert "There is no file" in app.error[0].value
    assert app.text_input[0].value.endswith("gone.csv")
    assert named_files.named(opened) == ()


def test_a_named_file_that_is_gone_is_said_and_stays_named(opened: Workspace, events: Path) -> None:
    named(events)
    events.unlink()
    app = AppTest.from_function(panel, default_timeout=30).run()
    assert "The figures are without the events of a named file" in app.warning[0].value
    assert named_files.named(opened) == (events,)
    assert log_for(opened) == kept_events(opened)
    events.write_text(EVENTS)
    app.run()
    assert not app.warning


def test_a_file_is_forgotten_and_left_where_it_is(opened: Workspace, events: Path) -> None:
    app = named(events)
    app.button(key="remove long file 0").click().run()
    assert not app.exception
    assert named_files.named(opened) == ()
    assert "is not read any more" in app.toast[0].value
    assert events.exists()


def test_times_that_cannot_be_read_are_counted(opened: Workspace, events: Path) -> None:
    events.write_text(EVENTS + "c30;Anfrage;31.04.2026\nc31;Anfrage;\n")
    text = said(named(events))
    assert "1 time, “31.04.2026”, cannot be read: its row does not count" in text
    assert "1 row has no time and does not count" in text


def test_nobody_else_is_offered_the_files_of_this_computer(opened: Workspace) -> None:
    app = AppTest.from_function(panel_of_others, default_timeout=30).run()
    assert not app.exception
    assert not app.expander


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8600", "[::1]:8501"])
def test_a_browser_on_this_computer_is_known_by_the_name_it_asks_for(host: str) -> None:
    assert is_here(host)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example:8501", "192.168.0.7:8501", "", None]
)
def test_other_names_are_not_this_computer(host: str | None) -> None:
    assert not is_here(host)
