"""The what-if in words: what inputs and changes are called, and what a search found."""

from __future__ import annotations

from core.factory.wording import named, named_role, rate_said
from core.language import _
from core.language.amounts import duration, money, number, percent
from core.steps.findings import quoted
from core.what_if.changes import Change, HandedOver, LeftOut, Moved
from core.what_if.inputs import inputs
from core.what_if.movable import Group, Input
from core.what_if.plausible import Basis
from core.what_if.search import Answer, Reached
from core.what_if.situation import Situation, step_called


def group_label(group: Group) -> str:
    """What the user would do: "Work faster", "Lose fewer" ...

    >>> group_label("keep")
    'Lose fewer'
    """
    return {
        "faster": _("Work faster"),
        "keep": _("Lose fewer"),
        "price": _("Charge more"),
        "hand_over": _("Hand over"),
        "more": _("Bring in more"),
        "hours": _("More hours"),
        "pay_less": _("Pay less"),
    }[group]


def input_label(one: Input) -> str:
    """What an input is called: "Time for “Offer” (Events)", "Price of an order from Events" ..."""
    if one.is_about_all:
        return {
            "minutes": _("Time for every step"),
            "pass_rate": _("Of those lost at every step, kept"),
            "price": _("All prices"),
            "leads": _("Starts in every channel"),
            "cash": _("Cash at every step"),
            "spend": _("Spend on every channel"),
            "hours": _("Hours of every role"),
        }.get(one.what, "")
    template = {
        "minutes": _("Time for {name}"),
        "pass_rate": _("Pass rate of {name}"),
        "happy": _("Customers who reach “{name}”"),
        "price": _("Price of an order from {name}"),
        "leads": _("Starts in {name}"),
        "mix": _("Share of {name} in all customers"),
        "hours": _("Hours of {role}"),
        "hourly_rate": _("Hourly rate of {name}") if one.target else _("Value of an hour"),
        "cash": _("Cash at {name}"),
        "spend": _("Spend on {name}"),
    }[one.what]
    if one.channel:
        return template.format(name=named(one.name, one.channel))
    return template.format(name=one.name, role=named_role(one.name))


def value_says(one: Input, value: float | None, currency: str) -> str:
    """A value of this input with its unit: "20 min", "50%", "€100 an hour".

    >>> price = Input("price", "Events", "to", "money", 900.0, 900.0, 0.0, 1e9, name="Events")
    >>> value_says(price, 950.0, "EUR"), value_says(price, None, "EUR")
    ('€950', 'not known')
    """
    if value is None:
        return _("not known")
    if one.unit == "minutes":
        return duration(value)
    if one.unit in ("share", "runs"):
        return percent(value) if one.what == "mix" or one.how == "kept" else rate_said(value)
    if one.unit == "money":
        return money(value, currency)
    if one.unit == "money_per_hour":
        return _("{money} an hour").format(money=money(value, currency))
    if one.unit == "hours":
        return _("{hours} a week").format(hours=duration(60 * value))
    if one.unit == "per_week":
        return _("{count} a week").format(count=number(value))
    return _times(value)


def _times(times: float) -> str:
    """So many times what it is, as people say it.

    >>> _times(0.9), _times(1), _times(1.25)
    ('10% less', 'as now', '25% more')
    """
    by = percent(abs(times - 1))
    if by == percent(0):
        return _("as now")
    return (_("{share} less") if times < 1 else _("{share} more")).format(share=by)


def basis_says(basis: Basis) -> str:
    """Where a plausible range comes from.

    >>> basis_says("guessed")
    'guessed: half to double'
    """
    return {
        "evidence": _("counted or measured: so in 80 of 100 such cases"),
        "range": _("the range in the sheet"),
        "guessed": _("guessed: half to double"),
        "chosen": _("yours to set: a fifth less to a fifth more"),
    }[basis]


def handing_says(change: HandedOver | LeftOut, step: str) -> str:
    """Who does a step then.

    >>> handing_says(HandedOver("a", "partner", share=0.5), "“Cut” (Video)")
    '“Cut” (Video): 50% of its runs are done by a partner'
    """
    if isinstance(change, LeftOut):
        return _("{step}: left out").format(step=step)
    template = {
        "customer": _("{step}: {share} of its runs are done by the customer"),
        "partner": _("{step}: {share} of its runs are done by a partner"),
        "system": _("{step}: {share} of its runs are done by a system"),
    }[change.to]
    return template.format(step=step, share=percent(change.share))


def change_says(situation: Situation, change: Change, currency: str) -> str:
    """A change as it stands in a list: "Time for “Offer” (Events): 20 min → 10 min"."""
    if not isinstance(change, Moved):
        return handing_says(change, _called(situation, change.step_id))
    one = next((one for one in inputs(situation, (change,)) if one.moved(0.0).slot == change.slot), None)
    if one is None:
        return _("{step}: changes nothing any more").format(step=step_called(change.target))
    then = value_says(one, one.value, currency)
    if one.is_about_all:
        return _("{input}: {then}").format(input=input_label(one), then=then)
    now = value_says(one, one.before, currency)
    return _("{input}: {now} → {then}").format(input=input_label(one), now=now, then=then)


def _called(situation: Situation, step_id: str) -> str:
    """A step with its channel, or what it was called once."""
    layout = situation.layout
    at = layout.place_of.get(step_id)
    if at is None:
        return quoted(step_called(step_id))
    process = int(layout.process[at])
    chain = layout.chains[process]
    return named(str(chain.steps["step"].iloc[at - int(layout.first[process])]), chain.channel)


def answer_says(answer: Answer, figure: float | None, currency: str) -> str:
    """A figure that was asked for, with its unit.

    >>> answer_says(Answer("hour_earns"), 90.0, "EUR"), answer_says(Answer("throughput"), 0.5, "EUR")
    ('€90 an hour', '0.5 a week')
    """
    if figure is None:
        return _("not known")
    if answer.measure == "throughput":
        return _("{count} a week").format(count=number(figure))
    said = money(figure, currency)
    return _("{money} an hour").format(money=said) if answer.measure == "hour_earns" else said


def reached_says(found: Reached, answer: Answer, target: float, currency: str) -> str:
    """What one input must become to reach the target, or that it cannot be reached by this alone."""
    words = {
        "input": input_label(found.input),
        "target": answer_says(answer, target, currency),
        "value": value_says(found.input, found.value, currency),
        "now": value_says(found.input, found.input.value, currency),
    }
    if found.already:
        if found.value is None:
            template = _("{target} is reached already, however this is moved: {input}.")
        elif found.input.is_about_all:
            template = _("{target} is reached already, and still so with this: {input}, {value}.")
        else:
            template = _("{target} is reached already, and still so with this: {input}, {value}. Now: {now}.")
        return template.format(**words)
    if found.value is not None:
        template = (
            _("{input}, {value}: that would reach {target}.")
            if found.input.is_about_all
            else _("{input}, {value} instead of {now}: that would reach {target}.")
        )
        return template.format(**words)
    if found.best is None or found.best_at is None:
        return _("{target} cannot be reached by this alone: {input}.").format(**words)
    at = value_says(found.input, found.best_at, currency)
    best = answer_says(answer, found.best, currency)
    return _("{target} cannot be reached by this alone: {input}. The best is {best}, at {at}.").format(
        at=at, best=best, **words
    )
