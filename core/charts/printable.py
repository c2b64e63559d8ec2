"""Texts as a file can hold them: what a sheet brings along may break XML, or turn a whole sentence around."""

from __future__ import annotations

import re
import unicodedata

_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that nobody sees and that change the direction of all that follows."""


def printable(text: str) -> str:
    """A text without signs that XML forbids, that cannot be encoded, or that turn its neighbours around.

    Line breaks stay, other white space becomes a space, and letters of every script are kept.

    >>> printable("Call\\x00 the\\tclient \\u202eback")
    'Call the client back'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_kept(sign) for sign in text.replace("\r\n", "\n"))


def on_one_line(text: str) -> str:
    """A printable text on one line, with single spaces; those that must not break stay.

    >>> on_one_line(" Call\\n the  client ")
    'Call the client'
    """
    return re.sub(r"[ \n]+", " ", printable(text)).strip(" ")


def _kept(sign: str) -> str:
    if sign == "\n" or " " <= sign <= "~":
        return sign
    if sign.isspace():
        # A space that must not break stays one.
        return sign if sign in "\u00a0\u202f\u2009" else "\n" if sign in "\r\u2028\u2029" else " "
    # Cc: control signs, Cs: halves of a sign, Cn: no sign at all, such as U+FFFF.
    if sign in _TURNS or unicodedata.category(sign) in {"Cc", "Cs"} or ord(sign) & 0xFFFE == 0xFFFE:
        return ""
    return sign
