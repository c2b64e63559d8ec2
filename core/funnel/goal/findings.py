"""A goal's plan in sentences, the same on the page and in the brief."""

from __future__ import annotations

from core.funnel.goal.gaps import gap_says
from core.funnel.goal.hours import RoleLoad
from core.funnel.goal.plan import Limit, OneMoreHour, Plan, StageNeed
from core.funnel.stages import Stage
from core.language import _, ngettext
from core.language.amounts import day, duration, money, number, percent
from core.steps.findings import quoted


def answer(plan: Plan) -> str:
    """The one answer: what the goal takes, and the first thing that makes it impossible, or the slack."""
    return " ".join(said for said in (what_it_takes(plan), verdict(plan)) if said)


def verdict(plan: Plan) -> str:
    """Why the goal is impossible, or what is left; "" where nobody new is needed and nothing breaks."""
    if plan.verdict == "never":
        return gap_says(next(gap for gap in plan.gaps if gap.kind == "zero"))
    if plan.new is None:
        missing = [gap_says(gap) for gap in plan.gaps if gap.kind == "rate"][:1]
        return " ".join([_("How many customers the goal takes cannot be told yet."), *missing])
    if plan.breaks is not None:
        return limit_says(plan.breaks, plan)
    if plan.new == 0:
        return ""
    if plan.tightest is None:
        return _("Nothing it could break on is known, so nobody can say whether it is possible.")
    possible = _("As far as it could be checked, it is possible.") if plan.unchecked else _("It is possible.")
    return f"{possible} {limit_says(plan.tightest, plan)}"


def what_it_takes(plan: Plan) -> str:
    """How many new customers the goal takes, and people at the first stage; "" where that is not told."""
    if plan.verdict == "never" or plan.new is None:
        return ""
    new, first = plan.new, plan.first
    if plan.ambition.revenue == 0 or plan.ambition.happy_per_week == 0:
        return _("A goal of 0 takes no new customers.")
    if new == 0:
        return (
            _("You are there already: the customers you keep bring in the revenue.")
            if plan.breaks is None
            else _("No new customers are needed: the customers you keep bring in the revenue.")
        )
    until = day(plan.ambition.end)
    if plan.seeds == 0:
        return ngettext(
            "{new} new customer by {day} comes by referral.",
            "{new} new customers by {day} come by referral.",
            new,
        ).format(new=number(new), day=until)
    if first is None or first.stage.key in (plan.customer.key, plan.goal.key):
        return ngettext(
            "{new} new customer is needed by {day}; how many people that takes is not known.",
            "{new} new customers are needed by {day}; how many people that takes is not known.",
            new,
        ).format(new=number(new), day=until)
    return ngettext(
        "{new} new customer by {day} needs {need} {unit} at {stage}.",
        "{new} new customers by {day} need {need} {unit} at {stage}.",
        new,
    ).format(
        new=number(new),
        day=until,
        need=number(first.need or 0),
        unit=unit_of(first.stage, first.need or 0),
        stage=quoted(first.stage.label),
    )


def customers(plan: Plan, currency: str) -> str | None:
    """How the number of new customers comes about; None where it cannot be told."""
    goal, new = plan.ambition, plan.new
    if new is None:
        return None
    if goal.active is None or goal.revenue is None or goal.revenue_per_customer is None:
        return ngettext(
            "Happy customers by {day}: {happy}. That takes {new} new customer.",
            "Happy customers by {day}: {happy}. That takes {new} new customers.",
            new,
        ).format(happy=number(goal.happy or 0), day=day(goal.end), new=number(new))
    reached = _("{revenue} a year are {active} customers at {each} each.").format(
        revenue=money(goal.revenue, currency),
        active=number(goal.active),
        each=money(goal.revenue_per_customer, currency),
    )
    if not goal.customers_now:
        return reached
    had = (
        _("You have {now}, of whom {lost} leave in the period.") if goal.lost > 0 else _("You have {now}.")
    ).format(now=number(goal.customers_now), lost=number(goal.lost))
    if new == 0:
        return " ".join([reached, had, _("That is enough.")])
    missing = ngettext("{new} new one is missing.", "{new} new ones are missing.", new)
    return " ".join([reached, had, missing.format(new=number(new))])


def referrals(plan: Plan) -> str | None:
    """The referral loop with its K; None where nobody refers, or it cannot be told."""
    if not plan.k or plan.new is None or plan.seeds is None:
        return None
    if plan.k >= 1:
        return _(
            "Each customer brings {k} further ones by referral (K = {k}). It grows by itself: "
            "nobody has to be won through the channels."
        ).format(k=number(plan.k))
    return _(
        "Each customer brings {k} further ones by referral (K = {k}), so {seeds} of the {new} new customers "
        "have to be won through the channels."
    ).format(k=number(plan.k), seeds=number(plan.seeds), new=number(plan.new))


