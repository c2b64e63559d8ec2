"""An export that comes again: what of it is kept already is said before it could count twice."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.sheets.kinds import TIME_ENTRIES
from core.store import rows, uploads
from pages.shared.workspace import workspace
from tests.pages.conftest import Open


def hours(*days: int, month: int = 3) -> bytes:
    lines = [f"2026-{month:02}-{day:02},Anna,Film,{60 + day}" for day in days]
    return "\n".join(["Date,Person,Project,Minutes", *lines, ""]).encode()


def drop(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader[0].upload(name, data, "text/csv").run()
    assert not app.exception
    return app


def press(app: AppTest, beginning: str) -> AppTest:
    next(one for one in app.button if one.label.startswith(beginning)).click().run()
    assert not app.exception
    return app


def kept_days() -> list[int]:
    return [day.day for day in rows.kept_rows(workspace(), TIME_ENTRIES)["date"]]


@pytest.fixture
def march(open_app: Open) -> AppTest:
    """The app with two days of March kept."""
    return press(drop(open_app("sheets"), "hours 2026-03.csv", hours(2, 3)), "Keep 2 rows")


def test_the_export_of_march_again_says_what_is_kept_already_and_replaces_it(march: AppTest) -> None:
    app = drop(march, "hours 2026-03 (1).csv", hours(2, 3, 4))
    assert "2 of its 3 rows are kept already" in app.info[0].value
    assert next(one for one in app.button if one.label == "Keep 3 rows").disabled
    older = app.radio[0]
    assert older.options == ["Replace “hours 2026-03.csv”", "Add its rows to those kept"]
    older.set_value(uploads.kept(workspace())[0].id).run()
    press(app, "Keep 3 rows")
    assert kept_days() == [2, 3, 4]


def test_the_export_of_april_is_added_without_a_question(march: AppTest) -> None:
    app = drop(march, "hours 2026-04.csv", hours(1, 2, month=4))
    assert not app.info
    press(app, "Keep 2 rows")
    assert kept_days() == [2, 3, 1, 2]
