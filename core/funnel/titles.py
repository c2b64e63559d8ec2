"""What the pictures of the funnel find, as their titles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.funnel.findings import share_words
from core.funnel.funnel import Funnel, Reached
from core.language import _
from core.language.amounts import number


def most_lost_title(funnel: Funnel) -> str:
    """Between which two stages most are lost, and how many; what is shown where nobody is."""
    most = funnel.most_lost
    if most is None or most.before is None or most.from_before is None:
        return _("How many reach each stage")
    return _("{lost} of {all} {unit} are lost between {before} and {stage}").format(
        lost=number(most.lost),
        all=number(most.from_before.n),
        unit=most.before.unit_label,
        before=most.before.label,
        stage=most.stage.label,
    )


def best_channel(funnels: Mapping[str, Funnel]) -> tuple[str | None, str]:
    """The channel from which the largest share becomes customers, and the sentence about it.

    None, with a sentence all the same, where fewer than two channels can be held against each other.
    """
    shares = {
        channel: funnel.won.from_first.share
        for channel, funnel in funnels.items()
        if channel
        and funnel.won is not None
        and funnel.won.from_first is not None
        and funnel.won.from_first.low is not None
    }
    if len(shares) < 2:
        return None, _("How many get through, by channel")
    best, worst = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    if shares[best] == shares[worst]:
        return None, _("In every channel {share} get through").format(share=share_words(shares[best]))
    return best, _("{best} brings most through ({share}), {worst} fewest ({other})").format(
        best=best, share=share_words(shares[best]), worst=worst, other=share_words(shares[worst])
    )


def trend_title(funnels: Mapping[pd.Timestamp, Funnel], stage: str) -> str:
    """How the rate to a stage went, from the first period in which it is known to the last."""
    known = [reached for start in sorted(funnels) for reached in _known(funnels[start], stage)]
    if not known:
        return ""
    first, last = known[0], known[-1]
    assert first.from_before is not None
    assert last.from_before is not None
    assert last.before is not None
    words = {
        "before": last.before.label,
        "stage": last.stage.label,
        "first": share_words(first.from_before.share),
        "last": share_words(last.from_before.share),
    }
    if len(known) == 1 or words["first"] == words["last"]:
        return _("From {before} to {stage}: {last}").format(**words)
    return _("From {before} to {stage}: {first} at first, {last} at last").format(**words)


def _known(funnel: Funnel, stage: str) -> list[Reached]:
    return [
        reached for reached in funnel.known if reached.stage.key == stage and reached.from_before is not None
    ]
