"""Which rows of a file that comes in are kept already, and which kept files speak of the same."""

from __future__ import annotations

import re
import unicodedata

import duckdb
import pandas as pd

from core.sheets.kinds import KINDS, Kind
from core.store.rows import KeptTable
from core.store.tables import rows_table
from core.store.typed_rows import arrow_rows


def repeated_rows(cursor: duckdb.DuckDBPyConnection, kind: Kind, rows: pd.DataFrame) -> int:
    """How many of these rows are kept already, each with the very same value in every field.

    A row that stands here twice and is kept once is repeated once.
    """
    if rows.empty:
        return 0
    _register(cursor, kind, rows)
    fields = ", ".join(f'"{name}"' for name, _ in kind.fields)
    ((count,),) = cursor.execute(
        f"""
        with these as (
            select {fields}, count(*) as times from incoming group by all
        ),
        candidates as (
            select {fields}
            from {rows_table(kind)}
            where upload in (select id from uploads where status = 'kept') {_near(kind)}
        ),
        those as (
            select {fields}, count(*) as times from candidates group by all
        )
        select coalesce(sum(least(these.times, those.times)), 0) from these join those on {_same(kind)}
        """
    ).fetchall()
    cursor.unregister("incoming")
    return int(count)


def uploads_like(cursor: duckdb.DuckDBPyConnection, table: KeptTable) -> set[str]:
    """The kept uploads whose records may be the same as these, in an older or a newer state.

    They are of the same kind; and either a row of theirs is the very same, or their sheet is called
    alike (numbers and marks of copies aside) and their days overlap with these. So the export of
    March made again is found, and the export of April, which is to be added, is not.
    """
    kind = KINDS[table.kind]
    if table.rows.empty:
        return set()
    _register(cursor, kind, table.rows)
    found = cursor.execute(
        f"""
        select distinct upload
        from {rows_table(kind)} as those
        semi join incoming as these
            on {_same(kind)}
        """
    ).fetchall()
    same = {str(upload) for (upload,) in found}
    overlapping = cursor.execute(
        f"select distinct upload, sheet from {rows_table(kind)} where true {_near(kind)}"
    ).fetchall()
    cursor.unregister("incoming")
    called = called_alike(table.sheet)
    return same | {str(upload) for upload, sheet in overlapping if called_alike(sheet) == called}


def called_alike(sheet: str) -> str:
    """A sheet's name without what changes from one export of it to the next.

    >>> called_alike("Deals 2026-03-28 (1)") == called_alike("deals_2026-03-31")
    True
    >>> called_alike("Kopie von Zeiten v2 neu")
    'zeiten'
    >>> called_alike("Anna März") == called_alike("Ben März")
    False
    """
    plain = unicodedata.normalize("NFKC", sheet).casefold()
    plain = re.sub(r"\b(copy|kopie|kopi) (of|von|av)\b", " ", plain)
    return " ".join(word for word in re.findall(r"[^\W\d_]+", plain) if word not in _OF_A_COPY)


_OF_A_COPY = frozenset(["copy", "kopie", "kopi", "new", "neu", "ny", "final", "endgültig", "v"])


def _register(cursor: duckdb.DuckDBPyConnection, kind: Kind, rows: pd.DataFrame) -> None:
    # Fields that these rows have not are there as empty ones, so that every kind is compared alike.
    names = [name for name, _ in kind.fields]
    cursor.register("incoming", arrow_rows(rows.reindex(columns=names), kind))


def _same(kind: Kind) -> str:
    """The SQL that is true where `these` and `those` have the same value in every field."""
    return " and ".join(f'these."{name}" is not distinct from those."{name}"' for name, _ in kind.fields)


def _near(kind: Kind) -> str:
    """The SQL that leaves out kept rows whose days lie outside of the incoming ones; they are most."""
    days = [name for name, sql_type in kind.fields if sql_type in ("date", "timestamp")]
    if not days:
        return ""
    first, last = days[0], "period_end" if "period_end" in days else days[0]
    begin, end = f'least("{first}", "{last}")', f'greatest("{first}", "{last}")'
    return f"""
        and coalesce({end} >= (select min({begin}) from incoming), true)
        and coalesce({begin} <= (select max({end}) from incoming), true)
    """
