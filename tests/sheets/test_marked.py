"""The user's workbook comes back with every bad cell coloured and explained."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from core.errors import Problem
from core.language import Text
from core.sheets.grid import Cell, Grid
from core.sheets.writing.marked import marked_copy
from core.sheets.writing.own_sheets import is_own, own_title
from core.sheets.writing.pen import ACCENT

FILE = "steps.xlsx"
EVENTS = Grid(
    "Events",
    [
        ["Our events", None, None, None],
        ["Step", "Minutes", "Pass rate", "Note"],
        ["Travel", "soon", 0.4, None],
        ["Talk", dt.time(1, 30), 0.125, "=1+1"],
    ],
    percent=frozenset({(2, 2), (3, 2)}),
)


def problem(
    cell: str, sentence: str = "“{found}” is no time.", sheet: str = "Events", **more: object
) -> Problem:
    found = str(more.pop("found", "soon"))
    return Problem(FILE, sheet, cell, Text(sentence, {"found": found}), found=found, **more)  # type: ignore[arg-type]


def opened(copy: bytes) -> Workbook:
    return load_workbook(BytesIO(copy))


def marked(grids: list[Grid], problems: list[Problem]) -> Workbook:
    return opened(marked_copy(FILE, grids, problems))


def accented(cell: object) -> bool:
    return cell.fill.fgColor.rgb == "FF" + ACCENT.removeprefix("#")  # type: ignore[attr-defined]


def test_a_bad_cell_is_coloured_and_its_comment_holds_the_sentence() -> None:
    sheet = marked([EVENTS], [problem("B3")])["Events"]
    assert accented(sheet["B3"])
    assert sheet["B3"].comment.text == "“soon” is no time."
    assert sheet["B3"].value == "soon"


def test_good_cells_stay_as_they_are() -> None:
    sheet = marked([EVENTS], [problem("B3")])["Events"]
    bad = [cell.coordinate for row in sheet.iter_rows() for cell in row if accented(cell) or cell.comment]
    assert bad == ["B3"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == EVENTS.rows


def test_percents_are_seen_as_percents_and_times_as_times() -> None:
    sheet = marked([EVENTS], [])["Events"]
    assert (sheet["C3"].value, sheet["C3"].number_format) == (0.4, "0%")
    assert (sheet["C4"].value, sheet["C4"].number_format) == (0.125, "0.0##%")
    assert (sheet["B4"].value, sheet["B4"].number_format) == (dt.time(1, 30), "h:mm")


def test_dates_long_times_truths_and_numbers_come_back_as_what_they_were() -> None:
    values: list[Cell] = [
        dt.datetime(2026, 3, 4, 5, 6),
        dt.date(2026, 3, 4),
        dt.timedelta(hours=30),
        True,
        12.5,
        1234567,
    ]
    copy = marked_copy(FILE, [Grid("Kinds", [values])], [])
    rows = CalamineWorkbook.from_filelike(BytesIO(copy)).get_sheet_by_name("Kinds").to_python()
    assert rows == [values]


def test_what_a_spreadsheet_cannot_hold_is_still_readable() -> None:
    values: list[Cell] = [dt.timedelta(minutes=-5), dt.date(1850, 1, 1), float("inf"), 10**20, float("nan")]
    sheet = marked([Grid("Odd", [values])], [])["Odd"]
    assert [cell.value for cell in sheet[1]] == ["-1 day, 23:55:00", "1850-01-01", "inf", str(10**20), "nan"]


def test_merged_cells_stay_merged() -> None:
    grid = Grid("Events", [["Channel", "Step"], ["Fair", "Go"], [None, "Talk"]], merged=(((1, 0), (2, 0)),))
    sheet = marked([grid], [])["Events"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:A3"]
    assert sheet["A2"].value == "Fair"


def test_a_problem_inside_a_merged_range_is_seen_at_its_first_cell() -> None:
    grid = Grid("Events", [["Channel", "Step"], ["Fair", "Go"], [None, "Talk"]], merged=(((1, 0), (2, 0)),))
    sheet = marked([grid], [problem("A3")])["Events"]
    assert accented(sheet["A2"])
    assert sheet["A2"].comment.text == "“soon” is no time."


def test_merged_ranges_beyond_the_sheet_or_over_one_another_do_no_harm() -> None:
    everything = ((0, 0), (1_048_575, 16_383))
    grid = Grid("Events", [["a", None], [None, "b"]], merged=(everything, ((0, 0), (1, 1)), ((0, 0), (0, 0))))
    sheet = marked([grid], [])["Events"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:B2"]


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell() -> None:
    book = marked([EVENTS], [problem("B3"), problem("C4", "{found} is more than all.", found="150 %")])
    listing = book.worksheets[0]
    assert listing.title == "Problems"
    rows = [[cell.value for cell in row] for row in listing.iter_rows(min_row=5)]
    assert rows == [
        ["Place", "Found", "What is wrong and how to mend it"],
        ["Events, B3", "soon", "“soon” is no time."],
        ["Events, C4", "150 %", "150 % is more than all."],
    ]
    assert listing["A6"].hyperlink.location == "'Events'!B3"
    assert listing["A2"].value == "steps.xlsx: 2 things to mend. Click on a place to go to its cell."


def test_without_problems_it_says_that_nothing_is_to_mend() -> None:
    assert marked([EVENTS], []).worksheets[0]["A2"].value == "steps.xlsx: nothing to mend was found."


def test_two_problems_of_one_cell_share_its_comment() -> None:
    sheet = marked([EVENTS], [problem("B3", "First."), problem("B3", "Second.")])["Events"]
    assert sheet["B3"].comment.text == "First.\n\nSecond."


def test_a_problem_of_a_column_is_marked_at_the_first_filled_cell_of_the_column() -> None:
    sheet = marked([EVENTS], [problem("C", "Minutes or hours?")])["Events"]
    assert sheet["C2"].comment.text == "Minutes or hours?"


def test_a_problem_of_a_row_is_marked_at_the_first_filled_cell_of_the_row() -> None:
    grid = Grid("Events", [["Step", "Minutes"], [None, 5]])
    sheet = marked([grid], [problem("", "The step has no name.", row=2)])["Events"]
    assert sheet["B2"].comment.text == "The step has no name."


def test_a_blank_cell_can_be_the_bad_one_also_outside_the_table() -> None:
    sheet = marked([EVENTS], [problem("D3"), problem("H9")])["Events"]
    assert accented(sheet["D3"])
    assert accented(sheet["H9"])
    assert sheet["D3"].value is None


@pytest.mark.parametrize("sheet", ["Events", "", "Gone"])
def test_a_problem_of_a_whole_sheet_or_file_is_only_listed(sheet: str) -> None:
    book = marked([EVENTS, Grid("Other", [["x"]])], [problem("", "No table.", sheet=sheet)])
    assert book.worksheets[0]["C6"].value == "No table."
    assert not any(cell.comment for row in book["Events"].iter_rows() for cell in row)


def test_problems_of_other_files_are_left_out() -> None:
    other = Problem("other.xlsx", "Events", "B3", Text("Not here."))
    book = marked([EVENTS], [other])
    assert book.worksheets[0]["A6"].value is None
    assert book["Events"]["B3"].comment is None


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(A1)", "+49 170 1", "-5 min", "@SUM(A1)", "\t=1", "{=1}"]
)
def test_no_text_ever_becomes_a_formula(text: str) -> None:
    cell = marked([Grid("Events", [[text]])], [problem("A1", found=text)])["Events"]["A1"]
    assert cell.data_type == "s"
    assert cell.value == text
    if text[0] in "=+-@":
        assert cell.quotePrefix  # stays a text also when somebody edits the cell


def test_no_sentence_or_name_in_the_list_becomes_a_formula() -> None:
    book = marked([Grid("=1+1", [["x"]])], [problem("A1", "=cmd|{found}", sheet="=1+1", found="=2+2")])
    assert [cell.data_type for cell in book.worksheets[0][6]] == ["s", "s", "s"]


def test_markup_in_a_cell_stays_a_text() -> None:
    text = "<r><t>a & b</t></r>"
    copy = marked_copy(FILE, [Grid("Events", [[text]])], [problem("A1", found=text)])
    rows = CalamineWorkbook.from_filelike(BytesIO(copy)).get_sheet_by_name("Events").to_python()
    assert rows == [[text]]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Events", "events"], ["Events", "events (2)"]),
        (["a/b:c*d?[e]\\f"], ["a b c d e f"]),
        (["x" * 40, "x" * 41], ["x" * 31, "x" * 27 + " (2)"]),
        (["'quoted'"], ["quoted"]),
        (["", "???"], ["Sheet", "Sheet (2)"]),
        (["History"], ["History (2)"]),
        (["😀" * 20], ["😀" * 15]),
    ],
)
def test_sheets_get_the_nearest_legal_name(names: list[str], expected: list[str]) -> None:
    book = marked([Grid(name, [["x"]]) for name in names], [])
    assert book.sheetnames[1:] == expected


def test_a_sheet_of_the_user_named_problems_keeps_its_name() -> None:
    assert marked([Grid("Problems", [["x"]])], []).sheetnames == ["Problems (2)", "Problems"]


def test_a_link_finds_a_sheet_whose_name_has_an_apostrophe() -> None:
    book = marked([Grid("Anna's events", [["x"]])], [problem("A1", sheet="Anna's events")])
    assert book.worksheets[0]["A6"].hyperlink.location == "'Anna''s events'!A1"


def test_hidden_sheets_stay_hidden_unless_something_in_them_is_to_mend() -> None:
    grids = [EVENTS, Grid("Old", [["x"]], hidden=True), Grid("Rates", [["x"]], hidden=True)]
    book = marked(grids, [problem("A1", sheet="Rates")])
    assert [book[name].sheet_state for name in ("Events", "Old", "Rates")] == ["visible", "hidden", "visible"]


def test_the_list_of_an_earlier_copy_is_replaced_and_known_as_ours() -> None:
    earlier = Grid("Problems", [[own_title("Problems")], ["old news"]])
    copy = marked_copy(FILE, [earlier, EVENTS], [])
    book = CalamineWorkbook.from_filelike(BytesIO(copy))
    assert book.sheet_names == ["Problems", "Events"]
    assert is_own(Grid("Problems", book.get_sheet_by_name("Problems").to_python()))
    assert not is_own(EVENTS)


def test_an_empty_sheet_and_no_sheet_at_all_are_fine() -> None:
    assert marked([Grid("Empty", [])], [problem("", sheet="Empty")]).sheetnames == ["Problems", "Empty"]
    assert marked([], [problem("", sheet="")]).sheetnames == ["Problems"]


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=6), TEXTS, TEXTS)
def test_every_text_comes_back_as_the_same_text(texts: list[str], name: str, sentence: str) -> None:
    grid = Grid(name, [[text] for text in texts])
    bad = Problem(FILE, name, "A1", Text("{found}", {"found": sentence}), found=sentence)
    copy = marked_copy(FILE, [grid], [bad])
    rows = CalamineWorkbook.from_filelike(BytesIO(copy)).get_sheet_by_index(1).to_python()
    assert [row[0] for row in rows] == texts
    opened(copy)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_control_characters_never_spoil_the_file(text: str) -> None:
    text = text.encode("utf-16-le", "replace").decode("utf-16-le", "replace")
    bad = Problem(FILE, "Events", "A1", Text("{found}", {"found": text}), found=text)
    opened(marked_copy(text, [Grid("Events", [[text]])], [bad]))
