"""The distance from UTC behind a time: Z, UTC, +01:00, +0100, CET."""

from __future__ import annotations

import datetime as dt
import re

_NAMED_HOURS = {"z": 0, "utc": 0, "gmt": 0, "cet": 1, "mez": 1, "cest": 2, "mesz": 2}
"""Only names that mean one distance: EST is Eastern Standard Time in two parts of the world."""

_OFFSET = re.compile(
    r"(?<=[0-9m.]) ?(?:(?P<name>z|utc|gmt|cet|cest|mez|mesz)|(?:utc|gmt)?(?P<sign>[+-])"
    r"(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?)(?: ?\([^()]*\))?$",
    re.IGNORECASE,
)
_FARTHEST = dt.timedelta(hours=14)


def parted_offset(text: str) -> tuple[str, dt.timedelta | None]:
    """A time of day and its offset from UTC, which is None where the text names none.

    >>> parted_offset("09:00:00+01:00"), parted_offset("09:00 UTC")[0], parted_offset("09:00")[1]
    (('09:00:00', datetime.timedelta(seconds=3600)), '09:00', None)
    """
    found = _OFFSET.search(text)
    if found is None:
        return text, None
    if found["name"]:
        offset = dt.timedelta(hours=_NAMED_HOURS[found["name"].lower()])
    else:
        offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        if offset > _FARTHEST or int(found["minutes"] or 0) > 59:
            return text, None
        offset = -offset if found["sign"] == "-" else offset
    return text[: found.start()], offset
