"""One row a case, with a date column for each stage that it reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.language import Text
from core.sheets.kinds.stages import outcome_of, stage_of
from core.sheets.tables.contents import Contents
from core.sheets.tables.event_headings import (
    is_closed,
    is_closing,
    is_expected,
    is_last_change,
    is_no_event,
    is_of_the_stage,
    is_stage,
)
from core.sheets.tables.event_headings import stage_key as stage_key  # the corrections find it here, too
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse

CLOSE = "*close*"
"""The key of a close date: an event only where the row's stage says that it is won or lost."""
STATUS = "*stage*"
"""The key of the day on which the stage was reached that stands in the row."""

_DATED = 0.5
_SAID = 0.5
"""The least share of cells with known stages in a column that holds the stage of each row."""


@dataclass(frozen=True)
class _Dates:
    """The date columns of a table: which stage each is of, and where the stage of a row stands."""

    keys: dict[int, str]
    status: int | None
    outcomes: frozenset[str]
    """Those of won and lost that have a column of their own."""
    has_status_date: bool


def with_date_columns(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse] | None:
    """The columns of a table with a case in each row and a date column for each stage; None where it is none.

    At least two columns hold dates, and at least one of their headings is a word for a stage. Dates of
    plans, reminders and last changes are no events; a close date is one only in rows that are closed; the
    day of a status is that of the stage which stands in the row.

    >>> from core.sheets.kinds import STAGE_EVENTS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Acme", "1.3.2026", "9.3.2026")]
    >>> uses = with_date_columns(record_uses(["Kunde", "Anfrage", "Angebot"], cells, STAGE_EVENTS), cells)
    >>> [(use.name, use.key) for use in uses]
    [('case', ''), ('time', 'Anfrage'), ('time', 'Angebot')]
    """
    dated = [use for use in uses if _holds_dates(use, contents[use.index])]
    if not dated or not any(use.name == "case" for use in uses):
        return None
    beside = _status_and_its_date(uses, dated, contents)
    of_stages = [use for use in dated if beside is None or use.index != beside[1]]
    others = [use for use in of_stages if not is_closing(use.header) and not is_closed(stage_key(use.header))]
    if beside is not None and not any(is_stage(stage_key(use.header)) for use in others):
        return _one_event_a_row(uses, beside, {use.index for use in of_stages})
    if len(dated) < 2 or (_stage_stands_there(uses) and _has_its_own_time(others)):
        return None
    found = _dates(uses, contents, dated, beside)
    if not any(key in (CLOSE, STATUS) or is_stage(key) for key in found.keys.values()):
        return None
    return [_expectation(_put(use, found), contents[use.index]) for use in uses]


def _expectation(use: ColumnUse, contents: Contents) -> ColumnUse:
    """The column, where it only holds days that are expected with that as the reason why it is not read."""
    if use.name is not None or not is_expected(use.header) or contents.share("date") < _DATED:
        return use
    return replace(use, reason=Text("an expected date, and no event"), suggestion="time")


def _holds_dates(use: ColumnUse, contents: Contents) -> bool:
    if not use.header or use.name in ("case", "value", "lost_reason", "channel", "person"):
        return False
    if is_closing(use.header):
        return True
    if is_no_event(use.header):
        return False
    stage = stage_of(stage_key(use.header)) is not None
    if not contents.cells:
        return stage
    if contents.share("number") >= _DATED:
        return False
    # Below the name of a stage a date is a date, whatever ticks stand beside it.
    ticked = stage and contents.share("date") > 0 and contents.share("date", "flag") >= _DATED
    return contents.share("date") >= _DATED or ticked


def _status_and_its_date(
    uses: Sequence[ColumnUse], dated: Sequence[ColumnUse], contents: Sequence[Contents]
) -> tuple[int, int] | None:
    """The column that holds the stage of each row, and the one with the day on which it was reached."""
    days = {use.index for use in dated}
    stages = [use for use in uses if use.header and use.index not in days]
    for day in dated:
        key = plain(stage_key(day.header))
        for stage in stages:
            if plain(stage.header) == key and (
                stage.name == "stage" or _stages_said(contents[stage.index]) >= _SAID
            ):
                return stage.index, day.index
    named = next((use for use in stages if use.name == "stage"), None)
    day_named = next((use for use in dated if use.name == "time" and is_of_the_stage(use.header)), None)
    return (named.index, day_named.index) if named is not None and day_named is not None else None


def _stages_said(contents: Contents) -> float:
    known = sum(
        1 for cell in contents.cells if isinstance(cell, str) and (stage_of(cell) or outcome_of(cell))
    )
    return known / len(contents.cells) if contents.cells else 0.0


