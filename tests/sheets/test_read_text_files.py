"""What a user gets from CSV and other text files."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FileRefused
from core.language import speaking
from core.sheets.files.limits import Limits
from core.sheets.files.read import read_file
from core.sheets.grid import Grid

GERMAN = "Schritt;Minuten;Kosten\r\nGespräch führen;1,5;100,00\r\nAngebot schließen;20;1.234,56\r\n"
CELLS = [
    ["Schritt", "Minuten", "Kosten"],
    ["Gespräch führen", "1,5", "100,00"],
    ["Angebot schließen", "20", "1.234,56"],
]


def read(text: str | bytes, name: str = "steps.csv", limits: Limits | None = None) -> Grid:
    [grid] = read_file(name, text.encode() if isinstance(text, str) else text, limits)
    return grid


def refusal_of(text: str | bytes, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as refused:
        read(text, limits=limits)
    return str(refused.value)


@pytest.mark.parametrize(
    ("codec", "mark", "says"),
    [
        ("utf-8-sig", b"", "UTF-8, semicolon"),
        ("utf-8", b"", "UTF-8, semicolon"),
        ("utf-16-le", b"\xff\xfe", "UTF-16, semicolon"),
        ("utf-16-be", b"\xfe\xff", "UTF-16, semicolon"),
        ("utf-16-le", b"", "UTF-16, semicolon"),
        ("cp1252", b"", "Windows-1252, semicolon"),
        ("mac_roman", b"", "Mac Roman, semicolon"),
        ("cp850", b"", "DOS 850, semicolon"),
    ],
)
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_letters_and_lines_are_read_as_the_program_saved_them(codec, mark, says, line_end):
    grid = read(mark + GERMAN.replace("\r\n", line_end).encode(codec))
    assert (grid.name, grid.rows, grid.dialect) == ("steps", CELLS, says)


def test_signs_of_windows_stay_what_they_are():
    text = "step;note\ncall;“don’t” – 5 € / 10 °C\n"
    assert read(text.encode("cp1252")).rows[1] == ["call", "“don’t” – 5 € / 10 °C"]


def test_a_file_in_another_encoding_is_read_by_its_letters():
    text = "krok;minuty\n" + "rozmowa z klientem przed zawarciem umowy o świadczenie usług;25\n" * 20
    assert read(text.encode("cp1250")).rows[1] == [text.split("\n")[1].split(";")[0], "25"]


def test_how_a_file_was_read_is_said_in_the_language_of_the_reader():
    assert read("a\tb\n1\t2").dialect == "UTF-8, tab"
    assert read("step\ncall").dialect == "UTF-8, one column"
    with speaking("de"):
        assert read("a\tb\n1\t2").dialect


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("step,minutes\ncall,25\n", [["step", "minutes"], ["call", "25"]]),
        ("step\tminutes\ncall, then write\t1,5\n", [["step", "minutes"], ["call, then write", "1,5"]]),
        ("step|minutes\ncall|25\n", [["step", "minutes"], ["call", "25"]]),
        ("1,2,3\n4,5,6\n", [["1", "2", "3"], ["4", "5", "6"]]),
        ("step\ncall\nwrite\n", [["step"], ["call"], ["write"]]),
        ("Minuten\n1,5\n2,5\n", [["Minuten"], ["1,5"], ["2,5"]]),
        ("step\nCall, then write\nmeet\nsend\n", [["step"], ["Call, then write"], ["meet"], ["send"]]),
        ('a,b\ncall,1\n"write; send",2\n', [["a", "b"], ["call", "1"], ["write; send", "2"]]),
        ("To, do\n\na;b\nc;1,5\n", [["To, do", None], [None, None], ["a", "b"], ["c", "1,5"]]),
        ("a;b;c\nd;1,5\ne;2,5\n", [["a", "b", "c"], ["d", "1,5", None], ["e", "2,5", None]]),
        ("a,b,c\nx; y,9,1\nx; y,9,-1\n", [["a", "b", "c"], ["x; y", "9", "1"], ["x; y", "9", "-1"]]),
        ("a;b;c\nd;1,5\ne\n", [["a", "b", "c"], ["d", "1,5", None], ["e", None, None]]),
    ],
)  # fmt: skip
def test_the_delimiter_is_found(text, rows):
    assert read(text).rows == rows


def test_a_first_line_that_names_the_delimiter_is_obeyed_and_is_no_row():
    assert read("sep=;\r\na,b;c\r\n1,5;2").rows == [["a,b", "c"], ["1,5", "2"]]
    assert read('"sep=^"\na^b\n').rows == [["a", "b"]]


def test_quotes_hold_delimiters_line_breaks_and_doubled_quotes():
    text = 'step;note\r\n"call; then\r\nwrite";"say ""hello"""\r\nmeet;5" screen\r\n'
    assert read(text).rows == [["step", "note"], ["call; then\nwrite", 'say "hello"'], ["meet", '5" screen']]


