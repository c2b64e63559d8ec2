"""What the funnel says for a goal: the rates and days of every channel, the mix, and how many come lately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from core.funnel.funnel import Funnel, Reached, Reaches, Source, by_channel, by_period, channel_key, funnel_of
from core.funnel.goal.pace import pace_of
from core.funnel.goal.rates import StepRate, lags_from, rates_from
from core.funnel.periods import Period
from core.funnel.stages import Stage


@dataclass(frozen=True, eq=False)
class Measured:
    """The funnel of a workspace as a goal is counted back with it."""

    together: Funnel
    """All channels, with the times between the stages."""
    channels: Mapping[str, Funnel]
    """Each channel that has a name."""
    pace: Mapping[str, float]
    """How many come to each stage a week, lately, by its key."""

    @classmethod
    def of(
        cls,
        stages: Sequence[Stage],
        reach: Reaches,
        chosen: Mapping[str, Source],
        times: pd.DataFrame | None,
        period: Period,
        today: dt.date,
    ) -> Measured:
        """From reach frames told by this period; `times` as in `core.funnel.funnel.funnel_of`."""
        split = by_channel(stages, reach, chosen=chosen)
        return cls(
            funnel_of(stages, reach, chosen=chosen, times=times),
            {name: funnel for name, funnel in split.items() if channel_key(name)},
            pace_of(by_period(stages, reach, chosen=chosen), period, today),
        )

    @property
    def known(self) -> bool:
        """Whether anything is counted at all."""
        return bool(self.together.known)

    @property
    def lags(self) -> dict[str, float]:
        """The days to each stage from the one above, where they were measured."""
        return lags_from(self.together)

    def rates(self, assumed: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, StepRate]]:
        """The rates of every channel, and of all together under "".

        `assumed` are the user's own, by the channel's key and the stage that is reached. What is assumed for
        all channels ("") holds in each of them that has none of its own.
        """
        for_all = assumed.get("", {})
        nothing = Funnel(tuple(Reached(one.stage) for one in self.together.stages))
        funnels = {channel_key(name): funnel for name, funnel in self.channels.items()}
        keys = dict.fromkeys([*funnels, *(key for key, own in assumed.items() if key and own)])
        found = {
            key: rates_from(funnels.get(key, nothing), {**for_all, **assumed.get(key, {})}) for key in keys
        }
        return {**found, "": rates_from(self.together, for_all)}

    def customers(self, customer: str) -> dict[str, float]:
        """How many each channel brought to the stage of the customer; 0 where it is not counted."""
        return {
            name: next((one.people for one in funnel.stages if one.stage.key == customer), None) or 0.0
            for name, funnel in self.channels.items()
        }
