"""What the goal takes, and what makes it impossible."""

from __future__ import annotations

import math

from core.brief.facts import Facts
from core.brief.figures import figure
from core.brief.slides.hours import hours_bars, hours_picture, hours_table
from core.brief.story import Column, Slide, Table
from core.charts.goal_stages import goal_stages
from core.charts.picture import Picture
from core.funnel.goal.findings import customers, one_more_hour, referrals, verdict, what_it_takes
from core.funnel.goal.gaps import not_checked, taken_for_granted
from core.funnel.goal.pace import pace_says, stage_paces
from core.funnel.goal.plan import Plan
from core.language import _
from core.language.amounts import day


def goal(facts: Facts, dark: bool) -> Slide | None:
    """The plan of the goal; None where there is no goal, or nobody can tell what it takes."""
    plan = facts.plan
    if plan is None or plan.new is None:
        return None
    takes, found = what_it_takes(plan), verdict(plan)
    more = None if plan.one_more_hour is None else one_more_hour(plan.one_more_hour, facts.currency)
    said = [found if takes else "", customers(plan, facts.currency), referrals(plan), more]
    picture = _stages_picture(plan, facts, dark)
    bars = None
    if picture is None and (picture := hours_picture(plan, dark)) is not None:
        bars = hours_bars(plan)
    return Slide(
        "goal",
        takes or found,
        points=tuple(one for one in said if one)[:3],
        picture=picture,
        bars=bars,
        tables=tuple(_tables(plan)),
        evidence=(*not_checked(plan), *taken_for_granted(plan)),
    )


def _stages_picture(plan: Plan, facts: Facts, dark: bool) -> Picture | None:
    paces = stage_paces(plan, facts.pace or {}, "month")
    # Points alone, with nothing to hold them against, say no more than the table.
    if not paces[["now", "low"]].notna().any(axis=None) and not paces["needed"].eq(math.inf).any():
        return None
    return goal_stages(paces, per="month", dark=dark, title=pace_says(plan, paces, "month"))


def _tables(plan: Plan) -> list[Table]:
    found = [
        Table(
            _("What every stage needs by {day}").format(day=day(plan.ambition.end)),
            (
                Column(_("Stage")),
                Column(_("Needed"), "people"),
                Column(_("Referred"), "people"),
                Column(_("A week"), "per_week"),
                Column(_("At least"), "people"),
                Column(_("At most"), "people"),
                Column(_("Enter by")),
                Column(_("Time"), "minutes"),
                Column(_("Cost"), "money"),
            ),
            tuple(
                (
                    need.stage.label,
                    figure(need.need),
                    figure(need.referred),
                    figure(need.per_week),
                    figure(need.low),
                    figure(need.high),
                    day(need.enter_by),
                    figure(need.effort.minutes) if need.effort else None,
                    figure(need.effort.cost) if need.effort else None,
                )
                for need in plan.stages
            ),
        )
    ]
    if plan.loads:
        found.append(hours_table(plan))
    if len(plan.channels) > 1:
        found.append(
            Table(
                _("New customers by channel"),
                (
                    Column(_("Channel")),
                    Column(_("New customers"), "people"),
                    Column(_("Time"), "minutes"),
                    Column(_("Cost"), "money"),
                ),
                tuple(
                    (one.channel, figure(one.wins), figure(one.minutes), figure(one.cost))
                    for one in plan.channels
                ),
            )
        )
    return found
