"""The one verdict: what holds the business back now, how sure that is, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from core.factory.business import Business
from core.factory.known import KNOWN, ToMeasure, known_share, to_measure
from core.factory.links import Link, Links, links_of
from core.funnel.funnel import Reached
from core.steps.capacity import RoleUse
from core.steps.rates import role_key

Kind = Literal["flying_blind", "not_running", "not_repeatable", "capacity", "flow"]
"""Too little is counted; nobody is won; too few, or from nowhere; a role is full; a step loses too many."""

ENOUGH_KNOWN = 0.5
"""So much of what a customer costs must rest on counted or measured figures; see `known_share`."""
ENOUGH_WINS = 5
"""With fewer customers won it is not known that it can be done again."""
MOST_UNNAMED = 0.5
"""If of more than this share of the customers nobody knows where they came from, nobody can get more."""


@dataclass(frozen=True, eq=False)
class Verdict:
    """What holds the business back. See `weakest_link`; `core.factory.findings` says it in sentences."""

    kind: Kind
    links: Links
    known: float
    """How much of what a win costs rests on counted or measured figures, 0 to 1."""
    channel: str = ""
    """The channel, or the delivery, that the step is of; "" where it is none."""
    step: str = ""
    """What the constraint is called: a step, a transition, the stage of the happy ones; of a full role the
    step that takes most of its minutes for a win."""
    step_id: str = ""
    """Its id; of a stage that is empty, or of the happy ones, the stage's key."""
    role: RoleUse | None = None
    """The role that is full."""
    empty: Reached | None = None
    """The first stage that nobody gets to."""
    measure: ToMeasure | None = None
    """What to measure first."""
    move: Link | None = None
    """The best move: of the step's rate, or at the full role."""
    runner_up: Link | None = None
    """What gives most after it, at another step."""
    confidence: float | None = None
    """The share of likely states in which this step or role is the constraint, 0 to 1; None where the verdict
    follows from what was counted, or was not, and chance has no part in it."""

    @property
    def business(self) -> Business:
        """What the verdict is about."""
        return self.links.plant.business

    @property
    def gain_per_week(self) -> float | None:
        """Happy customers a week more by the best move; None where it cannot be told yet."""
        return None if self.move is None else self.move.gain_per_week

    @property
    def saves_per_win(self) -> float | None:
        """Money that a win costs less by the best move; None where there is none."""
        return None if self.move is None else self.move.saves_per_win

    @property
    def steps(self) -> frozenset[str]:
        """The ids of the steps on which time is spent on the constraint, for the focus; none where no step is
        named. Of the happy ones it is all that serves a customer."""
        if self.move is not None and self.move.kind == "happy" and self.role is None:
            return frozenset(one.step_id for one in self.links.plant.serving)
        return frozenset([self.step_id]) if self.step_id and self.empty is None else frozenset()

    @property
    def key(self) -> str:
        """What tells this constraint from others, the same in every language and on every day."""
        if self.role is not None:
            return f"{self.kind}|{role_key(self.role.role)}"
        return f"{self.kind}|{self.step_id}" if self.step_id else self.kind

    @cached_property
    def lowest(self) -> Link | None:
        """The lowest conversion where it is not the constraint; None where it is, or nobody is lost."""
        lowest = self.links.lowest
        if lowest is None or self.kind not in ("capacity", "flow"):
            return None
        return None if self.kind == "flow" and lowest.step_id == self.step_id else lowest


def weakest_link(business: Business, *, how_sure: bool = True) -> Verdict:
    """The one thing that limits the throughput now. The first that holds:

    1. *flying_blind*: nobody knows how many customers were won; or customers are won, and less than half of
       what one costs rests on counted or measured figures. Named is what to measure first.
       That nobody came or was won is known once it is counted, however little else is: see the next kind.
    2. *not_running*: no customer was won, or of 5 and more none became happy. Named is the first empty stage,
       else the step that nobody gets past.
    3. *not_repeatable*: fewer than 5 customers were won, or more than half came from where nobody knows.
       Named is the channel that brought most of them.
    4. *capacity*: a role is at 85 % of the hours that can be booked, or more. Named is the drum, and the step
       that takes most of its minutes for a win.
    5. *flow*: the link whose move alone lifts the throughput most, see `core.factory.links.links_of`. Without
       such a link everybody gets through, and only more starts bring more: named is the first step of the
       channel that wins most.

    Under a full role the gain is that of the best move at the drum, of whatever kind. In a business whose
    starts the drum holds back, throughput = the drum's hours / its minutes for each happy customer; so only
    what spares the drum minutes gives anything. Mostly that is to relieve it of a step. It can be a pass
    rate, where many of its hours go to people who never buy, or the share of happy customers; then this is
    the next move, and the verdict is the drum all the same: with no full role that rate might matter least.
    So no link of any kind gives more than the verdict's gain.

    Likely states give the confidence only; verdict and ranking are those of the figures as they are. Without
    `how_sure` there is no confidence, and the verdict is told in a fraction of the time.
    """
    links = links_of(business, how_sure=how_sure)
    verdict = _verdict(business, links)
    return verdict if how_sure else replace(verdict, confidence=None)


