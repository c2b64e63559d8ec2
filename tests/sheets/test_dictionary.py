"""The column dictionary says what every column means and which words are understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.language import LANGUAGES
from core.sheets.kinds import DERIVED, KINDS
from core.sheets.writing.dictionary import column_dictionary

KEPT = Path(__file__).parents[2] / "data" / "columns.md"


def test_the_page_in_the_data_folder_is_up_to_date() -> None:
    assert KEPT.read_text(encoding="utf-8") == column_dictionary("en"), "run python -m data.make_examples"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_word_and_value_is_in_it(language: str) -> None:
    page = column_dictionary(language)
    for kind in KINDS.values():
        for column in kind.columns:
            for words in (*column.aliases.values(), *column.choices.values()):
                assert ", ".join(words) in page
    assert all(word in page for word in DERIVED)


def test_the_english_page_tells_meaning_unit_and_values() -> None:
    lines = column_dictionary("en").splitlines()
    assert (
        "| Step | yes | One thing somebody does, as small as a phone call. The order of rows is "
        in "\n".join(lines)
    )
    assert any(line.startswith("| Hourly rate | one of these |") for line in lines)
    assert any(
        line.startswith("| Performed by |") and "us, customer, partner, system |" in line for line in lines
    )
    assert any(line.startswith("| Column | English | German | Norwegian") for line in lines)


def test_every_row_of_a_table_has_as_many_cells_as_its_header() -> None:
    for block in column_dictionary("en").split("\n\n"):
        if block.startswith("|"):
            counts = {line.replace("\\|", "").count("|") for line in block.splitlines()}
            assert len(counts) == 1
