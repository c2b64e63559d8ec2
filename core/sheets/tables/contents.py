"""What the cells of a column look like, from a sample: dates, times, numbers, money, words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.errors import CellRefused
from core.sheets.cells.blanks import is_blank, is_error
from core.sheets.cells.currencies import currency_code
from core.sheets.cells.durations import duration
from core.sheets.cells.periods import period
from core.sheets.cells.serial_days import are_serials
from core.sheets.cells.since_1970 import is_since_1970
from core.sheets.cells.wording import LONGEST, tidy
from core.sheets.cells.written_days import written_day
from core.sheets.grid import Cell
from core.sheets.kinds.column import Column
from core.sheets.kinds.documents import DOCUMENT_WORDS
from core.sheets.tables.headers import plain

Look = frozenset[str]
"""All that a cell can be taken for: "date", "timed", "clock", "span", "number", "whole", "money"..."""

_NUMBER = re.compile(r"[-+(]?[0-9]{1,3}(?:[.,' ][0-9]{3})*(?:[.,][0-9]+)?[)-]?|[-+]?[0-9]*[.,]?[0-9]+")
_AMOUNT = re.compile(r"([-(]?)([^-0-9+(.,]{0,6})([-+(]? ?[0-9][0-9.,' ]*-{0,2})\)?([^0-9]{0,6})")
_CLOCK = re.compile(
    r"[0-2]?[0-9][:.][0-5][0-9](?:[:.][0-5][0-9])?(?: ?[ap]\.?m\.?)?(?: ?(?:uhr|h))?"
    r"|[0-2]?[0-9] ?(?:uhr|[ap]m)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.")
_TIMED = re.compile(r"[0-9]:[0-5][0-9]|[0-9] ?uhr|T[0-9]{4}", re.IGNORECASE)
_COUNTED_TIME = re.compile(r"1[0-9]{9,15}")
_COUNTED = re.compile(r"(?:ca\.? ?|~ ?)?[0-9]+ ?(?:x|mal|stk|stück|st|pcs)?\.?", re.IGNORECASE)
_SHORTENED = re.compile(r"[0-9]+(?:[.,][0-9]+)? ?(?:k|tsd\.?|mio\.?)(?: ?€)?", re.IGNORECASE)
"""Thousands and millions cut short, which are told to be written out."""
_FLAGS = frozenset(
    [
        "yes",
        "no",
        "ja",
        "nein",
        "nei",
        "true",
        "false",
        "wahr",
        "falsch",
        "sann",
        "usann",
        "x",
        "✓",
        "✗",
        "✔",
        "1",
        "0",
        "y",
        "n",
        "j",
        "billable",
        "non-billable",
        "abrechenbar",
        "fakturerbar",
    ]
) | {"not billable", "nicht abrechenbar", "ikke fakturerbar"}
_LARGEST = 1e15


def looks_of(cell: Cell) -> Look:
    """All that a cell can be taken for; a number may also be a time of day or an amount.

    >>> sorted(looks_of("12,50 €")), "date" in looks_of("31.12.2026")
    (['money'], True)
    """
    if isinstance(cell, str):
        return _looks_of_text(cell)
    if isinstance(cell, bool):
        return _FLAG
    if isinstance(cell, (int, float)):
        return _looks_of_number(float(cell)) if -_LARGEST < cell < _LARGEST else frozenset({"number"})
    if isinstance(cell, dt.datetime):
        timed = cell.hour or cell.minute or cell.second
        return _DATE_TIMED if timed else _DATE
    if isinstance(cell, dt.date):
        return _DATE
    if isinstance(cell, dt.time):
        return _CLOCK_SPAN
    return _CLOCK_SPAN if isinstance(cell, dt.timedelta) and cell <= dt.timedelta(days=1) else _SPAN


_DATE, _DATE_TIMED = frozenset({"date"}), frozenset({"date", "timed"})
_FLAG, _CLOCK_SPAN, _SPAN = frozenset({"flag"}), frozenset({"clock", "span"}), frozenset({"span"})


def _looks_of_number(number: float) -> Look:
    looks = {"number"}
    if number >= 0 and number == int(number):
        looks.add("whole")
    if 0 <= number < 1 or (0 <= number <= 24 and number == int(number)):
        looks.add("clock")
    if number in (0, 1):
        looks.add("flag")
    if number == int(number) and written_day(str(int(number))) is not None:
        looks.add("date")
    if 1990 <= number <= 2100 and number == int(number):
        looks.add("period")
    if is_since_1970(number):
        looks.add("since 1970")
    return frozenset(looks)


# The same few entries stand in many cells of a sheet.
@lru_cache(maxsize=2**15)
def _looks_of_text(cell: str) -> Look:
    if len(cell) > LONGEST:
        return frozenset({"text", "long"})
    text = tidy(cell)
    digits = any(letter.isdigit() for letter in text)
    looks = set()
    if text.casefold() in _FLAGS:
        looks.add("flag")
    if not digits:
        return frozenset({*looks, "text", *(["period"] if _is_period(text) else [])})
    if _NUMBER.fullmatch(text):
        looks |= {"number"}
        if _COUNTED_TIME.fullmatch(text) and is_since_1970(float(text)):
            looks.add("since 1970")
        if text.isdigit() or re.fullmatch(r"[0-9]{1,3}(?:[.,' ][0-9]{3})+", text):
            looks.add("whole")
    elif _COUNTED.fullmatch(text):
        looks |= {"whole"}
    elif _is_money(text) or _SHORTENED.fullmatch(text):
        looks.add("money")
    if text.endswith("%"):
        looks.add("percent")
    if _CLOCK.fullmatch(text):
        looks.add("clock")
    if text.isdigit() and len(text) <= 2 and int(text) <= 24:
        looks.add("clock")
    day = written_day(text)
    if day is not None and _DOTTED.match(text):
        looks.discard("clock")
    if day is not None and not (looks & {"clock", "money"}) and not _NUMBER.fullmatch(text):
        looks.add("date")
        if _TIMED.search(day.rest):
            looks.add("timed")
    elif day is not None and text.isdigit():
        looks.add("date")
    if "date" not in looks and "money" not in looks and _is_span(text):
        looks.add("span")
    if _is_period(text):
        looks.add("period")
    if not looks or looks <= {"period"}:
        looks.add("text")
    return frozenset(looks)


def _is_money(text: str) -> bool:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return False
    words = [word.strip(" -(") for word in (found[2], found[4]) if word.strip(" -()")]
    return bool(words) and all(currency_code(word) for word in words)


def _is_span(text: str) -> bool:
    try:
        return duration(text, unit="h").value >= 0
    except CellRefused:
        return False


def _is_period(text: str) -> bool:
    try:
        period(text, order="dmy", year=2026)
    except CellRefused:
        return False
    return True


@dataclass(frozen=True)
class Contents:
    """What a column's sampled cells look like; `cells` are those that say something."""

    cells: tuple[Cell, ...]
    looks: tuple[Look, ...]
    rows: int
    """How many rows the sample has, blank cells included."""

    def share(self, *looks: str) -> float:
        """The share of the cells that can be taken for at least one of these; 0 where there are none.

        >>> contents_of(["25", "x", None]).share("number")
        0.5
        """
        wanted = frozenset(looks)
        return sum(1 for look in self.looks if look & wanted) / len(self.looks) if self.looks else 0.0

    @property
    def filled(self) -> float:
        """The share of the sampled rows in which the column says something."""
        return len(self.cells) / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> int:
        """How many different cells there are."""
        return len({str(cell) for cell in self.cells})


