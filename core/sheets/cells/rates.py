"""Rates: 12 %, 0,12, 3 of 10, and 10x where one run opens ten."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.entries import Shape, ends, entry, entry_of
from core.sheets.cells.numbers import decimal_sign
from core.sheets.cells.reading import Reading, midpoint, without_dust
from core.sheets.cells.refusals import Wanted, below_zero, in_range, looks_like_a_date, text_of, unreadable
from core.sheets.cells.shares import Kind, Share, share
from core.sheets.cells.spoken import share_in_words, without_aside
from core.sheets.cells.wording import LONGEST, shown, tidy
from core.sheets.grid import Cell

WANTED = Wanted(Text("a rate such as 12 %, 3 of 10 or 10x"), Text("20-40 %"), Text("3 of 10"))

_FIFTY_FIFTY = re.compile(r"50 ?[/:] ?50")
_PERCENT_HEADER = re.compile(r"%|prozent|percent|prosent|\bpct\b", re.IGNORECASE)


def rate_scale(cells: Iterable[Cell], header: str = "") -> str | None:
    """What a bare number in a column of rates means: "percent", "fraction" or None, which asks.

    "percent" where a cell or the header says so (10 is 10 %); "fraction" where bare numbers
    between 0 and 1 are the rule (then 10 is a batch), or where nothing stands bare above 1. None
    where nothing tells 10 % from ten, or where a header in percent stands over fractions.

    >>> rate_scale(["12 %", 10]), rate_scale([0.4, 0.75, 10]), rate_scale([40, 10]), rate_scale([1, 1])
    ('percent', 'fraction', None, 'fraction')
    >>> rate_scale([0.4, 0.2], header="Quote (%)") is None
    True
    """
    column = list(cells)
    decimal = decimal_sign(column)
    percent_written = False
    above_one = between = 0
    for cell in column:
        for kind, amount in _written(cell, decimal):
            if kind is Kind.PERCENT:
                percent_written = True
            elif kind is Kind.BARE:
                above_one += amount > 1
                between += 0 < amount < 1
    if percent_written:
        return "percent"
    if _PERCENT_HEADER.search(header):
        return None if between and not above_one else "percent"
    # A chain has few batches: where most bare numbers are above 1, they may as well be percentages.
    return "fraction" if between >= above_one else None


def _written(cell: Cell, decimal: str | None) -> list[tuple[Kind, float]]:
    """The rates a cell names, as far as they can be read; none for whatever will be refused anyway."""
    if isinstance(cell, (int, float)):
        return [] if isinstance(cell, bool) else [(Kind.BARE, cell)]
    if not isinstance(cell, str) or len(cell) > LONGEST or is_blank(cell):
        return []
    text = tidy(cell)
    if looks_like_a_date(text):
        return []
    try:
        shares = [share(piece, decimal) for piece in entry(text).pieces]
    except CellRefused:
        return []
    found = [each for each in shares if each is not None]
    if found and found[-1].kind is not Kind.BARE:  # in "20-40 %" both are percent
        return [(found[-1].kind, found[-1].amount)]
    return [(each.kind, each.amount) for each in found]


def rate(cell: Cell, *, scale: str | None, decimal: str | None = None) -> Reading:
    """The rate a cell tells, as a ratio: 12 % is 0.12, "10x" is 10 with `batch`.

    `scale` is the column's `rate_scale`: what a bare number means; None asks wherever percent and
    ratio differ. `decimal` is the column's `decimal_sign`. "3 of 10" keeps both counts.

    >>> rate("12,5 %", scale=None).value, rate(10, scale="percent").value
    (0.125, 0.1)
    >>> rate("3 von 10", scale=None).tried, rate(10, scale="fraction").batch
    (10.0, True)
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _ratio(Share(Kind.BARE, in_range(cell, cell, WANTED)), cell, scale)
    text = without_aside(text_of(cell, WANTED))
    in_words = share_in_words(text)
    if in_words is not None:
        return Reading(in_words, converted=True)
    if _FIFTY_FIFTY.fullmatch(text):
        raise CellRefused(
            "“{found}” can be one half, or 50 of 50. Write 50 %, or 50 of 50.", found=shown(cell)
        )
    found = entry_of(cell, text, WANTED)
    if found.shape is Shape.SUM:
        raise unreadable(cell, WANTED)
    shares = [share(piece, decimal) for piece in found.pieces]
    known = [each for each in shares if each is not None]
    if len(known) < len(shares):
        raise unreadable(cell, WANTED)
    if found.shape is Shape.RANGE:
        return _between(known[0], known[1], cell, scale)
    one = _ratio(known[0], cell, scale)
    # "about 3 of 10" was not counted
    return replace(one, succeeded=None, tried=None, converted=True) if found.about else one


