"""A business as far as it is known: how it wins and serves customers, how many, and in whose hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.factory.own_counts import OwnCounts, with_funnel_channels
from core.factory.wins import Happy, WinsPerWeek
from core.funnel.funnel import Funnel, channel_key
from core.steps.capacity import PRACTICAL, Capacity, capacity
from core.steps.economics import Economics


@dataclass(frozen=True, eq=False)
class Business:
    """What the customer factory is made of. See `business_of`."""

    economics: Economics
    """The processes; a channel that the funnel alone tells of has its transitions for steps."""
    wins: Mapping[str, WinsPerWeek]
    """By channel, called as its process is; "" those of no known channel. What is missing is not known."""
    capacity: Capacity
    happy: Happy | None = None
    """None: not known, and customers stand in for happy ones."""
    funnel: Funnel | None = None
    """All channels together; None where nothing was counted."""
    counts: OwnCounts = field(default_factory=OwnCounts)
    from_funnel: frozenset[str] = frozenset()
    """The channels that the funnel alone tells of."""
    quick_minutes: Mapping[str, float] = field(default_factory=dict)
    """By a step's id the minutes that the quickest quarter of its measured runs took at most, all its times
    together (`quarter` in `core.steps.measured.Measured`)."""
    delivery: str | None = None
    """The process that delivers where a channel has none of its own, as the user chose it."""
    own_role: str | None = None
    """The role that the user calls their own; it does the steps without a role."""

    @property
    def wins_known(self) -> bool:
        """Whether anybody knows how many customers were won."""
        return bool(self.wins)

    @property
    def won(self) -> float:
        """Customers won, over all channels, in all the weeks that were counted."""
        return sum(won.wins for won in self.wins.values())

    @property
    def weeks(self) -> float:
        """The weeks that were counted, of the channel with the most of them."""
        return max((won.weeks for won in self.wins.values()), default=0.0)

    @property
    def wins_per_week(self) -> float:
        """Customers won in a week, over all channels."""
        return sum(won.per_week for won in self.wins.values())

    @property
    def happy_share(self) -> float:
        """The share of customers who become happy; 1 where it is not known."""
        return 1.0 if self.happy is None else self.happy.rate.share

    @property
    def happy_per_week(self) -> float:
        """The throughput as it was counted: wins a week · share of happy ones."""
        return self.wins_per_week * self.happy_share

    @property
    def unnamed_share(self) -> float:
        """Of the customers won those of whom nobody knows where they came from, 0 to 1."""
        unnamed = self.wins.get("")
        return unnamed.wins / self.won if unnamed is not None and self.won > 0 else 0.0


def business_of(
    economics: Economics,
    wins: Mapping[str, WinsPerWeek],
    hours: Mapping[str, float],
    *,
    happy: Happy | None = None,
    funnel: Funnel | None = None,
    counts: OwnCounts | None = None,
    quick_minutes: Mapping[str, float] | None = None,
    practical: float = PRACTICAL,
    upkeep_minutes: Mapping[str, float] | None = None,
    active_customers: float = 0.0,
    logged: Mapping[str, float] | None = None,
    default_role: str | None = None,
    delivery: str | None = None,
) -> Business:
    """Everything that is known, in one place.

    `wins` are by channel (`core.factory.wins.wins_from`), `hours` a week by role
    (`core.funnel.goal.hours.hours_of`), `counts` what the funnel counted of the steps
    (`core.factory.own_counts`), `quick_minutes` by a step's id the quick quartile of its measured runs. The
    rest is that of `core.steps.capacity.capacity`, which raises StepwiseError where the practical share is
    wrong.

    Where only wins of no known channel are told, and there is one process that wins customers, they came
    through it.
    """
    counts = counts or OwnCounts()
    whole, from_funnel = with_funnel_channels(economics, counts)
    named = {channel_key(chain.channel): chain.channel for chain in whole.acquiring}
    called = {named.get(channel_key(channel), channel.strip()): won for channel, won in wins.items()}
    if list(called) == [""] and len(named) == 1:
        called = {next(iter(named.values())): called[""]}
    return Business(
        whole,
        called,
        capacity(
            whole,
            {channel: won.per_week for channel, won in called.items()},
            hours,
            practical=practical,
            upkeep_minutes=upkeep_minutes,
            active_customers=active_customers,
            logged=logged,
            default_role=default_role,
            delivery=delivery,
        ),
        happy,
        funnel,
        counts,
        from_funnel,
        quick_minutes or {},
        delivery,
        default_role,
    )
