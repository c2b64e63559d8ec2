"""What a process sheet's rows take for granted: the channel, the phase, every rate that is not given."""

from __future__ import annotations

import pandas as pd

from core.language import Text
from core.sheets.cells.durations import header_unit
from core.sheets.tables.table import Table
from core.sheets.tables.unit_column import unit_columns


def settle_process(rows: pd.DataFrame, table: Table) -> list[Text]:
    """Fill in place what rows leave out, and say what was assumed.

    A row without channel or phase gets the table's. Minutes, pass rates and cash that are not given stay
    empty: the chain counts 0 minutes, every run passing and no cash, and the notes say so.
    """
    rows["channel"] = rows["channel"].where(rows["channel"].notna(), table.channel)
    rows["phase"] = rows["phase"].where(rows["phase"].notna(), table.phase)
    notes = []
    acquiring = rows[rows["phase"] == "acquire"]
    unknown = acquiring[acquiring["pass_rate"].isna() & acquiring["runs_per_win"].isna()]
    if len(acquiring) and len(unknown) == len(acquiring):
        notes.append(
            Text("No pass rates are given: until you add them, every step counts as if everybody got through")
        )
    elif len(unknown):
        notes.append(
            Text(
                "Without a pass rate, so everybody gets through: {steps}", {"steps": _names(unknown["step"])}
            )
        )
    timeless = rows[rows["minutes"].isna() & ~rows["performed_by"].isin(("customer", "system"))]
    if len(rows) and len(timeless) == len(rows):
        notes.append(Text("No minutes are given: until you add them, every step counts 0 minutes"))
    elif len(timeless):
        notes.append(
            Text("Without minutes, so counted as 0 minutes: {steps}", {"steps": _names(timeless["step"])})
        )
    minutes = table.use("minutes")
    unsaid = minutes is not None and minutes.unit == "min" and header_unit(minutes.header) is None
    beside = unit_columns(table.columns).get(minutes.index) if minutes else None
    if minutes is not None and beside is not None:
        words = {"units": beside.header, "header": minutes.header}
        notes.append(Text("“{units}” gives the unit of “{header}” in every row", words))
    elif minutes is not None and unsaid and rows["minutes_written"].map(_is_bare).any():
        notes.append(Text("Bare numbers in “{header}” are read as minutes", {"header": minutes.header}))
    both = rows[rows["pass_rate"].notna() & rows["runs_per_win"].notna()]
    if len(both):
        notes.append(
            Text(
                "Runs per win and a pass rate are both given; the runs per win count for: {steps}",
                {"steps": _names(both["step"])},
            )
        )
    notes += _labour_as_cash(rows, table)
    others = rows[rows["performed_by"].isin(("customer", "system")) & (rows["minutes"] > 0)]
    if len(others):
        notes.append(
            Text(
                "Done by the customer or a system, so their minutes are not yours: {steps}",
                {"steps": _names(others["step"])},
            )
        )
        mine = rows["performed_by"].eq("customer") & rows["customer_minutes"].isna()
        rows.loc[mine, "customer_minutes"] = rows.loc[mine, "minutes"]
    return notes


def _labour_as_cash(rows: pd.DataFrame, table: Table) -> list[Text]:
    """What is said of costs that are everywhere the same amount per minute: they are the price of the time.

    Over three different times or more they are taken out, because the hourly rate counts that time already.
    """
    cash = table.use("cash")
    both = rows[(rows["cash"] > 0) & (rows["minutes"] > 0)]
    times = both["minutes"].nunique()
    rest = rows[((rows["cash"] > 0) | (rows["minutes"] > 0)) & ~rows.index.isin(both.index)]
    if cash is None or times < 2 or len(rest):
        return []
    hourly = 60 * both["cash"] / both["minutes"]
    if hourly.max() - hourly.min() > 0.01 * hourly.max():
        return []
    words = {"header": cash.header, "rate": f"{hourly.median():.5g}"}
    if times < 3:
        return [
            Text(
                "“{header}” is the same amount per minute in every row, {rate} an hour: if "
                "that is your own time, "
                "it is counted twice. Then leave this column out",
                words,
            )
        ]
    for name in ("cash", "cash_low", "cash_high"):
        rows[name] = float("nan")
    for name in ("cash_written", "cash_evidence"):
        rows[name] = None
    return [
        Text(
            "“{header}” is the price of the time, {rate} an hour in every row, and is left out: "
            "the hourly rate counts that time already",
            words,
        )
    ]


def _names(steps: pd.Series) -> str:
    shown = ", ".join(str(step) for step in steps[:5])
    return f"{shown}, … ({len(steps)})" if len(steps) > 5 else shown


def _is_bare(written: object) -> bool:
    return isinstance(written, str) and written.replace(",", "").replace(".", "").strip().isdigit()
