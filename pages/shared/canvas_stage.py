"""One stage of the canvas to write on; every cell and every line is kept as soon as it is left."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from core.funnel.canvas import (
    CELLS,
    LABELS,
    MEANINGS,
    CanvasRow,
    CheckItem,
    read_assumed,
    said_share,
    ticked,
    with_cell,
    with_item,
    without_item,
)
from core.funnel.canvas_figures import FIGURES, figures_at
from core.language import Text, _, current
from core.language.amounts import day, locale
from core.store import canvas
from core.store.clock import now
from pages.shared import session
from pages.shared.canvas_measured import Measured
from pages.shared.pieces import escaped
from pages.shared.reader_clock import local
from pages.shared.workspace import workspace

GESTURES = Text("Small gestures")
"""What the checklist of a stage is called."""
_LONGEST_CELL, _LONGEST_LINE = 1_000, 200
"""Characters that a cell and a line of the checklist hold."""


def write_at(row: CanvasRow, measured: Measured) -> None:
    """The five columns of a stage, beside them what is measured there and the checklist."""
    words, rest = st.columns([3, 2], gap="large")
    with words:
        for cell in CELLS:
            _field(row, cell)
    with rest:
        _field(row, "owner")
        _pointing(row, measured)
        _assuming(row, measured)
        _checklist(row)


def _field(row: CanvasRow, cell: str) -> None:
    """A field of one cell, which shows what is kept also where another window wrote it."""
    name = _shown(f"canvas {cell} {row.stage}", getattr(row, cell))
    edit = session.callback(
        lambda: _change(row.stage, lambda kept: with_cell(kept, cell, session.remembered(name) or ""))
    )
    label, meaning = str(LABELS[cell]), str(MEANINGS[cell])
    if cell == "owner":
        st.text_input(label, key=name, placeholder=meaning, on_change=edit, max_chars=_LONGEST_LINE)
    else:
        st.text_area(
            label, key=name, placeholder=meaning, on_change=edit, max_chars=_LONGEST_CELL, height="content"
        )


def _shown(name: str, kept: str) -> str:
    """The name of a widget that shows what is kept. It is set only where it shows something else.

    Set in every run, it would take away what is being typed while the run before is still under way.
    """
    if (session.remembered(name) or "").strip() != kept:
        session.remember(name, kept)
    return name


def _pointing(row: CanvasRow, measured: Measured) -> None:
    options = {
        "": _("No figure"),
        **{name: str(FIGURES[name]) for name in figures_at(row.stage, measured.stages)},
    }
    name = _shown(f"canvas figure {row.stage}", row.points_at if row.points_at in options else "")
    st.selectbox(
        _("Measured figure beside the metric"),
        list(options),
        format_func=options.get,
        key=name,
        on_change=session.callback(
            lambda: _change(row.stage, lambda kept: replace(kept, points_at=session.remembered(name) or ""))
        ),
    )
    if line := measured.figure_line(row):
        st.markdown(f":small[{line}]")


def _assuming(row: CanvasRow, measured: Measured) -> None:
    if measured.is_first(row.stage):
        return
    kept = row.assumed_rate
    name = _shown(f"canvas assumed {row.stage}", "" if kept is None else said_share(kept))

    @session.callback
    def edit() -> None:
        decimal = str(locale(current()).number_symbols["latn"]["decimal"])
        share = read_assumed(session.remembered(name) or "", decimal)
        _change(row.stage, lambda kept: replace(kept, assumed_rate=share))

    st.text_input(
        _("Assumed share of the stage before"),
        key=name,
        placeholder=_("30 % or 3 of 10"),
        on_change=edit,
    )
    if line := measured.assumption_line(row):
        st.markdown(f":small[{line}]")


def _checklist(row: CanvasRow) -> None:
    """The small gestures of a stage: each can be ticked, which dates it, and removed."""
    st.markdown(f":small[{GESTURES}]", help=_("What costs little and turns customers into fans."))
    with st.container(gap="xxsmall"):
        for item in row.checklist:
            _line(row, item)
    name = f"canvas new {row.stage}"

    @session.callback
    def add() -> None:
        text = session.remembered(name) or ""
        _change(row.stage, lambda kept: with_item(kept, uuid.uuid4().hex, text))
        session.remember(name, "")

    st.text_input(
        _("New gesture"),
        key=name,
        placeholder=_("Another one: write it and press Enter"),
        label_visibility="collapsed",
        max_chars=_LONGEST_LINE,
        on_change=add,
    )


def _line(row: CanvasRow, item: CheckItem) -> None:
    name = f"canvas done {item.id}"
    if session.remembered(name) != item.done:
        session.remember(name, item.done)

    @session.callback
    def tick() -> None:
        today = local(now()).date() if session.remembered(name) else None
        _change(row.stage, lambda kept: ticked(kept, item.id, today))

    text = escaped(item.text)
    if item.day is not None:
        text += f" :small[:gray[{escaped(day(item.day))}]]"
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.checkbox(text, key=name, on_change=tick, wrap=True)
    right.button(
        _("Remove"),
        key=f"canvas remove {item.id}",
        type="tertiary",
        on_click=session.callback(lambda: _change(row.stage, lambda kept: without_item(kept, item.id))),
    )


def _change(stage: str, edit: Callable[[CanvasRow], CanvasRow]) -> None:
    canvas.change(workspace(), stage, edit)
