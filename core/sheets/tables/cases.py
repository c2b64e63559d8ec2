"""Which column tells one case from another: a number where there is one, else the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.kinds.stages import outcome_of, stage_of
from core.sheets.tables.contents import Contents
from core.sheets.tables.event_headings import is_created, is_no_event, is_stage, stage_key
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse

_NUMBERED = re.compile(r"(?:^|[^\w]|_|(?<=[a-zäöüß]))(?:id|ids|nr|no|num|nummer|number|#)\.?$", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"owner|inhaber|eier|besitzer|pipeline|stage|phase|email|mail|event|activity|page|tax|ust|telef|phone|fax|haus"
    r"|konto|account|contact|kontakt|company|campaign|kampagne|lfd|lauf|session|parent|label|product|plz|postn"
    r"|inventar|serien|serial|device|gerät|person|org|employee|personal|user agent|rechnung|invoice|faktura",
    re.IGNORECASE,
)


_TITLES = frozenset(
    [
        *("name", "title", "card name", "card", "item", "element", "task name", "record name", "subject"),
        *("titel", "bezeichnung", "betreff", "karte", "eintrag", "vorname nachname", "name, vorname"),
        *("navn", "tittel", "kort", "element", "oppføring"),
    ]
)
"""What boards and hand-kept lists call whatever a row is about."""
_MOSTLY, _DATED = 0.8, 0.5
_KNOWN = 3
"""One in so many cells of a column of stages names a stage that is known, at least."""


def with_titled_cases(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns, with a column called "Name" or "Title" as the case where no other column names it.

    Only in a table about customers: a date column is headed by a stage, or a column of stages holds known
    ones. Elsewhere a name may be that of anybody and anything.

    >>> from core.sheets.kinds import STAGE_EVENTS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Acme", "1.3.2026", "9.3.2026")]
    >>> uses = record_uses(["Name", "Erstkontakt", "Angebot"], cells, STAGE_EVENTS)
    >>> with_titled_cases(uses, cells)[0].name
    'case'
    """
    if any(use.name == "case" for use in uses):
        return uses
    titled = [
        use
        for use in uses
        if use.name is None and plain(use.header) in _TITLES and contents[use.index].share("text") > _MOSTLY
    ]
    if not titled or not _is_about_customers(uses, contents):
        return uses
    chosen = titled[0]
    why = Text("no other column names the case")
    put = replace(chosen, name="case", score=100.0, reason=why, suggestion=None)
    return [put if use is chosen else use for use in uses]


def _is_about_customers(uses: Sequence[ColumnUse], contents: Sequence[Contents]) -> bool:
    told = False
    for use in uses:
        held = contents[use.index]
        key = stage_key(use.header) if use.header else ""
        if use.name == "stage":
            known = sum(1 for cell in held.cells if stage_of(str(cell)) or outcome_of(str(cell)))
            if held.cells and _KNOWN * known >= len(held.cells):
                return True
        elif is_stage(key) and not is_created(key) and not is_no_event(use.header):
            told = told or held.share("date") >= _DATED
    return told


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
    if named is not None and is_numbered(named.header):
        return uses
    numbered = [
        use
        for use in uses
        if use.name in (None, "case")
        and is_numbered(use.header)
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


def is_numbered(header: str) -> bool:
    """Whether a heading says that its cells are numbers or keys.

    >>> is_numbered("Fall-ID"), is_numbered("Kunde")
    (True, False)
    """
    return bool(_NUMBERED.search(plain(header)))
