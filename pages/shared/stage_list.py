"""The user's list of stages: renamed, with their units, in their order, one added or left out."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.errors import StepwiseError
from core.funnel.stages import DEFAULT_STAGES, FACTORY, Factory, Measure, Stage, Together, new_key, renamed
from core.language import _
from core.store.funnel_settings import funnel_settings, put_stages
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.tables import edited_table
from pages.shared.workspace import workspace

_NAME = "stage list"


def edit_stages(stages: tuple[Stage, ...]) -> None:
    """The stages as a table to type over, and the buttons that move, add and take out."""
    text, choice = st.column_config.TextColumn, st.column_config.SelectboxColumn
    edited_table(
        inert(
            {
                "name": [stage.label for stage in stages],
                "unit": [stage.unit_label for stage in stages],
                "measure": [_measures()[stage.measure] for stage in stages],
                "factory": [str(FACTORY[stage.factory]) for stage in stages],
                "together": [_togethers()[stage.together] for stage in stages],
            }
        ),
        title=_("Stages, and what your words mean"),
        key=session.key(_NAME),
        hide_index=True,
        column_config={
            "name": text(_("Stage"), max_chars=60),
            "unit": text(
                _("What is counted"), max_chars=40, help=_("People, contacts, offers, orders, firms …")
            ),
            "measure": choice(
                _("Counted how"),
                options=list(_measures().values()),
                required=True,
                help=_("How many come in a period, or how many there are on a day"),
            ),
            "factory": choice(
                _("Stands for"), options=[str(label) for label in FACTORY.values()], required=True
            ),
            "together": choice(
                _("Several names for it"),
                options=list(_togethers().values()),
                required=True,
                help=_("Where two names of your counts mean this stage, such as calls and offers"),
            ),
        },
        on_change=_typed,
    )
    _arrange(stages)


def _measures() -> dict[Measure, str]:
    return {"flow": _("so many in a period"), "stock": _("so many on a day")}


def _togethers() -> dict[Together, str]:
    return {"largest": _("the same people: the largest counts"), "sum": _("different people: added up")}


def _arrange(stages: tuple[Stage, ...]) -> None:
    keys = [stage.key for stage in stages]
    labels = {stage.key: stage.label for stage in stages}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("Stage"), keys, format_func=labels.get, key="stage_to_move", width=220)
        if chosen is None:
            return
        place = keys.index(chosen)
        st.button(_("Move up"), key="stage_up", disabled=place == 0, on_click=_move, args=(chosen, -1))
        last = place == len(keys) - 1
        st.button(_("Move down"), key="stage_down", disabled=last, on_click=_move, args=(chosen, 1))
        st.button(
            _("Leave out"), key="stage_out", disabled=len(keys) <= 2, on_click=_leave_out, args=(chosen,)
        )
        st.text_input(_("New stage after it"), key="new_stage", max_chars=60, width=220)
        st.button(_("Insert"), key="insert_stage", on_click=_insert, args=(chosen,))
        if stages != DEFAULT_STAGES:
            st.button(_("Back to the six stages"), key="six_stages", on_click=_six)


@session.callback
def _typed() -> None:
    """Keep what was typed; what cannot be kept is said, and the table shows again what is."""
    opened = workspace()
    for row, field, text in session.typed_cells(_NAME):
        stages = list(funnel_settings(opened).stages)
        try:
            stages[row] = _with(stages[row], field, text)
            put_stages(opened, stages)
        except StepwiseError as refused:
            session.trouble(str(refused))
        if field == "name":
            session.renew(_NAME)  # a name taken away shows again the one that it has by itself


def _with(stage: Stage, field: str, text: str) -> Stage:
    if field == "name":
        return renamed(stage, text)
    if field == "unit":
        plain = Stage(stage.key).unit_label
        return replace(stage, unit="" if text == plain else text)
    if field == "measure":
        measures: dict[str, Measure] = {label: measure for measure, label in _measures().items()}
        return replace(stage, measure=measures[text])
    if field == "factory":
        steps: dict[str, Factory] = {str(label): step for step, label in FACTORY.items()}  # type: ignore[misc]
        return replace(stage, factory=steps[text])
    togethers: dict[str, Together] = {label: together for together, label in _togethers().items()}
    return replace(stage, together=togethers[text])


@session.callback
def _move(key: str, by: int) -> None:
    stages = list(funnel_settings(workspace()).stages)
    place = next(i for i, stage in enumerate(stages) if stage.key == key)
    stages.insert(place + by, stages.pop(place))
    put_stages(workspace(), stages)
    session.renew(_NAME)


@session.callback
def _leave_out(key: str) -> None:
    put_stages(workspace(), [stage for stage in funnel_settings(workspace()).stages if stage.key != key])
    session.renew(_NAME)


@session.callback
def _insert(after: str) -> None:
    name = str(session.remembered("new_stage", "")).strip()
    if not name:
        raise StepwiseError("A new stage needs a name.")
    stages = list(funnel_settings(workspace()).stages)
    place = next(i for i, stage in enumerate(stages) if stage.key == after)
    stages.insert(place + 1, Stage(new_key(stages), name, factory=stages[place].factory))
    put_stages(workspace(), stages)
    session.remember("new_stage", "")
    session.renew(_NAME)


@session.callback
def _six() -> None:
    put_stages(workspace(), None)
    session.renew(_NAME)