def _verdict(business: Business, links: Links) -> Verdict:
    known = known_share(links.plant)
    nobody_comes = (
        business.funnel is not None
        and business.funnel.first is not None
        and business.funnel.first.people == 0
    )
    if business.won > 0 and known < ENOUGH_KNOWN:
        return _flying_blind(links, known)
    if not business.wins_known and not nobody_comes:
        return _flying_blind(links, known)
    if business.won == 0 or (business.won >= ENOUGH_WINS and business.happy_share == 0):
        return _not_running(links, known)
    if business.won < ENOUGH_WINS or business.unnamed_share > MOST_UNNAMED:
        return _not_repeatable(links, known)
    if links.plant.now.full[0]:
        return _capacity(links, known, business.capacity.roles[links.plant.now.drum[0]])
    return _flow(links, known)


def _flying_blind(links: Links, known: float) -> Verdict:
    business = links.plant.business
    first = to_measure(business)
    if first is not None:
        mover = first.mover
        return Verdict("flying_blind", links, known, first.channel, mover.step, mover.step_id, measure=first)
    # Nothing takes time or money: then the first rate that is only guessed.
    for one in links.plant.winning:
        if one.passing.source not in (*KNOWN, "given"):
            return Verdict("flying_blind", links, known, one.process, one.figures.step, one.step_id)
    return Verdict("flying_blind", links, known)


def _not_running(links: Links, known: float) -> Verdict:
    business = links.plant.business
    reached = () if business.funnel is None else business.funnel.known
    empty = next((one for one in reached if one.people == 0), None)
    if business.won > 0 and business.happy is not None:
        empty = Reached(business.happy.stage, people=0.0)
    if empty is not None:
        return Verdict(
            "not_running", links, known, step=empty.stage.label, step_id=empty.stage.key, empty=empty
        )
    for chain in business.economics.acquiring:
        if chain.blocked_by is not None:
            blocking = chain.steps["step"] == chain.blocked_by
            step_id = str(chain.steps.loc[blocking, "step_id"].iloc[-1])
            return Verdict("not_running", links, known, chain.channel, chain.blocked_by, step_id)
    return Verdict("not_running", links, known)


def _not_repeatable(links: Links, known: float) -> Verdict:
    named = {channel: won for channel, won in links.plant.business.wins.items() if channel and won.wins > 0}
    most = max(named, key=lambda channel: named[channel].wins, default="")
    return Verdict("not_repeatable", links, known, most)


def _capacity(links: Links, known: float, drum: RoleUse) -> Verdict:
    largest = drum.steps[0]
    own = next((one for one in links.ranked if one.kind == "role" and one.role == drum.role), None)
    # Where another role is just as full, no single move brings anything.
    move = links.best or own
    return Verdict(
        "capacity",
        links,
        known,
        largest.channel,
        largest.step,
        largest.step_id,
        role=drum,
        move=move,
        runner_up=_runner_up(links, move),
        confidence=None if own is None else own.wins_in,
    )


def _flow(links: Links, known: float) -> Verdict:
    move = links.best
    if move is None:
        plant = links.plant
        begins = [(plant.now.wins[0, place], -begin) for place, begin, _end in plant.bounds]
        if not begins:
            return Verdict("flow", links, known)
        first = plant.winning[-max(begins)[1]]
        return Verdict("flow", links, known, first.process, first.figures.step, first.step_id)
    return Verdict(
        "flow",
        links,
        known,
        move.process,
        move.step,
        move.step_id,
        move=move,
        runner_up=_runner_up(links, move),
        confidence=move.wins_in,
    )


def _runner_up(links: Links, move: Link | None) -> Link | None:
    return next(
        (
            one
            for one in links.ranked
            if move is not None and one.gain_per_week > 0 and one.step_id != move.step_id
        ),
        None,
    )
