"""Columns of events with a time of day alone, which belongs to the day in another column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.tables.cases import is_numbered
from core.sheets.tables.contents import Contents
from core.sheets.tables.table import ColumnUse

_MOSTLY = 0.6


def with_times_of_day(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns, with the time of day beside a day, and with an end of which only the time is written.

    An end is only taken so in a log of numbered cases: lists of people with from and to are time sheets.

    >>> from core.sheets.kinds import STAGE_EVENTS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("P1", "Henvisning", "02.03.2026", "08:15")]
    >>> uses = record_uses(["Saksnr", "Hendelse", "Dato", "Klokkeslett"], cells, STAGE_EVENTS)
    >>> [use.name for use in with_times_of_day(uses, cells)]
    ['case', 'stage', 'time', 'time_of_day']
    """
    time = next((use for use in uses if use.name == "time"), None)
    case = next((use for use in uses if use.name == "case"), None)
    if time is None or case is None or contents[time.index].share("date") < _MOSTLY:
        return uses
    if contents[time.index].share("timed") == 0:
        wanted, name = "time", "time_of_day"
    elif is_numbered(case.header) and not any(use.name == "completed" for use in uses):
        wanted, name = "completed", "end_time_of_day"
    else:
        return uses
    clock = next((use for use in uses if _is_clock(use, wanted, contents[use.index])), None)
    if clock is None:
        return uses
    why = Text("its cells are times of day; “{header}” has the day", {"header": time.header})
    put = replace(clock, name=name, score=100.0, reason=why, suggestion=None)
    return [put if use is clock else use for use in uses]


def _is_clock(use: ColumnUse, wanted: str, contents: Contents) -> bool:
    if use.name is not None or use.suggestion != wanted or contents.share("date", "whole"):
        return False
    return contents.share("clock") >= _MOSTLY
