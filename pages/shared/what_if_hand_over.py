"""A step that is handed to somebody else, or not done any more: who, how often, and what is left for us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from core.charts.lettering import numbered
from core.language import _
from core.language.amounts import duration, money, percent
from core.what_if.changes import Change, HandedOver, LeftOut
from core.what_if.situation import Situation
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.what_if_moves import moves_now, put_change, take_back
from pages.shared.what_if_sliders import slider

_US = "us"
_NOBODY = "nobody"
_SHARES = tuple(share / 100 for share in range(0, 101, 5))
_FEES = (*range(0, 20), *range(20, 50, 5), *range(50, 200, 10), *range(200, 500, 25), *range(500, 2001, 100))
_SET_UP = (0, 50, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 7_500, 10_000, 20_000)


def hand_over(situation: Situation, currency: str) -> None:
    """One step, chosen from all, and who does it."""
    steps = situation.business.economics.steps
    steps = steps[~steps["channel"].isin(situation.business.from_funnel)]
    columns = (steps[name].tolist() for name in ("step_id", "channel", "step"))
    found = [
        (str(step_id), _("{channel}: {step}").format(channel=channel, step=step))
        for step_id, channel, step in zip(*columns, strict=True)
    ]
    # A box tells its options apart by what they are called, and two steps may be called the same.
    names = dict(zip([key for key, _name in found], numbered([name for _key, name in found]), strict=True))
    if not names:
        st.caption(_("No sheet has steps that could be handed over."))
        return
    step_id = st.selectbox(
        _("Step"), list(names), format_func=names.get, key="what_if_handed", persist_state="session"
    )
    change = _change_of(step_id)
    _who(step_id, change)
    if isinstance(change, HandedOver):
        minutes = dict(zip(steps["step_id"], steps["minutes"], strict=True))[step_id]
        _how(change, minutes if minutes == minutes else 0.0, currency)
    elif isinstance(change, LeftOut):
        st.caption(_("It takes nothing then, and nobody is lost there."))


def _change_of(step_id: str) -> Change | None:
    """What is thought of this step; None where it stays with us."""
    return next(
        (one for one in moves_now() if isinstance(one, (HandedOver, LeftOut)) and one.step_id == step_id),
        None,
    )


def _who(step_id: str, change: Change | None) -> None:
    names = {
        _US: _("We, as now"),
        "customer": _("The customer"),
        "partner": _("A partner"),
        "system": _("A system"),
        _NOBODY: _("Nobody: it is left out"),
    }
    stands = change.to if isinstance(change, HandedOver) else _US if change is None else _NOBODY
    field = f"what_if who {step_id}"
    if session.remembered(field) != stands:
        session.remember(field, stands)

    @session.callback
    def choose() -> None:
        for slot in (LeftOut(step_id).slot, HandedOver(step_id, "customer").slot):
            take_back(slot)
        who = session.remembered(field)
        if who == _NOBODY:
            put_change(LeftOut(step_id))
        elif who != _US:
            kept = change if isinstance(change, HandedOver) else HandedOver(step_id, "customer")
            put_change(replace(kept, to=who))

    st.pills(
        _("Who does it then?"),
        list(names),
        format_func=names.get,
        key=field,
        required=True,
        on_change=choose,
        wrap=True,
    )


def _how(change: HandedOver, minutes: float, currency: str) -> None:
    """How often, what is left for us, and what it costs."""
    share = (
        _("How many customers do it themselves")
        if change.to == "customer"
        else _("How often it is handed over")
    )
    _part(change, "share", share, _SHARES, percent)
    if minutes > 0:
        left = tuple(round(minutes * part / 20, 1) for part in range(21))
        _part(change, "minutes_left", _("What is left for us each time"), left, duration)

    def amount(value: float) -> str:
        return money(value, currency)

    _part(change, "cost_per_run", _("What it costs each time"), _FEES, amount)
    _part(change, "set_up", _("What it costs once, to set it up"), _SET_UP, amount)


def _part(
    change: HandedOver, part: str, label: str, offered: tuple[float, ...], said: Callable[[float], str]
) -> None:
    stands = float(getattr(change, part))
    values = sorted({*map(float, offered), stands})

    def moves(field: str) -> Callable[[], None]:
        return session.callback(
            lambda: put_change(replace(change, **{part: float(session.remembered(field))}))
        )

    slider(
        f"handed {part} {change.step_id}",
        escaped(label),
        stands,
        values,
        {value: said(value) for value in values}.get,
        moves,
    )
