"""A table found in a sheet: where it stands, what kind it is and how its columns are understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.language import Text
from core.sheets.grid import column_letter


@dataclass(frozen=True)
class ColumnUse:
    """How one column of a table is understood.

    `name` is the column of the kind it stands for, or None where it is ignored; `reason` says why in
    either case; `suggestion` is what it might be where that is not sure enough.
    """

    index: int
    header: str
    name: str | None
    score: float
    reason: Text
    suggestion: str | None = None
    unit: str | None = None
    """What a bare number means: "min", "h", "s"; None where that has to be asked."""
    decimal: str | None = None
    """The decimal sign that the column's texts prove, "," or "."."""
    scale: str | None = None
    """Of a rate: "percent" or "fraction"; None where that has to be asked."""
    measured: bool = False
    key: str = ""
    """What one of several columns for the same thing stands for: the stage of a column of counts, or the
    first and last day of its month, "2026-01-01/2026-01-31"."""
    over: str = ""
    """Of a column of counts: the channel or the year that stands over its stage."""
    order: str | None = None
    """The order of day and month that its dates prove or the user chose: "dmy", "mdy" or "ymd"."""
    currency: str | None = None
    """The currency that the heading names."""

    @property
    def letter(self) -> str:
        """The column's letters, as the spreadsheet shows them."""
        return column_letter(self.index)


@dataclass(frozen=True)
class Corrections:
    """What the user said about a table where it was understood otherwise.

    `columns` gives a column's name by its index, "" to ignore it; `units`, `scales` and `decimals` say how
    bare numbers in a column are meant.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, str] = field(default_factory=dict)
    channel: str | None = None
    phase: str | None = None
    kind: str | None = None
    header_row: int | None = None
    """The first row of the header, counted from 0."""
    orders: Mapping[str, str] = field(default_factory=dict)
    """Day or month first, by column name."""
    stage: str | None = None
    """The stage of rows that name none."""
    year: str | None = None
    """The year of dates that name none."""

    def matching(self) -> dict[str, Any]:
        """What holds for every sheet with the same header, ready for JSON."""
        return {
            "columns": {str(index): name for index, name in self.columns.items()},
            "units": dict(self.units),
            "scales": dict(self.scales),
            "decimals": dict(self.decimals),
            "orders": dict(self.orders),
            "kind": self.kind,
        }

    def as_json(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {
            **self.matching(),
            **{"channel": self.channel, "phase": self.phase, "header_row": self.header_row},
            **{"stage": self.stage, "year": self.year},
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Corrections:
        """The corrections that `as_json` or `matching` wrote down.

        >>> Corrections.from_json(Corrections(columns={0: "step"}).as_json()).columns
        {0: 'step'}
        """
        return cls(
            {int(index): name for index, name in said.get("columns", {}).items()},
            said.get("units", {}),
            said.get("scales", {}),
            said.get("decimals", {}),
            said.get("channel"),
            said.get("phase"),
            said.get("kind"),
            said.get("header_row"),
            said.get("orders", {}),
            said.get("stage"),
            said.get("year"),
        )


@dataclass(frozen=True)
class Table:
    """One table of a sheet. Rows are counted from 0; `header_rows` lines of header start at `header_row`.

    `number` tells tables of one sheet apart, the first is 0.
    """

    sheet: str
    number: int
    kind: str
    reason: Text
    header_row: int
    header_rows: int
    last_row: int
    columns: tuple[ColumnUse, ...]
    left: int = 0
    """The first column that belongs to it, where other tables stand to its left."""
    title: str = ""
    channel: str = ""
    """The channel of rows that name none."""
    phase: str = "acquire"
    """The phase of rows that name none."""
    runner_up: tuple[str, Text] | None = None
    """The kind that comes next, and why it was not chosen."""
    export: str = ""
    """The tool whose export it is, such as "Toggl Track"; "" where no tool is known by its headings."""
    stage: str = ""
    """The stage of rows that name none."""
    year: int | None = None
    """The year of dates that name none, from the title, the sheet or the user."""
    period: tuple[dt.date, dt.date] | None = None
    """The first and last day of rows that name no period, as the lines above the header state it."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """What the lines above say of rows that do not, by column: the person, the customer, the project."""
    notes: tuple[Text, ...] = ()
    conflicts: tuple[Text, ...] = ()
    """Why nothing of the table can be kept before the user settles it, such as two columns for one thing."""

    @property
    def first_row(self) -> int:
        """The first row below the header."""
        return self.header_row + self.header_rows

    @property
    def header(self) -> tuple[str, ...]:
        """The header's texts, which a remembered matching is found by."""
        return tuple(column.header for column in self.columns)

    @property
    def understood(self) -> tuple[ColumnUse, ...]:
        """The columns that stand for one of the kind."""
        return tuple(column for column in self.columns if column.name)

    def use(self, name: str) -> ColumnUse | None:
        """The column of the sheet that stands for this column of the kind."""
        return next((column for column in self.columns if column.name == name), None)
