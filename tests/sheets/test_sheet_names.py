"""Sheets get names that a spreadsheet program accepts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.sheets.writing.sheet_names import LONGEST, legal_sheet_name, legal_sheet_names


def test_a_good_name_is_kept() -> None:
    assert legal_sheet_name("Events 2026") == "Events 2026"


@given(st.lists(st.text(max_size=50), max_size=12))
def test_names_are_legal_short_and_all_different(names: list[str]) -> None:
    legal = legal_sheet_names(names)
    assert len({name.lower() for name in legal}) == len(names)
    for name in legal:
        assert 0 < len(name.encode("utf-16-le")) / 2 <= LONGEST
        assert not set(name) & set("[]:*?/\\")
        assert name == name.strip().strip("'")
        assert name.lower() != "history"
