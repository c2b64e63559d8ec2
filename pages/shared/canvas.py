"""The canvas of the funnel: every stage in the user's own words, beside what was measured there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.funnel.canvas import CELLS, LABELS, CanvasRow, filled_from, said_share
from core.funnel.canvas_examples import CANVAS_EXAMPLES, CanvasExample
from core.funnel.funnel import Funnel
from core.funnel.stages import Stage
from core.language import _, ngettext
from core.store import canvas
from pages.shared import session
from pages.shared.canvas_measured import Measured
from pages.shared.canvas_stage import GESTURES, write_at
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace

_CHOSEN = "canvas stage"
_ALL = ""
_EXAMPLE = "canvas example"
_ACROSS = 3


def draw_canvas(stages: Sequence[Stage], funnel: Funnel | None, costs: pd.DataFrame | None) -> None:
    """All stages side by side as on a wall, or one of them to write on; kept at once.

    `costs` is of one channel (`core.funnel.stage_costs.stage_costs`) or of several together (`blended`).
    """
    measured = Measured.of(stages, funnel, costs)
    rows = canvas.all(workspace())
    st.subheader(_("The canvas"), anchor=False)
    st.caption(
        _("What people want at each stage, what you do, and what you found out. It is kept as you write.")
    )
    chosen = _choose(stages)
    if chosen is not None:
        write_at(rows.get(chosen.key, CanvasRow(chosen.key)), measured)
        return
    written = any(not rows[stage.key].empty for stage in stages if stage.key in rows)
    if written:
        _wall(stages, rows, measured)
    else:
        st.info(
            _(
                "Here you will see on one wall what people want at every stage, what you do there, and "
                "whether what you assume holds against what is measured. Choose a stage above and write, or "
                "begin with an example."
            ),
            icon=":material/draw:",
        )
    _examples(stages)


def _choose(stages: Sequence[Stage]) -> Stage | None:
    """The stage to write at; None where all are looked at."""
    by_key = {stage.key: stage for stage in stages}
    labels = {_ALL: _("All stages"), **{stage.key: escaped(stage.label) for stage in stages}}
    if session.remembered(_CHOSEN) not in labels:
        session.remember(_CHOSEN, _ALL)
    chosen = st.segmented_control(
        _("Stage to write at"),
        list(labels),
        format_func=labels.get,
        key=_CHOSEN,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return by_key.get(chosen or _ALL)


def _wall(stages: Sequence[Stage], rows: Mapping[str, CanvasRow], measured: Measured) -> None:
    """Every stage as a card, in the order of the funnel, with the way to write on it."""
    for place, stage in zip(_places(len(stages)), stages, strict=True):
        row = rows.get(stage.key, CanvasRow(stage.key))
        with place:
            with st.container(
                horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
            ):
                _title(stage)
                st.button(
                    _("Edit"),
                    key=f"canvas edit {stage.key}",
                    type="tertiary",
                    icon=":material/edit:",
                    on_click=_edit,
                    args=(stage.key,),
                )
            _card(row, [measured.figure_line(row), measured.assumption_line(row)])


def _places(count: int) -> Iterator[DeltaGenerator]:
    """So many frames, three side by side."""
    for start in range(0, count, _ACROSS):
        for place in st.columns(_ACROSS)[: count - start]:
            yield place.container(border=True, height="stretch")


def _title(stage: Stage) -> None:
    st.markdown(f"**{escaped(stage.label)}**", width="content")


@session.callback
def _edit(stage: str) -> None:
    session.remember(_CHOSEN, stage)


def _card(row: CanvasRow, beside_the_metric: list[str], *, whole_checklist: bool = False) -> None:
    """What is written at a stage, to read; of the checklist only how much is done, or each line."""
    lines = {cell: _prose(getattr(row, cell)) or ["–"] for cell in CELLS}
    lines["metric"] += [line for line in beside_the_metric if line]
    parts = [[f":gray[{LABELS[cell]}]", *said] for cell, said in lines.items()]
    if whole_checklist:
        boxes = [f":material/check_box_outline_blank: {escaped(item.text)}" for item in row.checklist]
        parts.append([f":gray[{GESTURES}]", *boxes])
    foot = _prose(row.owner)
    if row.checklist and not whole_checklist:
        done, count = sum(item.done for item in row.checklist), len(row.checklist)
        foot.append(
            ngettext(
                "{done} of {count} small gesture done", "{done} of {count} small gestures done", count
            ).format(done=done, count=count)
        )
    if foot:
        parts.append([f":gray[{' · '.join(foot)}]"])
    st.markdown("\n\n".join("  \n".join(f":small[{line}]" for line in part) for part in parts))


def _prose(text: str) -> list[str]:
    """The lines of a user's text, which Markdown does not read."""
    # What `escaped` leaves: "===" under a line would make it a heading, "&lt;" would be read as a sign.
    lines = (escaped(line.strip()).replace("=", "\\=").replace("&", "\\&") for line in text.splitlines())
    return [line for line in lines if line]


def _examples(stages: Sequence[Stage]) -> None:
    """The filled examples: first to read, then to take over where nothing is written."""
    by_key = {example.key: example for example in CANVAS_EXAMPLES}
    chosen = st.pills(
        _("Look at a filled example"),
        list(by_key),
        format_func={key: str(example.name) for key, example in by_key.items()}.get,
        key=session.key(_EXAMPLE),
    )
    if chosen is None:
        return
    example = by_key[chosen]
    rows = example.rows()
    shown = [stage for stage in stages if stage.key in rows]
    st.caption(str(example.about))
    st.button(
        _("Take it over"),
        type="primary",
        key="canvas take over",
        on_click=_take_over,
        args=(example, tuple(stage.key for stage in shown)),
        help=_("Fills what is empty on your canvas. What you wrote stays; assumed shares stay yours."),
    )
    for place, stage in zip(_places(len(shown)), shown, strict=True):
        row = rows[stage.key]
        assumed = row.assumed_rate
        with place:
            _title(stage)
            beside = [] if assumed is None else [_("{share} assumed").format(share=said_share(assumed))]
            _card(row, beside, whole_checklist=True)


@session.callback
def _take_over(example: CanvasExample, stages: tuple[str, ...]) -> None:
    rows = example.rows()
    for stage in stages:
        canvas.change(workspace(), stage, lambda kept, row=rows[stage]: filled_from(kept, row))
    session.renew(_EXAMPLE)
    session.toast(_("The example fills what was empty. Write over it what is different with you."))
