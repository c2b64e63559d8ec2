"""What the binary formats of Excel have in common: error codes, and numbers packed into four bytes."""

from __future__ import annotations

from struct import pack, unpack

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def error_text(code: int) -> str:
    """What Excel shows for an error code.

    >>> error_text(7)
    '#DIV/0!'
    """
    return ERRORS.get(code, "#N/A")


def packed_number(rk: int) -> float:
    """The number in an RK field: a whole number or the upper half of a float, perhaps times 100.

    >>> packed_number((-5 & 0x3FFFFFFF) << 2 | 2)
    -5.0
    """
    if rk & 2:
        whole = rk >> 2
        number = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        (number,) = unpack("<d", pack("<Q", (rk & 0xFFFFFFFC) << 32))
    return number / 100 if rk & 1 else number
