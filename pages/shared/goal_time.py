"""When a goal starts, how long it takes, and how many hours a week everybody has for it."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

import streamlit as st

from core.funnel.goal.ambition import Ambition
from core.language import _, current
from core.language.amounts import day, duration
from core.steps.rates import role_key
from core.store.goal_settings import BOUNDS, put_figure, put_hours, put_start
from pages.shared import session
from pages.shared.goal_data import Goal
from pages.shared.goal_fields import choice_slider, slider
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace

_HOURS = tuple(half / 2 for half in range(121))


def weeks_until(goal: Goal) -> None:
    """How long the period is."""
    bounds = BOUNDS["weeks"]
    slider(
        "weeks",
        _("Weeks until then"),
        round(goal.settings.weeks or Ambition.weeks),
        lambda weeks: put_figure(workspace(), "weeks", weeks),
        lowest=int(bounds.lowest),
        highest=int(bounds.highest),
    )
    if goal.ambition is not None:
        st.caption(_("Until {day}").format(day=day(goal.ambition.end)))


def time_and_hours(goal: Goal) -> None:
    """When it starts, how long it takes, and how many hours a week everybody has."""
    said = goal.settings
    one, two, three = st.columns(3)
    with one:
        _start(goal)
    with two:
        if said.aim == "revenue":
            weeks_until(goal)
    with three:
        bounds = BOUNDS["working_weeks"]
        slider(
            "working_weeks",
            _("Weeks of a year in which you work"),
            round(said.working_weeks or Ambition.working_weeks),
            lambda weeks: put_figure(workspace(), "working_weeks", weeks),
            lowest=int(bounds.lowest),
            highest=int(bounds.highest),
        )
    _hours(goal)


def _start(goal: Goal) -> None:
    start = goal.settings.start or goal.today
    if session.remembered("goal start") != start:
        session.remember("goal start", start)
    st.date_input(
        _("Start"),
        key="goal start",
        format="YYYY-MM-DD" if current() == "en" else "DD.MM.YYYY",
        on_change=session.callback(
            lambda: put_start(workspace(), _started(session.remembered("goal start")))
        ),
    )
    if goal.settings.start is None:
        st.caption(_("Today, as long as you choose no day"))


def _started(chosen: dt.date | None) -> dt.date | None:
    return None if chosen == dt.date.today() else chosen


def _hours(goal: Goal) -> None:
    loads = () if goal.plan is None else goal.plan.loads
    if not loads:
        return
    sheet = {role_key(role): hours for role, hours in goal.sheet_hours.items()}
    own = dict(goal.settings.hours)
    places = st.columns(3)
    for place, load in zip(cycle(places), loads, strict=False):
        key = role_key(load.role)
        with place:
            stated = sheet.get(key)
            choice_slider(
                f"hours {key}",
                _("Hours a week of {role}").format(role=escaped(load.role))
                if key
                else _("Your hours a week"),
                own.get(key, stated or 0.0),
                _HOURS,
                lambda hours, key=key, stated=stated: put_hours(
                    workspace(), key, None if hours == (stated or 0.0) else hours
                ),
                lambda hours, stated=stated: duration(60 * hours) if hours or stated else _("not known"),
                help=None
                if stated is None
                else _("Your roles sheet says {hours}.").format(hours=duration(60 * stated)),
            )
    with st.columns(3)[0]:
        slider(
            "practical",
            _("Share of the hours that can be planned"),
            round(100 * goal.settings.planned),
            lambda share: put_figure(workspace(), "practical", share / 100),
            lowest=int(100 * BOUNDS["practical"].lowest),
            of_percent=True,
            help=_("The rest goes to all that nobody plans: questions, errands, illness."),
        )