def contents_of(cells: Sequence[Cell]) -> Contents:
    """What these cells look like.

    >>> contents_of(["1:30", None]).filled
    0.5
    """
    filled = tuple(cell for cell in cells if cell is not None and not is_blank(cell) and not is_error(cell))
    return Contents(filled, tuple(looks_of(cell) for cell in filled), len(cells))


def fit(contents: Contents, column: Column) -> float | None:
    """How well the cells read as a column asks for, from 0 to 1; None where there are no cells.

    >>> from core.sheets.kinds import INVOICES
    >>> fit(contents_of(["31.12.2026", "later"]), INVOICES.column("date"))
    0.5
    """
    if not contents.cells:
        return None
    if column.reads == "choice":
        known = {plain(word) for words in column.choices.values() for word in words} | {*column.choices}
        if column.name == "document":
            known |= DOCUMENT_WORDS
        said = [plain(str(cell)) in known for cell in contents.cells]
        return sum(said) / len(said)
    if column.reads == "text":
        return _as_text(contents, column.name)
    if column.name == "cancelled":
        return contents.share("flag", "date") or _documents(contents)  # when it was, or a status
    if column.name in DAYS_OF_ROWS and are_serials(contents.cells):
        return 1.0  # dates that have lost their format; asked about before any row is kept
    if column.name == "conversions":
        return contents.share("number")  # ad tools share one conversion among several clicks
    return contents.share(*WANTED[column.reads])


def _documents(contents: Contents) -> float:
    return sum(plain(str(cell)) in DOCUMENT_WORDS for cell in contents.cells) / len(contents.cells)


WANTED = {
    "day": ("date",),
    "moment": ("date", "since 1970"),
    "clock": ("clock", "timed"),
    "period": ("period", "date"),
    "amount": ("number", "money"),
    "money": ("number", "money"),
    "count": ("whole",),
    "length": ("span", "number", "clock"),
    "hours": ("span", "number"),
    "duration": ("span", "number", "clock"),
    "waiting": ("span", "number"),
    "rate": ("number", "percent", "text"),
    "flag": ("flag",),
}
DAYS_OF_ROWS = frozenset({"date", "start_date", "end_date", "time", "completed"})
"""The columns of a day or a moment that may have lost their date format."""
_NUMBERED = frozenset({"case", "number", "customer", "project", "task", "campaign", "tags"})
"""Texts that may as well be numbers."""


def _as_text(contents: Contents, name: str) -> float:
    plain_words = contents.share("text", "flag")
    if name in _NUMBERED:
        numbers = contents.share("number", "whole")
        return min(1.0, plain_words + numbers * (1.0 if name in ("case", "number") else 0.5))
    if name == "description":
        return 1.0
    return plain_words
