"""One row a case, with a date column for each stage that it reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.kinds.stages import is_close_date, outcome_of, stage_of
from core.sheets.tables.contents import Contents
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse

CLOSE = "*close*"
"""The key of a close date: an event only where the row's stage says that it is won or lost."""

_DATED = 0.5
_NO_EVENT = re.compile(
    r"modified|geändert|aktualisiert|änderung|update|oppdatert|endret|activity|aktivität|aktivitet|contacted"
    r"|birth|geburt|fødsel|fällig|\bdue\b|forfall|wiedervorlage|follow.?up|oppfølging|nächste|next|neste"
    r"|erinnerung|reminder|garantie|warranty|gültig|valid|ablauf|expire|prüfung|inspe[ck]t|wartung|until|\bbis\b"
    r"|import|export|stand\b|synced|deadline|frist|geplant|planned|expected|erwartet|forventet|kauf am"
    r"|gekauft",
    re.IGNORECASE,
)
_LAST_CHANGE = re.compile(
    r"modified|geändert|änderung|update|aktualisiert|oppdatert|endret|last change", re.IGNORECASE
)
_CREATED = (
    ("Created", re.compile(r"creat(?:e|ed|ion)\b.*|.*\bcreated", re.IGNORECASE)),
    ("Erstellt", re.compile(r"erstell\w*\b.*|angelegt\b.*|.*\berstellt(?: am)?|anlagedatum", re.IGNORECASE)),
    ("Opprettet", re.compile(r"opprett\w*\b.*|.*\bopprettet", re.IGNORECASE)),
)
_PREFIX = re.compile(r"^(?:deal|lead|opportunity|verkaufschance)\s+[-–]\s+", re.IGNORECASE)
_ENTERED = re.compile(
    r"^(?:date\s+entered|entered|entered\s+on|datum\s+eintritt(?:\s+in)?|eingetreten\s+in|became\s+an?)\b\s*",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"(?:^|\s)(?:datum|date|dato|zeitpunkt|tidspunkt|zeit|time|timestamp|on|at|am|den|vom|of|der|des|for|av)(?=[\s:]|$)[.:]?",
    re.IGNORECASE,
)
_DATE_ENDING = re.compile(r"(?:s?datum|s?dato|[_-](?:date|at|on|am|datum|time))$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[](?:utc|gmt|datum|date|dato|tt\.mm\.jjjj|dd\.mm\.yyyy)[)\]]", re.IGNORECASE)


def stage_key(header: str) -> str:
    """The stage that the heading of a date column names, without the words for "date".

    >>> stage_key("Datum Angebot"), stage_key("Deal - Won time"), stage_key("Create Date")
    ('Angebot', 'Won', 'Created')
    >>> stage_key('Date entered "Closed Won (Sales Pipeline)"'), stage_key("Angebotsdatum")
    ('Closed Won (Sales Pipeline)', 'Angebot')
    """
    text = " ".join(header.split())
    text = _ASIDE.sub("", _PREFIX.sub("", text))
    text = re.sub(r"^(?:deal|lead) (?=[a-zæøåäöü])", "", text, flags=re.IGNORECASE)
    for name, pattern in _CREATED:
        if pattern.fullmatch(plain(text).replace("_", " ")):
            return name
    text = _ENTERED.sub("", text)
    bare = _DATE_ENDING.sub("", text) if len(_DATE_ENDING.sub("", text)) > 2 else text
    bare = " ".join(_DATE_WORDS.sub(" ", bare.replace("_", " ")).split()).strip(" :-–\"'“”„»«")
    return bare or text


