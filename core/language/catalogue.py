"""The gettext catalogues: English is the source, the others stand in locales/ as .po files.

The language is a context variable, so every visitor's script run speaks its own.

>>> with speaking("de"):
...     gettext("Channel")
'Kanal'
"""

from __future__ import annotations

import gettext as gnu
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch", "nb": "Norsk (bokmål)"}
"""Code and own name of every language a user can choose."""

_LOCALES = Path(__file__).parent / "locales"
_language: ContextVar[str] = ContextVar("language", default="en")


def current() -> str:
    """The code of the language spoken now, such as "de"."""
    return _language.get()


def speak(language: str) -> None:
    """Speak this language from here on; an unknown one falls back to English."""
    _language.set(language if language in LANGUAGES else "en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language inside the block only."""
    token = _language.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


@cache
def catalogue(language: str) -> gnu.NullTranslations:
    """The translations of one language; English, being the source, has none.

    The .po text is compiled in memory, so there is no build step and no binary file in git.
    """
    path = _LOCALES / language / "LC_MESSAGES" / "stepwise.po"
    if not path.exists():
        return gnu.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


def gettext(message: str) -> str:
    """The message in the language spoken now."""
    return catalogue(current()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the form that fits the number."""
    return catalogue(current()).ngettext(singular, plural, number)


@dataclass(frozen=True)
class Text:
    """A sentence kept as its source and its values, so that it can be said in any language later.

    >>> str(Text("{found} is below 0", {"found": "-5"}))
    '-5 is below 0'
    """

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message).format(**self.values)


@dataclass(frozen=True)
class Quoted:
    """Names of the user's in the quotation marks of the language spoken when they are shown.

    >>> str(Quoted(("Step", "Minutes")))
    '“Step”, “Minutes”'
    """

    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(gettext("“{name}”").format(name=name) for name in self.names)
