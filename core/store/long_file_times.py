"""How a long file writes its times: the notations that read its first rows just as an upload does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import duckdb

from core.sheets.cells.offsets import parted_offset
from core.sheets.cells.written_days import FIRST_YEAR, LAST_YEAR

_DAYS = {
    "": (
        *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d.%m.%y"),
        *("%d %b %Y", "%d-%b-%Y", "%b %d, %Y"),
    ),
    "dmy": ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y"),
    "mdy": ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m-%d-%y"),
}
"""By the order of day and month that they need; "" where it cannot be mistaken."""
_CLOCKS = (
    *("", " %H:%M:%S", " %H:%M", "T%H:%M:%S", "T%H:%M", " %H:%M:%S.%f", "T%H:%M:%S.%f", " %H:%M:%S.%n"),
    *("T%H:%M:%S.%n", " %I:%M:%S %p", " %I:%M %p", ", %H:%M:%S", ", %H:%M", ", %I:%M:%S %p", ", %I:%M %p"),
    *(" %H.%M", " %H:%M Uhr", ", %H:%M Uhr"),
)
_DAY_ALONE = 10
"""The most characters of a day without a time of day."""
OFFSET = r"(?i):[0-9]{2}(?:[.,][0-9]+)?( ?(?:z|utc|gmt|cet|mez|cest|mesz|[+-][0-9]{2}(?::?[0-9]{2})?))$"
"""A time with its distance from UTC, which is the group."""
_SINCE_1970 = r"1[0-9]{9}(?:[0-9]{3}){0,2}"
_TRIED = 1_000
_MOST = 0.9
_A_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Notation:
    """How times are written.

    >>> Notation(("%d.%m.%Y", "%d.%m.%Y %H:%M")).sql("c2")
    "try_strptime(c2, ['%d.%m.%Y', '%d.%m.%Y %H:%M'])::timestamp"
    """

    formats: tuple[str, ...]
    """As strptime has them, the most frequent first."""
    since_1970: bool = False
    """Whether they are numbers that count the time since 1970, in seconds or thousandths or millionths."""
    offsets: tuple[tuple[str, int], ...] = ()
    """The distances from UTC that stand behind the times, as written, and what each is in minutes."""

    @property
    def in_utc(self) -> bool:
        """Whether the times differ in their distance from UTC, so that all are kept in UTC."""
        return len({minutes for _, minutes in self.offsets}) > 1

    def sql(self, text: str) -> str:
        """The expression that reads the times of this column of texts; null where it cannot."""
        if self.since_1970:
            return (
                f"make_timestamp(case when regexp_full_match({text}, '{_SINCE_1970}') then {text}::bigint end"
                f" * case length({text}) when 10 then 1000000 when 13 then 1000 else 1 end)"
            )
        formats = "[" + ", ".join(f"'{each}'" for each in self.formats) + "]"
        if not self.offsets:
            return f"try_strptime({text}, {formats})::timestamp"
        offset = f"regexp_extract({text}, '{OFFSET}', 1)"
        clock = f"try_strptime(left({text}, length({text}) - length({offset})), {formats})::timestamp"
        if self.in_utc:
            minutes = " ".join(f"when '{written}' then {minutes}" for written, minutes in self.offsets)
            clock += f" - interval '1 minute' * (case {offset} {minutes} end)"
        # Beside times that say their distance from UTC, one that does not is unknown; a day alone is not.
        day = f"when length({text}) <= {_DAY_ALONE} then try_strptime({text}, {formats})::timestamp"
        return f"case when {offset} <> '' then {clock} {day} end"


def notation_of(
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[str],
    read: Sequence[dt.datetime],
    order: str | None,
) -> Notation | None:
    """The notation in which these texts are read as an upload read them; None where there is none for most.

    `order` is "dmy" or "mdy" where it is settled whether the day or the month comes first.

    >>> moments = [dt.datetime(2026, 4, 3), dt.datetime(2026, 4, 3, 14, 30)]
    >>> notation_of(duckdb.connect(), ["03.04.2026", "03.04.2026 14:30"], moments, None).formats[:2]
    ('%d.%m.%Y', '%d.%m.%Y %H:%M')
    """
    written = {text: found[1] for text in texts if (found := re.search(OFFSET, text))}
    offsets = offsets_of(written.values())
    notation = Notation((), offsets=offsets)
    shifts = dict(offsets) if notation.in_utc else {}
    # By their clocks all times are alike, whatever distance from UTC stands behind them.
    clocks = {
        text.removesuffix(written.get(text, "")): moment
        + dt.timedelta(minutes=shifts.get(written.get(text, ""), 0))
        for text, moment in list(zip(texts, read, strict=True))[:_TRIED]
    }
    days = [day for of, several in _DAYS.items() if not of or order in (None, of) for day in several]
    tried = [
        Notation((), since_1970=True),
        *(Notation((day + clock,)) for day in days for clock in _CLOCKS),
    ]
    answers = connection.execute(
        f"select text, {', '.join(each.sql('text') for each in tried)} from (select unnest($texts) as text)",
        {"texts": list(clocks)},
    ).fetchall()
    fits: list[tuple[set[str], Notation]] = []
    possible: list[Notation] = []
    for place, each in enumerate(tried, start=1):
        apart = {row[0]: abs(row[place] - clocks[row[0]]) for row in answers if row[place] is not None}
        if not apart:
            possible.append(each)
        elif max(apart.values()) <= _A_MICROSECOND:
            fits.append((set(apart), each))
    read_by_any: set[str] = set().union(*(texts for texts, _ in fits))
    if not fits or len(read_by_any) < _MOST * len(clocks):
        return None
    fitting = [each for _, each in sorted(fits, key=lambda fit: -len(fit[0]))]
    if any(each.since_1970 for each in fitting):
        return fitting[0] if len(fitting) == 1 else None
    days_seen = {_day(each) for each in fitting}
    # The same days with another time of day may come further down.
    others = [each for each in possible if not each.since_1970 and _day(each) in days_seen]
    return replace(notation, formats=tuple(each.formats[0] for each in (*fitting, *others)))


def offsets_of(written: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The distances from UTC that stand behind times, in minutes.

    >>> offsets_of(["Z", "+01:00", "Z"])
    (('+01:00', 60), ('Z', 0))
    """
    found: dict[str, int] = {}
    for text in set(written):
        offset = parted_offset(f"00:00{text}")[1]
        if offset is not None:
            found[text] = offset // dt.timedelta(minutes=1)
    return tuple(sorted(found.items()))


def _day(notation: Notation) -> str:
    """The part of a single format that is the day."""
    return re.split(r"[T,]? ?%[HI]", notation.formats[0])[0]


def in_likely_years(moment: str) -> str:
    """The expression for a moment, where it lies in the years in which anything can have happened.

    >>> in_likely_years("time")[:45]
    "case when time between timestamp '1970-01-01'"
    """
    first, last = f"timestamp '{FIRST_YEAR}-01-01'", f"timestamp '{LAST_YEAR}-12-31 23:59:59.999999'"
    return f"case when {moment} between {first} and {last} then {moment} end"
