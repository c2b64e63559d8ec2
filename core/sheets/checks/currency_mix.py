"""Amounts in several currencies in one column: they cannot be added up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from core.errors import CellRefused
from core.sheets.cells.currencies import currency_code
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell

_WORD = re.compile(r"[^\W\d_]+|[€$£¥]")
_HUNDREDTHS = re.compile(
    r"(?<![^\W\d_])(?:euro-?cents?|cents?|ct|øre|öre|pence|rappen)(?![^\W\d_])", re.IGNORECASE
)
_THOUSANDS = re.compile(
    r"\b[tk]\s?(?:€|eur|chf|nok|usd|gbp|kr)(?![^\W\d_])|\btsd\b|\btausend\b"
    r"|\bin 1[.' ]?000\b|€\s?k\b|\bthousand",
    re.IGNORECASE,
)


def header_currency(header: str) -> str | None:
    """The currency that a heading names, or None.

    >>> header_currency("Kosten (CHF)"), header_currency("Kosten")
    ('CHF', None)
    """
    codes = {code for word in _WORD.findall(header) if (code := currency_code(word))}
    return codes.pop() if len(codes) == 1 else None


def in_thousands(header: str) -> bool:
    """Whether a heading says that its amounts are thousands: "Kosten [T€]".

    >>> in_thousands("Kosten [T€]"), in_thousands("Budget kNOK"), in_thousands("Kosten (€)")
    (True, True, False)
    """
    return bool(_THOUSANDS.search(header))


def in_cents(header: str) -> bool:
    """Whether a heading says that its amounts are hundredths: "Betrag (Cent)", "amount_cents".

    >>> in_cents("Betrag (Cent)"), in_cents("Beløp i øre"), in_cents("Percent"), in_cents("Center")
    (True, True, False, False)
    """
    return bool(_HUNDREDTHS.search(header))


def foreign(named: Sequence[tuple[int, str, Cell]], header: str) -> list[tuple[int, CellRefused, Cell]]:
    """The cells whose currency is not that of their column, by row; `named` gives row, currency and cell.

    The column's currency is its heading's, else that of most cells; where two are as frequent, all are asked.

    >>> [row for row, _, _ in foreign([(1, "EUR", "5 €"), (2, "EUR", "6 €"), (3, "CHF", "7 CHF")], "Kosten")]
    [3]
    """
    counts = Counter(currency for _, currency, _ in named)
    own = header_currency(header)
    if own is None and counts:
        (first, most), *others = counts.most_common()
        own = first if not others or others[0][1] < most else None
    if set(counts) <= {own}:
        return []
    return [
        (
            row,
            CellRefused(
                "“{found}” is in {currency}, and other amounts of this column are in "
                "{others}. Currencies are not "
                "converted: write all amounts in one of them.",
                found=shown(cell),
                currency=currency,
                others=", ".join(sorted(({own} if own else set(counts)) - {currency, None})),
            ),
            cell,
        )
        for row, currency, cell in named
        if currency != own
    ]
