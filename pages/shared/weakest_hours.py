"""How full every role is; the hours that are missing are asked for in place."""

from __future__ import annotations

from itertools import cycle

import streamlit as st

from core.charts.utilisation import utilisation
from core.factory.links import ceiling_between
from core.factory.weakest_link import Verdict
from core.factory.wording import two_figures
from core.funnel.goal.hours import hours_of
from core.language import _
from core.language.amounts import duration, parse, typed
from core.steps.capacity import PRACTICAL, RoleUse
from core.steps.capacity_findings import drum_says, logged, not_known, unbooked
from core.steps.rates import role_key
from core.store.goal_settings import goal_settings, put_hours
from pages.shared.goal_fields import text_field
from pages.shared.pieces import dark, escaped, show
from pages.shared.workspace import roles, workspace


def utilisation_by_role(verdict: Verdict) -> None:
    """The picture, the ceiling, the hours that nobody books, and fields for the hours of each role."""
    capacity = verdict.business.capacity
    everybody = [*capacity.not_known, *capacity.roles]
    if not everybody:
        return
    st.subheader(_("How full everybody is"), anchor=False)
    show(utilisation(capacity, dark=dark()), "utilisation")
    st.markdown(escaped(drum_says(capacity)))
    if capacity.ceiling is not None and capacity.wins_per_week > 0:
        likely = ceiling_between(verdict.links)
        template = (
            _("Now it is {now} customers a week; the hours are enough for {ceiling}.")
            if likely is None
            else _(
                "Now it is {now} customers a week; the hours are enough for {ceiling}, and within what your "
                "counts leave open for {low} to {high} (80 of 100 such cases)."
            )
        )
        low, high = likely or (0.0, 0.0)
        said_of = {
            "now": two_figures(capacity.wins_per_week),
            "ceiling": two_figures(capacity.ceiling),
            "low": two_figures(low),
            "high": two_figures(high),
        }
        st.markdown(escaped(template.format(**said_of)))
    said = [one for role in capacity.roles for one in (unbooked(role), logged(role)) if one is not None]
    said += not_known(capacity)
    if said:
        st.markdown("\n".join(f"- {escaped(one)}" for one in said))
    if capacity.not_known:
        st.markdown(_("Say how many hours a week there are, and you will see whether they are enough:"))
        _fields(list(capacity.not_known))
    if capacity.roles:
        with st.expander(_("Change the hours"), icon=":material/schedule:"):
            _fields(list(capacity.roles))


def _fields(asked: list[RoleUse]) -> None:
    """A field of text a role; what is typed is kept for the goal, too."""
    sheet = {role_key(role): hours for role, hours in hours_of(roles()).items()}
    own = dict(goal_settings(workspace()).hours)
    places = st.columns(3)
    for place, role in zip(cycle(places), asked, strict=False):
        key = role_key(role.role)
        stated = sheet.get(key)
        hours = own.get(key, stated)
        with place:
            text_field(
                f"hours typed {key}",
                _("Hours a week of {role}").format(role=escaped(role.role))
                if key
                else _("Your hours a week"),
                "" if hours is None else typed(hours),
                lambda text, key=key, stated=stated: _keep(key, text, stated),
                understood=""
                if hours is None
                else _("{hours} a week, of which {share} can be booked").format(
                    hours=duration(60 * hours),
                    share=duration(60 * hours * (goal_settings(workspace()).practical or PRACTICAL)),
                ),
                placeholder=typed(20),
                help=None
                if stated is None
                else _("Your roles sheet says {hours}.").format(hours=duration(60 * stated)),
            )


def _keep(key: str, text: str, stated: float | None) -> None:
    hours = parse(text) if text else None
    put_hours(workspace(), key, None if hours == stated else hours)
