"""Up to where a scale of rates goes, so that small rates can be told apart too."""

from __future__ import annotations

from collections.abc import Iterable

_TOPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


def top_of(rates: Iterable[float]) -> float:
    """The end of a scale from zero that holds all these shares of one: a round share, at most all.

    >>> top_of([0.03, 0.18]), top_of([0.55]), top_of([])
    (0.2, 0.6, 1.0)
    """
    highest = max(rates, default=1.0)
    return next((top for top in _TOPS if highest <= top), 1.0)
