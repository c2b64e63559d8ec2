"""Words for days on which somebody did not work: Urlaub, krank, ferie, public holiday."""

from __future__ import annotations

import re

from core.sheets.grid import Cell

_DAY_OFF = re.compile(
    r"(?:bezahlter? |gesetzlicher? |halber |1/2 )?"
    r"(?:urlaub(?:stag)?|resturlaub|sonderurlaub|feiertag|krank|krankheit|krankenstand|krankheitstag"
    r"|krankgeschrieben|krank mit au|krank ohne au|kind krank|elternzeit|mutterschutz|freizeitausgleich"
    r"|überstundenabbau|zeitausgleich|abwesend|abwesenheit|frei|wochenende|ruhetag|ferien"
    r"|ferie|ferier|feriedag|helligdag|syk|sykdom|sykemelding|sykmelding|egenmelding|permisjon|fri|avspasering"
    r"|vacation|annual leave|paid leave|unpaid leave|parental leave|holiday|holidays|public holiday"
    r"|bank holiday|sick|sick leave|sick day|absent|absence|off|day off|weekend|time off|leave|pto"
    r"|ostermontag|ostersonntag|karfreitag|pfingstmontag|christi himmelfahrt|fronleichnam|tag der arbeit"
    r"|tag der deutschen einheit|neujahr|1\. mai|heiligabend|silvester|[12]\. weihnachtstag)\.?",
    re.IGNORECASE,
)
_ALSO_NAMES = frozenset(["frei", "fri", "off", "krank", "wochenende", "leave", "syk", "weekend", "holiday"])
"""Words that are surnames or projects as well."""
_SHORT = frozenset(["u", "k", "ur", "kr", "urlaub", "f-tag", "au", "ku"])


def is_day_off(cell: Cell, *, name: bool = False) -> bool:
    """Whether a cell says in whole that nobody worked; of customers and projects (`name`) only beyond doubt.

    >>> is_day_off("Urlaub"), is_day_off("Urlaubsplanung Website"), is_day_off("Frei", name=True)
    (True, False, False)
    """
    if not isinstance(cell, str) or len(cell) > 40:
        return False
    text = " ".join(cell.split())
    return bool(_DAY_OFF.fullmatch(text)) and not (name and text.casefold().strip(".") in _ALSO_NAMES)


def is_short_for_one(cell: Cell) -> bool:
    """Whether a cell is one of the letters that duty rosters write for vacation and sickness: U, K.

    >>> is_short_for_one("U"), is_short_for_one("F")
    (True, False)
    """
    return isinstance(cell, str) and cell.strip().casefold() in _SHORT
