"""Counts and amounts spread over columns: a column a stage, or a column a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell
from core.sheets.kinds import CHANNEL_SPEND, INVOICES, STAGE_COUNTS, Kind
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.contents import Contents
from core.sheets.tables.headers import is_other, is_word_of, match, plain
from core.sheets.tables.heading_periods import period_key, weeks_of_days
from core.sheets.tables.no_stage import is_no_stage, rates_between
from core.sheets.tables.spend_words import by_channel, is_channel, speaks_of_spend
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.turn_of_year import holding_others, month_of_year, years_of_headings
from core.sheets.tables.versions import NOT_WHAT_HAPPENED, Version, siblings_of, version_of_name

_FIGURES = ("impressions", "clicks", "conversions")
_OF_NO_CHANNEL = Text(
    "it stands beside several columns of money, so nobody can tell which of them it belongs to"
)
_BRACKETED = re.compile(r"(.+?) \((.+)\)")
_NUMBER_OF = re.compile(
    r"\b(?:anzahl|anz|antall|count|number of|number|stück|stk|zahl)\b\.?|(?<!\w)#", re.IGNORECASE
)
_OF_A_YEAR = re.compile(r"(.+?)[\s(/–-]+((?:19|20)[0-9]{2})\)?")
_COUNTED = 0.6
"""From this share of whole numbers on a column is one of counts; the other cells are told."""
_COMPUTED = re.compile(
    r"%|\b(?:summe|gesamt\w*|total\w*|sum|insgesamt|kumul\w*|cumul\w*|ytd|ø|avg|average|durchschnitt|mittel\w*"
    r"|snitt|conversion\w*|konversion\w*|konverter\w*|quote|rate|ratio|anteil|share|cr|delta|diff\w*|jahr\w*"
    r"|year|år|i alt|sum\w*)\b|quote$|rate$",
    re.IGNORECASE,
)


def with_stage_columns(
    uses: list[ColumnUse], contents: Sequence[Contents], said: str = "", groups: Sequence[str] = ()
) -> list[ColumnUse] | None:
    """The columns of a table with a period or a channel in each row and a column for each stage, or None.

    At least two columns are counts, and at least one of their headings is a word for a stage; one is enough
    where nothing else stands beside the period. What a heading says beside its stage is understood: "Leads
    Ist" is read and "Leads Soll" is not, "Leads 2025" is of that year. `groups` are what stands over the
    headings, such as a channel over its stages; `said` are the words around the table, which may tell that
    the columns are channels and not stages.

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
    if counted := _with_channels_counted(uses, contents, said):
        return counted
    siblings = siblings_of([use.header for use in uses])
    headed_by = {use.index: _headed(use, groups, siblings) for use in uses}
    rates = rates_between([use.header for use in uses])
    stages = [
        use
        for use in uses
        if use.header not in rates and _may_be_a_stage(use, headed_by[use.index], contents[use.index])
    ]
    known = [use for use in stages if stage_of(headed_by[use.index].stage)]
    if speaks_of_spend(said) and sum(is_channel(use.header) for use in stages if use not in known) > 1:
        return None  # what the channels cost, with what came of it in one column more
    headed = [use for use in uses if use.header and use.name not in ("period", "until", "channel")]
    if not known or (len(stages) < 2 and (headed != stages or uses[stages[0].index].name == "count")):
        return None
    if len(known) < 2 and ("stage" in named or "period" not in named):
        return None
    why = Text("its heading is a stage, its cells are counts")
    found = []
    for use in uses:
        said_of = headed_by[use.index]
        if use in stages:
            use = replace(use, name="count", key=said_of.stage, over=said_of.over, score=100.0, reason=why)
            use = replace(use, suggestion=None)
        elif use.name in ("count", "stage"):
            why_not = Text("the counts stand in other columns")
            use = replace(use, name=None, suggestion=use.name, reason=why_not)
        if not use.name and said_of.version in NOT_WHAT_HAPPENED:
            use = replace(use, reason=NOT_WHAT_HAPPENED[said_of.version])
        found.append(use)
    return found


@dataclass(frozen=True)
class _Headed:
    """What a heading of counts says: its stage, the year or channel over it, and which figure it is."""

    stage: str
    over: str
    version: Version


def _headed(use: ColumnUse, groups: Sequence[str], siblings: frozenset[str]) -> _Headed:
    """A heading taken apart: "Leads 2025", "Leads Ist", "Anzahl Leads", "Leads" below "Messe"."""
    text, over = use.header, ""
    if use.index < len(groups) and groups[use.index]:
        over = groups[use.index]
        text = _BRACKETED.sub(r"\2", text) if text.startswith(over) else text
    rest, version = version_of_name(text, siblings)
    if not stage_of(rest) and (counted := _NUMBER_OF.sub("", rest).strip(" ()")):
        rest = counted if stage_of(counted) else rest
    year = _OF_A_YEAR.fullmatch(rest)
    if not over and year and stage_of(year[1]):
        rest, over = year[1], year[2]
    over_rest, over_version = version_of_name(over)
    return _Headed(rest, over_rest, version or over_version)


