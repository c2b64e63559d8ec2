"""Units of time: how long they are, and how cells and headers name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from core.sheets.cells.wording import LONGEST, tidy

UNITS: Mapping[str, float] = MappingProxyType({"s": 1 / 60, "min": 1.0, "h": 60.0, "d": 1440.0, "w": 10080.0})
"""Minutes of each unit; days and weeks are those of the calendar, 24 hours and 7 days."""

WITHOUT_LENGTH = frozenset({"workday", "month"})
"""Units that cells and headers name, but that have no fixed length."""

_NAMES = {
    "s": "s sec secs second seconds sek sekunde sekunden sekund sekunder",
    "min": "min mins minute minutes minuten minutt minutter minuttar m '",
    "h": "h hr hrs hour hours std stdn stunde stunden t tim time timer timar",
    "d": "d day days tag tage tagen tg kalendertag kalendertage wartetag wartetage dag dager dagar døgn",
    "w": "w wk wks week weeks woche wochen uke uker veke veker",
    "workday": "workday workdays arbeitstag arbeitstage arbeitstagen werktag werktage werktagen personentag "
    "personentage manntag manntage pt arbeidsdag arbeidsdager virkedag virkedager dagsverk",
    "month": "month months monat monate monaten mon måned måneder mnd månad månader",
}
_UNIT_OF = {name: unit for unit, names in _NAMES.items() for name in names.split()}

_TWO_WORDS = re.compile(r"\b(?:working|work|business) days?\b")

# In a header, single letters and singulars are often something else: "Phase D", "Second call", "i dag".
_LETTERS = frozenset(["s", "d", "t", "w"])
_SINGULARS = frozenset(
    ["second", "tag", "day", "dag", "woche", "week", "uke", "veke", "monat", "month", "måned"]
)
_NEVER_IN_HEADERS = frozenset({"time", "m", "mon", "pt", "'"})
_ENDINGS = (
    ("arbeitstage", "workday"),
    ("minuten", "min"),
    ("minutter", "min"),
    ("stunden", "h"),
    ("timer", "h"),
    ("sekunden", "s"),
    ("dager", "d"),
    ("wochen", "w"),
    ("monate", "month"),
)
_HUMPS = re.compile(r"(?<=[a-zäöüßåæø])(?=[A-ZÄÖÜÅÆØ])|_")
_PLURAL = re.compile(r"(?<=[^\W\d_])\((s|n|e|en|er)\)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_PER = re.compile(r"\s(?:pro|per|je|pr\.?|for each|à)\s|/", re.IGNORECASE)
_AFTER_SLASH = re.compile(r"/\s*([^\W\d_]+)\b")
_IN_UNIT = re.compile(r"\b(?:in|i)\s+([^\W\d_]+)\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK_PATTERN = re.compile(r"\b[hst]{1,2}:m{1,2}(?::s{1,2})?\b", re.IGNORECASE)


def named_unit(word: str) -> str | None:
    """The unit a word in a cell names: a key of `UNITS`, "workday", "month", or None.

    >>> named_unit("Std."), named_unit("timer"), named_unit("Werktage"), named_unit("calls")
    ('h', 'h', 'workday', None)
    """
    return _UNIT_OF.get(word.lower().removesuffix("."))


def header_unit(header: str) -> str | None:
    """The unit of time that a column's header names, or None.

    A key of `UNITS`, or "workday" or "month": those are named too, so that nobody takes them for
    minutes, and `duration` refuses them with the fitting sentence.

    >>> header_unit("Dauer (h)"), header_unit("Tid i timer"), header_unit("Minuten pro Kontakt")
    ('h', 'h', 'min')
    >>> header_unit("Time"), header_unit("Min. Dauer"), header_unit("Stunden oder Tage")
    (None, None, None)
    """
    text = _CLOCK_PATTERN.sub(" ", _HUMPS.sub(" ", _PLURAL.sub(r"\1", tidy(header[: LONGEST * 4]))))
    for bracketed in _BRACKETED.findall(text):
        units = _units(_PER.split(f" {bracketed} ")[0], _NEVER_IN_HEADERS)
        if units:
            return _the_only(units)
    text = _BRACKETED.sub(" ", text)
    for word in _IN_UNIT.findall(text):
        units = _units(word, _NEVER_IN_HEADERS | _SINGULARS)
        if units:
            return _the_only(units)
    ordinary = _NEVER_IN_HEADERS | _SINGULARS | _LETTERS
    units = _units(_PER.split(f"{text} ")[0], ordinary, shortest=True)
    if units:
        return _the_only(units)
    # "Zeit / min" is the notation of physics; "Zeit / Tag" is a time per day.
    units = {unit for word in _AFTER_SLASH.findall(text) for unit in _units(word, ordinary)}
    return _the_only(units) if units <= {"s", "min", "h"} else None


def _the_only(units: set[str]) -> str | None:
    return units.pop() if len(units) == 1 else None


def _units(text: str, other_words: frozenset[str], *, shortest: bool = False) -> set[str]:
    """The units that a part of a header names; `shortest` says that "Min. Dauer" is no unit."""
    if text.strip() == "T":  # "T" is days to a German, hours to a Norwegian
        return set()
    words: list[str] = _WORD.findall(_TWO_WORDS.sub("workdays", text.lower()))
    found = set()
    for position, word in enumerate(words):
        if word in other_words or (shortest and word == "min" and position == 0 and len(words) > 1):
            continue
        unit = _UNIT_OF.get(word) or next((unit for ending, unit in _ENDINGS if word.endswith(ending)), None)
        if unit:
            found.add(unit)
    return found