def _between(first: Share, second: Share, cell: Cell, scale: str | None) -> Reading:
    if first.kind is Kind.BARE:
        first = Share(second.kind, first.amount, second.tried)
    if first.kind is not second.kind:
        raise unreadable(cell, WANTED)
    if first.kind is Kind.BARE and not (_settled(first.amount, scale) and _settled(second.amount, scale)):
        raise _question((first.amount, second.amount), cell)
    low, high = _ratio(first, cell, scale), _ratio(second, cell, scale)
    between = midpoint(*ends(low.value, high.value, cell, WANTED))
    return replace(between, batch=between.value > 1)


def _ratio(written: Share, cell: Cell, scale: str | None) -> Reading:
    amount = written.amount
    if amount < 0 or written.tried < 0:
        raise below_zero(cell, WANTED)
    if written.kind is Kind.PERCENT:
        return Reading(_percentage(amount, cell))
    if written.kind is Kind.COUNTED:
        return _counted(amount, written.tried, cell)
    if written.kind is Kind.BATCH:
        return Reading(amount, batch=amount > 1)
    if written.kind is Kind.PER_PERIOD:
        raise CellRefused(
            "“{found}” is a number per period. Write how many come from one run, such as 10x or 12 %.",
            found=shown(cell),
        )
    if written.kind is Kind.ODDS:
        raise CellRefused(
            "“{found}” can be counted or guessed. Write {succeeded} of {tried} if it was counted, "
            "or a percentage such as 20 % if it is a guess.",
            found=shown(cell),
            succeeded=shown(amount),
            tried=shown(written.tried),
        )
    return _bare(amount, cell, scale)


def _percentage(amount: float, cell: Cell) -> float:
    if amount > 100:
        raise CellRefused(
            "{found} % is more than 100 %. Write at most 100 %, "
            "or {times}x if one run really opens more than one.",
            found=shown(amount),
            times=shown(amount / 100),
        )
    return without_dust(amount / 100)


def _counted(succeeded: float, tried: float, cell: Cell) -> Reading:
    if succeeded % 1 or tried % 1:
        raise CellRefused(
            "“{found}” counts with fractions. Write whole numbers, such as 3 of 10, "
            "or a percentage such as 30 %.",
            found=shown(cell),
        )
    if tried == 0:
        raise CellRefused(
            "“{found}”: nothing was tried yet. Leave the cell empty, "
            "or write the rate you expect, such as 30 %.",
            found=shown(cell),
        )
    if succeeded > tried:
        raise CellRefused(
            "“{found}” counts more successes than tries. Write the smaller number first, such as 3 of 10; "
            "or {times}x if one run opens more than one.",
            found=shown(cell),
            times=format(succeeded / tried, ".3g"),
        )
    return Reading(succeeded / tried, succeeded=succeeded, tried=tried, converted=True)


def _bare(amount: float, cell: Cell, scale: str | None) -> Reading:
    if not _settled(amount, scale):
        raise _question((amount,), cell)
    if scale == "percent" and amount:
        return Reading(_percentage(amount, cell), converted=True)
    batch = amount > 1
    return Reading(amount, batch=batch, converted=batch)


def _settled(amount: float, scale: str | None) -> bool:
    """Whether the column's scale leaves one meaning to a bare number."""
    if scale == "percent":
        return amount == 0 or amount > 1
    return amount == 0 or (scale == "fraction" and (amount <= 1 or amount % 1 == 0))


def _question(amounts: tuple[float, ...], cell: Cell) -> CellRefused:
    amount = "-".join(shown(each) for each in amounts)
    if max(amounts) <= 1:
        return CellRefused(
            "“{found}” can be {amount} percent or {percent} percent. Write {amount} % or {percent} %.",
            found=shown(cell),
            amount=amount,
            percent="-".join(shown(each * 100) for each in amounts),
        )
    return CellRefused(
        "“{found}” can be {amount} percent, or {amount} from each run. Write {amount} % or {amount}x.",
        found=shown(cell),
        amount=amount,
    )