def _with_channels_counted(
    uses: list[ColumnUse], contents: Sequence[Contents], said: str
) -> list[ColumnUse] | None:
    """The columns of counts of one stage by channel: "Neue Anfragen je Kanal" above Website, Messe."""
    named = {use.name for use in uses}
    if "period" not in named or "channel" in named or "stage" in named or not by_channel(said):
        return None
    columns = [
        use
        for use in uses
        if use.header
        and use.name not in ("period", "until")
        and not _COMPUTED.search(use.header)
        and not is_other(use.header, STAGE_COUNTS)
        and not version_of_name(use.header)[1]
        and contents[use.index].cells
        and contents[use.index].share("whole") >= _COUNTED
    ]
    if len(columns) < 2 or not any(is_channel(use.header) for use in columns):
        return None
    why = Text("its heading is a channel, its cells are counts")
    return [
        replace(use, name="count", key="", over=use.header, score=100.0, reason=why, suggestion=None)
        if use in columns
        else use
        for use in uses
    ]


def _may_be_a_stage(use: ColumnUse, headed: _Headed, contents: Contents) -> bool:
    if not use.header or use.name in ("period", "until", "channel", "stage"):
        return False
    if headed.version in NOT_WHAT_HAPPENED:
        return False
    if stage_of(headed.stage):
        return not contents.cells or contents.share("whole", "number") >= _COUNTED / 2
    if _COMPUTED.search(use.header) or is_other(use.header, STAGE_COUNTS) or period_key(use.header):
        return False
    if is_no_stage(headed.stage) is not None:
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
    siblings = siblings_of([use.header for use in uses])
    channels = [use for use in uses if _may_be_a_channel(use, contents[use.index], siblings)]
    known = [use for use in channels if is_channel(use.header)]
    money = any(contents[use.index].share("money") > 0.5 for use in channels)
    if len(channels) < 2 or not known or not (speaks_of_spend(said) or (money and not _stage_said(said))):
        return None
    why = Text("its heading is a channel, its cells are amounts")
    found = []
    for use in uses:
        rest, version = version_of_name(use.header, siblings)
        if use in channels:
            use = replace(use, name="amount", key=rest, score=100.0, reason=why, suggestion=None)
        elif use.name == "amount":
            use = replace(use, name=None, suggestion=use.name)
        elif use.name in _FIGURES:
            use = replace(use, name=None, suggestion=use.name, reason=_OF_NO_CHANNEL)
        if not use.name and version in NOT_WHAT_HAPPENED:
            use = replace(use, reason=NOT_WHAT_HAPPENED[version])
        found.append(use)
    return found


def _may_be_a_channel(use: ColumnUse, contents: Contents, siblings: frozenset[str]) -> bool:
    if not use.header or use.name or _COMPUTED.search(use.header) or is_other(use.header, CHANNEL_SPEND):
        return False
    if version_of_name(use.header, siblings)[1] in NOT_WHAT_HAPPENED:
        return False
    if not contents.cells:
        return is_channel(use.header)
    return contents.share("number", "money") >= _COUNTED


def month_columns(
    raw: Sequence[Cell],
    year: int | None,
    headings: Sequence[str] = (),
    turn: tuple[int, int] | None = None,
) -> dict[int, str]:
    """The columns that a period heads, with their keys; none where there are fewer than two.

    A quarter or a year behind its months is no period of its own, nor is the plan beside what happened.
    `headings` are the texts where they say more than the cells, "Jan 2026 (Ist)"; `turn` are two years that
    the title names. Months over the turn of a year keep their keys without it where no two years are named.

    >>> month_columns(["Stufe", "Jan 2026", "Feb 2026", "2026", "Summe"], None)
    {1: '2026-01-01/2026-01-31', 2: '2026-02-01/2026-02-28'}
    >>> month_columns(["Stufe", "Dez", "Jan"], 2025)
    {1: '--12/--12', 2: '--01/--01'}
    >>> month_columns(["Stufe", "Dez", "Jan"], None, (), (2025, 2026))[2]
    '2026-01-01/2026-01-31'
    """
    named: dict[int, Cell] = {}
    for c, heading in enumerate(raw):
        period = _period_named(heading, headings[c] if c < len(headings) else "")
        if period is not None:
            named[c] = period
    first = turn[0] if turn else year
    years = years_of_headings(named, first) if first is not None else {}
    over = len(set(years.values())) > 1
    if over != (turn is not None):
        years = {}  # which of the two years, or of which year the first is, has to be asked
    keys = {c: key for c, period in named.items() if (key := period_key(period, years.get(c)))}
    keys = weeks_of_days(keys)
    totals = holding_others(keys)
    keys = {c: key for c, key in keys.items() if c not in totals}
    return keys if len(keys) > 1 else {}


def _period_named(heading: Cell, text: str) -> Cell | None:
    """The period that a heading names, of what happened: not that of a plan or of an earlier year."""
    if not is_blank(heading) and period_key(heading):
        rest, version = version_of_name(text)
        return None if version in NOT_WHAT_HAPPENED and period_key(rest) else heading
    rest, version = version_of_name(text)
    rest = month_of_year(rest) or rest
    return rest if version not in NOT_WHAT_HAPPENED and period_key(rest) else None


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
    found = []
    for use in rows:
        rest, version = version_of_name(use.header)
        if use.index in months:
            use = replace(use, name=name, key=months[use.index], score=100.0, reason=why, suggestion=None)
        elif use.name in ("count", "amount", "period", "until"):
            use = replace(use, name=None, suggestion=use.name)
        elif use.name in _FIGURES and name == "amount":
            use = replace(use, name=None, suggestion=use.name, reason=_OF_NO_CHANNEL)
        if not use.name and version in NOT_WHAT_HAPPENED:
            use = replace(use, reason=NOT_WHAT_HAPPENED[version])
        elif not use.name and period_key(rest):
            use = replace(use, reason=Text("its period holds those of other columns, which count already"))
        found.append(use)
    return found


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
