"""What to do next, how one will know that it worked, and what to add for a better verdict."""

from __future__ import annotations

from core.factory.business import Business
from core.factory.links import Link
from core.factory.weakest_link import ENOUGH_KNOWN, MOST_UNNAMED, Verdict
from core.factory.wording import called, more, named, pace, rate_said, weeks_said
from core.language import _
from core.language.amounts import duration, listing, money, number, percent
from core.steps.capacity import FULL
from core.steps.findings import quoted
from core.steps.uncertainty_findings import measure_first

NEXT = 10
"""So many customers more tell where customers come from."""
FEW_WEEKS = 4
"""Fewer weeks hardly tell of the next ones."""


def next_move(verdict: Verdict, currency: str) -> str:
    """What to do next, and what that saves."""
    move = verdict.move if verdict.kind in ("capacity", "flow") else None
    saves = None if move is None else saving_says(move, currency)
    return " ".join(part for part in (move_says(verdict), saves) if part)


def move_says(verdict: Verdict) -> str:
    """What to do next, with what it brings."""
    if verdict.kind == "flying_blind":
        return _measure(verdict)
    if verdict.kind == "not_running":
        return _get_running(verdict)
    if verdict.kind == "not_repeatable":
        return _next_ten(verdict)
    move = verdict.move
    if move is None:
        return (
            _("Start more {step}.").format(step=named(verdict.step, verdict.channel))
            if verdict.step
            else _("Start more: nobody who starts is lost.")
        )
    return _do(verdict, move)


def _measure(verdict: Verdict) -> str:
    if not verdict.business.wins_known:
        return _("Note how many customers you win in each week or month, by channel: first of all this.")
    if verdict.measure is not None:
        return measure_first(verdict.measure.mover)
    if verdict.step:
        return _("Count at {step} how many tried and how many went on.").format(
            step=named(verdict.step, verdict.channel)
        )
    return _("Fill in a sheet with the steps that win a customer, or with the counts of your stages.")


def _get_running(verdict: Verdict) -> str:
    empty = verdict.empty
    if verdict.business.won > 0:
        return _("Ask your customers what keeps them from “{stage}”, and lead the next one there.").format(
            stage=verdict.step
        )
    if empty is not None and empty.before is not None:
        return _("Lead one from “{before}” to “{stage}” yourself, and note what stops the others.").format(
            before=empty.before.label, stage=verdict.step
        )
    if empty is not None:
        return _("Bring the first people in: start one channel, and count who comes.")
    if verdict.step:
        return _("Get one through {step}, whatever it takes, and note what stops the others.").format(
            step=named(verdict.step, verdict.channel)
        )
    return _("Win the first customer by hand, and note each step of it.")


def _next_ten(verdict: Verdict) -> str:
    if verdict.channel and verdict.business.unnamed_share <= MOST_UNNAMED:
        return _(
            "Win the next {count} the same way: {channel} brought most. Note of each where they came from."
        ).format(count=number(NEXT), channel=verdict.channel)
    return _("Ask each of the next {count} customers where they came from, and note the channel.").format(
        count=number(NEXT)
    )


def _do(verdict: Verdict, move: Link) -> str:
    """The move itself, with what it brings."""
    words = {"step": named(move.step, move.process), "more": more(verdict.business, move.gain_per_week)}
    if verdict.role is None:
        template = (
            _("Have more of your customers reach {step}, until {now} have become {then}: that brings {more}.")
            if move.kind == "happy"
            else _("Work on {step} alone, until {now} have become {then}: that brings {more}.")
        )
        return template.format(now=rate_said(move.now), then=rate_said(move.then), **words)
    role = called(verdict.role)
    if not move.gain_per_week > 0:
        return _(
            "Relieve {role} of {step}, and go on with the next role: it is just as full, so one alone brings "
            "nothing."
        ).format(role=role, **words)
    if move.kind == "role":
        return _(
            "Relieve {role} of {step}: hand it over, buy it in, or leave it out. That makes room for {more}."
        ).format(role=role, **words)
    if move.kind == "minutes":
        return _("Make {step} quicker, from {now} to {then}: that makes room for {more}.").format(
            now=duration(move.now), then=duration(move.then), **words
        )
    return _(
        "Get more through at {step}, from {now} to {then}: hours of {role} that now go to those who are lost "
        "then make room for {more}."
    ).format(now=rate_said(move.now), then=rate_said(move.then), role=role, **words)


def saving_says(link: Link, currency: str) -> str | None:
    """What the move saves of what a customer costs; None where nothing is known to be saved."""
    if not link.saves_per_win > 0:
        return None
    saved = money(link.saves_per_win, currency)
    if link.kind == "role":
        return _("That time is worth {saved} for each customer; whoever takes over must cost less.").format(
            saved=saved
        )
    if link.kind == "happy":
        return _("Each happy customer then costs {saved} less.").format(saved=saved)
    return _("Each customer then costs {saved} less.").format(saved=saved)


def watch(verdict: Verdict) -> str:
    """How one will know: the figure that must rise."""
    if verdict.kind == "flying_blind":
        if not verdict.business.wins_known:
            return _("You will know once the customers of some weeks are counted.")
        return _("You will know once {share} of what a customer costs is counted or measured.").format(
            share=percent(ENOUGH_KNOWN)
        )
    if verdict.kind == "not_running":
        if verdict.empty is None:
            return _("You will know by the first customer.")
        return _("You will know once somebody gets to “{stage}”.").format(stage=verdict.step)
    if verdict.kind == "not_repeatable":
        return _(
            "You will know once you have {count} customers and can say of each where they came from."
        ).format(count=number(NEXT))
    now = pace(verdict.business, verdict.links.throughput_now)
    if verdict.role is not None:
        return _(
            "You will know once {now} have become more, and {role} is below {share} of its hours."
        ).format(now=now, role=called(verdict.role), share=percent(FULL))
    if verdict.move is None:
        return _("You will know once {now} have become more.").format(now=now)
    return _(
        "You will know once {step} lets more than {rate} through, and {now} have become more. "
        "If the first rises without the second, the gain is a local one."
    ).format(rate=rate_said(verdict.move.now), step=named(verdict.step, verdict.channel), now=now)


def to_add(business: Business) -> list[str]:
    """What is missing for a better verdict, one sentence each."""
    said = []
    if not business.wins_known:
        said.append(_("Add the customers won: stage counts, stage events, or type them in."))
    if not business.economics.acquiring:
        said.append(_("Add the steps that win a customer, or the counts of your stages."))
    elif business.from_funnel:
        said.append(
            _("Add the steps of {channels}: without them nobody knows what a customer takes.").format(
                channels=_all_of([name for name in business.from_funnel if name])
            )
        )
    if not business.capacity.roles:
        said.append(_("Add your roles with their hours a week: nobody knows yet whether they are enough."))
    if business.wins_known and business.happy is None:
        said.append(_("Count who reached the outcome: until then every customer is taken for a happy one."))
    if 0 < business.weeks < FEW_WEEKS:
        said.append(
            _("Counted so far: {weeks}. Go on counting, so few hardly tell of the next ones.").format(
                weeks=weeks_said(business.weeks)
            )
        )
    unknown = [chain.channel for chain in business.economics.acquiring if chain.channel not in business.wins]
    if business.wins_known and unknown:
        said.append(
            _("Add the customers won through {channels}: as long as nobody knows, they do not count.").format(
                channels=_all_of(unknown)
            )
        )
    return said


def _all_of(channels: list[str]) -> str:
    return listing([quoted(name) for name in sorted(channels)]) or _("all channels")
