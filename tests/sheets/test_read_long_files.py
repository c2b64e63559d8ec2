"""What a user gets from files of a million rows: the same cells and sentences as from short ones."""

import csv
import datetime as dt
import io
import zipfile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FileRefused
from core.sheets.files.delimited import read_delimited
from core.sheets.files.limits import Limits
from core.sheets.files.read import read_file
from core.sheets.grid import Grid
from core.sheets.long_rows import LongRows
from tests.sheets.built_files import cell, sheet, written, xlsx, zipped

NEVER_LONG = 1 << 40


def outcome(data: bytes, limits: Limits, long: int, piece: int = 1 << 20) -> tuple[object, ...]:
    """The cells and the dialect, or the sentence."""
    try:
        grid = read_delimited("events", data, limits, long=long, piece=piece)
    except FileRefused as refused:
        return (str(refused),)
    return [list(row) for row in grid.rows], grid.width, grid.dialect


def assert_alike(data: bytes, piece: int, limits: Limits | None = None) -> None:
    limits = limits or Limits()
    assert outcome(data, limits, 0, piece) == outcome(data, limits, NEVER_LONG)


pieces = st.integers(1, 90) | st.just(1 << 20)
codecs = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp850"])
odd_text = st.text(
    st.sampled_from(list('ab1,;"\n\r\t|  äß\ufeff')) | st.characters(codec="utf-8"), max_size=120
)


@settings(max_examples=400, deadline=None)
@given(odd_text, st.sampled_from(["", "sep=;\n", "sep=^\r\n", "a;b;c\n" * 4, "\ufeff"]), codecs, pieces)
def test_whatever_a_text_holds_a_long_file_gives_the_same_cells_or_the_same_sentence(
    text, before, codec, piece
):
    assert_alike((before + text).encode(codec, "replace"), piece)


cells = st.text(st.sampled_from(list('ab ,;"\n\r|é')), max_size=5) | st.integers(0, 99).map(str)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(cells, max_size=5), min_size=1, max_size=30),
    st.sampled_from(";,\t|"),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    codecs,
    pieces,
)
def test_a_table_written_in_any_way_and_any_raggedness_is_read_alike_in_pieces(
    rows, delimiter, quoting, line_end, codec, piece
):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    assert_alike(text.getvalue().encode(codec, "replace"), piece)


@settings(max_examples=300, deadline=None)
@given(
    odd_text,
    pieces,
    st.builds(
        Limits,
        rows=st.integers(1, 12),
        columns=st.integers(1, 6),
        cells=st.integers(1, 40),
        cell_characters=st.integers(1, 12),
    ),
)
def test_what_is_too_much_is_refused_with_the_same_sentence_and_the_same_line(text, piece, limits):
    assert_alike(("a;b;c\n1;2;3\n" + text).encode(), piece, limits)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(list('ab1;"\n')), max_size=80), pieces)
def test_quotes_in_the_middle_of_a_text_neither_open_nor_hide_a_cell(text, piece):
    assert_alike(("size;note\n" * 3 + text + "\nend;1").encode(), piece)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.none() | st.text("ab é\n", min_size=1, max_size=3), min_size=3, max_size=3)),
    st.slices(12),
    st.booleans(),
)
def test_rows_kept_as_columns_behave_like_a_list_of_rows(rows, part, as_texts):
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    chunked = [pa.chunked_array([column[:2], column[2:]], pa.string()) for column in columns]
    kept = LongRows(chunked if as_texts else columns)
    assert kept == rows
    assert list(kept) == rows
    assert list(kept[part]) == rows[part]
    assert [kept[at] for at in range(-len(rows), len(rows))] == rows * 2
    assert list(reversed(kept)) == rows[::-1]
    grid = Grid("Events", kept)
    for c, column in enumerate(columns):
        given_column = grid.column(c, 1, 5)
        assert (given_column.to_pylist() if as_texts else given_column) == column[1:5]
    assert grid.width == 3


def events(count: int) -> bytes:
    lines = [
        f"user-{at // 4},{('visit', 'lead')[at % 2]},2026-01-01 00:00:{at % 60:02}" for at in range(count)
    ]
    return "\r\n".join(["case,stage,time", *lines, ""]).encode()


