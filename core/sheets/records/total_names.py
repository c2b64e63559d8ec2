"""Rows that are called a total, an average or a target, found among many names at once."""

from __future__ import annotations

import re

import pyarrow as pa

from core.language import Text
from core.sheets.checks import totals
from core.sheets.records.cell_columns import Texts
from core.sheets.records.plain_texts import among, ends_with_digit

A_TOTAL = Text("a total of other rows")
AN_AVERAGE = Text("an average of other rows")
A_CARRY_OVER = Text("carried over from other rows, no row of its own")
A_TAX = Text("the tax of other rows")
A_TARGET = Text("a target, nothing that happened")

_BEGINS = (
    "zwischen|teil|endsumme|summe|in summe|gesamt|insgesamt|in total|tota|sum|subto|delsum|grand|in all|i alt"
    "|ialt|alles|macht|das |zusammen|unterm|ergebnis|alto|all |overall|til ?sammen|samlet|alle |zeit|dauer"
    "|aufwand|arbeitszeit|minuten|stunden|kosten|time|effort|duration|minutes|hours|cost|tid|timer|minutter"
    "|kostnad|pro |je |per |pr|durchschnitt|im |mittel|median|average|avg|mean|gjenn|i snitt|ziel|unser|soll"
    "|vorgabe|target|goal|our|mål|benchmark"
)
_MAY_BE = rf"^(?:=|[^\pL\pN]*(?:Σ|∑|Ø|⌀|(?i:{_BEGINS})))"
_LONGEST = 100
_MANY = 50_000
_WITH_A_COLON = re.compile(r"[^:–—-]{1,25}(?::|\s[–—-])\s")


def reason(name: str) -> Text | None:
    """Why a row with exactly this name is no record: a total, an average or a target; None otherwise.

    >>> print(reason("Summe"), reason("Ø"), reason("Summit Ltd"), sep="; ")
    a total of other rows; an average of other rows; None
    """
    why = totals.summary(name)
    if why is totals.SUM:
        return A_TOTAL
    if why is totals.AVERAGE:
        return AN_AVERAGE
    return A_TARGET if why is totals.TARGET else None


def begins_like_one(name: str) -> bool:
    """Whether a name begins with a word for totals: "Summe März", "Total: Campaigns".

    >>> begins_like_one("Total: Campaigns"), begins_like_one("Totalschaden GmbH")
    (True, False)
    """
    return totals.begins_like_a_total(name.strip(" :*_-–.="))


def surely_one(name: str) -> bool:
    """Whether a name can be that of nothing but a total: exactly so called, or "Total: Campaigns".

    >>> surely_one("Summe"), surely_one("Insgesamt – Konto"), surely_one("Total Energies")
    (True, True, False)
    """
    if reason(name) is A_TOTAL:
        return True
    return begins_like_one(name) and bool(_WITH_A_COLON.match(name))


def named_totals(names: Texts) -> list[int]:
    """The places of the names that are those of a total, or begin like one.

    >>> named_totals(pa.array(["Anna", "Gesamt:", "Totality Ltd", None, "Total: Campaigns"]))
    [1, 4]
    """
    asked = names.is_valid().to_numpy(zero_copy_only=False)
    if len(names) > _MANY:  # of that many, most are numbers of something
        asked &= ~ends_with_digit(names)
    maybe = among(names, asked, _MAY_BE).nonzero()[0]
    listed = names.take(pa.array(maybe)).to_pylist()
    return [
        int(place)
        for place, name in zip(maybe, listed, strict=True)
        if len(name) <= _LONGEST and (reason(name) is A_TOTAL or begins_like_one(name))
    ]
