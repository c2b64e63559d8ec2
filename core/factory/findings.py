"""The verdict in sentences: what holds back, why, how sure that is, and what comes next to it."""

from __future__ import annotations

import math

from core.factory.blueprint import Blueprint
from core.factory.business import Business
from core.factory.links import Link
from core.factory.weakest_link import ENOUGH_WINS, Verdict
from core.factory.wins import WinsSource
from core.factory.wording import (
    as_said,
    called,
    counted_said,
    interval_said,
    more,
    named,
    named_role,
    per_week,
    rate_said,
    weeks_said,
)
from core.language import _, ngettext
from core.language.amounts import duration, listing, number, percent
from core.steps.capacity_findings import drum_says, how_full

QUITE_SURE, LIKELY, OPEN = 0.8, 0.6, 0.4
"""From which confidence on a verdict is quite sure, is likely, or may as well be another one."""


def verdict_says(verdict: Verdict) -> str:
    """What holds the business back, in one sentence or two."""
    say = {
        "flying_blind": _flying_blind,
        "not_running": _not_running,
        "not_repeatable": _not_repeatable,
        "capacity": _capacity,
        "flow": _flow,
    }
    return say[verdict.kind](verdict)


def constraint(verdict: Verdict) -> str:
    """What the constraint is called, as short as it stands in a list: a step, a role, or what is missing."""
    role = None if verdict.role is None else verdict.role.role
    return constraint_called(verdict.kind, verdict.step, verdict.channel, role)


def blueprint_says(verdict: Verdict, drawn: Blueprint) -> str:
    """What the blueprint finds: how many come out, and where the constraint lies."""
    if drawn.per_week is None:
        return _("The customer factory, as far as it is counted")
    said = per_week(drawn.per_week, of_happy=drawn.of_happy)
    if verdict.kind not in ("capacity", "flow"):
        return said
    return _("{throughput}; what limits them: {constraint}").format(
        throughput=said, constraint=constraint(verdict)
    )


def constraint_called(kind: str, step: str, channel: str, role: str | None = None) -> str:
    """The same of a verdict of which only its parts were kept; `role` is None where no role is full.

    >>> constraint_called("capacity", "Cut", "Video", "Editor"), constraint_called("flow", "Offer", "Events")
    ('Hours of Editor', '“Offer” (Events)')
    """
    if kind == "flying_blind":
        return _("Too little is known")
    if kind == "not_repeatable":
        return _("Not repeatable yet")
    if role is not None:
        return _("Hours of {role}").format(role=named_role(role))
    if kind == "not_running" and not step:
        return _("No customer yet")
    return named(step, channel) if step else _("More starts")


def _flying_blind(verdict: Verdict) -> str:
    if not verdict.business.wins_known:
        return _("Nobody knows yet how many customers you win, so what holds you back cannot be told.")
    if not verdict.links.plant.bounds:
        return _("No process and no funnel says how customers are won: what holds you back cannot be told.")
    said = _(
        "Too little is counted or measured to tell what holds you back: "
        "{share} of what a customer costs rests on guesses."
    ).format(share=percent(1 - verdict.known))
    if verdict.step:
        said += " " + _("Measure {step} first.").format(step=named(verdict.step, verdict.channel))
    return said


def _not_running(verdict: Verdict) -> str:
    business = verdict.business
    if business.won > 0:
        return _("None of {count} customers has reached “{stage}” yet: nobody is happy so far.").format(
            count=number(business.won), stage=verdict.step
        )
    weeks = weeks_said(business.weeks)
    if verdict.empty is None and verdict.step:
        return _("Nobody gets past {step}, so no customer was won in {weeks}.").format(
            step=named(verdict.step, verdict.channel), weeks=weeks
        )
    if verdict.empty is None:
        return _("No customer was won in {weeks}.").format(weeks=weeks)
    if business.funnel is not None and verdict.empty is business.funnel.first:
        return _("Nobody comes in: “{stage}”, where it begins, is empty. Acquisition comes first.").format(
            stage=verdict.step
        )
    return _("No customer was won in {weeks}: the first stage that nobody gets to is “{stage}”.").format(
        weeks=weeks, stage=verdict.step
    )


