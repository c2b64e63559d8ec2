"""A template opens as a filled example in the reader's language that shows how to write each cell."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.language import LANGUAGES, speaking
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS
from core.sheets.tables.recognise import recognise
from core.sheets.writing.column_words import choice_word, header_word, unit_word
from core.sheets.writing.own_sheets import is_own
from core.sheets.writing.template_rows import template_columns
from core.sheets.writing.templates import template, template_name

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]
every_template = pytest.mark.parametrize(("kind", "language"), EVERY)


def opened(kind: str, language: str) -> Workbook:
    return load_workbook(BytesIO(template(kind, language)))


def header(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def column(sheet: Worksheet, kind: str, name: str) -> list[object]:
    index = [one.name for one in template_columns(kind)].index(name)
    return [row[index] for row in sheet.iter_rows(min_row=2, values_only=True)]


@every_template
def test_every_header_is_the_first_word_of_its_column(kind: str, language: str) -> None:
    words = [one.aliases[language][0] for one in template_columns(kind)]
    assert [word.casefold() for word in header(opened(kind, language).worksheets[0])] == words


@every_template
def test_the_first_sheet_holds_an_example_and_stays_readable_when_scrolled(kind: str, language: str) -> None:
    sheet = opened(kind, language).worksheets[0]
    assert sheet.max_row > 3
    assert all(column(sheet, kind, name)[0] for name in KINDS[kind].required)
    assert sheet.freeze_panes is not None
    assert int(sheet.freeze_panes[1:]) == 2
    assert all(cell.font.b and cell.fill.fgColor.rgb == "FFEDEDED" for cell in sheet[1])
    assert all(sheet.column_dimensions[cell.column_letter].width > 8 for cell in sheet[1])


@every_template
def test_the_second_sheet_explains_every_column(kind: str, language: str) -> None:
    sheet = opened(kind, language).worksheets[1]
    rows = list(sheet.iter_rows(min_row=7, values_only=True))
    with speaking(language):
        for (name, meaning, unit, values, words), one in zip(rows, template_columns(kind), strict=True):
            assert name == header_word(one, language)
            assert meaning == str(one.help)
            assert (unit or "") == unit_word(one)
            assert (values or "") == ", ".join(choice_word(one, value) for value in one.choices)
            assert (words or "") == ", ".join(one.aliases[language][1:])


@every_template
def test_the_help_is_known_as_ours_and_the_example_is_not(kind: str, language: str) -> None:
    example, help_ = (
        Grid(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)])
        for sheet in opened(kind, language).worksheets
    )
    assert is_own(help_)
    assert not is_own(example)


@every_template
def test_a_template_is_recognised_as_what_it_is_for(kind: str, language: str) -> None:
    rows = opened(kind, language).worksheets[0].iter_rows(values_only=True)
    (table,) = recognise(Grid("Sheet1", [list(row) for row in rows]), template_name(kind, language))
    assert table.kind == kind
    assert [use.name for use in table.columns] == [one.name for one in template_columns(kind)]
    assert not table.conflicts


@every_template
def test_columns_of_fixed_values_offer_them_as_a_list(kind: str, language: str) -> None:
    sheet = opened(kind, language).worksheets[0]
    offered = {str(one.sqref).split(":")[0][:-1]: one for one in sheet.data_validations.dataValidation}
    for cell, one in zip(sheet[1], template_columns(kind), strict=True):
        if one.choices:
            listed = offered[cell.column_letter].formula1.strip('"').split(",")
            assert len(listed) == len(one.choices)
            assert not offered[cell.column_letter].showErrorMessage
            for word, aliases in zip(listed, one.choices.values(), strict=True):
                assert word.casefold() in {alias.casefold() for alias in aliases}
        else:
            assert cell.column_letter not in offered


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_shows_every_way_to_write_a_cell(language: str) -> None:
    sheet = opened("process", language).worksheets[0]
    minutes, rates = column(sheet, "process", "minutes"), column(sheet, "process", "pass_rate")
    assert {25, 3, "5+5+8+7", "1:30", "20-40"} <= set(minutes)
    assert {"10x", "30 %"} <= set(rates)
    assert any(str(rate).startswith("3 ") and str(rate).endswith(" 10") for rate in rates)
    assert 12.5 in column(sheet, "process", "cash")
    assert 12 in column(sheet, "process", "tried")
    for name in ("channel", "phase", "group", "role", "performed_by", "waiting", "customer_value", "note"):
        assert any(column(sheet, "process", name)), name


def test_a_row_gives_its_pass_rate_in_one_way_only() -> None:
    sheet = opened("process", "en").worksheets[0]
    rates = column(sheet, "process", "pass_rate")
    tried = column(sheet, "process", "tried")
    assert not any(rate and of for rate, of in zip(rates, tried, strict=True))


def test_what_a_spreadsheet_would_take_for_a_date_can_be_typed() -> None:
    sheet = opened("process", "de").worksheets[0]
    for cell, one in zip(sheet[1], template_columns("process"), strict=True):
        if one.reads in ("duration", "waiting", "rate"):
            assert sheet[f"{cell.column_letter}2"].number_format == "@"  # 3/10, 5-10 and 1:30 stay as typed


def test_german_headers_are_german_words() -> None:
    assert header(opened("roles", "de").worksheets[0]) == ["Rolle", "Stundensatz", "Stunden pro Woche"]
    assert header(opened("process", "de").worksheets[0])[:5] == [
        "Kanal",
        "Phase",
        "Gruppe",
        "Schritt",
        "Minuten",
    ]


def test_norwegian_templates_have_norwegian_headers() -> None:
    assert header(opened("roles", "nb").worksheets[0]) == ["Rolle", "Timepris", "Timer per uke"]
    assert header(opened("process", "nb").worksheets[0])[3] == "Steg"
    assert template_name("roles", "nb").endswith("-nb.xlsx")


def test_an_unknown_language_falls_back_to_english() -> None:
    assert header(opened("roles", "xx").worksheets[0]) == ["Role", "Hourly rate", "Hours per week"]


def test_no_template_holds_a_formula() -> None:
    for kind, language in EVERY:
        for sheet in opened(kind, language):
            assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_each_template_has_a_file_name_of_its_own() -> None:
    names = [template_name(kind, language) for kind, language in EVERY]
    assert len(set(names)) == len(names)
    assert all(name.endswith(".xlsx") and " " not in name for name in names)
