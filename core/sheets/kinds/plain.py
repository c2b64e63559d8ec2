"""Headings and words of cells as they are compared with known words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DECORATION = re.compile(r"[^\w\s%€$£()\[\]/.'’,-]")
_SLASH = re.compile(r"\s*/\s*")
_POINT = re.compile(r"(?<=[^\W\d_])\.")


@lru_cache(maxsize=2**15)
def plain(text: str) -> str:
    """A header as it is compared: one line, lower case, single spaces, without decoration.

    >>> plain("  Dauer\\n(in  Min.):")
    'dauer (in min.)'
    """
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = _DECORATION.sub(" ", text.casefold())
    return " ".join(_SLASH.sub("/", text).split()).strip(" :.,-_*")


@lru_cache(maxsize=2**15)
def plain_heading(text: str) -> str:
    """A heading of an export as it is compared: plain, without underscores and the points of short forms.

    >>> plain_heading("start_time"), plain_heading("Beløp eks. mva."), plain_heading("Avg. CPC")
    ('start time', 'beløp eks mva', 'avg cpc')
    """
    return " ".join(_POINT.sub("", plain(text).replace("_", " ")).split())