def with_date_columns(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse] | None:
    """The columns of a table with a case in each row and a date column for each stage; None where it is none.

    At least two columns hold dates, and at least one of their headings is a word for a stage. Dates of
    plans, reminders and last changes are no events; a close date is one only in rows that are closed.

    >>> from core.sheets.kinds import STAGE_EVENTS
    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> cells = [contents_of([c]) for c in ("Acme", "1.3.2026", "9.3.2026")]
    >>> uses = with_date_columns(record_uses(["Kunde", "Anfrage", "Angebot"], cells, STAGE_EVENTS), cells)
    >>> [(use.name, use.key) for use in uses]
    [('case', ''), ('time', 'Anfrage'), ('time', 'Angebot')]
    """
    dated = [use for use in uses if _holds_dates(use, contents[use.index])]
    if len(dated) < 2 or not any(use.name == "case" for use in uses):
        return None
    if any(use.name == "stage" for use in uses) and _has_its_own_time(uses, dated):
        return None
    keys = {
        use.index: CLOSE
        if is_close_date(_PREFIX.sub("", use.header)) or is_close_date(use.header)
        else stage_key(use.header)
        for use in dated
    }
    known = [c for c, key in keys.items() if key == CLOSE or _is_stage(key)]
    if not known:
        return None
    closing = [c for c, key in keys.items() if key == CLOSE]
    own_outcome = any(outcome_of(key) for c, key in keys.items() if c not in closing)
    status = _status(uses, contents) if closing and not own_outcome else None
    return [_put(use, keys, status, own_outcome) for use in uses]


def _holds_dates(use: ColumnUse, contents: Contents) -> bool:
    if not use.header or use.name in ("case", "value", "lost_reason", "channel", "person"):
        return False
    if is_close_date(use.header) or is_close_date(_PREFIX.sub("", use.header)):
        return True
    if _NO_EVENT.search(use.header):
        return False
    stage = stage_of(stage_key(use.header)) is not None
    if not contents.cells:
        return stage
    return contents.share("date") >= _DATED and contents.share("number") < _DATED


def _is_stage(key: str) -> bool:
    words = [key, *re.findall(r"[^\W\d_]{4,}", key)]
    return key in {name for name, _ in _CREATED} or any(stage_of(word) or outcome_of(word) for word in words)


def _has_its_own_time(uses: Sequence[ColumnUse], dated: Sequence[ColumnUse]) -> bool:
    """Whether stage and time stand beside each other in a row: an event, not a case."""
    times = [use for use in dated if use.name in ("time", "completed")]
    others = [use for use in dated if use.name not in ("time", "completed")]
    return bool(times) and not any(_is_stage(stage_key(use.header)) for use in others)


def _status(uses: Sequence[ColumnUse], contents: Sequence[Contents]) -> int | None:
    """The column that says whether a row is won or lost."""
    best = (0.0, -1)
    for use in uses:
        if use.name == "stage" or use.suggestion == "stage":
            cells = contents[use.index].cells
            said = sum(1 for cell in cells if isinstance(cell, str) and outcome_of(cell))
            best = max(best, (said + (0.5 if use.name == "stage" else 0.0), use.index))
    return best[1] if best[1] >= 0 else None


def _put(use: ColumnUse, keys: dict[int, str], status: int | None, own_outcome: bool) -> ColumnUse:
    if use.index in keys:
        key = keys[use.index]
        if key == CLOSE and (own_outcome or status is None):
            why = (
                Text("an expected date; the dates of won and lost stand in columns of their own")
                if own_outcome
                else Text("an expected date, and no column says which rows are won or lost")
            )
            return replace(use, name=None, suggestion="time", reason=why)
        why = (
            Text("an expected date; it counts where the row is won or lost")
            if key == CLOSE
            else Text("its cells are dates, its heading is the stage")
        )
        return replace(use, name="time", key=key, score=100.0, reason=why, suggestion=None)
    if status is not None and use.index == status:
        return replace(use, name="stage", score=100.0, suggestion=None)
    if use.name in ("stage", "time", "completed", "transition"):
        why = Text("the stages stand in columns of their own")
        return replace(use, name=None, suggestion=use.name, reason=why)
    return use


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
        if use.name is None
        and _LAST_CHANGE.search(use.header)
        and contents[use.index].share("date") >= _DATED
    ]
    if not changed:
        return uses
    why = Text("the date of the last change is when the stage was reached")
    return [
        replace(use, name="time", score=90.0, reason=why, suggestion=None) if use is changed[0] else use
        for use in uses
    ]
