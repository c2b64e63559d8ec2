"""What a goal's plan does not know, in sentences: what that means for it, and how to mend it."""

from __future__ import annotations

from core.funnel.goal.plan import UNCHECKED, Gap, Plan
from core.language import _
from core.language.amounts import duration, listing, number
from core.steps.findings import quoted


def not_checked(plan: Plan) -> list[str]:
    """One sentence for each thing that the goal could not be held against."""
    return [gap_says(gap) for gap in plan.gaps if gap.kind in UNCHECKED]


def taken_for_granted(plan: Plan) -> list[str]:
    """One sentence for each thing that is not known on the way, and how it is counted."""
    return [gap_says(gap) for gap in plan.gaps if gap.kind not in UNCHECKED]


def gap_says(gap: Gap) -> str:
    """What is not known, what that means for the plan, and how to mend it."""
    return _gap_template(gap).format(
        channel=gap.channel,
        above="" if gap.above is None else quoted(gap.above.label),
        stage="" if gap.stage is None else quoted(gap.stage.label),
        unit="" if gap.stage is None else gap.stage.unit_label,
        stages=listing([quoted(stage.label) for stage in gap.stages]),
        role=gap.role,
        step=quoted(gap.step),
        hours=duration(gap.hours * 60),
        count="" if gap.counted is None else number(gap.counted),
    )


def _gap_template(gap: Gap) -> str:
    named = bool(gap.channel)
    if gap.kind == "zero" and gap.counted is not None:
        if named:
            return _(
                "Of {count} counted at {above} in {channel} nobody reached {stage}, so no number is enough. "
                "Mend that step first, or assume a rate."
            )
        return _(
            "Of {count} counted at {above} nobody reached {stage}, so no number is enough. "
            "Mend that step first, or assume a rate."
        )
    if gap.kind == "rate" and named:
        return _(
            "No rate is known from {above} to {stage} in {channel}, so the plan reaches no higher there. "
            "Count both, or assume a rate."
        )
    if gap.kind == "steps" and named:
        return _("Not checked: the time to win customers in {channel}. No steps say what one takes.")
    if gap.kind == "delivery" and named:
        return _("Not checked: the time to deliver for {channel}. No steps say how its orders are delivered.")
    if gap.kind == "role" and not gap.role:
        return _(
            "Not checked: the hours for steps without a role, {hours} a week. "
            "Say how many hours you have, or who does them."
        )
    return {
        "zero": _("At a rate of 0 from {above} to {stage} no number is enough. Assume another rate."),
        "rate": _(
            "No rate is known from {above} to {stage}, so the plan reaches no higher. "
            "Count both, or assume a rate."
        ),
        "skipped": _("{stage} is not counted, so what it needs is not known."),
        "borrowed": _("{channel} has no rates of its own; those of all channels together are used."),
        "referrals": _(
            "Referrals are left out: no rate is known from {above} to {stage}. Count both, or assume a rate."
        ),
        "lags": _("How many days it takes to get to {stages} is not known, and counts as none."),
        "market": _("Not checked: the market. Say how many {unit} there are at {stage}."),
        "market need": _("Not checked: the market, because what {stage} needs is not known."),
        "calendar": _("Not checked: the calendar. How many days it takes to get to {stages} is not known."),
        "hours": _("Not checked: the hours. Say how many hours a week each role has."),
        "role": _("Not checked: {role}, {hours} a week. Say how many hours a week that role has."),
        "mix": _("Not checked: the hours. Say which share of the new customers each channel brings."),
        "steps": _("Not checked: the hours. No steps say what a customer takes."),
        "blocked steps": _(
            "Not checked: the time to win customers in {channel}. In its steps nobody gets past {step}."
        ),
        "delivery": _("Not checked: the time to deliver. No steps say how an order is delivered."),
        "referred time": _(
            "Customers who come by referral are counted with the full time for winning one, "
            "though nobody has to find them."
        ),
        "own orders": _(
            "Not checked: the time for orders of the customers you have. Only new ones are counted."
        ),
    }[gap.kind]
