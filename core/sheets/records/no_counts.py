"""Rows among counts or spend that are none: plans, parts of a row, money among stages, sums of channels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from core.errors import CellRefused
from core.language import Text
from core.sheets.kinds.plain import plain
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.row_periods import RowPeriods
from core.sheets.records.row_sums import agrees
from core.sheets.records.rules import Dropped
from core.sheets.records.stated_totals import grain_of
from core.sheets.records.words_read import Words
from core.sheets.tables.no_stage import is_no_stage
from core.sheets.tables.versions import NOT_WHAT_HAPPENED, siblings_of, version_of_name

_EVERY = frozenset(["alle", "all", "alles", "overall"]) | {
    "alle kanäle",
    "alle quellen",
    "all channels",
    "all sources",
    "alle kanaler",
    "alle kilder",
    "alle kampagnen",
    "all campaigns",
    "every channel",
}
A_HEADING = Text("a heading over the rows below it")
_MOST_NAMES = 20_000
"""More different names than this are campaigns of an export, which names no plans."""
_A_DIFFERENCE = Text("the difference of two other figures")


def left_of(columns: Columns, dropped: Dropped) -> Mask:
    """The rows that none of these leaves out."""
    left: Mask = np.ones(columns.rows, dtype=bool)
    for rows, _ in dropped:
        left &= ~rows
    return left


def other_versions(columns: Columns) -> Dropped:
    """Rows that a column of plan and actual marks as anything but what happened, each with its reason."""
    column = columns.one("version")
    if column is None:
        return []
    found = []
    for version, why in (*NOT_WHAT_HAPPENED.items(), ("difference", _A_DIFFERENCE)):
        found.append((_saying(columns.words("version"), lambda word, version=version: word == version), why))  # type: ignore[misc]
    return found


def no_stages(columns: Columns) -> Dropped:
    """Rows whose stage is none: money, hours, a rate, a part of the row above, a plan."""
    return _by_reason(columns.words("stage"), is_no_stage)


def plans_of_channels(columns: Columns) -> Dropped:
    """Rows of spend that are named as plans, as figures of an earlier year or as parts of another row."""
    return [
        found
        for name in ("channel", "campaign")
        for found in _by_reason(columns.words(name), _why_no_channel)
    ]


def _why_no_channel(name: str, siblings: frozenset[str]) -> Text | None:
    rest, version = version_of_name(plain(name), siblings)
    if version in NOT_WHAT_HAPPENED:
        return NOT_WHAT_HAPPENED[version]
    why = is_no_stage(rest)
    return why if why is not None and str(why) == str(is_no_stage("davon")) else None


def _by_reason(words: Words, why: Callable[[str, frozenset[str]], Text | None]) -> Dropped:
    if len(words.words) > _MOST_NAMES:
        return []
    texts = words.words.to_pylist()
    siblings = siblings_of([text for text in texts if text])
    reasons = [why(text, siblings) if text else None for text in texts]
    found: Dropped = []
    for each in dict.fromkeys(str(reason) for reason in reasons if reason is not None):
        of_it = [reason is not None and str(reason) == each for reason in reasons]
        text = next(reason for reason in reasons if reason is not None and str(reason) == each)
        found.append((np.array([*of_it, False])[words.codes], text))
    return found


def _saying(words: Words, is_it: Callable[[str], bool]) -> Mask:
    """The rows whose word is such a one; each different word is asked once."""
    if len(words.words) > _MOST_NAMES:
        return np.zeros(len(words.codes), dtype=bool)
    told = [text is not None and is_it(text) for text in words.words.to_pylist()]
    mask: Mask = np.array([*told, False])[words.codes]
    return mask


def sums_of_channels(
    columns: Columns, periods: RowPeriods, figures: Sequence[ReadColumn], left: Mask
) -> tuple[Mask, list[tuple[int, CellRefused]]]:
    """Rows of a channel called "All": those that add up the other channels, and those that do not."""
    totals = np.zeros(columns.rows, dtype=bool)
    if columns.one("channel") is None:
        return totals, []
    channel = columns.words("channel")
    every = _saying(channel, lambda word: plain(word) in _EVERY) & left
    rows = np.flatnonzero(every)
    if not len(rows) or every[channel.said & left].all():
        return totals, []
    parts: list[np.ndarray] = [periods.first.view(np.int64), periods.last.view(np.int64)]
    parts += [columns.words(name).same() for name in ("stage", "campaign") if columns.one(name) is not None]
    subject = _numbers(parts, columns.rows)
    others = ~every & channel.said & left
    totals = _agreeing(rows, subject, others, figures)
    beside = np.isin(subject[rows], subject[others])
    refused = CellRefused(
        "This row seems to be the sum of all channels, and its figures do not add up those of the other "
        "channels. Delete the row if it is their sum; otherwise name its channel."
    )
    return totals, [(int(row), refused) for row in rows[beside & ~totals[rows]]]


def _agreeing(rows: np.ndarray, subject: np.ndarray, among: Mask, figures: Sequence[ReadColumn]) -> Mask:
    """Those of the rows whose figures add up the other rows about the same, of which there is one."""
    found = np.zeros(len(subject), dtype=bool)
    size = int(subject.max()) + 1
    fits = np.bincount(subject[among], minlength=size)[subject[rows]] > 0
    said = np.zeros(len(rows), dtype=bool)
    for column in figures:
        values = np.where(column.said, np.nan_to_num(column.part()), 0.0)
        sums = np.bincount(subject[among], weights=values[among], minlength=size)[subject[rows]]
        grain = grain_of(column)
        there = column.said[rows]
        close = [agrees(float(a), float(b), grain) for a, b in zip(values[rows], sums, strict=True)]
        fits &= ~there | np.array(close)
        said |= there
    found[rows] = fits & said
    return found


def _numbers(parts: Sequence[np.ndarray], rows: int) -> np.ndarray:
    """A number that rows share which are the same in all these parts."""
    frame = pd.DataFrame({str(n): part for n, part in enumerate(parts)})
    numbers: np.ndarray = frame.groupby(list(frame), sort=False, dropna=False).ngroup().to_numpy()
    return numbers if len(numbers) else np.zeros(rows, dtype=np.int64)
