"""Months and weeks without a year that run over the turn of the year: October to February, week 50 to 3."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence

from core.sheets.cells.months import MONTH_NAME
from core.sheets.grid import Cell
from core.sheets.tables.heading_periods import period_key

_PLAIN_YEAR = 2029
_LATE = {"month": 10, "week": 40}
_EARLY = {"month": 3, "week": 13}
_TWO_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) ?[/–—-] ?((?:19|20)?[0-9]{2})(?![0-9]|[-/.][0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MONTH_OF_YEAR = re.compile(rf"({MONTH_NAME})\.?[ ’'-]{{0,2}}([0-4][0-9])", re.IGNORECASE)


def two_years(texts: Sequence[str]) -> tuple[int, int] | None:
    """The two years that the first of these texts with a year names, one after the other: "2025/26".

    >>> [two_years([text]) for text in ("Geschäftsjahr 2025/26", "juli 2025 – juni 2026", "2026")]
    [(2025, 2026), (2025, 2026), None]
    """
    for text in texts:
        found = _TWO_YEARS.search(text)
        if found:
            first = int(found[1])
            second = int(found[2]) if len(found[2]) == 4 else first - first % 100 + int(found[2])
            return (first, second) if second == first + 1 else None
        years = sorted({int(year) for year in _YEAR.findall(text)})
        if years:
            return (years[0], years[1]) if len(years) == 2 and years[1] == years[0] + 1 else None
    return None


def turned(keys: Sequence[str]) -> frozenset[str]:
    """The keys that lie in the second year, where keys without a year run over its turn; else none.

    `keys` come in the order of the sheet. They run over the turn where they go up to the end of a year and
    begin again at its start, once for each time the first of them stands there.

    >>> sorted(turned(["--11/--11", "--12/--12", "--01/--01"])), turned(["--01/--01", "--12/--12"])
    (['--01/--01'], frozenset())
    """
    told = [key for key in keys if key.startswith("--")]
    run = [key for n, key in enumerate(told) if not n or told[n - 1] != key]
    distinct = list(dict.fromkeys(run))
    places = [_place(key) for key in distinct]
    if len({unit for unit, _ in places}) != 1:
        return frozenset()
    unit = places[0][0]
    numbers = [number for _, number in places]
    drops = [n for n in range(1, len(numbers)) if numbers[n] < numbers[n - 1]]
    if len(drops) != 1:
        return frozenset()
    before, after = numbers[: drops[0]], numbers[drops[0] :]
    if before[-1] < _LATE[unit] or after[0] > _EARLY[unit] or max(after) >= min(before):
        return frozenset()
    late, early = set(distinct[: drops[0]]), frozenset(distinct[drops[0] :])
    turns = sum(run[n - 1] in late and run[n] in early for n in range(1, len(run)))
    return early if turns == run.count(distinct[0]) else frozenset()


def _place(key: str) -> tuple[str, int]:
    first = key.removeprefix("--").partition("/")[0]
    return ("week", int(first[1:])) if first.startswith("W") else ("month", int(first))


def years_of_headings(headings: Mapping[int, Cell], year: int) -> dict[int, int]:
    """The year of each heading without one, where `year` is that of the first.

    >>> years_of_headings({1: "Dez", 2: "Jan"}, 2025)
    {1: 2025, 2: 2026}
    """
    keys = {c: period_key(heading) for c, heading in headings.items()}
    second = turned([keys[c] for c in sorted(keys)])
    return {c: year + (key in second) for c, key in keys.items() if key.startswith("--")}


def month_of_year(text: Cell) -> str:
    """A month with the last two figures of its year written out, "" where it is none: "Jan 26" → "Jan 2026".

    >>> month_of_year("Jan 26"), month_of_year("Sept. '25"), month_of_year("Jan 2026")
    ('Jan 2026', 'Sept 2025', '')
    """
    found = _MONTH_OF_YEAR.fullmatch(text.strip()) if isinstance(text, str) else None
    return f"{found[1]} 20{found[2]}" if found else ""


def middle(key: str) -> tuple[dt.date, int] | None:
    """The middle day of a key with a year and the number of its days; None of a key without.

    >>> middle("2026-01-01/2026-01-31")
    (datetime.date(2026, 1, 16), 31)
    """
    first, _, last = key.partition("/")
    if len(first) != 10 or len(last) != 10:
        return None
    begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return begin + (end - begin) // 2, (end - begin).days + 1


def holding_others(keys: Mapping[int, str]) -> frozenset[int]:
    """The columns whose period holds those of other columns: a quarter behind its months, a year.

    >>> sorted(holding_others({1: "--01/--01", 2: "--02/--02", 3: "--03/--03", 4: "--01/--03"}))
    [4]
    >>> holding_others({1: "2026-01-01/2026-12-31", 2: "2025-01-01/2025-12-31"})
    frozenset()
    """
    return frozenset(c for c, key in keys.items() if any(_holds(key, other) for other in keys.values()))


def _holds(key: str, other: str) -> bool:
    if key.startswith("--") != other.startswith("--"):
        # A whole year beside months that name none is their sum.
        found = middle(key)
        return other.startswith("--") and found is not None and found[1] > 360
    key, other = _in_a_year(key), _in_a_year(other)
    mine, its = middle(key), middle(other)
    if mine is None or its is None or mine[1] <= its[1]:
        return False
    return key[:10] <= its[0].isoformat() <= key[-10:]


def _in_a_year(key: str) -> str:
    """A key without a year, in a year that begins with its first week."""
    if not key.startswith("--"):
        return key
    ends = [_place(end) for end in key[2:].split("/--")]
    (unit, first), (_, last) = ends
    if unit == "week":
        begin = dt.date.fromisocalendar(_PLAIN_YEAR, min(first, 52), 1)
        return f"{begin.isoformat()}/{(begin + dt.timedelta(days=6)).isoformat()}"
    end = calendar.monthrange(_PLAIN_YEAR, last)[1]
    return f"{_PLAIN_YEAR}-{first:02}-01/{_PLAIN_YEAR}-{last:02}-{end}"
