"""Counts and amounts spread over columns: a column a stage, or a column a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell
from core.sheets.kinds import CHANNEL_SPEND, INVOICES, STAGE_COUNTS, Kind
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.contents import Contents
from core.sheets.tables.headers import is_other, is_word_of, match, plain
from core.sheets.tables.heading_periods import period_key, weeks_of_days
from core.sheets.tables.spend_words import is_channel, speaks_of_spend
from core.sheets.tables.table import ColumnUse

_COUNTED = 0.6
"""From this share of whole numbers on a column is one of counts; the other cells are told."""
_COMPUTED = re.compile(
    r"%|\b(?:summe|gesamt\w*|total\w*|sum|insgesamt|kumul\w*|cumul\w*|ytd|ø|avg|average|durchschnitt|mittel\w*"
    r"|snitt|conversion\w*|konversion\w*|konverter\w*|quote|rate|ratio|anteil|share|cr|delta|diff\w*|jahr\w*"
    r"|year|år|i alt|sum\w*)\b|quote$|rate$",
    re.IGNORECASE,
)


def with_stage_columns(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse] | None:
    """The columns of a table with a period or a channel in each row and a column for each stage, or None.

    At least two columns are counts, and at least one of their headings is a word for a stage; one is enough
    where nothing else stands beside the period.

    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Jan 2026", 40, 12)]
    >>> uses = with_stage_columns(record_uses(["Monat", "Leads", "Angebote"], cells, STAGE_COUNTS), cells)
    >>> [(use.name, use.key) for use in uses]
    [('period', ''), ('count', 'Leads'), ('count', 'Angebote')]
    """
    named = {use.name for use in uses}
    if not named & {"period", "channel"}:
        return None
    stages = [use for use in uses if _may_be_a_stage(use, contents[use.index])]
    known = [use for use in stages if stage_of(use.header)]
    headed = [use for use in uses if use.header and use.name not in ("period", "until", "channel")]
    if not known or (len(stages) < 2 and (headed != stages or uses[stages[0].index].name == "count")):
        return None
    if len(known) < 2 and ("stage" in named or "period" not in named):
        return None
    why = Text("its heading is a stage, its cells are counts")
    return [
        replace(use, name="count", key=use.header, score=100.0, reason=why, suggestion=None)
        if use in stages
        else replace(use, name=None, suggestion=use.name, reason=Text("the counts stand in other columns"))
        if use.name in ("count", "stage")
        else use
        for use in uses
    ]


def _may_be_a_stage(use: ColumnUse, contents: Contents) -> bool:
    if not use.header or use.name in ("period", "until", "channel", "stage"):
        return False
    if stage_of(use.header):
        return not contents.cells or contents.share("whole", "number") >= _COUNTED / 2
    if _COMPUTED.search(use.header) or is_other(use.header, STAGE_COUNTS) or period_key(use.header):
        return False
    if use.suggestion in ("period", "until", "channel") and use.score >= 85:
        return False
    if any(_is_money(use.header, kind) for kind in (CHANNEL_SPEND, INVOICES)):
        return False
    return bool(contents.cells) and contents.share("whole") >= _COUNTED


def _is_money(header: str, kind: Kind) -> bool:
    found = match(header, kind) if is_word_of(header, kind) else None
    return found is not None and found.column in ("amount", "gross", "tax")


def with_channel_columns(
    uses: list[ColumnUse], contents: Sequence[Contents], said: str
) -> list[ColumnUse] | None:
    """The columns of a table with a period in each row and a column of money for each channel.

    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Jan 2026", 430.5, 311.0)]
    >>> uses = record_uses(["Monat", "Google Ads", "Meta"], cells, CHANNEL_SPEND)
    >>> [(use.name, use.key) for use in with_channel_columns(uses, cells, "Werbeausgaben")]
    [('period', ''), ('amount', 'Google Ads'), ('amount', 'Meta')]
    """
    if not any(use.name == "period" for use in uses) or any(use.name == "channel" for use in uses):
        return None
    channels = [use for use in uses if _may_be_a_channel(use, contents[use.index])]
    known = [use for use in channels if is_channel(use.header)]
    money = any(contents[use.index].share("money") > 0.5 for use in channels)
    if len(channels) < 2 or not known or not (speaks_of_spend(said) or (money and not _stage_said(said))):
        return None
    why = Text("its heading is a channel, its cells are amounts")
    return [
        replace(use, name="amount", key=use.header, score=100.0, reason=why, suggestion=None)
        if use in channels
        else replace(use, name=None, suggestion=use.name)
        if use.name == "amount"
        else use
        for use in uses
    ]


def _may_be_a_channel(use: ColumnUse, contents: Contents) -> bool:
    if not use.header or use.name or _COMPUTED.search(use.header) or is_other(use.header, CHANNEL_SPEND):
        return False
    if not contents.cells:
        return is_channel(use.header)
    return contents.share("number", "money") >= _COUNTED


def month_columns(raw: Sequence[Cell], year: int | None) -> dict[int, str]:
    """The columns that a period heads, with their keys; none where there are fewer than two.

    >>> month_columns(["Stufe", "Jan 2026", "Feb 2026", "Summe"], None)
    {1: '2026-01-01/2026-01-31', 2: '2026-02-01/2026-02-28'}
    """
    keys = {
        c: key
        for c, heading in enumerate(raw)
        if not is_blank(heading) and (key := period_key(heading, year))
    }
    keys = weeks_of_days(keys)
    return keys if len(keys) > 1 else {}


def with_month_columns(
    uses: list[ColumnUse], contents: Sequence[Contents], months: dict[int, str], name: str, said: str
) -> list[ColumnUse] | None:
    """The columns of a table with a stage or a channel in each row and a column for each month.

    `name` is what the months hold: "count" of stages or "amount" of spend; `said` are the words around the
    table, which may tell what its numbers are. None where it is no such table.

    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Leads", 40, 12)]
    >>> uses = record_uses(["Stufe", "Jan 2026", "Feb 2026"], cells, STAGE_COUNTS)
    >>> months = month_columns(["Stufe", "Jan 2026", "Feb 2026"], None)
    >>> [use.name for use in with_month_columns(uses, cells, months, "count", "")]
    ['stage', 'count', 'count']
    """
    looks = [contents[c] for c in months if contents[c].cells]
    wanted = ("whole",) if name == "count" else ("number", "money")
    cells = sum(len(found.cells) for found in looks)
    read = sum(found.share(*wanted) * len(found.cells) for found in looks)
    if not cells or read < _COUNTED * cells:
        return None
    if name == "count" and any(found.share("money") > 0.2 for found in looks):
        return None
    rows = _row_names(uses, contents, months, name)
    if rows is None:
        return None
    if name == "amount" and not _is_spend(rows, contents, looks, said):
        return None
    if name == "count" and not any(use.name == "stage" for use in rows) and not _stage_said(said):
        return None
    why = Text("its heading is a period")
    return [
        replace(use, name=name, key=months[use.index], score=100.0, reason=why, suggestion=None)
        if use.index in months
        else replace(use, name=None, suggestion=use.name)
        if use.name in ("count", "amount", "period", "until")
        else use
        for use in rows
    ]


def _row_names(
    uses: list[ColumnUse], contents: Sequence[Contents], months: dict[int, str], name: str
) -> list[ColumnUse] | None:
    """The columns with the one that names the rows, by its heading or by its cells."""
    wanted = "stage" if name == "count" else "channel"
    if any(use.name == wanted for use in uses if use.index not in months):
        return uses
    first = min(months)
    for use in uses[:first]:
        texts = [
            str(cell)
            for cell, look in zip(contents[use.index].cells, contents[use.index].looks, strict=True)
            if "text" in look
        ]
        known = [text for text in texts if (stage_of(text) if name == "count" else is_channel(text))]
        if texts and len(known) * 3 >= len(texts) and (len(known) > 1 or len(texts) == 1):
            why = Text("its cells are stages") if name == "count" else Text("its cells are channels")
            return [
                replace(other, name=wanted, score=100.0, reason=why, suggestion=None)
                if other is use
                else other
                for other in uses
            ]
    named = any(use.name == "channel" for use in uses if use.index not in months)
    return uses if named and name == "count" else None


def _is_spend(
    uses: Sequence[ColumnUse], contents: Sequence[Contents], looks: Sequence[Contents], said: str
) -> bool:
    money = any(found.share("money") > 0.5 for found in looks)
    names = next((contents[use.index].cells for use in uses if use.name == "channel"), ())
    channels = sum(is_channel(str(cell)) for cell in names) * 3 >= len(names) > 0
    return speaks_of_spend(said) or (channels and (money or not _stage_said(said)))


def _stage_said(said: str) -> bool:
    return any(stage_of(word) for word in re.findall(r"[^\W\d_]+", plain(said)))
