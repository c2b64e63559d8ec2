"""The business as it is now: what every what-if starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from core.factory.business import Business
from core.factory.weakest_link import Verdict, weakest_link
from core.funnel.funnel import channel_key
from core.language import _
from core.steps.rates import role_key
from core.what_if.changes import ALL, Change, Changes, Moved, Slot
from core.what_if.changing import business_after
from core.what_if.layout import Layout, layout_of
from core.what_if.plausible import Plausible, plausible_of
from core.what_if.working import worked


@dataclass(frozen=True, eq=False)
class Situation:
    """All that the answers are computed from, as it is now.

    Changes are always laid over it, never over a business that was changed already.
    """

    business: Business
    prices: Mapping[str, float]
    """The price of one order by channel, as the user typed it."""
    counted_per_week: float | None = None
    """Happy customers a week as the pages show them, counted week by week; None: by the wins."""

    @cached_property
    def layout(self) -> Layout:
        """The business in arrays."""
        return layout_of(self.business)

    @cached_property
    def plausible(self) -> Mapping[Slot, Plausible]:
        """By the slot of its change how far each input plausibly goes."""
        return plausible_of(self.layout)

    @cached_property
    def verdict(self) -> Verdict:
        """What holds the business back as it is, without how sure that is."""
        return weakest_link(self.business, how_sure=False)


def changed(situation: Situation, changes: Changes) -> Business:
    """The business as it would be: its steps, wins, hours and counts with the changes laid over them.

    Starts stay as they were counted unless they are moved, so wins move with the pass rates, held under the
    ceiling as in `core.factory.flow`. It is as if it had been so in all the weeks that were counted. What
    was counted or measured keeps its evidence: of 20 offers of which 10 were signed, 60 % are 12 of 20.
    """
    return business_after(worked(situation.layout, changes))


@dataclass(frozen=True)
class Stale:
    """A change that changes nothing, and why."""

    change: Change
    sentence: str


def stale(situation: Situation, changes: Changes) -> tuple[Stale, ...]:
    """The changes that change nothing, because the step, channel or role they are about is gone."""
    told = ((one, _why_stale(situation, one)) for one in changes)
    return tuple(Stale(one, why) for one, why in told if why)


def _why_stale(situation: Situation, change: Change) -> str:
    layout = situation.layout
    if not isinstance(change, Moved) or change.what in ("minutes", "pass_rate", "cash"):
        step_id = change.target if isinstance(change, Moved) else change.step_id
        if step_id in layout.place_of or step_id == ALL:
            return ""
        return _("“{step}” is in no sheet any more, so this changes nothing.").format(
            step=step_called(step_id)
        )
    if change.what == "happy":
        counted = situation.business.happy is not None
        return "" if counted else _("Nobody counts who becomes happy, so this changes nothing.")
    if change.what in ("hours", "hourly_rate"):
        if change.target == ALL or role_key(change.target) in {"", *layout.roles, *layout.paid_roles}:
            return ""
        return _("There is no role “{role}” any more, so this changes nothing.").format(role=change.target)
    channels = {channel_key(one.channel) for one in layout.customers if one.process >= 0}
    if change.target == ALL or channel_key(change.target) in channels:
        return ""
    return _("There is no channel “{channel}” any more, so this changes nothing.").format(
        channel=change.target
    )


def step_called(step_id: str) -> str:
    """What a step was called whose id is all that is left of it; see `core.steps.edits.step_ids`.

    >>> step_called("Events|acquire|Offer|1")
    'Offer'
    """
    parts = step_id.rpartition("|")[0].split("|", 2)
    return parts[2] if len(parts) == 3 else step_id
