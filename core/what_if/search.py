"""What moves an answer: the tornado, the value that reaches a target, and the next best single step."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.what_if.changes import Changes, with_change
from core.what_if.inputs import inputs
from core.what_if.movable import Input
from core.what_if.outcome import Outcome, outcome
from core.what_if.situation import Situation
from core.what_if.working import worked

Measure = Literal["cost_per_win", "throughput", "margin", "hour_earns"]
MEASURES: tuple[Measure, ...] = ("cost_per_win", "throughput", "margin", "hour_earns")
"""The cost of a customer; happy customers a week; what is left of an order; what an hour earns."""

SAME = 1e-9
"""Answers that differ by a smaller part are the same."""
_HALVINGS = 60
_MAY_TURN = ("pass_rate", "leads", "mix")
_NEXT_TO = 1e-6
_GOLDEN = (math.sqrt(5) - 1) / 2
MOST_OF_STEPS = 200
"""So many inputs of single steps are tried; of 2,000 steps hardly any other moves anything."""
EFFORTS = (0.05, 0.1, 0.25, 0.5)
"""A change of up to so much is an effort of 1, 2, 3 or 4 of 5, where the user has not said another one."""


@dataclass(frozen=True)
class Answer:
    """A figure that is asked for; `channel` "" is all channels together."""

    measure: Measure
    channel: str = ""
    """Happy customers are counted over all channels alone."""

    @property
    def less_is_better(self) -> bool:
        """Whether a smaller figure is the better one."""
        return self.measure == "cost_per_win"

    def of(self, outcome: Outcome) -> float | None:
        """The figure in an outcome; None where it cannot be told."""
        if self.measure == "throughput":
            return outcome.throughput
        if not self.channel:
            together: float | None = getattr(outcome, self.measure)
            return together
        one = outcome.channel(self.channel)
        if one is None:
            return None
        if self.measure == "cost_per_win":
            return one.cost_per_win
        if one.order is None:
            return None
        figure = one.order.left if self.measure == "margin" else one.order.effective_hourly_rate
        return figure if math.isfinite(figure) else None

    def reaches(self, figure: float | None, target: float) -> bool:
        """Whether a figure is as good as the target, or better."""
        if figure is None:
            return False
        hair = SAME * max(abs(target), abs(figure))
        return figure <= target + hair if self.less_is_better else figure >= target - hair


@dataclass(frozen=True)
class Bar:
    """One bar of the tornado: an input at both ends of its plausible range, and the answer there."""

    input: Input
    low: float
    high: float
    at_low: float | None
    """None where no answer comes out, as nobody is won then."""
    at_high: float | None
    now: float

    @property
    def swing(self) -> float:
        """How far the answer moves: |at_high − at_low|; endless where one end has none."""
        if self.at_low is None or self.at_high is None:
            return math.inf
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Reached:
    """The value of an input at which the answer reaches a target; see `reach`."""

    input: Input
    value: float | None
    """None where it cannot be reached by this alone."""
    best: float | None
    """The answer there, or the best one that this input alone can bring; None where it brings none."""
    best_at: float | None
    """The value of the input at which that answer comes out."""
    effort: int
    """1 to 5, as the user says, else by the size of the change."""
    already: bool = False
    """The target is reached without any change; `value` is how far the input may go until it no more is."""


def tornado(situation: Situation, answer: Answer, changes: Changes = ()) -> tuple[Bar, ...]:
    """Every input with a plausible range that moves the answer, the one that moves it most first.

    Each is moved alone, with all other changes as they are. Empty where there is no answer. Of more than
    `MOST_OF_STEPS` inputs of single steps those are looked at on which most hangs.
    """
    asked = _asked(situation, answer, changes)
    now = answer.of(outcome(situation, changes, verdict=False))
    if now is None:
        return ()
    bars = []
    for one in _telling(situation, changes):
        if one.low is None or one.high is None:
            continue
        bar = Bar(one, one.low, one.high, asked(one, one.low), asked(one, one.high), now)
        if bar.swing > SAME * abs(now):
            bars.append(bar)
    return tuple(sorted(bars, key=lambda bar: -bar.swing))


def reach(
    situation: Situation,
    answer: Answer,
    target: float,
    one: Input,
    changes: Changes = (),
    *,
    effort: int | None = None,
) -> Reached:
    """What this input must become for the answer to reach the target, everything else as it is.

    Most answers go one way with an input: on a straight line over minutes, cash, rates and prices, and over
    1/p with a pass rate. The value is taken from such a line where the answer there is the target; else it is
    halved in on. Some turn: more starts in a dear channel bring more, until its customers take the hours of
    all others; then it is looked for up to the turn. Where nothing reaches it, the best there is told.
    """
    asked = _asked(situation, answer, changes)
    now = answer.of(outcome(situation, changes, verdict=False))
    return _reach(asked, answer, target, one, now, effort)


def next_steps(
    situation: Situation,
    answer: Answer,
    target: float,
    changes: Changes = (),
    *,
    efforts: Mapping[str, int] | None = None,
    among: Sequence[Input] | None = None,
) -> tuple[Reached, ...]:
    """Every single input's smallest change that reaches the target, the least effort first.

    `efforts` are the user's own, 1 to 5 by `Input.key`. Of equal efforts the smaller change comes first.
    Last come those that cannot reach it, the one that gets nearest first; those that move nothing are left
    out. `among` are the inputs that are asked; None: all but the value of an hour. To think less of one's own
    hours makes a customer cheaper on paper, and is no step.
    """
    asked = _asked(situation, answer, changes)
    now = answer.of(outcome(situation, changes, verdict=False))
    said = efforts or {}
    found = [
        _reach(asked, answer, target, one, now, said.get(one.key))
        for one in (_steps(situation, changes) if among is None else among)
    ]
    moving = [one for one in found if one.value is not None or _moves(one, now)]
    return tuple(sorted(moving, key=lambda one: _rank(one, answer)))


def _steps(situation: Situation, changes: Changes) -> list[Input]:
    return [one for one in _telling(situation, changes) if (one.what, one.target) != ("hourly_rate", "")]


def _telling(situation: Situation, changes: Changes) -> list[Input]:
    """The inputs; where the steps have too many, without those on which least hangs."""
    found = inputs(situation, changes)
    of_steps = [one for one in found if one.channel]
    if len(of_steps) <= MOST_OF_STEPS:
        return list(found)
    weights = worked(situation.layout, changes).weights
    places = situation.layout.place_of
    heavy = sorted(of_steps, key=lambda one: -weights[one.what][places[one.target]])[:MOST_OF_STEPS]
    kept = {one.key for one in heavy}
    return [one for one in found if not one.channel or one.key in kept]


def size_of(one: Input, value: float) -> float:
    """How large a change of an input is, from 0 on: by its relative size.

    Of a pass rate, or another share, it is also the part of those lost who are kept, if that is more: from
    95 to 99 of 100 is four in five of those lost. What is not known yet has the size of one whole.
    """
    before = one.value
    if one.is_about_all:
        return abs(value - (one.value or 0.0))
    if before is None or before == 0:
        return 1.0
    size = abs(value - before) / before
    if one.unit == "share" and value > before:
        size = max(size, (value - before) / (1 - before))
    return size


def effort_by_size(size: float) -> int:
    """The effort of a change where the user has not said another one: 1 up to 5 %, 5 from 50 % on.

    >>> [effort_by_size(size) for size in (0.04, 0.1, 0.2, 0.5, 0.8)]
    [1, 2, 3, 4, 5]
    """
    return 1 + sum(size > most * (1 + SAME) for most in EFFORTS)


Asked = Callable[[Input, float], float | None]


def _asked(situation: Situation, answer: Answer, changes: Changes) -> Asked:
    def figure(one: Input, value: float) -> float | None:
        return answer.of(outcome(situation, with_change(changes, one.moved(value)), verdict=False))

    return figure


def _reach(
    asked: Asked, answer: Answer, target: float, one: Input, now: float | None, effort: int | None
) -> Reached:
    already = answer.reaches(now, target)
    ends = [_end(asked, one, value) for value in (one.lowest, one.highest)]
    if one.what in _MAY_TURN and not already:
        begin = one.lowest if one.value is None else one.value
        ends += [_turn(asked, answer, one, begin, value) for _figure, value in ends]
    reaching = [value for figure, value in ends if answer.reaches(figure, target) != already]
    start = one.value
    if start is None:
        # Nothing is known to start from: from the end that does not reach it.
        start = next((value for _figure, value in ends if value not in reaching), one.lowest)
    if not reaching:
        figures = [(figure, value) for figure, value in [*ends, (now, start)] if figure is not None]
        best = (min if answer.less_is_better else max)(figures, default=None)
        figure, at = (None, None) if best is None else best
        return Reached(one, None, figure, at, effort or 5, already)
    # Of two ends that would do the nearer one.
    end = min(reaching, key=lambda value: abs(value - start))
    value = _on_a_line(asked, target, one, start, end)
    if value is None:
        value = _halved_in(asked, answer, target, one, start, end, already)
    return Reached(
        one, value, asked(one, value), value, effort or effort_by_size(size_of(one, value)), already
    )


def _end(asked: Asked, one: Input, value: float) -> tuple[float | None, float]:
    """The answer at an end of the range, and that end; where none comes out there, just before it.

    At a rate of 0 no customer costs anything, and nobody starts in vain; next to it each costs more than
    anybody has.
    """
    figure = asked(one, value)
    nobody = figure is None or (one.what == "pass_rate" and value == 0)
    if nobody and one.value is not None and one.value != value:
        value += _NEXT_TO * (one.value - value)
        figure = asked(one, value)
    return figure, value


def _turn(asked: Asked, answer: Answer, one: Input, start: float, end: float) -> tuple[float | None, float]:
    """The best answer between two values, where it gets better from both inwards; else that at the end.

    Found by the golden section, as there is one turn at most.
    """
    sign = -1.0 if answer.less_is_better else 1.0

    def worth(value: float) -> float:
        figure = asked(one, value)
        return -math.inf if figure is None else sign * figure

    step = _NEXT_TO * (end - start)
    outward, inward = worth(start + step) - worth(start), worth(end - step) - worth(end)
    if not (outward > 0 and inward > 0):
        return asked(one, end), end
    low, high = start, end
    for _section in range(_HALVINGS):
        one_third, two_thirds = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if worth(one_third) > worth(two_thirds):
            high = two_thirds
        else:
            low = one_third
    return asked(one, low), low


def _on_a_line(asked: Asked, target: float, one: Input, start: float, end: float) -> float | None:
    """The value on a straight line over the input, or over 1 / input, if the answer there is the target."""
    for over in (_itself, _inverse):
        if over is _inverse and not (start > 0 and end > 0):
            continue
        middle = over((over(start) + over(end)) / 2)
        first, second = asked(one, middle), asked(one, end)
        if first is None or second is None or math.isclose(first, second, rel_tol=SAME):
            continue
        slope = (second - first) / (over(end) - over(middle))
        place = over(end) + (target - second) / slope
        if over is _inverse and not place > 0:
            continue
        value = over(place)
        if not min(start, end) <= value <= max(start, end):
            continue
        figure = asked(one, value)
        if figure is not None and math.isclose(figure, target, rel_tol=SAME, abs_tol=SAME):
            return value
    return None


def _itself(value: float) -> float:
    return value


def _inverse(value: float) -> float:
    return 1 / value


def _halved_in(
    asked: Asked, answer: Answer, target: float, one: Input, start: float, end: float, already: bool
) -> float:
    """The value nearest to the start from which on the target is reached, or no more is."""
    for _halving in range(_HALVINGS):
        middle = (start + end) / 2
        if answer.reaches(asked(one, middle), target) != already:
            end = middle
        else:
            start = middle
        if math.isclose(start, end, rel_tol=1e-12):
            break
    return end


def _moves(found: Reached, now: float | None) -> bool:
    if found.best is None or now is None:
        return found.best is not None
    return not math.isclose(found.best, now, rel_tol=SAME, abs_tol=SAME)


def _rank(found: Reached, answer: Answer) -> tuple[float, ...]:
    if found.value is not None:
        return (0, found.effort, size_of(found.input, found.value))
    best = found.best if found.best is not None else math.inf
    return (1, best if answer.less_is_better else -best, 0.0)
