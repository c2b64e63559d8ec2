"""The actions as a list to read and to correct, and the form to note one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.factory.action_findings import outcome, verdict_words
from core.factory.actions import Action
from core.factory.judged import Judged
from core.funnel.stages import Stage
from core.language import _, current
from core.language.amounts import currency_sign, day, exact_money, parse, percent, typed
from core.steps.chain import ACQUIRE
from core.store import actions
from pages.shared import session
from pages.shared.action_data import stage_log
from pages.shared.goal_fields import amount_of
from pages.shared.inputs import current_inputs
from pages.shared.pieces import escaped
from pages.shared.reader_clock import today
from pages.shared.workspace import steps, workspace

_NEW, _CORRECTED, _SHOWN = "action new", "action corrected", "action shown"
_LONGEST = 200
"""Characters that a text of an action holds."""


def shown_action(judged: Sequence[Judged]) -> Judged:
    """The action whose picture is shown: the one that was chosen, else the latest."""
    chosen = session.remembered(_SHOWN)
    return next((one for one in judged if one.action.id == chosen), judged[0])


def list_actions(judged: Sequence[Judged]) -> None:
    """Every action with its verdict; each can be looked at, corrected and removed."""
    names = step_names()
    shown = shown_action(judged)
    for one in judged:
        action = one.action
        with st.container(border=True):
            st.markdown(
                f"**{escaped(action.what)}** · {escaped(verdict_words(one, today()))}  \n"
                f":small[:gray[{escaped(' · '.join(_about(one, names)))}]]  \n"
                f"{escaped(outcome(one, today()))}"
            )
            with st.container(horizontal=True):
                if one is not shown:
                    _button(_("Look closer"), "show", action, _show, icon=":material/query_stats:")
                _button(_("Correct"), "correct", action, _correct, icon=":material/edit:")
                _button(_("Remove"), "remove", action, _remove, icon=":material/delete:")
            if session.remembered(_CORRECTED) == action.id:
                action_form(action)


def _button(label: str, name: str, action: Action, done: Callable[[int], None], *, icon: str) -> None:
    st.button(
        label,
        key=f"action {name} {action.id}",
        type="tertiary",
        icon=icon,
        on_click=done,
        args=(action.id,),
    )


def _about(judged: Judged, names: Mapping[str, str]) -> list[str]:
    """When, where, by whom, at what cost and with what hope."""
    action, said = judged.action, [day(judged.action.day)]
    if action.step in names:
        said.append(names[action.step])
    elif action.step:
        said.append(gone_name(action.step) if judged.stage is None else _stage_name(judged.stage))
    if action.channel:
        said.append(action.channel)
    if action.expected is not None:
        said.append(_("{percent} more expected").format(percent=percent(action.expected)))
    if action.cost is not None:
        said.append(_("cost {cost}").format(cost=exact_money(action.cost, current_inputs().currency)))
    if action.owner:
        said.append(action.owner)
    return said


def step_names() -> dict[str, str]:
    """What an action can be about: the stages by their keys, then the steps by their ids."""
    known = steps()
    names = {stage.key: _stage_name(stage) for stage in stage_log().stages}
    rows = zip(known["step_id"], known["channel"], known["step"], strict=True)
    return names | {
        str(step_id): _("{channel}: {step}").format(channel=channel, step=step)
        for step_id, channel, step in rows
    }


def _stage_name(stage: Stage) -> str:
    return _("Stage “{stage}”").format(stage=stage.label)


def gone_name(step: str) -> str:
    """The name of a step that is in no sheet any more, or the user's own words.

    >>> gone_name("Events|acquire|Call|1"), gone_name("A talk at the fair")
    ('Events: Call', 'A talk at the fair')
    """
    parts = step.split("|")
    return f"{parts[0]}: {'|'.join(parts[2:-1])}" if len(parts) > 3 else step


@session.callback
def _show(action_id: int) -> None:
    session.remember(_SHOWN, action_id)


@session.callback
def _correct(action_id: int) -> None:
    open_now = session.remembered(_CORRECTED) == action_id
    session.remember(_CORRECTED, None if open_now else action_id)
    session.renew(_form_name(action_id))


@session.callback
def _remove(action_id: int) -> None:
    actions.remove(workspace(), action_id)
    session.toast(_("The action is removed."))


def ask_for_one() -> None:
    """The way to note the first action: one button, then the form."""
    if session.remembered(_NEW):
        action_form(None)
    else:
        st.button(
            _("Note what you did"),
            type="primary",
            key="action first",
            icon=":material/add_task:",
            on_click=_open_form,
        )


def ask_for_another() -> None:
    """The form for a further action, folded away."""
    with st.expander(_("Note another action"), icon=":material/add_task:"):
        action_form(None)


@session.callback
def _open_form() -> None:
    session.remember(_NEW, True)


def action_form(action: Action | None) -> None:
    """The fields of an action: a new one, or one to be corrected. All of it is kept with one click."""
    noted = action or Action(0, today())
    name = _form_name(noted.id)
    names = {"": _("Nothing in particular"), **step_names()}
    if noted.step and noted.step not in names:
        names[noted.step] = gone_name(noted.step)
    channels = _channels(noted.channel)
    field = session.key(name)
    with st.form(field, border=action is None):
        what, when = st.columns([3, 1])
        what.text_input(
            _("What did you do?"),
            noted.what,
            key=f"{field} what",
            placeholder=_("Call back within the hour"),
            max_chars=_LONGEST,
        )
        when.date_input(_("Day"), noted.day, key=f"{field} day", format=_day_format())
        step, channel, owner = st.columns(3)
        step.selectbox(
            _("Step or stage it is about"),
            list(names),
            index=list(names).index(noted.step),
            format_func=names.get,
            key=f"{field} step",
            help=_("The rates of this step and of the next ones are compared before and since."),
        )
        channel.selectbox(
            _("Channel"),
            channels,
            index=channels.index(noted.channel),
            format_func={name: name or _("All channels") for name in channels}.get,
            key=f"{field} channel",
        )
        owner.text_input(_("Responsible"), noted.owner, key=f"{field} owner", max_chars=_LONGEST)
        expected, cost, _rest = st.columns(3)
        expected.text_input(
            _("Expected rise in percent"),
            "" if noted.expected is None else f"{typed(100 * noted.expected)} %",
            key=f"{field} expected",
            placeholder="50 %",
            help=_("Empty: a doubling is looked for. The less you expect, the longer it takes to see it."),
        )
        cost.text_input(
            _("What it cost ({currency})").format(currency=currency_sign(current_inputs().currency)),
            "" if noted.cost is None else typed(noted.cost),
            key=f"{field} cost",
        )
        st.form_submit_button(
            _("Note it") if action is None else _("Keep the correction"),
            type="primary",
            key=f"action keep {noted.id}",
            on_click=_keep,
            args=(noted.id, name),
        )


def _form_name(action_id: int) -> str:
    return f"action form {action_id}"


def _day_format() -> str:
    return {"de": "DD.MM.YYYY", "nb": "DD.MM.YYYY"}.get(current(), "YYYY-MM-DD")


def _channels(kept: str) -> list[str]:
    """All channels, then each that steps or counts name."""
    known = steps()
    found = {str(name): None for name in known.loc[known["phase"] == ACQUIRE, "channel"].dropna()}
    for told in stage_log().told.values():
        found |= {str(name): None for name in told.reach["channel"].unique()}
    by_key: dict[str, str] = {}
    for name in (kept, *found):
        by_key.setdefault(name.strip().casefold(), name)
    return ["", *sorted((name for name in by_key.values() if name), key=str.casefold)]


@session.callback
def _keep(action_id: int, name: str) -> None:
    field = session.key(name)

    def said(part: str) -> str:
        return (session.remembered(f"{field} {part}") or "").strip()

    step, channel = said("step"), said("channel")
    known = steps().set_index("step_id")
    if step in known.index and known.at[step, "phase"] == ACQUIRE:
        channel = str(known.at[step, "channel"])
    expected, cost = said("expected").removesuffix("%").strip(), said("cost")
    action = Action(
        action_id,
        session.remembered(f"{field} day") or today(),
        step,
        channel,
        said("what"),
        parse(expected) / 100 if expected else None,
        amount_of(cost) if cost else None,
        said("owner"),
    )
    if action_id:
        actions.change(workspace(), action)
        session.remember(_CORRECTED, None)
    else:
        session.remember(_SHOWN, actions.add(workspace(), action).id)
        session.remember(_NEW, None)
    session.renew(name)
    session.toast(_("Noted. It is kept, and can be corrected."))
