"""Loading sheets: seen before it is kept, corrected, kept once, replaced, taken back."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from core.store import rows, uploads
from tests.pages.conftest import Open

SHEETS = Path(__file__).parents[1] / "sheets" / "process"


def workbook(*lines: list[object], sheet: str = "Fair") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for line in lines:
        book.active.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def drop(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader[0].upload(name, data, "application/octet-stream").run()
    assert not app.exception
    return app


def button(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def kept_steps() -> list[str]:
    from pages.shared.workspace import workspace

    return rows.steps(workspace())["step"].tolist()


def test_nothing_is_kept_before_it_was_seen(open_app: Open) -> None:
    app = drop(open_app("sheets"), "fair.xlsx", workbook(["Step", "Minutes"], ["Call", 10]))
    assert kept_steps() == []
    assert app.header[0].value == "One file waits for your look before it is kept."
    button(app, "Keep 1 row")
    assert kept_steps() == ["Call"]


def test_a_waiting_file_survives_a_reload(open_app: Open) -> None:
    drop(open_app("sheets"), "fair.xlsx", workbook(["Step", "Minutes"], ["Call", 10]))
    assert "Keep 1 row" in [one.label for one in open_app("sheets").button]


def test_the_same_file_again_is_not_counted_twice(open_app: Open) -> None:
    data = workbook(["Step", "Minutes"], ["Call", 10])
    app = button(drop(open_app("sheets"), "fair.xlsx", data), "Keep 1 row")
    drop(app, "copy of fair.xlsx", data)
    assert kept_steps() == ["Call"]
    assert "“copy of fair.xlsx” is kept already" in app.toast[0].value


def test_a_changed_version_asks_and_replaces_and_undo_brings_the_old_one_back(open_app: Open) -> None:
    app = drop(open_app("sheets"), "fair.xlsx", workbook(["Step", "Minutes"], ["Call", 10]))
    button(app, "Keep 1 row")
    drop(app, "fair.xlsx", workbook(["Step", "Minutes"], ["Call", 10], ["Offer", 20]))
    keep = next(one for one in app.button if one.label == "Keep 2 rows")
    assert keep.disabled
    app.radio[0].set_value(app.radio[0].options[0] and _first_option(app)).run()
    button(app, "Keep 2 rows")
    assert kept_steps() == ["Call", "Offer"]
    button(app, "Undo")
    assert kept_steps() == ["Call"]


def _first_option(app: AppTest) -> str:
    from pages.shared.workspace import workspace

    assert app.radio[0].options[0].startswith("Replace")
    return uploads.kept(workspace())[0].id


def test_a_newer_version_keeps_what_its_sheet_is_for(open_app: Open) -> None:
    app = drop(open_app("sheets"), "film.xlsx", workbook(["Step", "Minutes"], ["Cut", 10], sheet="Film"))
    next(one for one in app.selectbox if one.label == "These steps are for").select("deliver").run()
    button(app, "Keep 1 row")
    drop(app, "film.xlsx", workbook(["Step", "Minutes"], ["Cut", 10], ["Send", 5], sheet="Film"))
    app.radio[0].set_value(_first_option(app)).run()
    button(app, "Keep 2 rows")
    from pages.shared.workspace import workspace

    assert rows.steps(workspace())["phase"].tolist() == ["deliver", "deliver"]


def test_the_example_is_removed_with_one_click(example: AppTest) -> None:
    example.switch_page("pages/sheets.py").run()
    button(example, "Remove the example")
    assert kept_steps() == []
    assert example.header[0].value == "Load the sheet with your steps."


def test_good_rows_are_kept_while_bad_ones_wait_and_their_cells_are_named(open_app: Open) -> None:
    data = workbook(["Step", "Minutes"], ["Call", 10], ["Offer", -5], ["Meet", "soon"])
    app = drop(open_app("sheets"), "fair.xlsx", data)
    said = app.warning[0].value
    assert "2 rows wait" in said
    assert "B3" in said
    assert "B4" in said
    button(app, "Keep 1 row")
    assert kept_steps() == ["Call"]
    app.switch_page("pages/steps.py").run()
    assert "2 rows of fair\\.xlsx wait for a correction" in app.warning[0].value


def test_minutes_or_hours_is_asked_and_the_answer_is_remembered_for_the_header(open_app: Open) -> None:
    app = drop(open_app("sheets"), "fair.xlsx", workbook(["Step", "Duration"], ["Call", 0.5], ["Meet", 2]))
    assert not any(one.label.startswith("Keep") for one in app.button)
    app.radio[0].set_value("h").run()
    button(app, "Keep 2 rows")
    drop(app, "webinar.xlsx", workbook(["Step", "Duration"], ["Talk", 1.5], ["Mail", 0.25], sheet="Webinar"))
    button(app, "Keep 2 rows")
    from pages.shared.workspace import workspace

    assert rows.steps(workspace())["minutes"].tolist() == [30, 120, 90, 15]


def test_a_channel_can_be_named_before_it_is_kept(open_app: Open) -> None:
    app = drop(open_app("sheets"), "fair.xlsx", workbook(["Step", "Minutes"], ["Call", 10]))
    app.main.text_input[0].set_value("Trade fair").run()
    button(app, "Keep 1 row")
    from pages.shared.workspace import workspace

    assert rows.steps(workspace())["channel"].tolist() == ["Trade fair"]


def test_a_bad_file_is_refused_in_a_sentence_and_can_be_discarded(open_app: Open) -> None:
    app = drop(open_app("sheets"), "photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert "picture" in app.error[0].value
    button(app, "Discard")
    assert app.header[0].value == "Load the sheet with your steps."


def test_every_ugly_sheet_is_shown_without_a_traceback(open_app: Open) -> None:
    app = open_app("sheets", lang="de")
    for file in sorted(SHEETS.glob("*.xlsx"))[:12]:
        drop(app, file.name, file.read_bytes())
    assert len(app.subheader) > 12
