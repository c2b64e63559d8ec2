"""The answers of the funnel as sentences, the same on pages and in the brief."""

from __future__ import annotations

import math

from core.funnel.change import Change
from core.funnel.funnel import Funnel, Reached
from core.funnel.rates import Rate
from core.funnel.stages import CUSTOMER
from core.language import _, ngettext
from core.language.amounts import number, percent

SURELY, PROBABLY = 0.95, 0.8
"""From which chance on a rate surely, or probably, rose."""


def answer(funnel: Funnel) -> str:
    """How many of the first known stage become customers, and between which two stages most are lost.

    Where customers are not counted, it speaks of the last stage on the way to them. The lowest rate is named
    too where it lies elsewhere than the largest loss.

    >>> from core.funnel.stages import Stage
    >>> first, last = Stage("suspect"), Stage("customer", factory="revenue")
    >>> rate = Rate.counted(6, 4283)
    >>> customers = Reached(last, "counts", 6, 0, rate, rate, first)
    >>> print(answer(Funnel((Reached(first, "counts", 4283), customers))))
    Of 4,283 people 6 become customers (1.4 in 1,000).
    """
    return " ".join(said for said in (how_many(funnel), lowest_says(funnel)) if said)


def how_many(funnel: Funnel) -> str:
    """The first sentence of the answer: how many become customers, and where most are lost."""
    first, won = funnel.first, funnel.won
    if first is None or won is None:
        return _("No stage is counted here, so nobody can tell how many get through.")
    if won is first:
        return _("{stage}: {count} {unit}. No other stage is counted, so no rate can be told.").format(
            stage=first.stage.label, count=number(first.people or 0.0), unit=first.stage.unit_label
        )
    rate = won.from_first
    if rate is None:
        return _no_rate(first, won)
    template = _ratio_template(funnel) if rate.low is None else _through(funnel, won, rate)
    return template.format(**_words(first, won, rate), **_losing(funnel))


def _words(upper: Reached, lower: Reached, rate: Rate) -> dict[str, str]:
    return {
        "n": number(rate.n),
        "k": number(rate.k),
        "share": share_words(rate.share),
        "count": number(rate.share * _base(rate)),
        "base": number(_base(rate)),
        "before": upper.stage.label,
        "before_unit": upper.stage.unit_label,
        "stage": lower.stage.label,
        "unit": lower.stage.unit_label,
    }


def _losing(funnel: Funnel) -> dict[str, str]:
    """Between which two stages most are lost, where that says more than the answer itself."""
    most = funnel.most_lost if len(funnel.on_the_way) > 2 else None
    if most is None or most.before is None:
        return {}
    return {"upper": most.before.label, "lower": most.stage.label}


def _through(funnel: Funnel, won: Reached, rate: Rate) -> str:
    """The template of the answer."""
    lost = bool(_losing(funnel))
    customers = won.stage.key == CUSTOMER and not won.stage.name
    if rate.k == 0:
        if customers:
            return (
                _("None of {n} {unit} became a customer so far; most are lost between {upper} and {lower}.")
                if lost
                else _("None of {n} {unit} became a customer so far.")
            )
        return (
            _("None of {n} {unit} reached {stage} so far; most are lost between {upper} and {lower}.")
            if lost
            else _("None of {n} {unit} reached {stage} so far.")
        )
    many = 1 if rate.k == 1 else 2
    if customers:
        return (
            ngettext(
                "Of {n} {unit} {k} becomes a customer ({share}); most are lost between {upper} and {lower}.",
                "Of {n} {unit} {k} become customers ({share}); most are lost between {upper} and {lower}.",
                many,
            )
            if lost
            else ngettext(
                "Of {n} {unit} {k} becomes a customer ({share}).",
                "Of {n} {unit} {k} become customers ({share}).",
                many,
            )
        )
    return (
        ngettext(
            "Of {n} {unit} {k} reaches {stage} ({share}); most are lost between {upper} and {lower}.",
            "Of {n} {unit} {k} reach {stage} ({share}); most are lost between {upper} and {lower}.",
            many,
        )
        if lost
        else ngettext(
            "Of {n} {unit} {k} reaches {stage} ({share}).",
            "Of {n} {unit} {k} reach {stage} ({share}).",
            many,
        )
    )