def _one_event_a_row(
    uses: Sequence[ColumnUse], beside: tuple[int, int], no_events: set[int]
) -> list[ColumnUse]:
    """The columns of a table with a stage and its day in each row; other days are no events."""
    names = dict(zip(beside, ("stage", "time"), strict=True))
    why = Text("the stage and its day stand beside each other")
    other = Text("“{header}” is the day of the stage", {"header": uses[beside[1]].header})
    found = []
    for use in uses:
        if use.index in names:
            if use.name != names[use.index]:
                use = replace(use, name=names[use.index], score=100.0, reason=why, suggestion=None)
        elif use.name in ("stage", "time") or use.index in no_events:
            use = replace(use, name=None, suggestion=use.name or use.suggestion, reason=other)
        found.append(use)
    return found


def _stage_stands_there(uses: Sequence[ColumnUse]) -> bool:
    return any(use.name == "stage" for use in uses)


def _has_its_own_time(others: Sequence[ColumnUse]) -> bool:
    """Whether stage and time stand beside each other in a row: an event, not a case."""
    times = [use for use in others if use.name in ("time", "completed")]
    rest = [use for use in others if use.name not in ("time", "completed")]
    return bool(times) and not any(is_stage(stage_key(use.header)) for use in rest)


def _dates(
    uses: Sequence[ColumnUse],
    contents: Sequence[Contents],
    dated: Sequence[ColumnUse],
    beside: tuple[int, int] | None,
) -> _Dates:
    keys = {use.index: CLOSE if is_closing(use.header) else stage_key(use.header) for use in dated}
    if beside is not None:
        keys[beside[1]] = STATUS
    outcomes = frozenset(found for key in keys.values() if (found := outcome_of(key)))
    status = beside[0] if beside is not None else _status(uses, contents)
    if outcomes or (status is not None and _tells_outcomes(contents[status])):
        keys = {c: CLOSE if is_closed(key) else key for c, key in keys.items()}
    return _Dates(keys, status, outcomes, beside is not None)


def _status(uses: Sequence[ColumnUse], contents: Sequence[Contents]) -> int | None:
    """The column that says whether a row is won or lost."""
    best = (0.0, -1)
    for use in uses:
        if use.name == "stage" or use.suggestion == "stage":
            said = sum(1 for cell in contents[use.index].cells if isinstance(cell, str) and outcome_of(cell))
            best = max(best, (said + (0.5 if use.name == "stage" else 0.0), use.index))
    return best[1] if best[1] >= 0 else None


def _tells_outcomes(contents: Contents) -> bool:
    return any(isinstance(cell, str) and outcome_of(cell) for cell in contents.cells)


def _put(use: ColumnUse, found: _Dates) -> ColumnUse:
    key = found.keys.get(use.index)
    if key == CLOSE:
        why = _no_closing(found)
        if why is not None:
            return replace(use, name=None, suggestion="time", reason=why)
        why = Text("an expected date; it counts where the row is won or lost")
        return replace(use, name="time", key=key, score=100.0, reason=why, suggestion=None)
    if key is not None:
        why = (
            Text("the day of the stage that stands in the row")
            if key == STATUS
            else Text("its cells are dates, its heading is the stage")
        )
        return replace(use, name="time", key=key, score=100.0, reason=why, suggestion=None)
    if use.index == found.status and {CLOSE, STATUS} & set(found.keys.values()) and _is_asked(found):
        return replace(use, name="stage", score=100.0, suggestion=None)
    if use.name in ("stage", "time", "completed", "transition", "time_of_day", "end_time_of_day"):
        why = Text("the stages stand in columns of their own")
        return replace(use, name=None, suggestion=use.name, reason=why)
    return use


def _is_asked(found: _Dates) -> bool:
    """Whether some column needs to know the stage of each row."""
    return found.has_status_date or _no_closing(found) is None


def _no_closing(found: _Dates) -> Text | None:
    """Why a close date is no event in this table; None where it is one in the rows that are closed."""
    if len(found.outcomes) == 2:
        return Text("an expected date; the dates of won and lost stand in columns of their own")
    if found.has_status_date:
        return Text("an expected date; the day of the stage stands in a column of its own")
    if found.status is None:
        return Text("an expected date, and no column says which rows are won or lost")
    return None


def with_last_change(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns of cases with a stage and no better time: the date of the last change is that of the stage.

    >>> from core.sheets.kinds import STAGE_EVENTS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Acme", "Lead", "1.3.2026")]
    >>> uses = record_uses(["Customer", "Stage", "Modified Time"], cells, STAGE_EVENTS)
    >>> [use.name for use in with_last_change(uses, cells)]
    ['case', 'stage', 'time']
    """
    names = {use.name for use in uses}
    if "time" in names or not {"case", "stage"} <= names:
        return uses
    changed = [
        use
        for use in uses
        if use.name is None and is_last_change(use.header) and contents[use.index].share("date") >= _DATED
    ]
    if not changed:
        return uses
    why = Text("the date of the last change is when the stage was reached")
    return [
        replace(use, name="time", score=90.0, reason=why, suggestion=None) if use is changed[0] else use
        for use in uses
    ]
