"""Cells that hold nothing, and cells that hold the error of a formula."""

from __future__ import annotations

import re
from functools import lru_cache

from core.sheets.cells.wording import LONGEST, tidy
from core.sheets.grid import Cell

_ONLY_MARKS = re.compile(r"[-_./?… ]*")
_DECORATION = re.compile(r"[-\s.…<>\[\]()]+")

# Written without spaces, dots and brackets: "k. A." is "ka", "- Select -" is "select".
_NOTHING_IN_WORDS = """
    n/a na nan nat null nil none tbd tba tbc unknown notknown notavailable notapplicable notgiven
    notspecified blank empty select pleaseselect selectone choose pleasechoose
    ka k/a keineangabe keineangaben nv unbekannt nichtbekannt nichtangegeben nichtverfügbar
    nichtzutreffend entfällt leer bittewählen bitteauswählen auswählen
    i/a i/t ikkeoppgitt ikkeangitt ikkeaktuelt ikkerelevant ikketilgjengelig ukjent mangler tomt velg velgen
"""
_STANDS_FOR_NOTHING = frozenset(_NOTHING_IN_WORDS.split())

_ERROR = re.compile(
    r"""
    \#[^\W\d_][\w/]*[!?]                     # #DIV/0! #NAME? #WERT! #BEZUG! #VERDI! #NAVN? in any language
    | \#(?:N/A | NV | I/T | GETTING_DATA | DATEN_ABRUFEN | HENTER_DATA)
    | (?:Err|Fehler|Feil|\#ERR):?\s?[0-9]{3} # LibreOffice
    | \#{3,}                                 # a column too narrow for its number, exported as it was seen
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ERROR_BEGINS = frozenset("#EeFf")


def is_blank(cell: Cell) -> bool:
    """Whether the cell says nothing: empty, a dash, "n/a", "k. A.", "ikke oppgitt", "Select".

    >>> is_blank(" – "), is_blank("k. A."), is_blank(0), is_blank("0")
    (True, True, False, False)
    """
    if cell is None:
        return True
    if not isinstance(cell, str):
        return cell != cell  # only NaN and NaT differ from themselves
    return len(cell) <= 2 * LONGEST and _says_nothing(cell)


# The same few words stand in many cells of a sheet.
@lru_cache(maxsize=2**16)
def _says_nothing(text: str) -> bool:
    text = text.strip()
    if len(text) > LONGEST:
        return False
    text = tidy(text)
    if _ONLY_MARKS.fullmatch(text):
        return True
    return _DECORATION.sub("", text).lower() in _STANDS_FOR_NOTHING


def is_error(cell: Cell) -> bool:
    """Whether the cell holds the error of a formula, in English, German or Norwegian.

    >>> is_error("#DIV/0!"), is_error("#BEZUG!"), is_error("#NV"), is_error("#1 channel")
    (True, True, True, False)
    """
    if not isinstance(cell, str) or not cell or len(cell) > LONGEST:
        return False
    return cell.lstrip()[:1] in _ERROR_BEGINS and bool(_ERROR.fullmatch(cell.strip()))
