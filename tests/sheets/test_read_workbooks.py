"""What a user gets from a workbook that can be read."""

import datetime as dt
import io
import struct
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from core.sheets.files.read import read_file
from core.sheets.grid import Grid
from tests.sheets.built_files import cell, record, sheet, steps, wide, written, xlsb, xlsx

EXCEL_97 = Path(__file__).parent / "files" / "excel_97.xls"


def one(fill, **options) -> Grid:
    [grid] = read_file("steps.xlsx", written(fill, **options))
    return grid


def test_cells_arrive_as_what_they_are_and_where_they_stand():
    def fill(book):
        page = book.add_worksheet("Events")
        page.write_row(2, 1, ["step", 25, 2.5, True, "  two\nlines "])
        page.write_datetime(
            2, 6, dt.datetime(2026, 3, 1, 8, 30), book.add_format({"num_format": "d.m.yyyy h:mm"})
        )
        page.write_datetime(2, 7, dt.datetime(2026, 3, 1), book.add_format({"num_format": "d.m.yyyy"}))
        page.write_datetime(2, 8, dt.time(1, 30), book.add_format({"num_format": "h:mm"}))
        page.write_number(2, 9, 26.5 / 24, book.add_format({"num_format": "[h]:mm"}))

    grid = one(fill)
    assert grid.name == "Events"
    assert grid.rows[:2] == [[None] * 10] * 2
    assert grid.rows[2] == [
        *(None, "step", 25.0, 2.5, True, "  two\nlines "),
        *(dt.datetime(2026, 3, 1, 8, 30), dt.date(2026, 3, 1), dt.time(1, 30), dt.timedelta(hours=26.5)),
    ]


def test_dates_counted_from_1904_are_the_same_dates():
    def fill(book):
        page = book.add_worksheet()
        page.write_datetime(0, 0, dt.datetime(2026, 3, 1), book.add_format({"num_format": "d.m.yyyy"}))

    assert one(fill, date_1904=True).rows == [[dt.date(2026, 3, 1)]]


def test_a_time_below_zero_is_a_negative_number_and_no_other_time_of_day():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, [-0.25, -5], book.add_format({"num_format": "h:mm"}))
        page.write(0, 2, -0.25, book.add_format({"num_format": "[h]:mm"}))
        page.write(0, 3, -3.5)

    assert one(fill).rows == [[-0.25, -5.0, dt.timedelta(hours=-6), -3.5]]


def test_cells_shown_as_percent_are_known():
    def fill(book):
        page = book.add_worksheet()
        formats = ["0%", "0.00%", '0" of 100%"', "0.0\\%;-0.0%", "0.0", "[Red]0.0 %", "General"]
        for column, code in enumerate(formats):
            page.write(3, column, 0.4, book.add_format({"num_format": code}))
            page.write_blank(4, column, None, book.add_format({"num_format": code}))

    assert one(fill).percent == {(3, 0), (3, 1), (3, 3), (3, 5)}


def test_formulas_saved_without_their_result_are_known_and_empty():
    book = openpyxl.Workbook()
    book.active.append(["minutes", "times", "together"])
    book.active.append([25, 2, "=A2*B2"])
    book.active["E9"] = "=SUM(A2:A8)"
    file = io.BytesIO()
    book.save(file)
    [grid] = read_file("steps.xlsx", file.getvalue())
    assert grid.valueless == {(1, 2), (8, 4)}
    assert (grid.rows[1][2], grid.rows[8][4]) == (None, None)


def test_the_zero_that_a_program_saves_instead_of_calculating_is_no_result():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, [25, 0])
        page.write_formula(0, 2, "=A1*2")
        page.write_formula(0, 3, "=A1*3", None, 75)

    grid = one(fill)
    assert grid.rows == [[25.0, 0.0, None, 75.0]]
    assert grid.valueless == {(0, 2)}


def test_a_formula_whose_result_is_an_empty_text_has_its_result():
    rows = '<row r="1">' + cell("A1") + '<c r="B1" t="str"><f>IF(A1&gt;0,"","late")</f><v></v></c></row>'
    [grid] = read_file("steps.xlsx", xlsx(sheet(rows)))
    assert (grid.rows, grid.valueless) == ([[1.0]], frozenset())


def test_excel_errors_arrive_as_their_text():
    rows = (
        f'<row r="1">{cell("A1")}<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="2"><c r="C2" s="0" t="e"><v>#N/A</v></c></row>'
    )
    [grid] = read_file("steps.xlsx", xlsx(sheet(rows)))
    assert grid.rows == [[1.0, "#DIV/0!", None], [None, None, "#N/A"]]


