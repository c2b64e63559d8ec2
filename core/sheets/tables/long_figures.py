"""Figures of long tables of counts or spend whose heading alone does not say that they are that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.kinds import INVOICES
from core.sheets.kinds.plain import plain
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.contents import Contents
from core.sheets.tables.headers import is_word_of, match
from core.sheets.tables.table import ColumnUse

_COUNTED = frozenset(
    {
        "deals",
        "opportunities",
        "contacts",
        "kontakte",
        "companies",
        "firmen",
        "personen",
        "leute",
        "saker",
        "salg",
    }
)
_MOSTLY = 0.6


def with_counted_cases(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns, with the one of whole numbers called "Deals" as the count beside a stage in each row.

    >>> from core.sheets.kinds import STAGE_COUNTS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("2026-01", "Proposal", 8.0)]
    >>> uses = record_uses(["Month", "Stage", "Deals"], cells, STAGE_COUNTS)
    >>> [use.name for use in with_counted_cases(uses, cells)]
    ['period', 'stage', 'count']
    """
    named = {use.name for use in uses}
    if "stage" not in named or "count" in named:
        return uses
    found = [
        use
        for use in uses
        if not use.name
        and (plain(use.header) in _COUNTED or stage_of(use.header))
        and contents[use.index].cells
        and contents[use.index].share("whole") >= _MOSTLY
    ]
    if len(found) != 1:
        return uses
    why = Text("it counts what reached the stage beside it")
    put = replace(found[0], name="count", score=100.0, reason=why, suggestion=None)
    return [put if use is found[0] else use for use in uses]


def with_gross_spend(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns, with an amount that holds the VAT where no other amount is there.

    >>> from core.sheets.kinds import CHANNEL_SPEND
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("2026-01", "Google", 595.0)]
    >>> uses = record_uses(["Monat", "Kanal", "Brutto"], cells, CHANNEL_SPEND)
    >>> [use.name for use in with_gross_spend(uses, cells)]
    ['period', 'channel', 'amount']
    """
    named = {use.name for use in uses}
    if "amount" in named or not named & {"channel", "campaign"}:
        return uses
    for use in uses:
        if not use.name and is_gross(use.header) and contents[use.index].share("number", "money") >= _MOSTLY:
            why = Text("no amount without VAT stands beside it, so this one counts")
            put = replace(use, name="amount", score=100.0, reason=why, suggestion=None)
            return [put if other is use else other for other in uses]
    return uses


def is_gross(header: str) -> bool:
    """Whether a heading says that its amounts hold the VAT.

    >>> is_gross("Brutto"), is_gross("Kosten")
    (True, False)
    """
    found = match(header, INVOICES) if is_word_of(header, INVOICES) else None
    return found is not None and found.column == "gross" and plain(header) not in ("total", "sum", "totalt")
