"""The charts of one process, kept as they are until a figure, the language or the theme changes."""

from __future__ import annotations

from functools import lru_cache

from core.charts.chain_runs import chain_runs
from core.charts.leverage import leverage_bars
from core.charts.picture import Picture
from core.charts.time_lost import time_lost
from core.charts.time_sinks import time_sinks as time_sinks_chart
from core.steps.chain import Chain
from core.steps.economics import Economics
from core.steps.findings import lost_time
from core.steps.sinks import time_sinks

# Of so many steps the savings are shown where the steps are folded.
BEST = 10


def is_done_once(chain: Chain) -> bool:
    """Whether every step is done just once for one win, so that there is nothing to draw."""
    return bool((chain.steps["runs_per_win"] == 1).all())


@lru_cache(maxsize=64)
def pictures(
    economics: Economics, chain: Chain, currency: str, by_group: bool, language: str, is_dark: bool
) -> dict[str, Picture | None]:
    """Where the time goes, what repays work on it, how many get through, what was lost; by name."""
    del language  # spoken already; it only tells the pictures of one language from those of another
    cashless = not chain.cost_per_win > 0
    table = economics.leverage(chain)
    if by_group:
        table = table.nlargest(BEST, "minutes" if cashless else "money")
    return {
        "time_sinks": time_sinks_chart(time_sinks(chain, by_group=by_group), chain, dark=is_dark),
        "leverage": leverage_bars(table, currency, dark=is_dark, in_minutes=cashless, phase=chain.phase),
        "chain_runs": None if is_done_once(chain) else chain_runs(chain, dark=is_dark),
        "time_lost": time_lost(chain, dark=is_dark) if lost_time(chain) is not None else None,
    }