def test_numbers_that_are_none_arrive_as_text():
    rows = f'<row r="1">{cell("A1", "NaN")}{cell("B1", "1e999")}{cell("C1", 5)}</row>'
    assert read_file("steps.xlsx", xlsx(sheet(rows)))[0].rows == [["nan", "inf", 5.0]]


def test_hidden_sheets_are_marked_empty_ones_kept_and_charts_left_out():
    def fill(book):
        book.add_worksheet("Events").write(0, 0, "step")
        hidden = book.add_worksheet("Old")
        hidden.write(0, 0, "step")
        hidden.hide()
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Events!$A$1:$A$2"})
        book.add_chartsheet("Picture").set_chart(chart)
        book.add_worksheet("Notes")
        book.add_worksheet("More").write_row(0, 0, [0.5], book.add_format({"num_format": "0%"}))

    grids = read_file("steps.xlsx", written(fill))
    assert [(grid.name, grid.hidden, len(grid.rows)) for grid in grids] == [
        ("Events", False, 1),
        ("Old", True, 1),
        ("Notes", False, 0),
        ("More", False, 1),
    ]
    assert grids[-1].percent == {(0, 0)}


def test_merged_cells_are_known():
    grid = one(lambda book: book.add_worksheet().merge_range(1, 0, 3, 1, "Events"))
    assert grid.merged == (((1, 0), (3, 1)),)


def test_a_million_declared_rows_with_ten_filled_are_ten_rows():
    empty = "".join(
        f'<row r="{row}" spans="1:2" s="1"><c r="A{row}" s="1"/></row>' for row in range(11, 60_000)
    )
    rows = "".join(f'<row r="{row}">{cell(f"A{row}", row)}</row>' for row in range(1, 11))
    last = '<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    [grid] = read_file("steps.xlsx", xlsx(sheet(rows + empty + last, '<dimension ref="A1:XFD1048576"/>')))
    assert grid.rows == [[float(row)] for row in range(1, 11)]


def test_500_declared_columns_with_eight_filled_are_eight_columns():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, list("abcdefgh"))
        page.write_row(1, 0, [""] * 500, book.add_format({"bold": True}))

    assert one(fill).rows == [list("abcdefgh")]


def test_empty_texts_far_away_are_no_cells():
    far = '<c r="XFA2" t="str"><v></v></c>'
    [grid] = read_file("steps.xlsx", xlsx(sheet(f'<row r="1">{cell("A1")}</row><row r="2">{far}</row>')))
    assert grid.rows == [[1.0]]


@pytest.mark.parametrize(
    "spelt",
    [
        "<x:row r='2'><x:c t='e' r='B2'><x:v>#N/A</x:v></x:c><x:c s='1' r='C2'><x:v>0.4</x:v></x:c></x:row>",
        '<row/><row><c/><c t="e"><v>#N/A</v></c><c s="1"><v>0.4</v></c></row>',
        '<row r="2"><c t="e" r="B2"><v>#N/A</v></c><c t="n" r="C2" s="1"><v>0.4</v></c></row>',
    ],
)
def test_sheets_of_programs_that_spell_their_xml_otherwise_say_the_same(spelt):
    xml = sheet(spelt)
    if "<x:" in spelt:
        xml = xml.replace("<worksheet xmlns", "<x:worksheet xmlns:x").replace("</w", "</x:w")
        xml = xml.replace("<sheetData", "<x:sheetData").replace("</sheetData", "</x:sheetData")
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
    [grid] = read_file("steps.xlsx", xlsx(xml, styles=styles))
    assert grid.rows == [[None, None, None], [None, "#N/A", 0.4]]
    assert grid.percent == {(1, 2)}


def test_a_sheet_longer_than_one_block_keeps_every_row_in_its_place():
    def fill(book):
        page = book.add_worksheet()
        for row in range(3, 9000):
            page.write_row(row, 1, [f"step {row}", row / 2])
        page.write(8500, 3, 0.5, book.add_format({"num_format": "0%"}))

    grid = one(fill)
    assert grid.rows[3:] == [
        [None, f"step {row}", row / 2, 0.5 if row == 8500 else None] for row in range(3, 9000)
    ]
    assert grid.percent == {(8500, 3)}


