"""What must be said of a funnel before anybody trusts it: each doubt is one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from core.funnel.wording import Called, Figure, Unit
from core.language import Text

if TYPE_CHECKING:
    from core.funnel.funnel import Reached, Source


def doubts(known: Sequence[Reached], reach: Mapping[Source, pd.DataFrame] | None = None) -> tuple[Text, ...]:
    """What is doubtful between each known stage and the known one before it, from the top.

    `reach` are the rows that the funnel is made of, to see whether both stages are known of the same periods
    and channels.

    >>> from core.funnel.funnel import Reached
    >>> from core.funnel.stages import Stage
    >>> known = [Reached(Stage("lead"), "events", 10.0), Reached(Stage("prospect"), "events", 12.0)]
    >>> print(*doubts(known))
    More reached Prospect (12) than Lead (10): check what is counted at both.
    """
    return tuple(text for upper, lower in pairwise(known) for text in _between(upper, lower, reach or {}))


def same_unit(one: Reached, other: Reached) -> bool:
    """Whether the same thing is counted at both stages, however it is written.

    >>> from core.funnel.funnel import Reached
    >>> from core.funnel.stages import Stage
    >>> same_unit(Reached(Stage("lead")), Reached(Stage("prospect", unit=" People")))
    True
    """
    first, second = one.stage.unit_label, other.stage.unit_label
    return first.strip().casefold() == second.strip().casefold()


def _between(upper: Reached, lower: Reached, reach: Mapping[Source, pd.DataFrame]) -> Iterator[Text]:
    words = {
        "stage": Called(lower.stage),
        "before": Called(upper.stage),
        "count": Figure(lower.people or 0.0),
        "before_count": Figure(upper.people or 0.0),
        "unit": Unit(lower.stage),
        "before_unit": Unit(upper.stage),
    }
    more = (lower.people or 0.0) > (upper.people or 0.0)
    if not same_unit(upper, lower):
        if upper.people:
            yield Text(
                "{stage}: {count} {unit} from {before_count} {before_unit} is a ratio, no conversion.", words
            )
    elif more and not upper.is_stock and not lower.is_stock:
        yield Text(
            "More reached {stage} ({count}) than {before} ({before_count}): check what is counted at both.",
            words,
        )
    if upper.is_stock and lower.is_stock:
        yield Text(
            "{before} and {stage} are both counted at a date: the rate between them is a ratio, no "
            "conversion. Count how many came in each period.",
            words,
        )
    elif upper.is_stock:
        yield Text(
            "{before} is counted at a date, {stage} over a period: the rate between them is a ratio, no "
            "conversion. Count at {before} how many came in each period.",
            words,
        )
    elif lower.is_stock:
        yield Text(
            "{stage} is counted at a date, {before} over a period: the rate between them is a ratio, no "
            "conversion. Count at {stage} how many came in each period.",
            words,
        )
    if upper.source == "counts" and lower.source == "events":
        yield Text(
            "{before} comes from stage counts and {stage} from stage events: the rate between them mixes "
            "both, so the people may not be the same.",
            words,
        )
    elif upper.source == "events" and lower.source == "counts":
        yield Text(
            "{before} comes from stage events and {stage} from stage counts: the rate between them mixes "
            "both, so the people may not be the same.",
            words,
        )
    if upper.source != lower.source and _known_elsewhen(upper, lower, reach):
        yield Text(
            "{before} and {stage} are not known of the same periods, so the rate between them may be wrong. "
            "Choose a period that both know.",
            words,
        )
    elif "counts" in reach and _counted_elsewhere(upper, lower, reach["counts"]):
        yield Text(
            "{before} and {stage} are not counted for the same periods and channels, so the rate between "
            "them may be wrong. Where nobody came, write 0.",
            words,
        )


def _counted_elsewhere(upper: Reached, lower: Reached, counts: pd.DataFrame) -> bool:
    """Whether one stage is counted in periods or channels in which the other is not."""
    if upper.source != "counts" or lower.source != "counts" or upper.is_stock or lower.is_stock:
        return False
    cells = [
        counts.loc[counts["stage"] == one.stage.key, ["channel", "period"]].drop_duplicates()
        for one in (upper, lower)
    ]
    if (cells[0]["channel"] != "").any() != (cells[1]["channel"] != "").any():
        # One is counted by channel, the other only as a whole: the periods alone can be held together.
        cells = [found[["period"]].drop_duplicates() for found in cells]
    return not pd.concat(cells).drop_duplicates(keep=False).empty


def _known_elsewhen(upper: Reached, lower: Reached, reach: Mapping[Source, pd.DataFrame]) -> bool:
    """Whether one source knows periods of which the other knows nothing; events know a whole one or none."""
    if upper.is_stock or lower.is_stock:
        return False
    periods = []
    for one in (upper, lower):
        if one.source is None or one.source not in reach:
            return False
        rows = reach[one.source]
        if one.source == "counts":
            rows = rows[rows["stage"] == one.stage.key]
        periods.append(set(rows["period"]))
    return periods[0] != periods[1]
