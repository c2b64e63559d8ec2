"""Everybody who asked the video producer for a film in half a year; illustrative, nobody was asked.

The list of enquiries, the numbers of the funnel and the invoices are all made of these cases, so that the
files of the example agree with each other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

EVENTS, ADS, WEBINAR = "Events", "Search ads", "Webinar"


@dataclass(frozen=True)
class Case:
    """One enquiry, with the day of each stage it reached; `lost` says why, where it was lost."""

    customer: str
    channel: str
    enquiry: dt.date
    call: dt.date | None = None
    offer: dt.date | None = None
    order: dt.date | None = None
    declined: dt.date | None = None
    value: int | None = None
    lost: str = ""


def _d(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


CASES = (
    Case("Konditorei Lindner", EVENTS, _d(1, 14), _d(1, 20), _d(1, 28), _d(2, 9), value=4200),
    Case(
        "Tischlerei Berg",
        ADS,
        _d(1, 20),
        _d(1, 27),
        _d(2, 3),
        declined=_d(2, 24),
        value=2850,
        lost="zu teuer",
    ),
    Case("Segelclub Hafen", EVENTS, _d(1, 14), _d(1, 22), _d(2, 5), _d(2, 16), value=6400),
    Case("Yogastudio Lotus", ADS, _d(1, 29), _d(2, 4), declined=_d(2, 4), lost="macht es selbst"),
    Case("Fahrschule Kraft", ADS, _d(2, 2), declined=_d(2, 20), lost="nicht erreicht"),
    Case("Zahnarztpraxis Dr. Amsel", ADS, _d(2, 11), _d(2, 13), _d(2, 19), _d(3, 2), value=3900),
    Case("Hofladen Wiese", EVENTS, _d(2, 18), _d(2, 26), declined=_d(2, 26), lost="erst nächstes Jahr"),
    Case(
        "Steuerbüro Ewald",
        EVENTS,
        _d(2, 18),
        _d(2, 27),
        _d(3, 6),
        declined=_d(4, 1),
        value=4200,
        lost="keine Antwort",
    ),
    Case("Weingut Kessler", WEBINAR, _d(3, 5), _d(3, 12), _d(3, 20), _d(4, 8), value=4200),
    Case("Physiopraxis Sommer", WEBINAR, _d(3, 5), _d(3, 11), declined=_d(3, 11), lost="kein Budget"),
    Case("Kita Regenbogen", ADS, _d(3, 17), _d(3, 19), _d(3, 25), _d(4, 3), value=2400),
    Case("Autohaus Nord", ADS, _d(3, 23), declined=_d(4, 14), lost="nicht erreicht"),
    Case("Möbelhaus Sand", EVENTS, _d(4, 15), _d(4, 21), _d(4, 29), _d(5, 18), value=7800),
    Case("Bäckerei Holm", EVENTS, _d(4, 15), _d(4, 23), declined=_d(4, 23), lost="macht es selbst"),
    Case(
        "Immobilien Frey",
        ADS,
        _d(4, 27),
        _d(4, 29),
        _d(5, 6),
        declined=_d(5, 27),
        value=3600,
        lost="zu teuer",
    ),
    Case("Buchhandlung Arndt", WEBINAR, _d(5, 7), _d(5, 13), _d(5, 21), _d(6, 2), value=2400),
    Case("Gärtnerei Moos", WEBINAR, _d(5, 7), declined=_d(5, 29), lost="nicht erreicht"),
    Case("Stadtwerke Ahlen", ADS, _d(5, 19), _d(5, 22), _d(6, 1), value=9200),
    Case("Optik Hell", ADS, _d(6, 3), _d(6, 9), _d(6, 16), value=3900),
    Case("Brauerei Stern", EVENTS, _d(6, 17), _d(6, 24)),
)
"""In the order in which they asked. Where neither an order nor a refusal stands, the case is still open."""
