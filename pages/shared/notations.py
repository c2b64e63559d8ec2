"""How dates, numbers and bare times of a table are written, where the user knows better than its cells."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.language import _
from core.sheets.kinds import KINDS
from core.sheets.tables.table import Corrections, Table
from core.store.uploads import Upload
from pages.shared import session
from pages.shared.matching import correct

_READS = {
    "orders": ("day", "moment", "clock", "period"),
    "decimals": ("amount", "money", "length", "hours", "duration", "waiting", "count"),
    "units": ("length", "duration"),
}
"""Which columns each notation is about, by how they are read."""
_UNDERSTOOD = {"orders": "order", "decimals": "decimal", "units": "unit"}


def choose_notations(upload: Upload, table: Table) -> None:
    """A choice each for dates, decimal sign and unit, as far as the table has such columns.

    It shows what was understood, and holds for all columns of that sort.
    """
    choices = {
        "orders": (
            _("Dates are written"),
            {
                "": _("as each cell shows"),
                "dmy": _("day first"),
                "mdy": _("month first"),
                "ymd": _("year first"),
            },
        ),
        "decimals": (
            _("Decimals are written with"),
            {"": _("what the cells show"), ",": _("a comma: 1,5"), ".": _("a point: 1.5")},
        ),
        "units": (
            _("Bare times are"),
            {"": _("as each cell shows"), "min": _("minutes"), "h": _("hours")},
        ),
    }
    kind = KINDS[table.kind]
    names = {
        about: sorted(
            {use.name for use in table.columns if use.name and kind.column(use.name).reads in reads}
        )
        for about, reads in _READS.items()
    }
    with st.container(horizontal=True):
        for about, (label, options) in choices.items():
            if names[about]:
                _choose(upload, table, about, names[about], label, options)


def _choose(
    upload: Upload, table: Table, about: str, names: list[str], label: str, options: dict[str, str]
) -> None:
    key = f"{about} of {upload.id} {table.sheet} {table.number}"
    found = {getattr(use, _UNDERSTOOD[about]) or "" for use in table.columns if use.name in names}
    understood = found.pop() if len(found) == 1 else ""

    def chosen() -> None:
        said = str(session.remembered(key))
        correct(upload, table, lambda before: _said(before, about, names, said))

    st.selectbox(
        label,
        list(options),
        index=list(options).index(understood) if understood in options else 0,
        format_func=options.get,
        key=key,
        on_change=session.callback(chosen),
        width=220,
    )


def _said(before: Corrections, about: str, names: list[str], said: str) -> Corrections:
    others = {name: value for name, value in getattr(before, about).items() if name not in names}
    return replace(before, **{about: {**others, **(dict.fromkeys(names, said) if said else {})}})