def test_blank_lines_and_ragged_rows_keep_their_places_and_empty_edges_go():
    assert read("\na;b;;\n\nc;;d;\n;;;\n\n").rows == [
        [None, None, None],
        ["a", "b", None],
        [None, None, None],
        ["c", None, "d"],
    ]


def test_a_text_named_like_a_workbook_is_read_as_the_text_it_is():
    assert read("step\tminutes\ncall\t25\n".encode("utf-16"), name="export.xls").rows[1] == ["call", "25"]
    assert read("step;minutes\ncall;25\n", name="export.xlsx").rows[1] == ["call", "25"]


def test_the_end_sign_of_old_programs_is_no_cell():
    assert read("a;b\n1;2\n\x1a").rows == [["a", "b"], ["1", "2"]]


def test_a_quote_that_is_never_closed_is_named_with_its_line():
    assert refusal_of('a;b\n\n1;2\n3;"4\n5;6\n').startswith(
        "In line 4 a quotation mark opens a cell and is never closed; "
    )
    assert "In line 3 " in refusal_of('sep=;\na;b\n1;"2\n' + "3;4\n" * 60_000)
    assert read('a;"b"\n1;"2"').rows == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("text", [";;;\n;;\n", "sep=;\n", '""\n'])
def test_a_file_of_empty_cells_is_refused(text):
    assert refusal_of(text).startswith("The file holds no filled cell; ")


def test_a_wide_row_is_refused_with_its_line_before_it_costs_memory():
    sentence = refusal_of("a;b\n" + ";".join("x" * 500) + "\n")
    assert sentence.startswith("Line 2 has 500 columns, but at most 200 are read (STEPWISE_MAX_COLUMNS); ")
    assert refusal_of("," * 3_000_000).startswith("Line 1 has more than 1,000,000 characters, ")
    assert read("a;b\n1;2" + ";" * 500).rows == [["a", "b"], ["1", "2"]]


def test_the_limits_on_rows_cells_and_characters_are_named():
    assert "(STEPWISE_MAX_ROWS)" in refusal_of("a;b\n" * 11, Limits(rows=10))
    assert "(STEPWISE_MAX_CELLS)" in refusal_of("a;b\n" * 11, Limits(cells=20))
    sentence = refusal_of("a;b\n1;" + "x" * 51, Limits(cell_characters=50))
    assert sentence.startswith(
        "A cell in line 2 has 51 characters, but at most 50 are read (STEPWISE_MAX_CELL_"
    )


@pytest.mark.parametrize("data", [b"a;b\n1;\x00\n", b"\xff\xfea;b", bytes(range(1, 32)) * 50])
def test_bytes_that_are_no_text_are_refused(data):
    assert "neither a workbook nor text" in refusal_of(data)


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00\x1a", exclude_categories=("Cc",)) | st.just("\n")
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=8),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_whatever_is_written_as_csv_comes_back(rows, delimiter, codec, line_end):
    text = io.StringIO(newline="")
    text.write(f"sep={delimiter}{line_end}")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([*rows, ["end"]])
    grid = read(text.getvalue().encode(codec))
    assert [[cell for cell in row if cell] for row in grid.rows] == [
        [cell for cell in row if cell] for row in [*rows, ["end"]]
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("abc äöü.'!?", min_size=1).filter(str.strip),
            st.decimals(0, 9999, places=2).map(lambda number: str(number).replace(".", ",")),
            st.integers(0, 999).map(str),
        ),
        min_size=1,
        max_size=10,
    ),
    st.sampled_from(";\t|"),
)
def test_german_decimals_never_divide_a_cell(rows, delimiter):
    table = [("Schritt", "Minuten", "Anzahl"), *rows]
    assert read("\n".join(delimiter.join(row) for row in table)).rows == [list(row) for row in table]
