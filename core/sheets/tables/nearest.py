"""Which kind a table that is none resembles most, so that its refusal speaks of that and of no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.sheets.cells.time_units import header_unit
from core.sheets.kinds import CHANNEL_SPEND, INVOICES, STAGE_COUNTS, STAGE_EVENTS, TIME_ENTRIES
from core.sheets.tables.headers import ACCEPT
from core.sheets.tables.kind_scores import Below, Candidate

_AT_HEART: Mapping[str, frozenset[str]] = {
    TIME_ENTRIES.name: frozenset({"minutes", "start", "end"}),
    INVOICES.name: frozenset({"amount", "gross", "number"}),
    CHANNEL_SPEND.name: frozenset({"amount"}),
    STAGE_COUNTS.name: frozenset({"count"}),
    STAGE_EVENTS.name: frozenset({"stage"}),
}
"""What a kind is about; columns such as a customer or a remark stand in tables of any kind."""
_MOST_MISSING = 1


def nearest_of(ranked: Sequence[Candidate], below: Below) -> Candidate | None:
    """The kind that a table lacks little to be; None where it resembles none.

    It has what the kind is about, or headings in hours where that is time, and it lacks one thing only.

    >>> from core.sheets.kinds import KINDS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.kind_scores import as_kind
    >>> def nearest(*headings):
    ...     below = Below(0, 1, headings, headings, tuple(contents_of([]) for _ in headings))
    ...     kinds = [as_kind(below, kind) for kind in KINDS.values() if kind.records]
    ...     found = nearest_of(kinds, below)
    ...     return found and found.kind.name
    >>> nearest("Date", "Project", "worked (h)"), nearest("Contract", "Customer", "Begins", "Ends")
    ('time_entries', None)
    """
    near = [
        one
        for one in ranked
        if len(one.named) >= 2 and len(one.missing) <= _MOST_MISSING and _resembles(one, below)
    ]
    return min(near, key=lambda one: (len(one.missing), -one.score), default=None)


def _resembles(one: Candidate, below: Below) -> bool:
    heart = _AT_HEART[one.kind.name]
    if any(use.key or use.name in heart for use in one.named):
        return True
    if any(use.suggestion in heart and use.score >= ACCEPT for use in one.uses):
        return True  # it is called so, and only its cells cannot be read as that
    return one.kind is TIME_ENTRIES and any(header_unit(text) in ("h", "min") for text in below.headings)
