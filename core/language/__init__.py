"""Words, numbers, money and dates in the reader's language."""

from core.language.catalogue import LANGUAGES, Text, current, gettext, ngettext, speak, speaking

_ = gettext

__all__ = ["LANGUAGES", "Text", "_", "current", "gettext", "ngettext", "speak", "speaking"]
