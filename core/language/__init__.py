"""Words, numbers, money and dates in the reader's language."""

from core.language.catalogue import LANGUAGES, Quoted, Text, current, gettext, ngettext, speak, speaking

_ = gettext

__all__ = ["LANGUAGES", "Quoted", "Text", "_", "current", "gettext", "ngettext", "speak", "speaking"]
