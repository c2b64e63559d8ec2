"""What a kind of sheet is made of: its columns, their words and how their cells are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.language import Text

InSteps = Literal["text", "choice", "duration", "waiting", "count", "rate", "money"]
"""How cells are read; `waiting` is a duration that may be given in days."""
InRecords = Literal["day", "moment", "clock", "period", "amount", "length", "hours", "flag"]
"""A calendar date, a date with or without a time of day, a time of day, a span of days, signed money, a
duration kept as plain minutes or as plain hours, yes or no."""
Reads = InSteps | InRecords
"""How a column's cells are read."""

Aliases = tuple[str, ...]


def split(text: str) -> Aliases:
    """The words of a list written with commas.

    >>> split("step, work step")
    ('step', 'work step')
    """
    return tuple(word.strip() for word in text.split(",") if word.strip())


def words(en: str = "", de: str = "", nb: str = "") -> Mapping[str, Aliases]:
    """What a column is called, by language."""
    return {"en": split(en), "de": split(de), "nb": split(nb)}


def choices(values: Mapping[str, str]) -> Mapping[str, Aliases]:
    """Every value a column may hold, with the ways people write it in any language."""
    return {value: split(written) for value, written in values.items()}


@dataclass(frozen=True, eq=False)
class Column:
    """One thing a sheet can say: its name in the code, its words on paper and how its cells are read."""

    name: str
    reads: Reads
    label: Text
    help: Text
    aliases: Mapping[str, Aliases]
    unit: str = ""
    required: bool = False
    choices: Mapping[str, Aliases] = field(default_factory=dict)
    """For `choice`: the value kept and every way people write it, in any language."""
    stored: bool = True
    """Whether what is read is kept by itself; a break, say, only shortens the time."""

    @property
    def words(self) -> Aliases:
        """Every alias in every language."""
        return tuple(alias for aliases in self.aliases.values() for alias in aliases)


_PLAIN: Mapping[str, str] = {
    **dict.fromkeys(("text", "choice"), "varchar"),
    **dict.fromkeys(("count", "amount", "length", "hours"), "double"),
    **dict.fromkeys(("moment", "clock"), "timestamp"),
    "day": "date",
    "flag": "boolean",
}
"""The SQL type of what is kept as one plain value."""

Field = tuple[str, str]
"""Name and SQL type of one column of the checked rows."""


def fields_of(column: Column) -> tuple[Field, ...]:
    """What a checked row holds for one column of the sheet.

    A duration, a rate and a sum of money keep the ends of a range, a rate also what was counted;
    each keeps what was written and its evidence: "guessed", "measured" (the header says so),
    "counted", or None where nothing was given.

    >>> from core.sheets.kinds import PROCESS
    >>> [name for name, _ in fields_of(PROCESS.column("cash"))]
    ['cash', 'cash_low', 'cash_high', 'cash_written', 'cash_evidence']
    """
    name = column.name
    if not column.stored:
        return ()
    if column.reads == "period":
        return ((f"{name}_start", "date"), (f"{name}_end", "date"))
    if column.reads in _PLAIN:
        return ((name, _PLAIN[column.reads]),)
    spread = ((name, "double"), (f"{name}_low", "double"), (f"{name}_high", "double"))
    said = ((f"{name}_written", "varchar"), (f"{name}_evidence", "varchar"))
    if column.reads == "rate":
        return (*spread, (f"{name}_succeeded", "double"), (f"{name}_tried", "double"), *said)
    return (*spread, *said)


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of sheet: what it is called and the columns it may have."""

    name: str
    label: Text
    columns: tuple[Column, ...]
    any_of: frozenset[str] = frozenset()
    """At least one of these must be there beside the required ones."""
    records: bool = False
    """Whether its rows are many and alike: events, entries, invoices, spend and counts."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The field that keeps a column where it is called otherwise: the column "start" is kept as "began"."""
    more_fields: tuple[Field, ...] = ()
    """What a checked row holds beside its columns, such as the currency of its amounts."""
    not_ours: Aliases = ()
    """Headers that stand in such sheets too and mean none of its columns, however alike they are."""

    def column(self, name: str) -> Column:
        """The column of this name.

        >>> from core.sheets.kinds import PROCESS
        >>> PROCESS.column("minutes").reads
        'duration'
        """
        return next(column for column in self.columns if column.name == name)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Name and SQL type of every column of this kind's checked rows, without their provenance."""
        own = (field for column in self.columns for field in fields_of(column))
        return (*((self.renamed.get(name, name), sql) for name, sql in own), *self.more_fields)

    @property
    def required(self) -> frozenset[str]:
        """The columns without which a sheet is not of this kind."""
        return frozenset(column.name for column in self.columns if column.required)