def _ratio_template(funnel: Funnel) -> str:
    """The template of the answer where what is counted at the end is no part of what there was first."""
    if _losing(funnel):
        return _(
            "For every {base} {before_unit} at {before} there are {count} {unit} at {stage}; "
            "most are lost between {upper} and {lower}."
        )
    return _("For every {base} {before_unit} at {before} there are {count} {unit} at {stage}.")


def _no_rate(upper: Reached, lower: Reached) -> str:
    """Why there is no rate between two known stages: nobody was there, or nobody's time is over."""
    if upper.people:
        return _("{count} {unit} at {stage} are all still open, so no rate can be told yet.").format(
            count=number(upper.people), unit=upper.stage.unit_label, stage=upper.stage.label
        )
    return _("Nobody was counted at {before}, so there is no rate from there to {stage}.").format(
        before=upper.stage.label, stage=lower.stage.label
    )


def lowest_says(funnel: Funnel) -> str:
    """The lowest rate on the way, where it is not where most are lost; "" where nothing is to be added."""
    won, rate = funnel.won, None if funnel.won is None else funnel.won.from_first
    if won is None or won is funnel.first or rate is None:
        return ""
    lowest, most = funnel.lowest_rate, funnel.most_lost
    if lowest is None or lowest is most or lowest.before is None or lowest.from_before is None:
        return ""
    return _("The lowest rate is from {before} to {stage}: {k} of {n}.").format(
        before=lowest.before.label,
        stage=lowest.stage.label,
        k=number(lowest.from_before.k),
        n=number(lowest.from_before.n),
    )


def share_words(share: float) -> str:
    """A share of one as a reader can picture it: percent, or so many in 1,000 or more where it is small.

    >>> share_words(0.3), share_words(6 / 4283), share_words(0.00002), share_words(0)
    ('30%', '1.4 in 1,000', '2 in 100,000', '0%')
    """
    if share >= 0.01 or share <= 0:
        return percent(share)
    base = 10 ** max(3, math.ceil(-math.log10(share)))
    return _("{count} in {base}").format(count=number(round(share * base, 1)), base=number(base))


def rate_words(rate: Rate, before_unit: str, unit: str) -> str:
    """A rate with what it was counted from; a ratio with both units.

    >>> rate_words(Rate.counted(6, 20), "people", "people")
    '6 of 20, between 19 and 44 of 100'
    >>> rate_words(Rate.ratio(200, 500), "orders", "firms")
    '40 firms for every 100 orders'
    """
    if rate.low is None:
        return _ratio(rate, before_unit, unit)
    return _("{k} of {n}, {interval}").format(k=number(rate.k), n=number(rate.n), interval=rate.words)


def _ratio(rate: Rate, before_unit: str, unit: str) -> str:
    return _("{count} {unit} for every {base} {before_unit}").format(
        count=number(rate.share * _base(rate)), unit=unit, base=number(_base(rate)), before_unit=before_unit
    )


def _base(rate: Rate) -> int:
    """A hundred, or more where of so many there would be less than one."""
    return 10 ** max(2, math.ceil(-math.log10(rate.share))) if rate.k > 0 else 100


