"""What is thought otherwise: changes over the sheets, as data that can be kept and sent in an address.

A change names steps by their ids (`core.steps.edits.step_ids`), channels and roles by their names. It is
never a copy of the sheets, so that what is counted later flows into every scenario.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from core.errors import StepwiseError
from core.language.amounts import number

What = Literal[
    "minutes",
    "pass_rate",
    "happy",
    "price",
    "hourly_rate",
    "cash",
    "spend",
    "leads",
    "mix",
    "hours",
]
"""The inputs that can be moved, see `Moved`."""
How = Literal["to", "times", "kept"]
"""To a value; so many times what it is; so many of those who are lost are kept, p' = p + x·(1 − p)."""
By = Literal["customer", "partner", "system"]
"""Who a step is handed to."""
Slot = tuple[str, str]
"""What tells changes apart: a scenario holds one for each; see `slot`."""

ALL = "*"
"""The target of a change that is about all steps, all channels or all roles: so many times what they are, or
so many kept. What is said of one of them takes its place there."""
MOST = 1_000_000_000_000.0
MOST_HOURS = 168.0
_LARGEST: Mapping[str, float] = {"hours": MOST_HOURS, "mix": 1.0, "happy": 1.0}
_RELATIVE = ("minutes", "price", "hourly_rate", "cash", "spend", "leads", "hours")
_ABOUT_ALL = ("minutes", "pass_rate", "price", "cash", "spend", "leads", "hours")
_LONGEST_NAME = 1_000


@dataclass(frozen=True)
class Moved:
    """One input moved.

    - minutes, of a step, for doing it once;
    - pass_rate, of a step: runs of the next one that follow from one run;
    - happy: the share of customers who become happy (target "");
    - price, of one order in a channel;
    - hourly_rate, of a role; "" is the general one, for all roles without their own;
    - cash, of a step, for doing it once;
    - spend, of a channel, in the period in which its wins are counted beside it;
    - leads, of a channel: runs of its first step in a week;
    - mix, of a channel: its share of all customers, 0 to 1; the others share the rest as before;
    - hours a week, of a role; "" is whoever does the steps without one.

    >>> Moved("minutes", ALL, 0.9, "times").slot
    ('minutes', '*')
    """

    what: What
    target: str
    value: float
    how: How = "to"

    @property
    def slot(self) -> Slot:
        """The place that this change takes in a scenario."""
        return self.what, _same(self.what, self.target)


@dataclass(frozen=True)
class HandedOver:
    """A step that somebody else does from now on, in a share of its runs.

    Our minutes become (1 − share)·t + share·minutes_left, and to its cash comes share·cost_per_run.
    """

    step_id: str
    to: By
    share: float = 1.0
    """How many of its runs are handed over, 0 to 1: of customers, how many take it on."""
    minutes_left: float = 0.0
    """Our minutes that are left in a run that is handed over."""
    cost_per_run: float = 0.0
    """What such a run costs us, as a partner's fee."""
    set_up: float = 0.0
    """What it costs once; no part of the cost of a customer."""

    @property
    def slot(self) -> Slot:
        """The place that this change takes in a scenario."""
        return "handed", self.step_id


@dataclass(frozen=True)
class LeftOut:
    """A step that is not done any more: it takes nothing, and nobody is lost there.

    What one run of it brings stays: without the way home from an event its ten contacts are still there.
    """

    step_id: str

    @property
    def slot(self) -> Slot:
        """The place that this change takes in a scenario."""
        return "left_out", self.step_id


Change = Moved | HandedOver | LeftOut
Changes = tuple[Change, ...]


def with_change(changes: Changes, change: Change) -> Changes:
    """The changes with one more, which takes the place of what was said of the same before.

    >>> with_change((Moved("price", "Events", 900.0),), Moved("price", "Events", 950.0))
    (Moved(what='price', target='Events', value=950.0, how='to'),)
    """
    return (*without(changes, change.slot), change)


def without(changes: Changes, slot: Slot) -> Changes:
    """The changes without the one at this place, where there is one."""
    return tuple(one for one in changes if one.slot != slot)


def settled(changes: Iterable[Change]) -> dict[Slot, Change]:
    """Each change by its slot; of two at the same the later one holds."""
    return {one.slot: one for one in changes}


def checked(change: Change) -> Change:
    """The change, if there can be such a one. Raises StepwiseError, which says what was found and expected.

    >>> checked(LeftOut("Events|acquire|Offer|1"))
    LeftOut(step_id='Events|acquire|Offer|1')
    """
    if isinstance(change, Moved):
        _check_move(change)
    else:
        _named(change.step_id)
    if isinstance(change, HandedOver):
        if change.to not in get_args(By):
            raise _damaged()
        _between(change.share, 0.0, 1.0)
        for amount in (change.minutes_left, change.cost_per_run, change.set_up):
            _between(amount, 0.0, MOST)
    return change


def _check_move(change: Moved) -> None:
    if change.what not in get_args(What) or change.how not in get_args(How):
        raise _damaged()
    _named(change.target, may_be_empty=change.what in ("happy", "hourly_rate", "hours"))
    relative = change.how == "times" and change.what in _RELATIVE
    keeping = change.how == "kept" and change.what == "pass_rate"
    if not (change.how == "to" or relative or keeping):
        raise _damaged()
    if change.target == ALL and (change.how == "to" or change.what not in _ABOUT_ALL):
        raise _damaged()
    _between(change.value, 0.0, 1.0 if keeping else _LARGEST.get(change.what, MOST))


def _named(name: object, *, may_be_empty: bool = False) -> None:
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or not (name.strip() or may_be_empty):
        raise _damaged()
    try:
        # Half a sign of UTF-16 can be read from JSON, and never be written into an address again.
        name.encode()
    except UnicodeEncodeError:
        raise _damaged() from None


def _between(value: object, low: float, high: float) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _damaged()
    try:
        told = math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        told = False
    if not told:
        raise _damaged()
    if not low <= value <= high:
        raise StepwiseError(
            "{found} cannot be right here. Write a number from {lowest} to {highest}.",
            found=number(value),
            lowest=number(low),
            highest=number(high),
        )


def _damaged() -> StepwiseError:
    return StepwiseError("A change of this scenario cannot be read, so none of it is taken. Set it up again.")


def _same(what: str, target: str) -> str:
    # Names of channels and roles are compared without case, as everywhere; ids of steps are not.
    return target if what in ("minutes", "pass_rate", "cash") else target.strip().casefold()


_KINDS: Mapping[str, type[Moved] | type[HandedOver] | type[LeftOut]] = {
    "moved": Moved,
    "handed_over": HandedOver,
    "left_out": LeftOut,
}


def as_data(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes as JSON can hold them.

    >>> as_data([LeftOut("a")])
    [{'kind': 'left_out', 'step_id': 'a'}]
    """
    names = {made: kind for kind, made in _KINDS.items()}
    return [{"kind": names[type(one)], **asdict(one)} for one in changes]


def from_data(data: object) -> Changes:
    """The changes that `as_data` wrote. Raises StepwiseError where they are damaged.

    >>> from_data([{"kind": "left_out", "step_id": "a"}])
    (LeftOut(step_id='a'),)
    """
    if not isinstance(data, list):
        raise _damaged()
    found = []
    for said in data:
        made = _KINDS.get(str(said.get("kind"))) if isinstance(said, dict) else None
        if made is None:
            raise _damaged()
        try:
            change = made(**{str(name): value for name, value in said.items() if name != "kind"})
        except TypeError:
            raise _damaged() from None
        found.append(checked(change))
    return tuple(settled(found).values())
