"""What a user is told about a file that cannot be read; every other file is read all the same."""

import contextlib
import os
import re
import zipfile
from dataclasses import replace

import pytest

from core.errors import FileRefused, StepwiseError
from core.language import speaking
from core.sheets.files.limits import Limits
from core.sheets.files.read import read_file
from tests.sheets.built_files import (
    MAIN,
    cell,
    ole,
    sheet,
    steps,
    with_lying_sizes,
    written,
    xlsx,
    zipped,
)
from tests.sheets.test_read_workbooks import EXCEL_97

ME = os.getpid()
A1 = f'<row r="1">{cell("A1")}</row>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
BLANKS = sheet(A1) + " " * 3_000_000
TIGHT = sheet(A1) + " " * 12_000_000
SMALL = Limits(unpacked_bytes=2_000_000)
ODT = "application/vnd.oasis.opendocument.text"
WEB_PAGE = b"\xef\xbb\xbf<!DOCTYPE html>\n<html><body><table><tr><td>step</td></tr></table></body></html>"
EXCEL_2003 = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)


def columns(count: int) -> bytes:
    return written(lambda book: book.add_worksheet("Wide").write_row(0, 0, range(count)))


def long_text(length: int) -> bytes:
    return written(lambda book: book.add_worksheet("Long").write(0, 0, "x" * length))


def scattered(*places: str) -> bytes:
    """A workbook that holds only these cells."""
    rows = (f'<row r="{re.sub("[A-Z]", "", place)}">{cell(place)}</row>' for place in places)
    return xlsx(sheet("".join(rows)))


def ods_with(rows: str, **parts: str) -> bytes:
    content = f'<x xmlns:table="t" xmlns:office="o"><table:table table:name="Ark">{rows}</table:table></x>'
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "<m:manifest xmlns:m='m'/>"
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest} | parts)


def repeated(rows: int, columns: int) -> str:
    value = f'office:value-type="float" office:value="1" table:number-columns-repeated="{columns}"'
    row = f'<table:table-row table:number-rows-repeated="{rows}">'
    return f"{row}<table:table-cell {value}/></table:table-row>"


def refusal_of(name: str, data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as refused:
        read_file(name, data, limits)
    assert read_file("good.xlsx", steps())[0].rows == [["step", "minutes"]], "other files are read"
    assert os.getpid() == ME
    sentence = str(refused.value)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "{" not in sentence
    return sentence


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", "\ufeff\n".encode("utf-16-le")])
@pytest.mark.parametrize("name", ["steps.xlsx", "steps.csv"])
def test_an_empty_file_is_called_empty(name, data):
    assert refusal_of(name, data) == "The file is empty; save your sheet again and upload the new file."


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("steps.numbers", "in Numbers choose File > Export To > Excel"),
        ("Steps.PDF", "export it as .xlsx or .csv"),
        ("steps.docx", "copy its table into a spreadsheet"),
        ("steps.gsheet", "File > Download > Microsoft Excel"),
        ("steps.zip", "unpack it"),
        (
            "steps.exe",
            "Files ending in .exe cannot be read; save the sheet as one of .xlsx, .xlsm, .xls, .xlsb, .ods",
        ),
        ("steps", "has no ending"),
    ],
)
def test_an_ending_that_cannot_be_read_gets_the_way_out_of_its_program(name, says):
    assert says in refusal_of(name, steps())


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xlsx", PNG, "named .xlsx but seems to be a picture (PNG)"),
        ("a.csv", PNG, "named .csv but seems to be a picture (PNG)"),
        ("a.xlsx", b"\xff\xd8\xff\xe0" + bytes(50), "a picture (JPEG)"),
        ("a.xls", b"%PDF-1.7\n%...", "a PDF document"),
        ("a.xlsx", b"\x1f\x8b\x08\x00" + bytes(50), "a packed archive"),
        ("a.xlsx", zipped({"word/document.xml": "<x/>"}), "a text document (Word)"),
        ("a.xlsx", zipped({"Index/Document.iwa": "x"}), "a file of Numbers, Pages or Keynote"),
        ("a.xlsx", zipped({"photo.txt": "x"}), "a zip archive"),
        ("a.ods", zipped({"mimetype": ODT, "content.xml": "<x/>"}), "a text document (OpenDocument)"),
        ("a.xls", ole({"WordDocument": b"x"}), "a text document (Word)"),
        ("a.xls", WEB_PAGE, "is a web page (HTML), as some banks and shops export it; open it in"),
        ("a.csv", WEB_PAGE, "named .csv but is a web page (HTML)"),
        ("a.xls", WEB_PAGE.decode("utf-8-sig").encode("utf-16"), "web page (HTML)"),
        ("a.xls", EXCEL_2003, "an XML table of Excel 2003"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related; x", "a web archive (MHT)"),
        ("a.xlsx", b'{"steps": []}', "JSON data"),
        ("a.xlsx", bytes(range(256)) * 4, "neither a workbook nor text"),
        ("a.csv", os.urandom(5000), "neither a workbook nor text"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_than_its_name_says_is_called_what_it_seems(name, data, says):
    assert says in refusal_of(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})),
        ("a.xls", EXCEL_97.read_bytes().replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00", 1)),
        ("a.ods", ods_with("", **{"META-INF/manifest.xml": "<m:encryption-data xmlns:m='m'/>"})),
    ],
)
def test_a_password_has_to_be_removed(name, data):
    assert refusal_of(name, data).startswith("The workbook is protected by a password; ")


