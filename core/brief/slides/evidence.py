"""Where the figures of a slide come from and how sure they are, as the notes say it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from core.language import _
from core.language.amounts import listing
from core.sheets.examples import about
from core.steps.chain import Chain
from core.steps.economics import Economics
from core.steps.uncertainty import Spreads, spreads
from core.steps.uncertainty_findings import how_sure


def steps_from(chains: Iterable[Chain]) -> list[str]:
    """The files that these steps stand in; of the example also where its figures come from."""
    files = list(dict.fromkeys(str(file) for one in chains for file in one.steps["file"].dropna()))
    if not files:
        return []
    said = [_("The steps stand in {files}.").format(files=listing(files))]
    return said + [str(told) for told in map(about, files) if told is not None]


def cost_is_sure(economics: Economics, chain: Chain, currency: str) -> str | None:
    """How sure the cost of one of the chain's wins is; None where there is nothing to say of it."""
    if economics.wins_are_missing(chain):
        return None
    spend = economics.spend_per_win(chain)
    return how_sure(chain, _spreads_of(chain, spend), currency)


# A chain is the same as long as no figure of it changes; drawing takes a tenth of a second.
@lru_cache(maxsize=64)
def _spreads_of(chain: Chain, spend_per_win: float) -> Spreads | None:
    return spreads(chain, spend_per_win)