def stage_words(reached: Reached) -> str:
    """All there is to say of one stage: how many, the rate from the stage before, what is open, how long.

    >>> from core.funnel.stages import Stage
    >>> rate = Rate.counted(6, 20)
    >>> print(stage_words(Reached(Stage("customer"), "events", 6, 2, rate, rate, Stage("lead"))))
    Customer: 6 people. From Lead: 6 of 20, between 19 and 44 of 100. 2 are still open and not in the rates.
    """
    stage, people = reached.stage, reached.people
    if people is None:
        return _("{stage}: not counted.").format(stage=stage.label)
    said = [
        _("{stage}: {count} {unit}.").format(stage=stage.label, count=number(people), unit=stage.unit_label)
    ]
    if reached.before is not None:
        said.append(_from_before(reached))
    if reached.still_open:
        said.append(
            ngettext(
                "{count} is still open and not in the rates.",
                "{count} are still open and not in the rates.",
                1 if reached.still_open == 1 else 2,
            ).format(count=number(reached.still_open))
        )
    if reached.median_days is not None:
        said.append(
            ngettext(
                "Half of them took up to {days} day from there.",
                "Half of them took up to {days} days from there.",
                1 if reached.median_days == 1 else 2,
            ).format(days=number(reached.median_days))
        )
    return " ".join(said)


def _from_before(reached: Reached) -> str:
    assert reached.before is not None
    before = reached.before
    if reached.from_before is None:
        return _("There is no rate from {before} yet: nobody there counts for one.").format(
            before=before.label
        )
    return _("From {before}: {rate}.").format(
        before=before.label,
        rate=rate_words(reached.from_before, before.unit_label, reached.stage.unit_label),
    )


def people_change_words(change: Change) -> str:
    """How many more or fewer reached a stage than in the period before.

    >>> from core.funnel.stages import Stage
    >>> lead = Stage("lead")
    >>> people_change_words(Change(Reached(lead, "counts", 32.0), Reached(lead, "counts", 20.0)))
    '32, that is 12 more than before'
    """
    now, earlier = change.now.people, change.earlier.people
    if now is None:
        return _("not counted")
    if earlier is None:
        return _("{count}, not counted before").format(count=number(now))
    more = now - earlier
    if more > 0:
        return _("{count}, that is {more} more than before").format(count=number(now), more=number(more))
    if more < 0:
        return _("{count}, that is {fewer} fewer than before").format(count=number(now), fewer=number(-more))
    return _("{count}, as many as before").format(count=number(now))


def rate_change_words(change: Change) -> str:
    """Whether a rate rose or fell against the period before, and how sure that is; "" where neither is told.

    >>> from core.funnel.stages import Stage
    >>> def lead(k: float, n: float) -> Reached:
    ...     rate = Rate.counted(k, n)
    ...     return Reached(Stage("lead"), "counts", k, from_before=rate, before=Stage("suspect"))
    >>> rate_change_words(Change(lead(47, 100), lead(40, 100), 0.84))
    'Probably up, from 40% to 47%.'
    """
    if change.rates is None or change.now.before is None:
        return ""
    now, earlier = change.rates
    up = now.share > earlier.share
    if change.chance is None:
        words = {
            "now": number(now.share * 100),
            "earlier": number(earlier.share * 100),
            "base": number(100),
            "unit": change.stage.unit_label,
            "before_unit": change.now.before.unit_label,
        }
        if words["now"] == words["earlier"]:
            template = _("As before, {now} {unit} for every {base} {before_unit}.")
        elif up:
            template = _("Up from {earlier} to {now} {unit} for every {base} {before_unit}.")
        else:
            template = _("Down from {earlier} to {now} {unit} for every {base} {before_unit}.")
        return template.format(**words)
    words = {"now": share_words(now.share), "earlier": share_words(earlier.share)}
    sure = change.chance if up else 1 - change.chance
    if words["now"] == words["earlier"]:
        template = _("As before, {now}.")
    elif sure >= SURELY:
        template = (
            _("Surely up, from {earlier} to {now}.") if up else _("Surely down, from {earlier} to {now}.")
        )
    elif sure >= PROBABLY:
        template = (
            _("Probably up, from {earlier} to {now}.") if up else _("Probably down, from {earlier} to {now}.")
        )
    elif up:
        template = _("Up from {earlier} to {now}, which could be chance.")
    else:
        template = _("Down from {earlier} to {now}, which could be chance.")
    return template.format(**words)