def test_an_ods_file_says_the_same_as_an_excel_file():
    document = OpenDocumentSpreadsheet()
    table = Table(name="Hendelser")
    table.addElement(TableRow(numberrowsrepeated=2))
    row = TableRow()
    row.addElement(TableCell(numbercolumnsrepeated=2))
    for text, described in [
        ("steg", {"valuetype": "string"}),
        ("40 %", {"valuetype": "percentage", "value": "0.4"}),
        ("1:30", {"valuetype": "time", "timevalue": "PT01H30M00S"}),
        ("26:30", {"valuetype": "time", "timevalue": "PT26H30M00S"}),
        ("#DIV/0!", {"formula": "of:=1/0", "valuetype": "float", "value": "0"}),
        (None, {"formula": "of:=1+1"}),
    ]:
        entry = TableCell(**described)
        if text:
            entry.addElement(P(text=text))
        row.addElement(entry)
    table.addElement(row)
    row = TableRow()
    merged = TableCell(valuetype="string", numberrowsspanned="2", numbercolumnsspanned="1")
    merged.addElement(P(text="møte"))
    row.addElement(merged)
    table.addElement(row)
    row = TableRow()
    row.addElement(CoveredTableCell())
    table.addElement(row)
    rest = TableRow(numberrowsrepeated=1_048_570)
    rest.addElement(TableCell(numbercolumnsrepeated=16_384))
    table.addElement(rest)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.write(file)
    [grid] = read_file("steg.ods", file.getvalue())
    assert grid.rows == [
        *[[None] * 8] * 2,
        [None, None, "steg", 0.4, dt.time(1, 30), dt.timedelta(hours=26.5), "#DIV/0!", None],
        ["møte", *[None] * 7],
    ]
    assert grid.percent == {(2, 3)}
    assert grid.valueless == {(2, 7)}
    assert grid.merged == (((3, 0), (4, 0)),)


def test_an_xls_file_of_excel_97_says_the_same_as_an_xlsx_file():
    steps, hidden = read_file("steps.xls", EXCEL_97.read_bytes())
    assert steps.rows[2][:4] == [None, "Schritt", "Quote", "Dauer"]
    assert steps.rows[3] == [
        *(None, "Anruf – ä", 0.4, dt.timedelta(hours=36), dt.time(1, 30), dt.date(2026, 1, 1), True),
        *(None, 12, "#DIV/0!", -5.0),
    ]
    assert steps.percent == {(3, 2)}
    assert steps.merged == (((5, 1), (7, 2)),)
    assert (hidden.name, hidden.hidden, hidden.rows) == ("Hidden", True, [["x"]])


def test_an_xlsb_file_says_the_same_as_an_xlsx_file():
    def binary_cell(kind, column, style, content):
        return record(kind, struct.pack("<II", column, style) + content)

    cells = (
        record(0, struct.pack("<I", 2) + bytes(13))
        + binary_cell(6, 1, 0, wide("Anruf"))
        + binary_cell(5, 2, 1, struct.pack("<d", 0.4))
        + binary_cell(3, 3, 0, b"\x07")
        + binary_cell(5, 4, 2, struct.pack("<d", -0.25))
        + binary_cell(2, 5, 0, struct.pack("<I", 25 << 2 | 2))
    )
    [grid] = read_file("steps.xlsb", xlsb(cells, formats=bytes([0, 9, 20])))
    assert grid.rows[2] == [None, "Anruf", 0.4, "#DIV/0!", -0.25, 25]
    assert grid.percent == {(2, 2)}


def test_a_workbook_named_csv_is_read_as_the_workbook_it_is():
    assert read_file("export.csv", steps())[0].rows == [["step", "minutes"]]


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(words | numbers | st.booleans() | st.none(), max_size=8), max_size=12))
def test_whatever_a_table_holds_comes_back(rows):
    def fill(book):
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                write = page.write_string if isinstance(value, str) else page.write
                write(number, column, value)
        page.write(20, 10, "end")

    grid = one(fill, strings_to_formulas=False)
    expected = [row + [None] * (10 - len(row)) + [None] for row in rows] + [[None] * 11] * (20 - len(rows))
    got = [[None if value == "" else value for value in row] for row in expected]
    assert [[type(value) for value in row] for row in grid.rows[:20]] == [
        [float if type(value) is int else type(value) for value in row] for row in got
    ]
    assert grid.rows[:20] == [
        [pytest.approx(value, rel=1e-14) if type(value) is float else value for value in row] for row in got
    ]
