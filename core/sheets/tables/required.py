"""What a table must have to be of a kind: not only its headings, its cells have to read as that too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.dates import day
from core.sheets.kinds import CHANNEL_SPEND, INVOICES, STAGE_COUNTS, STAGE_EVENTS, TIME_ENTRIES, Kind
from core.sheets.kinds.stages import outcome_of, stage_of
from core.sheets.tables.contents import Contents
from core.sheets.tables.headers import plain
from core.sheets.tables.other_books import BANK, INCOME
from core.sheets.tables.spend_words import is_channel, speaks_of_spend
from core.sheets.tables.table import ColumnUse

_FUNNEL_HEADING = re.compile(
    r"page|event|activity|aktivität|aktivitet|concept|stage|stufe|trinn|phase|fase|url|seite|side|step|task"
)
_WEAK_CHANNELS = frozenset(
    [
        "source",
        "quelle",
        "kilde",
        "medium",
        "media",
        "vendor",
        "supplier",
        "anbieter",
        "publisher",
        "network",
        "tiltak",
        "maßnahme",
        "platform",
        "plattform",
    ]
)
_OFFERS = re.compile(
    r"^(?:angebot|offert|offer|quote|estimate|tilbud)s?[ .-]{0,2}(?:nr|no|num|nummer|number|id|#)",
    re.IGNORECASE,
)
"""The number of an offer, which nobody has been charged for."""
_ID = re.compile(r"(?:^|[ _-])(?:id|ids)$|^(?:uid|userid|visitorid)$")


def lacking(
    uses: Sequence[ColumnUse],
    contents: Sequence[Contents],
    kind: Kind,
    said: str = "",
    *,
    export: str = "",
    has_period: bool = False,
) -> tuple[Text, ...]:
    """The labels of what is missing for this kind; none where the table can be it.

    `said` are the words around the table, which may tell its stage or that it is about spend.

    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Acme", "0171 234")]
    >>> uses = record_uses(["Customer", "Phone"], cells, INVOICES)
    >>> [str(label) for label in lacking(uses, cells, INVOICES)]
    ['Date', 'Net amount']
    """
    by_name: dict[str, Contents] = {}
    for use in uses:
        if use.name:
            by_name.setdefault(use.name, contents[use.index])
    wanted = _RULES[kind.name](list(uses), by_name, contents, said, export, has_period)
    return tuple(kind.column(name).label for name in wanted)


def _time_entries(
    uses: list[ColumnUse], by: dict[str, Contents], _c: object, _s: str, _e: str, _p: bool
) -> list[str]:
    missing = []
    dated = "start" in by and by["start"].share("timed") > 0.5
    if not {"date", "start_date"} & set(by) and not dated:
        missing.append("date")
    if "minutes" not in by and not {"start", "end"} <= set(by):
        missing.append("minutes")
    if not missing and "start" not in by and _lasts_days(by):
        missing.append("start")  # a plan of tasks that take days, not entries of time
    return missing


def _lasts_days(by: dict[str, Contents]) -> bool:
    """Whether rows begin on one day and end on a later one."""
    if not {"date", "end_date"} <= set(by):
        return False
    pairs = list(zip(by["date"].cells, by["end_date"].cells, strict=False))
    later = 0
    for begin, end in pairs:
        try:
            later += (day(end, order="dmy") - day(begin, order="dmy")).days > 1
        except CellRefused:
            continue
    return later * 3 > len(pairs)


def _invoices(
    uses: list[ColumnUse], by: dict[str, Contents], _c: object, _s: str, _e: str, _p: bool
) -> list[str]:
    missing = [name for name in ("customer", "date") if name not in by]
    missing += [] if {"amount", "gross"} & set(by) else ["amount"]
    no_invoices = any(BANK.search(use.header) or _OFFERS.search(use.header) for use in uses)
    return missing or (["number"] if no_invoices and "number" not in by else [])


def _channel_spend(
    uses: list[ColumnUse],
    by: dict[str, Contents],
    contents: Sequence[Contents],
    said: str,
    export: str,
    _p: bool,
) -> list[str]:
    if "amount" not in by:
        return ["amount"]
    if export or {"impressions", "clicks", "campaign"} & set(by) or any(use.key for use in uses):
        return []
    channel = next((use for use in uses if use.name == "channel"), None)
    amount = next(use for use in uses if use.name == "amount")
    about_spend = speaks_of_spend(said) or speaks_of_spend(amount.header)
    if channel is None:
        earned = any(INCOME.search(use.header) for use in uses)  # a cash book is no spend on channels
        return [] if about_spend and "period" in by and not earned else ["channel"]
    names = contents[channel.index].cells
    known = sum(is_channel(str(cell)) for cell in names) * 3 >= len(names) > 0
    sure = plain(channel.header) not in _WEAK_CHANNELS or known or about_spend
    return [] if sure and (known or about_spend or "period" in by) else ["channel"]


def _stage_counts(
    uses: list[ColumnUse],
    by: dict[str, Contents],
    contents: Sequence[Contents],
    said: str,
    _e: str,
    has_period: bool,
) -> list[str]:
    if "count" not in by:
        return ["count"]
    if any(use.key for use in uses):
        return []
    missing = []
    stage = next((use for use in uses if use.name == "stage"), None)
    count = next(use for use in uses if use.name == "count")
    if stage is None and not (stage_of(count.header) or _named_stage(f"{count.header} {said}")):
        missing.append("stage")
    if "period" not in by and not has_period and not _is_a_funnel(stage, contents):
        missing.append("period")
    return missing


def _is_a_funnel(stage: ColumnUse | None, contents: Sequence[Contents]) -> bool:
    """Whether nearly all rows name stages: counts without a period may else be a summary of anything."""
    if stage is None or plain(stage.header) == "status":
        return False
    cells = [str(cell) for cell in contents[stage.index].cells]
    known = [stage_of(cell) for cell in cells if stage_of(cell)]
    return len(set(known)) >= 2 and 3 * len(known) >= 2 * len(cells)


def _named_stage(said: str) -> bool:
    return any(stage_of(word) for word in re.findall(r"[^\W\d_]+", said))


def _stage_events(
    uses: list[ColumnUse], by: dict[str, Contents], contents: Sequence[Contents], said: str, _e: str, _p: bool
) -> list[str]:
    if "case" not in by:
        return ["case"]
    if any(use.key for use in uses):
        return []
    stage = next((use for use in uses if use.name == "stage"), None)
    if stage is not None and ("time" in by or "completed" in by):
        return []
    case = next(use for use in uses if use.name == "case")
    if stage is not None:
        cells = [str(cell) for cell in contents[stage.index].cells]
        known = sum(1 for cell in cells if stage_of(cell) or outcome_of(cell))
        web = bool(_FUNNEL_HEADING.search(plain(stage.header))) and bool(_ID.search(plain(case.header)))
        return [] if web or (cells and known * 3 >= len(cells)) else ["time"]
    if "time" in by and (_ID.search(plain(case.header)) or _named_stage(said)):
        return [] if _named_stage(said) else ["stage"]
    if _ID.search(plain(case.header)) and _named_stage(said) and len([u for u in uses if u.header]) <= 4:
        return []
    return ["stage"] if "time" in by else ["stage", "time"]


_RULES = {
    TIME_ENTRIES.name: _time_entries,
    INVOICES.name: _invoices,
    CHANNEL_SPEND.name: _channel_spend,
    STAGE_COUNTS.name: _stage_counts,
    STAGE_EVENTS.name: _stage_events,
}
