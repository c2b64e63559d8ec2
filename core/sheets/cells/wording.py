"""The text of a cell, tidied for reading and shortened for showing."""

from __future__ import annotations

import datetime as dt
import unicodedata

from core.sheets.grid import Cell

LONGEST = 80
"""Characters beyond which a text is a remark and no number, time or amount."""

_SHOWN = 40

_SAME_SIGN = str.maketrans(
    # Word processors and locales write one sign in many ways; what is not listed stays as it is.
    dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'")
    | dict.fromkeys("\u2044\u2215", "/")
    | dict.fromkeys("\u2715\u2716", "×")
    | dict.fromkeys("\u2248\u223c", "~")
    | {"\uff05": "%"}
)


def tidy(text: str) -> str:
    """The text with one kind of space, dash and apostrophe, and without what cannot be seen.

    >>> tidy(" 1\u202f234,50\u00a0kr ")
    '1 234,50 kr'
    >>> tidy("20\u201340")
    '20-40'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_SAME_SIGN)
    return " ".join(text.split())


def shown(cell: Cell) -> str:
    """The cell as a sentence quotes it: short, on one line.

    >>> shown(-5.0), shown("two\\nlines"), shown(True)
    ('-5', 'two lines', 'TRUE')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        # Python refuses to write out integers of some thousand digits.
        return str(cell) if cell.bit_length() < 120 else f"10^{int(cell.bit_length() * 0.30103)}"
    if isinstance(cell, float):
        return format(cell, ".15g") if cell == cell else ""
    if isinstance(cell, dt.timedelta):
        minutes, seconds = divmod(abs(round(cell.total_seconds())), 60)
        return f"{'-' * (cell.days < 0)}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes") if cell.hour or cell.minute else cell.date().isoformat()
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    text = "".join(letter if letter.isprintable() else " " for letter in str(cell)[: _SHOWN * 4])
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