def _not_repeatable(verdict: Verdict) -> str:
    business = verdict.business
    if business.won < ENOUGH_WINS:
        return ngettext(
            "{count} customer was won so far: too few to know that it can be done again.",
            "{count} customers were won so far: too few to know that it can be done again.",
            1 if business.won == 1 else 2,
        ).format(count=number(business.won))
    return _(
        "Of {unnamed} of {count} customers nobody knows where they came from, so nobody can get more of them."
    ).format(unnamed=number(business.unnamed_share * business.won), count=number(business.won))


def _capacity(verdict: Verdict) -> str:
    role = verdict.role
    assert role is not None
    words = {"role": called(role), "step": named(verdict.step, verdict.channel)}
    if role.utilisation is None or not math.isfinite(role.utilisation):
        return _("{role} holds you back: there are no hours for it. {step} takes most of its time.").format(
            **words
        )
    return _(
        "{role} holds you back: {share} of the hours that can be booked are taken, most of them by {step}."
    ).format(share=percent(role.utilisation), **words)


def _flow(verdict: Verdict) -> str:
    move = verdict.move
    if move is None and not verdict.step:
        return _("Nobody is lost anywhere: only more starts bring more customers.")
    step = named(verdict.step, verdict.channel)
    if move is None:
        return _(
            "Nobody is lost anywhere: only more starts bring more customers, above all of {step}."
        ).format(step=step)
    words = {"step": step, "now": counted_said(move), "then": rate_said(move.then)}
    if (verdict.confidence or 0.0) < LIKELY:
        template = (
            _("{step} seems to hold you back: {now} become happy. With {then} there would be {more}.")
            if move.kind == "happy"
            else _("{step} seems to hold you back: {now} get through. With {then} there would be {more}.")
        )
    else:
        template = (
            _("{step} holds you back: {now} become happy. With {then} there would be {more}.")
            if move.kind == "happy"
            else _("{step} holds you back: {now} get through. With {then} there would be {more}.")
        )
    return template.format(more=more(verdict.business, move.gain_per_week), **words)


def evidence(verdict: Verdict) -> list[str]:
    """Why: the figures that the verdict stands on, and where they come from."""
    business = verdict.business
    said = [wins_says(business)]
    if verdict.kind == "not_repeatable":
        said += _where_from(business)
    if verdict.role is not None:
        said += [how_full(verdict.role), drum_says(business.capacity)]
        guessed = _guessed_minutes(verdict)
        if guessed > 0:
            said.append(
                _("{share} of these minutes are not measured: measure them before you pay for hours.").format(
                    share=percent(guessed)
                )
            )
    if verdict.move is not None:
        said += [reach_says(verdict.move), gain_says(business, verdict.move)]
    if verdict.kind == "flow":
        said.append(_room(business))
    known = known_says(verdict)
    return said if known is None else [*said, known]


def wins_says(business: Business) -> str:
    """How many customers were won, in how long, and who says so."""
    if not business.wins_known:
        return _("Nobody has counted the customers you win.")
    sources: dict[WinsSource, str] = {
        "events": _("from your events"),
        "counts": _("counted in your sheets"),
        "typed": _("as typed in"),
    }
    return ngettext(
        "{count} customer in {weeks}, {source}.",
        "{count} customers in {weeks}, {source}.",
        1 if business.won == 1 else 2,
    ).format(
        count=number(business.won),
        weeks=weeks_said(business.weeks),
        source=sources[next(iter(business.wins.values())).source],
    )


