"""Single cells: a time, a rate, an amount of money or a count, as people write them in their sheets."""

from core.sheets.cells.blanks import is_blank, is_error
from core.sheets.cells.counts import count
from core.sheets.cells.durations import UNITS, duration, header_unit
from core.sheets.cells.money import money
from core.sheets.cells.numbers import decimal_sign, number
from core.sheets.cells.rates import rate, rate_scale
from core.sheets.cells.reading import Reading

__all__ = [
    "UNITS",
    "Reading",
    "count",
    "decimal_sign",
    "duration",
    "header_unit",
    "is_blank",
    "is_error",
    "money",
    "number",
    "rate",
    "rate_scale",
]
