"""Reading a column at once gives what reading each of its cells gives."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell
from core.sheets.kinds import KINDS
from core.sheets.records.cell_columns import CellColumn, cell_column
from core.sheets.records.plain_texts import to_look_at
from core.sheets.records.readings import READ, REFUSED, read_cells
from core.sheets.records.ways import Settled, way_of
from core.sheets.records.words import text_of_cell
from core.sheets.records.words_read import read_words
from core.sheets.tables.table import ColumnUse

NUMBERS = [
    "12",
    "1.5",
    "1,5",
    "1.234",
    "1.234,50",
    "1,234.50",
    "-3",
    "0.123",
    "007",
    "5 €",
    "1 234,50 kr",
    "12.345,6 €",
    "-1.234",
    "1e5",
    "",
    "n/a",
    "-",
    "1.234.567",
    "#NV",
    "12.",
    ".5",
    "ca. 5",
    "€ 7",
    "99999999999999999",
    "-0,0",
]
DATES = [
    "31.12.2026",
    "2026-12-31",
    "2026-02-30",
    "12/31/2026",
    "03/04/2026",
    "2026-03-01T09:00:00Z",
    "31.12.2026 8:05",
    "2026-03-01 09:00:00+01:00",
    "1. März 2026",
    "n/a",
    "",
    "20261231",
    "46000",
    "9.3.10 8:05",
    "31.12.",
    "24:00",
]
WORDS = [
    "Anna",
    " Anna ",
    "two  words",
    "n/a",
    "k. A.",
    "Select",
    "- Select -",
    "bitte wählen",
    "–",
    "…",
    "#DIV/0!",
    "Err:502",
    "Fehler 1",
    "tab\there",
    "no\u00a0break",
    "user-4711",
    "x@y.de",
    "Nat",
    "nan",
    "KEINE ANGABE",
    "Ümläut",
    "",
    "N.A. 7",
]

some_number = st.one_of(
    st.sampled_from(NUMBERS),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(-10_000, 10_000),
    st.from_regex(r"-?[0-9]{1,4}([.,][0-9]{1,4}){0,2}( ?€)?", fullmatch=True),
    st.none(),
    st.booleans(),
    st.just(dt.time(8, 30)),
)
some_date = st.one_of(
    st.sampled_from(DATES),
    st.datetimes(dt.datetime(1890, 1, 1), dt.datetime(2110, 1, 1)),
    st.dates(dt.date(1890, 1, 1), dt.date(2110, 1, 1)),
    st.floats(0, 50_000),
    st.none(),
)


def one_by_one(cells: list[Cell], way: Any) -> list[Any]:
    """What every cell says on its own: its parts, "blank" or "refused"."""
    said: list[Any] = []
    for cell in cells:
        if is_blank(cell):
            said.append("blank")
            continue
        try:
            said.append(way.one(cell).parts)
        except CellRefused:
            said.append("refused")
    return said


def at_once(column: CellColumn, way: Any) -> list[Any]:
    found = read_cells(column, way)
    said: list[Any] = []
    for code in column.codes.tolist():
        state = found.state[code]
        parts = tuple(part[code] for part in found.parts)
        said.append(parts if state == READ else "refused" if state == REFUSED else "blank")
    return said


def same(one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return bool(one == other)
    return all(
        (a == b)
        or (isinstance(a, np.datetime64) and np.isnat(a) and np.isnat(b))
        or (isinstance(a, float) and (math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) or (a != a and b != b)))
        for a, b in zip(one, other, strict=True)
    )


def way(kind: str, name: str, **settled: Any) -> Any:
    column = KINDS[kind].column(name)
    return way_of(column, ColumnUse(0, name, name, 100.0, Text("")), Settled(**settled))


@pytest.mark.parametrize("decimal", [None, ",", "."])
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("invoices", "amount"),
        ("stage_counts", "count"),
        ("channel_spend", "conversions"),
        ("time_entries", "minutes"),
    ],
)
@given(cells=st.lists(some_number, max_size=15))
def test_figures(kind: str, name: str, decimal: str | None, cells: list[Cell]) -> None:
    reading = way(kind, name, decimal=decimal, unit="h")
    expected, found = one_by_one(cells, reading), at_once(cell_column(cells), reading)
    assert all(map(same, expected, found)), [
        each for each in zip(cells, expected, found, strict=True) if not same(*each[1:])
    ]


@pytest.mark.parametrize("order", [None, "dmy", "mdy"])
@pytest.mark.parametrize(
    ("kind", "name"),
    [("invoices", "date"), ("stage_events", "time"), ("time_entries", "start"), ("stage_counts", "period")],
)
@given(cells=st.lists(some_date, max_size=15))
def test_dates(kind: str, name: str, order: str | None, cells: list[Cell]) -> None:
    reading = way(kind, name, order=order)
    expected, found = one_by_one(cells, reading), at_once(cell_column(cells), reading)
    assert all(map(same, expected, found)), [
        each for each in zip(cells, expected, found, strict=True) if not same(*each[1:])
    ]


@given(
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.text(max_size=12), st.none(), st.floats(-5, 5)), max_size=15
    )
)
def test_names(cells: list[Cell]) -> None:
    reading = way("invoices", "customer")
    column = cell_column(cells)
    found = read_words(column, reading, names=True)
    assert found.words is not None
    words = [*found.words.to_pylist(), None]
    for cell, code in zip(cells, column.codes.tolist(), strict=True):
        expected = one_by_one([cell], reading)[0]
        state = found.state[code]
        assert expected == (
            "refused" if state == REFUSED else "blank" if state != READ else (words[code],)
        ), cell


@given(st.text(max_size=30))
def test_a_text_that_need_not_be_looked_at_is_a_name_as_it_stands(text: str) -> None:
    if not to_look_at(pa.array([text])).any():
        assert not is_blank(text)
        assert text_of_cell(text) == text


def test_long_columns_are_read_like_short_ones() -> None:
    texts: list[str | None] = [f"user-{n}" if n % 7 else None for n in range(30_000)]
    texts[5], texts[8] = " Anna  B ", "n/a"
    column = cell_column(pa.chunked_array([pa.array(texts[:9_000]), pa.array(texts[9_000:])]))
    found = read_words(column, way("invoices", "customer"), names=True)
    assert found.words is not None
    words = [*found.words.to_pylist(), None]
    states = found.state[column.codes]
    assert [
        words[code] if state == READ else None for code, state in zip(column.codes, states, strict=True)
    ] == [None if text in (None, "n/a") else " ".join(str(text).split()) for text in texts]