def known_says(verdict: Verdict) -> str | None:
    """How much of what a customer costs is known; None where no process tells it."""
    plant = verdict.links.plant
    if not verdict.business.wins_known or not plant.bounds:
        return None
    template = (
        _("{share} of what a customer costs rests on counted or measured figures.")
        if any(one.figures.cost_per_run > 0 or one.figures.minutes_per_run > 0 for one in plant.winning)
        else _("{share} of the rates are counted; what a customer takes is not known.")
    )
    return template.format(share=percent(verdict.known))


def _where_from(business: Business) -> list[str]:
    wins = {name: won.wins for name, won in business.wins.items() if name and won.wins > 0}
    said = []
    if wins:
        parts = [
            _("{channel} ({count})").format(channel=name, count=number(wins[name]))
            for name in sorted(wins, key=lambda name: -wins[name])
        ]
        said.append(_("They came from {channels}.").format(channels=listing(parts)))
    unnamed = business.unnamed_share * business.won
    if unnamed > 0:
        said.append(_("Of {count} of them no channel is noted.").format(count=number(unnamed)))
    return said


def _guessed_minutes(verdict: Verdict) -> float:
    """The share of the full role's minutes that is not measured."""
    role, plant = verdict.role, verdict.links.plant
    assert role is not None
    minutes = plant.now.minutes[0]
    stations = enumerate([*plant.winning, *plant.serving])
    own = [(minutes[at], one) for at, one in stations if one.role >= 0 and plant.roles[one.role] == role.role]
    whole = float(sum(taken for taken, _one in own))
    guessed = float(sum(taken for taken, one in own if one.figures.minutes.source != "measured"))
    return guessed / whole if whole > 0 else 0.0


def _room(business: Business) -> str:
    """Why it is not the hours."""
    drum = business.capacity.drum
    if drum is None or drum.utilisation is None:
        return _("Whether your hours are enough is not known.")
    return _("Your hours are not what limits: {role}, the fullest, is at {share}.").format(
        role=called(drum), share=percent(drum.utilisation)
    )


def reach_says(link: Link) -> str:
    """By what a link is thought to move, and how far."""
    step = named(link.step, link.process)
    if link.kind == "role":
        return _("{step} takes {time} of {role} each time; somebody else could do it.").format(
            step=step, role=named_role(link.role), time=duration(link.now)
        )
    if link.kind == "minutes":
        template = (
            _("{step} takes {now}; a quarter of its measured runs took {then} or less.")
            if link.by == "quick"
            else _("{step} takes {now}; a tenth less is {then}.")
        )
        return template.format(step=step, now=duration(link.now), then=duration(link.then))
    interval = interval_said(link)
    now = counted_said(link)
    words = {
        "step": step,
        "now": _("{rate}, {interval}").format(rate=now, interval=interval) if interval else now,
        "then": rate_said(link.then),
    }
    record = link.record
    if link.by == "target":
        return _("{step}: {now}. Your sheet says that {then} can be reached.").format(**words)
    if record is not None:
        template = (
            _("{step}: {now}. In {where} it was {k} of {n}, so {then} can be reached.")
            if record.channel
            else _("{step}: {now}. It was {k} of {n} once ({where}), so {then} can be reached.")
        )
        return template.format(where=record.where, k=number(record.k), n=number(record.n), **words)
    if link.then >= 2 * link.now * (1 - 1e-9):
        return _(
            "{step}: {now}. Twice as many would be {then}; no period or channel of yours tells more."
        ).format(**words)
    return _(
        "{step}: {now}. Half of the losses avoided would be {then}; no period or channel of yours tells more."
    ).format(**words)


def gain_says(business: Business, link: Link) -> str:
    """What the move brings, with what the counts leave open."""
    brings = more(business, link.gain_per_week)
    if link.low is None or link.high is None:
        return _("That would bring {more}.").format(more=brings)
    low, high = as_said(link.low, link.gain_per_week), as_said(link.high, link.gain_per_week)
    if low == high:
        return _("That would bring {more}.").format(more=brings)
    return _("That would bring {more}; between {low} and {high} in 80 of 100 such cases.").format(
        more=brings, low=low, high=high
    )


