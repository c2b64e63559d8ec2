"""What is asked for: what the goal lacks, else the next move on the weakest link."""

from __future__ import annotations

from core.brief.facts import Facts
from core.brief.figures import figure
from core.brief.slides.hours import (
    hours_bars,
    hours_picture,
    hours_table,
    lacks,
    missing_hours,
    role_of,
)
from core.brief.story import Bars, Column, Series, Slide, Table
from core.charts.lettering import short
from core.charts.link_gains import link_gains
from core.factory.findings import move_name, reach_says
from core.factory.next_move import move_says, saving_says, watch
from core.factory.weakest_link import Verdict
from core.factory.wording import more
from core.funnel.goal.findings import limit_says
from core.funnel.goal.hours import RoleLoad
from core.funnel.goal.plan import Limit, Plan
from core.language import _, ngettext
from core.language.amounts import day, duration, listing, money, number

MOST = 6
"""So many links can be read from the last row."""


def ask(facts: Facts, dark: bool) -> Slide | None:
    """Hours, where the goal breaks on them; else the next move; with what it brings and how one will know.

    None where too little is known for either.
    """
    verdict, plan, currency = facts.verdict, facts.plan, facts.currency
    breaks = None if plan is None else plan.breaks
    known = verdict.kind != "flying_blind"
    if plan is not None and breaks is not None and isinstance(breaks.at, RoleLoad):
        said = [_also_missing(plan, breaks.at), move_says(verdict) if known else None]
        return Slide(
            "ask",
            _hours(breaks, breaks.at),
            points=_told(*said, _money(facts)),
            picture=hours_picture(plan, dark),
            bars=hours_bars(plan),
            tables=(hours_table(plan),),
            evidence=(limit_says(breaks, plan),),
        )
    if not known:
        return None
    picture = link_gains(verdict, dark=dark, most=MOST)
    impossible = None if plan is None or breaks is None else limit_says(breaks, plan)
    return Slide(
        "ask",
        _("What we ask for: {move}").format(move=move_says(verdict)),
        points=_told(impossible, _saving(verdict, currency), _money(facts), watch(verdict)),
        picture=picture,
        bars=None if picture is None else _bars(verdict),
        tables=(_table(verdict),) if verdict.links.ranked else (),
        evidence=(*([] if verdict.move is None else [reach_says(verdict.move)]), watch(verdict)),
    )


def _told(*said: str | None) -> tuple[str, ...]:
    return tuple(one for one in said if one)[:3]


def _hours(limit: Limit, at: RoleLoad) -> str:
    """The hours that the goal lacks first."""
    words = {"missing": missing_hours(at), "needed": duration(60 * limit.needed), "role": at.role}
    words["free"] = duration(60 * limit.available)
    if at.role:
        return _(
            "What we ask for: {missing} more a week of {role}. The goal needs {needed}, and there are {free}."
        ).format(**words)
    return _(
        "What we ask for: {missing} more working time a week. The goal needs {needed}, and there are {free}."
    ).format(**words)


def _also_missing(plan: Plan, first: RoleLoad) -> str | None:
    """The hours that other roles lack; None where none does."""
    parts = [
        _("{hours} of {role}").format(hours=missing_hours(load), role=role_of(load))
        for load in plan.loads
        if load is not first and lacks(load)
    ]
    return _("A week, {hours} are missing as well.").format(hours=listing(parts)) if parts else None


def _money(facts: Facts) -> str | None:
    """What winning the customers of the goal costs; None where a channel does not tell it."""
    plan = facts.plan
    costs = [] if plan is None else [one.cost for one in plan.channels if one.wins]
    if plan is None or not plan.new or not costs or any(cost is None for cost in costs):
        return None
    seeds = sum(one.wins for one in plan.channels)
    if any(one.spend for one in facts.economics.spends.values()):
        said = ngettext(
            "Winning {count} customer by {day} costs {cost}, own hours and spend included.",
            "Winning {count} customers by {day} costs {cost}, own hours and spend included.",
            seeds,
        )
    else:
        said = ngettext(
            "Winning {count} customer by {day} costs {cost} with own hours, without spend on channels.",
            "Winning {count} customers by {day} costs {cost} with own hours, without spend on channels.",
            seeds,
        )
    return said.format(
        count=number(seeds),
        day=day(plan.ambition.end),
        cost=money(sum(cost for cost in costs if cost is not None), facts.currency),
    )


def _saving(verdict: Verdict, currency: str) -> str | None:
    move = verdict.move if verdict.kind in ("capacity", "flow") else None
    return None if move is None else saving_says(move, currency)


def _bars(verdict: Verdict) -> Bars:
    """The links as the picture has them, the one that brings most on top."""
    links = [link for link in verdict.links.ranked if link.gain_per_week > 0][:MOST]
    keys = [link.key for link in links]
    move = None if verdict.move is None or verdict.kind not in ("capacity", "flow") else verdict.move.key
    largest = links[0].gain_per_week
    return Bars(
        "bars",
        tuple(short(move_name(link)) for link in links),
        (Series(_("More customers a week"), tuple(link.gain_per_week for link in links), "calm"),),
        "per_week",
        labels=tuple(more(verdict.business, link.gain_per_week, like=largest) for link in links),
        accent=keys.index(move) if move in keys else None,
    )


def _table(verdict: Verdict) -> Table:
    columns = (
        Column(_("Link")),
        Column(_("Throughput then"), "per_week"),
        Column(_("More"), "per_week"),
        Column(_("At least"), "per_week"),
        Column(_("At most"), "per_week"),
        Column(_("Saves"), "money"),
        Column(_("How it can be reached")),
    )
    rows = tuple(
        (
            move_name(link),
            figure(link.throughput),
            figure(link.gain_per_week),
            figure(link.low),
            figure(link.high),
            figure(link.saves_per_win),
            reach_says(link),
        )
        for link in verdict.links.ranked
        if link.gain_per_week > 0
    )
    return Table(_("What moving each link alone would bring"), columns, rows)
