"""Which column tells one case from another: a number where there is one, else the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.tables.contents import Contents
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse

_NUMBERED = re.compile(r"(?:^|[^\w]|_|(?<=[a-zäöüß]))(?:id|ids|nr|no|num|nummer|number|#)\.?$", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"owner|inhaber|eier|besitzer|pipeline|stage|phase|email|mail|event|activity|page|tax|ust|telef|phone|fax|haus"
    r"|konto|account|contact|kontakt|company|campaign|kampagne|lfd|lauf|session|parent|label|product|plz|postn"
    r"|inventar|serien|serial|device|gerät|person|org|employee|personal|user agent|rechnung|invoice|faktura",
    re.IGNORECASE,
)


def with_numbered_cases(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns, with the number of the case instead of its name where every case has one.

    Two deals may share a name; their numbers differ.

    >>> from core.sheets.kinds import STAGE_EVENTS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of(["41", "42"]), contents_of(["Acme", "Acme"])]
    >>> uses = record_uses(["Deal - ID", "Deal - Title"], cells, STAGE_EVENTS)
    >>> [use.name for use in with_numbered_cases(uses, cells)]
    ['case', None]
    """
    named = next((use for use in uses if use.name == "case"), None)
    if named is not None and _is_numbered(named.header):
        return uses
    numbered = [
        use
        for use in uses
        if use.name in (None, "case")
        and _is_numbered(use.header)
        and contents[use.index].filled > 0.9
        and contents[use.index].distinct == len(contents[use.index].cells)
        and not contents[use.index].share("date", "money", "timed")
    ]
    if not numbered or named is None:
        return uses
    chosen = min(numbered, key=lambda use: (bool(_OF_SOMETHING_ELSE.search(plain(use.header))), use.index))
    if _OF_SOMETHING_ELSE.search(plain(chosen.header)):
        return uses
    beside = Text("“{header}” tells the cases apart", {"header": chosen.header})
    why = Text("every row has another number here")
    return [
        replace(use, name="case", score=100.0, reason=why, suggestion=None)
        if use is chosen
        else replace(use, name=None, suggestion="case", reason=beside)
        if use.name == "case"
        else use
        for use in uses
    ]


def _is_numbered(header: str) -> bool:
    return bool(_NUMBERED.search(plain(header)))