def lowest_says(verdict: Verdict) -> str | None:
    """The lowest conversion and why it is not the constraint; None where it is, or nobody is lost."""
    lowest, move = verdict.lowest, verdict.move
    if lowest is None or move is None:
        return None
    said = _("The lowest conversion is {lowest} with {now}.").format(
        lowest=named(lowest.step, lowest.process), now=rate_said(lowest.now)
    )
    return f"{said} {_because(verdict, lowest, move)}"


def _because(verdict: Verdict, lowest: Link, move: Link) -> str:
    business = verdict.business
    gain = more(business, lowest.gain_per_week)
    if verdict.role is not None:
        role = called(verdict.role)
        if move.key == lowest.key:
            return _(
                "It is the best move, yet not the constraint: {role} works for people who are lost there."
            ).format(role=role)
        if lowest.gain_per_week <= 0:
            return _(
                "It is not the constraint: as long as {role} is full, whoever gets through there only waits."
            ).format(role=role)
        return _("It is not the constraint: {role} is full, and moving it would bring only {more}.").format(
            role=role, more=gain
        )
    step, better = named(move.step, move.process), more(business, move.gain_per_week)
    if gain == better:
        return _(
            "It is not the constraint: {step} brings as much, and has more of the work behind it."
        ).format(step=step)
    wins = business.wins.get(lowest.process)
    if wins is not None and lowest.process != move.process and wins.wins < business.won / 2:
        return _(
            "It is not the constraint: {count} of {all} customers come that way, so moving it would bring "
            "{more}; {step} brings {better}."
        ).format(count=number(wins.wins), all=number(business.won), more=gain, step=step, better=better)
    return _(
        "It is not the constraint: what can be reached there, {then}, would bring {more}; {step} brings "
        "{better}."
    ).format(then=rate_said(lowest.then), more=gain, step=step, better=better)


def runner_up_says(verdict: Verdict) -> str | None:
    """What comes next to it; None where nothing does."""
    link = verdict.runner_up
    if link is None:
        return None
    return _("Runner-up: {move} ({more}).").format(
        move=move_name(link), more=more(verdict.business, link.gain_per_week)
    )


def move_name(link: Link) -> str:
    """A move as it stands in a list."""
    step = named(link.step, link.process)
    if link.kind == "role":
        return _("{role} without {step}").format(role=named_role(link.role), step=step)
    return _("less time for {step}").format(step=step) if link.kind == "minutes" else step


def confidence_words(confidence: float) -> str:
    """How sure, in words and of a hundred.

    >>> confidence_words(0.83), confidence_words(0.3)
    ('quite sure, 83 of 100', 'hardly more than a guess, 30 of 100')
    """
    of = number(round(100 * confidence))
    if confidence >= QUITE_SURE:
        return _("quite sure, {of} of 100").format(of=of)
    if confidence >= LIKELY:
        return _("likely, {of} of 100").format(of=of)
    if confidence >= OPEN:
        return _("it may as well be another one, {of} of 100").format(of=of)
    return _("hardly more than a guess, {of} of 100").format(of=of)


def confidence_says(verdict: Verdict) -> str:
    """How sure the verdict is, and what that leaves out."""
    if verdict.confidence is None:
        return _("This follows from what was counted, and what was not; chance has no part in it.")
    said = [
        _("How sure: {words}. So often it stays the constraint within what your counts leave open.").format(
            words=confidence_words(verdict.confidence)
        )
    ]
    if verdict.known < 0.995:
        said.append(_("Guesses are taken as they stand."))
    if verdict.confidence < LIKELY and verdict.kind == "flow":
        said.append(_("Count more cases before you spend much on it."))
    return " ".join(said)
