"""The column of a list of invoices that says what each row is, under whatever heading it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.kinds.documents import DOCUMENT_WORDS
from core.sheets.tables.contents import Contents
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse

_MOST = 12
_SHORTEST = 3
"""Shorter words than this, such as "RE" and "AR", may be anything under a heading that says nothing."""


def with_documents(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns, where one without a meaning of its own is full of words for invoices, offers, reminders.

    >>> from core.sheets.tables.contents import contents_of
    >>> beleg = ColumnUse(0, "Beleg", None, 0.0, Text(""))
    >>> with_documents([beleg], [contents_of(["Angebot", "Rechnung", "Mahnung"])])[0].name
    'document'
    """
    if any(use.name == "document" for use in uses):
        return uses
    for use in uses:
        if use.name not in (None, "product", "recurrence") or not _are_documents(contents[use.index]):
            continue
        why = Text("its cells say what each row is")
        put = replace(use, name="document", score=100.0, reason=why, suggestion=None)
        return [put if other is use else other for other in uses]
    return uses


def _are_documents(contents: Contents) -> bool:
    words = {plain(cell) if isinstance(cell, str) else "" for cell in contents.cells}
    known = all(len(word) >= _SHORTEST and word in DOCUMENT_WORDS for word in words)
    return known and 1 <= len(words) <= _MOST
