"""What the rows of a table come to: the sums of their figures and the days they cover."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd

from core.sheets.kinds import Kind


def sums(rows: pd.DataFrame, kind: Kind) -> dict[str, float]:
    """The sum of every numeric field that any row gives, in the field's own unit.

    So a reading can be checked against the sheet. Sums of rates mean nothing beyond that. Amounts in several
    currencies are not added up: each has its sum, "amount EUR" and "amount USD". What a case is worth stands
    beside each of its events and counts once: the last that is said.

    >>> from core.sheets.checks.check import typed_rows
    >>> from core.sheets.kinds import ROLES
    >>> sums(typed_rows([{"row": 2, "hourly_rate": 80.0}, {"row": 3, "hourly_rate": 60.0}], ROLES), ROLES)
    {'hourly_rate': 140.0}
    """
    numeric = [name for name, sql in kind.fields if sql == "double" and rows[name].notna().any()]
    money = {column.name for column in kind.columns if column.reads == "amount"}
    found: dict[str, float] = {}
    for name in numeric:
        said = rows[rows[name].notna()]
        if "case" in said:
            said = said.drop_duplicates("case", keep="last")
        if name not in money or "currency" not in said or said["currency"].nunique(dropna=False) < 2:
            found[name] = math.fsum(said[name])
            continue
        for currency, some in said.groupby("currency", dropna=False, observed=True)[name]:
            found[name if pd.isna(currency) else f"{name} {currency}"] = math.fsum(some)
    return found


def covered(rows: pd.DataFrame, kind: Kind) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that the rows speak of; None where no row has a date.

    >>> import pandas as pd
    >>> from core.sheets.kinds import KINDS
    >>> days = pd.to_datetime(["2026-03-02", "2026-03-05"]).as_unit("us")
    >>> rows = pd.DataFrame({name: days for name, sql in KINDS["time_entries"].fields if sql == "date"})
    >>> [str(day) for day in covered(rows, KINDS["time_entries"]) or ()]
    ['2026-03-02', '2026-03-05']
    """
    dated = [name for name, sql in kind.fields if sql in ("date", "timestamp") and name in rows]
    days = [column for name in dated if len(column := rows[name].dropna())]
    if not days:
        return None
    return min(column.min() for column in days).date(), max(column.max() for column in days).date()
