"""How a column stands on paper in one language: its header, its unit and the values it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.language import Text
from core.sheets.kinds import Column

_UNITS: Mapping[str, Text] = {
    "min": Text("minutes"),
    "h": Text("hours"),
    "ratio": Text("share"),
    "currency": Text("currency"),
    "currency per hour": Text("currency per hour"),
    "hours per week": Text("hours per week"),
}

_CHOICES: Mapping[str, Text] = {
    "acquire": Text("acquire"),
    "deliver": Text("deliver"),
    "after": Text("after"),
    "us": Text("us"),
    "customer": Text("customer"),
    "partner": Text("partner"),
    "system": Text("system"),
    "adds value": Text("adds value"),
    "necessary": Text("necessary"),
    "waste": Text("waste"),
    "standard": Text("standard"),
    "custom": Text("custom"),
    "start": Text("start"),
    "complete": Text("complete"),
    "other": Text("other"),
    "invoice": Text("invoice"),
    "credit note": Text("credit note"),
    "refund": Text("refund"),
    "debit": Text("debit"),
    "credit": Text("credit"),
    "recurring": Text("recurring"),
    "actual": Text("actual"),
    "planned": Text("planned"),
    "earlier": Text("previous year"),
    "running": Text("cumulative"),
    "difference": Text("difference"),
    "one-off": Text("one-off"),
}

_SMALL_GERMAN_WORDS = frozenset(
    {
        *("pro", "je", "für", "von", "den", "der", "die", "das", "des", "und", "oder", "am"),
        *("vereinbart", "tatsächlich"),
    }
)


def header_word(column: Column, language: str) -> str:
    """The header a template gives this column: the first of its words in that language.

    >>> from core.sheets.kinds import PROCESS
    >>> header_word(PROCESS.column("customer_value"), "de")
    'Wert für den Kunden'
    """
    first = column.aliases[language][0]
    if language == "de":  # German writes its nouns with a capital, and a header is little else
        words = [word if word in _SMALL_GERMAN_WORDS else _capital(word) for word in first.split()]
        return _capital(" ".join(words))
    return _capital(first)


def unit_word(column: Column) -> str:
    """What a bare number in this column means, in the language spoken now; "" for words and counts.

    >>> from core.sheets.kinds import PROCESS
    >>> unit_word(PROCESS.column("minutes"))
    'minutes'
    """
    return str(_UNITS[column.unit]) if column.unit else ""


def choice_word(column: Column, value: str) -> str:
    """A value of a choice column as it is written in the language spoken now.

    A translation that the column would not understand again is not used.

    >>> from core.sheets.kinds import PROCESS
    >>> choice_word(PROCESS.column("phase"), "deliver")
    'deliver'
    """
    word = str(_CHOICES[value])
    understood = {alias.casefold() for alias in column.choices[value]}
    return word if word.casefold() in understood else value


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@dataclass(frozen=True)
class Words:
    """All values of a choice column, in the words of the language spoken when they are shown."""

    column: Column

    def __str__(self) -> str:
        return ", ".join(choice_word(self.column, value) for value in self.column.choices)