def stage_says(need: StageNeed) -> str:
    """What one stage needs, by when, at which pace, and how sure that is."""
    name, unit = quoted(need.stage.label), unit_of(need.stage, need.need or 0)
    if need.need is None:
        if need.low is not None:
            return _("{stage}: at least {low} {unit}, for nobody has come through yet.").format(
                stage=name, low=number(need.low), unit=unit
            )
        return _("{stage}: how many it needs is not known.").format(stage=name)
    sentences = [
        _pace(need).format(
            stage=name,
            need=number(need.need),
            unit=unit,
            day=day(need.enter_by),
            week=number(need.per_week or 0),
            month=number(need.per_month or 0),
        )
    ]
    if need.low is not None and need.high is not None and need.low < need.high:
        sentences.append(
            _("Likely between {low} and {high}.").format(low=number(need.low), high=number(need.high))
        )
    if need.need and need.evidence == "assumed":
        sentences.append(_("It rests on an assumed rate."))
    if need.referred:
        sentences.append(
            ngettext(
                "{count} more comes by referral.", "{count} more come by referral.", need.referred
            ).format(count=number(need.referred))
        )
    return " ".join(sentences)


def _pace(need: StageNeed) -> str:
    if need.need == 0:
        return (
            _("{stage}: nobody through the channels.") if need.referred else _("{stage}: nobody is needed.")
        )
    if need.weeks <= 0:
        return _("{stage}: {need} {unit} by {day}, and the goal starts too late for that.")
    if (need.per_week or 0) >= 1:
        return _("{stage}: {need} {unit} by {day}, {week} a week.")
    if (need.per_month or 0) >= 1:
        return _("{stage}: {need} {unit} by {day}, {month} a month.")
    return _("{stage}: {need} {unit} by {day}.")


def limit_says(limit: Limit, plan: Plan) -> str:
    """What one check came to: why it makes the goal impossible, or what is left there."""
    return _broken(limit, plan) if limit.broken else _left(limit)


def _broken(limit: Limit, plan: Plan) -> str:
    at = limit.at
    if isinstance(at, RoleLoad):
        template = (
            _("The hours of {role} make it impossible: {needed} a week against {free}, {share} of {all}.")
            if at.role
            else _("Your own hours make it impossible: {needed} a week against {free}, {share} of {all}.")
        )
        return template.format(
            role=at.role,
            needed=duration(limit.needed * 60),
            free=duration(limit.available * 60),
            share=percent(at.practical),
            all=duration((at.hours or 0.0) * 60),
        )
    if limit.kind == "market":
        return _(
            "The market makes it impossible: {needed} {unit} are needed at {stage}, and there are {all}."
        ).format(
            needed=number(limit.needed),
            unit=unit_of(at, limit.needed),
            stage=quoted(at.label),
            all=number(limit.available),
        )
    return _(
        "The calendar makes it impossible: {stage} to {goal} takes {needed} days, and there are {all}."
    ).format(
        stage=quoted(at.label),
        goal=quoted(plan.goal.label),
        needed=number(limit.needed),
        all=number(limit.available),
    )


def _left(limit: Limit) -> str:
    at = limit.at
    if isinstance(at, RoleLoad):
        template = (
            _("{role} has {spare} a week to spare.") if at.role else _("You have {spare} a week to spare.")
        )
        return template.format(spare=duration(limit.spare * 60), role=at.role)
    if limit.kind == "market":
        return _("The market has {spare} {unit} to spare at {stage}.").format(
            spare=number(limit.spare), unit=unit_of(at, limit.spare), stage=quoted(at.label)
        )
    days = max(1, round(limit.spare))
    return ngettext(
        "The calendar has {spare} day to spare.", "The calendar has {spare} days to spare.", days
    ).format(spare=number(days))


def unit_of(stage: Stage, people: float) -> str:
    """What a stage counts, beside this number of it: "1 person", "2 people"; units of the user's own stay."""
    return _("person") if people == 1 and not stage.unit else stage.unit_label


def one_more_hour(more: OneMoreHour, currency: str) -> str:
    """What one more hour a week is enough for."""
    customers = number(more.customers)
    # "1 customer" is said of what is written as 1, whatever stands behind its decimals.
    form = 1 if customers == number(1) else 2
    template = (
        ngettext(
            "One more hour a week of {role} is enough for {customers} more customer a year.",
            "One more hour a week of {role} is enough for {customers} more customers a year.",
            form,
        )
        if more.role
        else ngettext(
            "One more hour of yours a week is enough for {customers} more customer a year.",
            "One more hour of yours a week is enough for {customers} more customers a year.",
            form,
        )
    )
    sentences = [template.format(role=more.role, customers=customers)]
    if more.revenue is not None:
        sentences.append(
            _("That is a revenue of {revenue} a year.").format(revenue=money(more.revenue, currency))
        )
    if not more.delivered:
        sentences.append(_("Delivering is not counted in it."))
    return " ".join(sentences)
