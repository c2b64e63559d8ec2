"""Columns that give one thing twice: planned and measured, before and now, from and to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from core.language import Quoted, Text
from core.sheets.kinds import Kind
from core.sheets.tables.headers import is_measured, plain
from core.sheets.tables.table import ColumnUse

_MEASURED = re.compile(
    r"\b(?:ist|aktuell\w*|derzeit|heute|actual|current|real|tatsächlich\w*|faktisk|nåværende)\b"
    r"|gemessen|measured|målt|stoppuhr|stopwatch|tracked|getrackt",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:soll|plan|geplant\w*|ziel|vorgabe|budget\w*|kalkuliert\w*|planned|target|goal|planlagt|mål|ønsket)\b",
    re.IGNORECASE,
)
_GUESSED = re.compile(
    r"\b(?:geschätzt\w*|schätzung|erwartet\w*|estimated?|est|guess(?:ed)?|expected|anslått|antatt)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:alt|alte[rs]?|bisher\w*|früher\w*|vorher|old|former|previous|before|gammel|før)\b", re.IGNORECASE
)
_NEW = re.compile(r"\b(?:neu|neue[rs]?|künftig\w*|nachher|new|future|ny|nytt|etterpå)\b", re.IGNORECASE)
_LOW = re.compile(
    r"\b(?:von|from|fra|ab|min|minimum|minimal|mind|mindestens|kürzeste|lowest|low|shortest)\b", re.IGNORECASE
)
_HIGH = re.compile(
    r"\b(?:bis|to|til|max|maximum|maximal|maks|höchstens|längste|highest|high|longest)\b", re.IGNORECASE
)
_UNITS = re.compile(r"[(\[][^)\]]*[)\]]|\bin \w+$")

_RANKS = ((_MEASURED, 4), (_GUESSED, 2), (_PLANNED, 1), (_FORMER, 0))
_UNSAID = 3


def is_planned(header: str) -> bool:
    """Whether a heading names what is aimed at, not what is: "Quote (Ziel)", "Soll (min)".

    >>> is_planned("Quote (Ziel)"), is_planned("Quote (Ist)")
    (True, False)
    """
    return bool(_PLANNED.search(header)) and not _MEASURED.search(header)


def without_standing(text: str) -> str:
    """A heading without the words that only say how sure or how old its figures are.

    >>> without_standing("minuten ist"), without_standing("quote (ziel)")
    ('minuten', 'quote ( )')
    """
    for pattern in (_MEASURED, _PLANNED, _GUESSED, _FORMER, _NEW):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def settle(uses: Sequence[ColumnUse], kind: Kind, notes: list[Text]) -> list[ColumnUse]:
    """Of several columns for one figure the measured one, else the unqualified one; told in `notes`.

    What is new may be a plan or a correction: between old and new nothing is settled. A planned pass
    rate is the target, with or without another beside it.
    """
    settled = [_as_target(use, uses) for use in uses]
    for name in dict.fromkeys(use.name for use in settled if use.name):
        same = [use for use in settled if use.name == name]
        if len(same) < 2 or any(_NEW.search(plain(use.header)) for use in same):
            continue
        ranks = {use.index: _rank(use.header) for use in same}
        best = [use for use in same if ranks[use.index] == max(ranks.values())]
        if len(best) != 1:
            continue
        (read,) = best
        others = [use for use in same if use is not read]
        why = Text("“{header}” is read instead", {"header": read.header})
        settled = [
            replace(use, name=None, suggestion=name, reason=why) if use in others else use for use in settled
        ]
        words = {
            "read": read.header,
            "label": kind.column(name).label,
            "others": Quoted(tuple(use.header for use in others)),
        }
        notes.append(
            Text("“{read}” is read as “{label}”: measured figures count more than {others}", words)
            if ranks[read.index] == 4
            else Text(
                "“{read}” is read as “{label}”; planned, guessed or former figures are not: {others}", words
            )
        )
    return settled


def ends_apart(uses: Sequence[ColumnUse]) -> list[tuple[ColumnUse, ColumnUse]]:
    """The pairs of columns that hold the two ends of a range: "min" and "max", "Dauer von" and "Dauer bis".

    >>> uses = [ColumnUse(i, h, None, 0, Text("")) for i, h in enumerate(["Schritt", "min", "max"])]
    >>> [(low.header, high.header) for low, high in ends_apart(uses)]
    [('min', 'max')]
    """
    found = []
    for first, second in combinations((use for use in uses if use.header), 2):
        low, high = (_UNITS.sub(" ", plain(use.header)) for use in (first, second))
        if not _LOW.search(low) or not _HIGH.search(high) or _HIGH.search(low):
            continue
        if _LOW.sub(" ", low).split() == _HIGH.sub(" ", high).split():
            found.append((first, second))
    return found


def _rank(header: str) -> int:
    if is_measured(header):
        return 4
    return next((rank for pattern, rank in _RANKS if pattern.search(plain(header))), _UNSAID)


def _as_target(use: ColumnUse, uses: Sequence[ColumnUse]) -> ColumnUse:
    if use.name != "pass_rate" or not is_planned(use.header):
        return use
    if any(other.name == "target_pass_rate" for other in uses):
        why = Text("another column is more clearly that")
        return replace(use, name=None, suggestion="target_pass_rate", reason=why)
    return replace(use, name="target_pass_rate", reason=Text("its heading says that it is a target"))
