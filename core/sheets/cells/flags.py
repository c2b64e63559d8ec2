"""Yes and no: ja/nein, true/false, wahr/falsch, sann/usann, x, 1/0, ✓/✗, billable/non-billable."""

from __future__ import annotations

from core.language import Text
from core.sheets.cells.refusals import Wanted, unreadable, words_of
from core.sheets.grid import Cell

WANTED = Wanted(Text("yes or no"), Text("yes or no"), Text("yes or no"))

_SAYS = {
    True: """yes, y, ja, j, true, wahr, sann, sant, x, 1, ✓, ✔, ☑, ✅,
        billable, chargeable, abrechenbar, verrechenbar, fakturierbar, fakturerbar, fakturerbart""",
    False: """no, n, nein, nei, false, falsch, usann, usant, 0, ✗, ✘, ☐, ❌,
        non-billable, nonbillable, non billable, not billable, unbillable, non-chargeable, not chargeable,
        nicht abrechenbar, nicht verrechenbar, nicht fakturierbar, ikke fakturerbar, ikke fakturerbart""",
}
_FLAG_OF = {word.strip(): value for value, words in _SAYS.items() for word in words.split(",")}


def flag(cell: Cell) -> bool:
    """Whether a cell says yes; an empty one says no, for such columns are often only ticked.

    A placeholder such as "n/a" says neither and is refused, as is every other word.

    >>> flag("Ja"), flag("x"), flag("nicht abrechenbar"), flag(0), flag(None)
    (True, True, False, False, False)
    """
    if isinstance(cell, bool):
        return cell
    if cell is None or cell != cell or (isinstance(cell, str) and not cell.strip()):
        return False
    if isinstance(cell, (int, float)):
        if cell in (0, 1):
            return bool(cell)
        raise unreadable(cell, WANTED)
    said = _FLAG_OF.get(words_of(cell, WANTED).lower().removesuffix("."))
    if said is None:
        raise unreadable(cell, WANTED)
    return said