def test_a_long_file_keeps_the_numbers_of_its_rows_through_titles_blank_lines_and_a_footer():
    body = events(60_000).replace(b"user-5000,visit", b'"user, the\r\n5000th",visit', 1)
    body = body.replace(b"\r\nuser-9000,visit,", b"\r\n\r\nuser-9000,visit,", 1)
    [grid] = read_file("events.csv", b"Export of the shop\r\n\r\n" + body + b"total,60000\r\n")
    assert isinstance(grid.rows, LongRows)
    assert (len(grid.rows), grid.width, grid.dialect) == (60_005, 3, "UTF-8, comma")
    assert grid.rows[0] == ["Export of the shop", None, None]
    assert grid.rows[2] == ["case", "stage", "time"]
    assert grid.rows[20_003] == ["user, the\n5000th", "visit", "2026-01-01 00:00:20"]
    assert grid.rows[36_003] == [None, None, None]
    assert grid.rows[36_004] == ["user-9000", "visit", "2026-01-01 00:00:00"]
    assert grid.rows[-1] == ["total", "60000", None]
    assert grid.column(0, 60_004).to_pylist() == ["total"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_letters_of_a_long_file_are_read_as_they_were_saved(codec):
    text = events(60_000).decode().replace("visit", "Gespräch")
    [grid] = read_file("events.csv", text.encode(codec))
    assert grid.rows[59_999] == ["user-14999", "Gespräch", "2026-01-01 00:00:58"]


def test_the_line_of_a_fault_deep_in_a_long_file_is_named():
    sound = events(60_000)
    with pytest.raises(FileRefused, match="In line 60,002 a quotation mark opens a cell"):
        read_file("events.csv", sound + b'"x,y\r\nz,1\r\n')
    with pytest.raises(FileRefused, match="Line 60,002 has 300 columns"):
        read_file("events.csv", sound + b"x," * 300)
    with pytest.raises(FileRefused, match="A cell in line 60,002 has 40,000 characters"):
        read_file("events.csv", sound + b"x" * 40_000)
    with pytest.raises(FileRefused, match="more than 60,000 rows"):
        read_file("events.csv", sound, Limits(rows=60_000))
    with pytest.raises(FileRefused, match="more than 180,000 cells"):
        read_file("events.csv", sound, Limits(cells=180_000))


def test_a_long_workbook_is_read_cell_for_cell_whatever_its_columns_hold():
    moments = [dt.datetime(2026, 1, 1) + dt.timedelta(minutes=7 * at) for at in range(9_000)]
    mixed: list[object] = [None if at % 5 else f"note {at % 3}" for at in range(9_000)]
    mixed[8_999] = 12.5

    def fill(book):
        sheet, moment = book.add_worksheet("Events"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        percent = book.add_format({"num_format": "0%"})
        for row, (at, note) in enumerate(zip(moments, mixed, strict=True)):
            sheet.write_datetime(row, 0, at, moment)
            sheet.write(row, 1, note)
            sheet.write(row, 3, row / 100, percent if row == 8_000 else None)
        sheet.write_formula(9_005, 5, "=1/0", None, "#DIV/0!")

    [grid] = read_file("events.xlsx", written(fill))
    assert isinstance(grid.rows, LongRows)
    assert (len(grid.rows), grid.width) == (9_006, 6)
    whole_days = [at.date() if at.time() == dt.time() else at for at in moments]
    assert grid.column(0, 0, 9_000) == whole_days
    assert grid.column(1, 0, 9_000) == mixed
    assert set(grid.column(2)) == {None}
    assert grid.column(3, 0, 9_000) == [row / 100 for row in range(9_000)]
    assert grid.rows[9_005] == [None, None, None, None, None, "#DIV/0!"]
    assert grid.percent == {(8_000, 3)}


def test_all_of_forty_sheets_are_there_in_their_order_hidden_and_chart_sheets_as_ever():
    def fill(book):
        for number in range(39):
            sheet = book.add_worksheet(f"Month {number}")
            sheet.write_row(0, 0, ["stage", number])
            if number % 3 == 1:
                sheet.hide()
        book.add_chartsheet("Picture").set_chart(chart := book.add_chart({"type": "line"}))
        chart.add_series({"values": "='Month 0'!$B$1"})
        book.add_worksheet("Last").write(0, 0, "end")

    grids = read_file("year.xlsx", written(fill))
    assert [grid.name for grid in grids] == [*(f"Month {number}" for number in range(39)), "Last"]
    assert [grid.rows[0] for grid in grids[:39]] == [["stage", number] for number in range(39)]
    assert [grid.hidden for grid in grids[:3]] == [False, True, False]


@pytest.mark.parametrize("says", ['date1904="1"', "date1904='true'", 'codeName="W" date1904="true"'])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_dates_of_old_macintosh_workbooks_are_four_years_and_a_day_later_than_their_number(says, prefix):
    first = dt.datetime(2026, 3, 1, 8, 30)
    book = written(
        lambda book: book.add_worksheet().write_datetime(
            0, 0, first, book.add_format({"num_format": "d.m.yy"})
        )
    )
    [grid] = read_file("book.xlsx", book)
    assert grid.rows == [[first]]
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    workbook = parts["xl/workbook.xml"].decode()
    assert "<workbookPr" in workbook
    workbook = workbook.replace("<workbookPr", f"<workbookPr {says}")
    if prefix:
        workbook = workbook.replace("xmlns=", "xmlns:x=").replace("</", "</x:").replace("<", "<x:")
        workbook = workbook.replace("<x:/x:", "</x:").replace("<x:?xml", "<?xml")
    [grid] = read_file("book.xlsx", zipped({**parts, "xl/workbook.xml": workbook}))
    assert grid.rows == [[first + dt.timedelta(days=1462)]]


def test_a_long_sheet_with_a_cell_far_away_is_refused_and_the_next_file_is_read():
    rows = "".join(f'<row r="{row}">{cell(f"A{row}")}{cell(f"B{row}")}</row>' for row in range(1, 90_001))
    far = rows.replace("</row>", cell("XFD9") + "</row>", 9).replace(cell("XFD9"), "", 8)
    data = xlsx(sheet(far))
    with pytest.raises(FileRefused, match="has 16,384 columns, but at most 200"):
        read_file("events.xlsx", data)
    [grid] = read_file("events.xlsx", xlsx(sheet(rows)))
    assert (len(grid.rows), grid.width) == (90_000, 2)
    with pytest.raises(FileRefused, match="has 90,000 rows, but at most 80,000"):
        read_file("events.xlsx", xlsx(sheet(rows)), Limits(rows=80_000))
    with pytest.raises(FileRefused, match="90,000 rows and 2 columns, but at most 170,000 cells"):
        read_file("events.xlsx", xlsx(sheet(rows)), Limits(cells=170_000))


def test_texts_of_a_long_sheet_that_are_too_long_are_refused():
    def fill(book):
        sheet = book.add_worksheet("Events")
        for row in range(5_000):
            sheet.write_row(row, 0, ["x" * 60 if row == 4_321 else "note", row])

    with pytest.raises(FileRefused, match="“Events” has a cell with 60 characters, but at most 50"):
        read_file("events.xlsx", written(fill), Limits(cell_characters=50))
