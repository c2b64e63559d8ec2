"""What each stage costs, beside the people who reach it; and which stage every step leads to."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.funnel.funnel import channel_key
from core.funnel.stage_cost_findings import dearest_stage, untold
from core.funnel.stage_costs import stage_costs
from core.funnel.stages import Stage
from core.funnel.step_stages import led_backwards
from core.language import _
from core.language.amounts import duration, money, number
from core.store.funnel_settings import put_step_stage
from pages.shared import session
from pages.shared.funnel_choice import Looked
from pages.shared.funnel_data import step_stages
from pages.shared.inert import inert
from pages.shared.inputs import current_inputs
from pages.shared.pieces import escaped
from pages.shared.tables import edited_table, result_table
from pages.shared.workspace import answers, chosen_delivery, steps, workspace

_NAME = "step stages"


def costs_of(looked: Looked) -> pd.DataFrame:
    """What the stages cost in the channels looked at; no rows where no process belongs to them."""
    economics = answers(current_inputs())
    channels = None
    if looked.channel is not None:
        wanted = channel_key(looked.channel)
        channels = [chain.channel for chain in economics.acquiring if channel_key(chain.channel) == wanted]
    return stage_costs(economics, step_stages(), looked.settings.stages, channels, delivery=chosen_delivery())


def cost_table(looked: Looked) -> None:
    """A row a channel and stage: what one win takes there, and what one person who stands there has cost."""
    currency = current_inputs().currency
    economics = answers(current_inputs())
    costs = costs_of(looked)
    if costs.empty:
        st.caption(
            _("No process of your sheets belongs to this channel, so nobody knows what its stages cost.")
            if not steps().empty
            else _("Load the sheet with your steps to see what each stage costs.")
        )
    else:
        for _channel, rows in costs.groupby("channel", sort=False):
            finding = dearest_stage(rows, looked.settings.stages, currency)
            if finding:
                st.markdown(f"- {escaped(finding)}")
        _table(costs, looked.settings.stages, currency)
    if not economics.acquiring:
        return
    channels = list(dict.fromkeys(costs["channel"])) if looked.channel is not None else None
    for said in untold(economics, step_stages(), channels, delivery=chosen_delivery()):
        st.caption(escaped(said))
    for said in led_backwards(steps(), step_stages(), looked.settings.stages):
        st.warning(escaped(str(said)))


def _table(costs: pd.DataFrame, stages: tuple[Stage, ...], currency: str) -> None:
    labels = {stage.key: stage.label for stage in stages}
    text, right = st.column_config.TextColumn, "right"
    frame = pd.DataFrame(
        {
            "channel": costs["channel"],
            "stage": costs["stage"].map(labels),
            "people": [number(people) for people in costs["people_per_win"]],
            "time": [duration(minutes) for minutes in costs["minutes_per_win"]],
            "cost": [money(cost, currency) for cost in costs["cost_per_win"]],
            "time_to": [duration(minutes) for minutes in costs["minutes_to_reach"]],
            "cost_to": [money(cost, currency) for cost in costs["cost_to_reach"]],
            "evidence": [_evidence(evidence) for evidence in costs["evidence"]],
        }
    )
    if costs["channel"].nunique() == 1:
        frame = frame.drop(columns="channel")
    if (costs["evidence"] == "sheet").all():
        frame = frame.drop(columns="evidence")
    columns = {
        "channel": text(_("Channel"), pinned=True),
        "stage": text(_("Stage"), pinned=True),
        "people": text(_("People"), alignment=right, help=_("How many get here for one customer won")),
        "time": text(
            _("Time"), alignment=right, help=_("For one customer won: all work that leads to this stage")
        ),
        "cost": text(_("Cost"), alignment=right, help=_("For one customer won: what leads to this stage")),
        "time_to": text(
            _("Time to get here"),
            alignment=right,
            help=_("Of one person who gets here: all work so far, those lost on the way included"),
        ),
        "cost_to": text(
            _("Cost to get here"),
            alignment=right,
            help=_("Of one person who gets here, those lost on the way included"),
        ),
        "evidence": text(_("Steps matched by")),
    }
    result_table(frame, columns, title=_("What each stage costs"), key="stage_costs")


def _evidence(evidence: str) -> str:
    return {"chosen": _("your choice"), "sheet": _("your sheet")}.get(evidence, _("a guess"))


def match_steps(stages: tuple[Stage, ...]) -> None:
    """Every step with the stage it leads to, to be chosen anew."""
    found = steps()
    if found.empty:
        return
    placed = step_stages().set_index("step_id")
    labels = {stage.key: stage.label for stage in stages}
    ids = tuple(found["step_id"])
    edited_table(
        inert(
            {
                "channel": found["channel"].tolist(),
                "step": found["step"].tolist(),
                "stage": [labels.get(str(key)) for key in placed.loc[list(ids), "stage"]],
                "evidence": [_evidence(evidence) for evidence in placed.loc[list(ids), "evidence"]],
            }
        ),
        title=_("Which step leads to which stage"),
        key=session.key(_NAME),
        hide_index=True,
        disabled=["channel", "step", "evidence"],
        height="content" if len(ids) <= 16 else 500,
        column_config={
            "channel": st.column_config.TextColumn(_("Channel")),
            "step": st.column_config.TextColumn(_("Step"), width="medium"),
            "stage": st.column_config.SelectboxColumn(_("Leads to"), options=list(labels.values())),
            "evidence": st.column_config.TextColumn(_("Matched by")),
        },
        on_change=_chosen,
        args=(ids, stages),
    )


@session.callback
def _chosen(ids: tuple[str, ...], stages: tuple[Stage, ...]) -> None:
    keys = {stage.label: stage.key for stage in stages}
    for row, _field, label in session.typed_cells(_NAME):
        put_step_stage(workspace(), ids[row], keys.get(label))
