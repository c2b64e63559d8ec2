"""The charts and tables of a page as files, each made when its button is pressed.

Whatever a page shows is noted here; one quiet button at the end of the page offers all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from core.charts.lettering import short
from core.charts.picture import Picture
from core.language import _, current, speaking
from pages.shared import session
from pages.shared.inert import INVISIBLE
from pages.shared.reader_clock import today

Kind = Literal["png", "svg", "csv"]
KINDS: tuple[Kind, ...] = ("png", "svg", "csv")
_MIME = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv"}
_SHOWN = "shown_here"


@dataclass(frozen=True, eq=False)
class _Table:
    """A table with those columns of its widget that are shown."""

    frame: pd.DataFrame
    columns: Mapping[str, Any]
    title: str

    @property
    def readable(self) -> pd.DataFrame:
        """Its columns by the names that people see."""
        kept = [name for name in self.columns if name in self.frame]
        labels = {name: str((self.columns[name] or {}).get("label") or name) for name in kept}
        return (
            self.frame[kept]
            .rename(columns=labels)
            .map(lambda cell: cell.replace(INVISIBLE, "") if isinstance(cell, str) else cell)
        )


def begin() -> None:
    """A page begins: nothing is shown yet."""
    session.remember(_SHOWN, {})


def note_chart(picture: Picture, name: str) -> None:
    """The page shows this chart."""
    session.remembered(_SHOWN, {})[name] = picture


def note_table(table: pd.DataFrame, columns: Mapping[str, Any], title: str, name: str) -> None:
    """The page shows this table; `columns` are those of the widget, with the labels that people read."""
    # Most tables are never saved: what is read of them is worked out only then.
    session.remembered(_SHOWN, {})[name] = _Table(table, columns, title)


def offer() -> None:
    """At the end of a page: the way to everything on it. Only what is opened is drawn."""
    shown: dict[str, Picture | _Table] = session.remembered(_SHOWN, {})
    if not shown:
        return
    menu = st.popover(
        _("Save the charts and tables of this page"),
        type="tertiary",
        icon=":material/download:",
        key="take_along",
        on_change="rerun",
    )
    if not menu.open:
        return
    with menu:
        for name, one in shown.items():
            st.caption(short(one.title, 60))
            with st.container(horizontal=True):
                for kind in KINDS:
                    _button(shown, name, kind)


def _button(shown: Mapping[str, Picture | _Table], name: str, kind: Kind) -> None:
    language = current()

    def made() -> bytes | str:
        # What is shown by then: a part of the page may have been drawn anew since.
        with speaking(language):
            return _file(shown[name], kind)

    st.download_button(
        kind.upper(),
        made,
        file_name=f"stepwise-{re.sub(r'[^A-Za-z0-9]+', '-', name)[:60]}-{today():%Y-%m-%d}.{kind}",
        mime=_MIME[kind],
        key=f"{name} as {kind}",
        on_click="ignore",
    )


def _file(one: Picture | _Table, kind: Kind) -> bytes | str:
    from core.charts import export, table_picture
    from core.charts.readable_rows import readable_rows

    if isinstance(one, Picture):
        if kind == "csv":
            return export.csv(readable_rows(one))
        return export.png(one) if kind == "png" else export.svg(one)
    if kind == "csv":
        return export.csv(one.readable)
    return (
        table_picture.png(one.frame, one.title) if kind == "png" else table_picture.svg(one.frame, one.title)
    )
