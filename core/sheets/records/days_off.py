"""Rows of a time sheet that are no work: days without an entry, vacation, holidays and sick days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from core.language import Text
from core.sheets.grid import Cell
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.tables.absences import is_day_off, is_short_for_one

_NAMES = ("customer", "project")
_MANY = 50_000
"""Columns with more different texts than this are not searched."""


def days_off(columns: Columns, texts: Sequence[str]) -> list[tuple[Mask, Text]]:
    """The rows on which nobody worked, and why: no times and at most a word, or hours credited for a day off.

    `texts` are the names of the columns that may say so.
    """
    clocked = _said(columns, ("start", "end"))
    idle = ~clocked & ~_said(columns, ("minutes",)) & ~_refused(columns, ("start", "end", "minutes"))
    for name in ("break", "amount"):
        column = columns.one(name)
        if column is not None:
            idle &= column.blank | (column.part() == 0)
    idle &= _said(columns, ("date", "start_date")) & ~_said(columns, ("billable",))
    for column in columns.read:
        idle &= ~_said_in_words(column)
    several = np.zeros(columns.rows, dtype=np.int16)
    absent, credited = np.zeros(columns.rows, dtype=bool), np.zeros(columns.rows, dtype=bool)
    others_clocked = clocked.any()
    for name in texts:
        column = columns.one(name)
        if column is None or column.readings.words is None or name == "person":
            continue
        several += column.said & idle
        absent |= _rows(column, is_day_off)
        names = name in _NAMES or not others_clocked
        credited |= _rows(column, partial(is_day_off, name=names))
        if others_clocked and not names:
            credited |= _rows(column, is_short_for_one)
    off = Text("a day off")
    return [
        (idle & (several == 0), Text("a day without work")),
        (idle & absent & (several == 1), off),
        (credited & ~clocked & ~_refused(columns, ("start", "end")), off),
    ]


def _rows(column: ReadColumn, says: Callable[[Cell], bool]) -> Mask:
    """The rows whose text says this; every different text is asked once."""
    words = column.readings.words
    if words is None or len(words) > _MANY:
        return np.zeros(len(column.cells.codes), dtype=bool)
    places = [place for place, word in enumerate(words.to_pylist()) if word and says(word)]
    found: Mask = (
        column.said & np.isin(column.cells.codes, places)
        if places
        else np.zeros(len(column.cells.codes), dtype=bool)
    )
    return found


def _said(columns: Columns, names: Sequence[str]) -> Mask:
    said = np.zeros(columns.rows, dtype=bool)
    for name in names:
        for column in columns.all_of(name):
            said |= column.said
    return said


def _refused(columns: Columns, names: Sequence[str]) -> Mask:
    refused = np.zeros(columns.rows, dtype=bool)
    for name in names:
        for column in columns.all_of(name):
            refused |= column.refused
    return refused


def _said_in_words(column: ReadColumn) -> Mask:
    """The rows whose cell says in so many words that nothing is known: "n/a", not just a dash."""
    codes = np.unique(column.cells.codes[column.blank & column.cells.filled])
    worded = [
        code for code in codes.tolist() if any(letter.isalpha() for letter in str(column.cells.cell(code)))
    ]
    found: Mask = np.isin(column.cells.codes, worded)
    return found