@pytest.mark.parametrize(
    "data",
    [
        steps()[:-40],
        steps()[: len(steps()) // 2],
        zipped({"xl/workbook.xml": "<workbook"}),
        zipped({"xl/workbook.bin": "", "xl/_rels/workbook.bin.rels": "<R/>"}),
        xlsx("<worksheet><sheetData><row><c r='A1'"),
        xlsx(sheet('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')),
        xlsx(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>')),
        xlsx(sheet(f'<row r="1">{cell("A1")}</row><row r="5">{cell("ZZZZZZZZZ99999999999999")}</row>')),
        ods_with("<table:table-row"),
        ole({"Workbook": b"\x09\x08\x10\x00" + bytes(5000)}),
        EXCEL_97.read_bytes()[:3000],
    ],
)
def test_a_damaged_workbook_is_to_be_repaired_by_its_program(data):
    sentence = refusal_of("steps.xlsx", data)
    assert re.search(r"damaged|no filled cell|columns", sentence)


def test_bytes_that_changed_inside_a_workbook_never_do_more_than_refuse_it():
    good = written(lambda book: book.add_worksheet("Events").write_row(0, 0, ["step", "minutes", 25, 0.5]))
    for at in range(0, len(good), max(1, len(good) // 60)):
        with contextlib.suppress(FileRefused):
            assert read_file("steps.xlsx", good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :])


@pytest.mark.parametrize("data", [written(lambda book: book.add_worksheet()), xlsx(sheet("")), ods_with("")])
def test_a_workbook_of_empty_sheets_holds_no_filled_cell(data):
    assert refusal_of("steps.xlsx", data).startswith("The workbook holds no filled cell; enter the table")


def test_a_file_above_the_size_limit_names_the_limit():
    sentence = refusal_of("a.xlsx", steps() + bytes(3 << 20), Limits(file_bytes=2 << 20))
    assert sentence.startswith("The file has 4 MB, but at most 2 MB are read (STEPWISE_MAX_FILE_MB); ")


def test_500_columns_are_refused_with_the_limit_and_200_are_read():
    sentence = refusal_of("a.xlsx", columns(500))
    assert "Sheet “Wide” has 500 columns, but at most 200 are read (STEPWISE_MAX_COLUMNS)" in sentence
    assert read_file("a.xlsx", columns(200))[0].width == 200


def test_limits_are_said_in_the_language_of_the_reader():
    with pytest.raises(FileRefused) as refused:
        read_file("a.xlsx", scattered("A1", "B1048576"), Limits(cells=1_000_000))
    assert "1,048,576 rows" in str(refused.value)
    with speaking("de"):
        assert "1.048.576" in str(refused.value)


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        (scattered("A1", "XFD1048576"), Limits(), "has 16,384 columns"),
        (scattered("A1", "GR1048576"), Limits(), "spans 1,048,576 rows and 200 columns, but at most"),
        (scattered("A1", "B200"), Limits(rows=100), "200 rows, but at most 100 are read (STEPWISE_MAX_ROWS)"),
        (xlsx(sheet(A1), sheets=3), Limits(sheets=2), "at most 2 are read (STEPWISE_MAX_SHEETS)"),
        (xlsx(sheet(A1), sheets=3), Limits(cells=2), "hold more than 2 cells together"),
        (long_text(400), Limits(cell_characters=300), "a cell with 400 characters, but at most 300 are read"),
        (ods_with(repeated(rows=1, columns=900_000_000)), Limits(), "900,000,000 columns"),
        (ods_with(repeated(rows=900_000_000, columns=1)), Limits(), "900,000,000 rows"),
    ],
)  # fmt: skip
def test_a_sheet_that_reaches_too_far_is_refused_with_the_limit_it_hits(data, limits, says):
    assert says in refusal_of("steps.xlsx", data, limits)


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        (xlsx(BLANKS), SMALL, "unpacks to more than 2 MB, the most that is read (STEPWISE_MAX_UNPACKED_MB)"),
        (xlsx(BLANKS, sheets=2), replace(SMALL, unpacked_bytes=5_000_000), "unpacks to more than 5 MB"),
        (with_lying_sizes(xlsx(BLANKS), "xl/worksheets/sheet1.xml", 900), SMALL, "unpacks to more than 2 MB"),
        (with_lying_sizes(xlsx(sheet(A1), more=BLANKS), "more", 900), SMALL, "unpacks to more than 2 MB"),
        (xlsx(TIGHT), Limits(), "more than 250 times its size (STEPWISE_MAX_UNPACKED_RATIO)"),
        (with_lying_sizes(xlsx(TIGHT), "xl/worksheets/sheet1.xml", 900), Limits(), "250 times"),
        (zipped({f"part{number}": "" for number in range(6_000)}), Limits(), "consists of 6,000 parts"),
    ],
)  # fmt: skip
def test_a_zip_bomb_is_not_unpacked_further_than_allowed(data, limits, says):
    assert says in refusal_of("steps.xlsx", data, limits)


def test_an_inflated_count_of_texts_is_seen_before_room_is_made_for_them():
    data = xlsx(
        sheet(A1), texts=f'<sst {MAIN} count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>'
    )
    assert "says it holds 4,294,967,295 texts, far more than fit into it" in refusal_of("steps.xlsx", data)


def test_a_packing_that_no_spreadsheet_program_uses_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
    assert "damaged" in refusal_of("a.xlsx", (tmp_path / "a.xlsx").read_bytes())


def test_limits_come_from_settings_and_a_wrong_setting_is_named():
    limits = Limits.from_environment({"STEPWISE_MAX_COLUMNS": "20", "STEPWISE_MAX_MEMORY_MB": " 512 "})
    assert limits == Limits(columns=20, memory_bytes=512 * 1024 * 1024)
    for wrong in ("lots", "-1", "0", "1.5"):
        with pytest.raises(StepwiseError, match="STEPWISE_MAX_ROWS"):
            Limits.from_environment({"STEPWISE_MAX_ROWS": wrong})


def test_settings_of_the_environment_hold_where_no_limits_are_given(monkeypatch):
    monkeypatch.setenv("STEPWISE_MAX_COLUMNS", "3")
    assert "at most 3 are read" in refusal_of("a.xlsx", columns(4))
