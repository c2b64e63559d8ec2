"""Which process the project, the tags or the customer of a time entry speak of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

import pandas as pd
from rapidfuzz import fuzz, utils

from core.sheets.kinds import PROCESS

_ALIKE = 85.0
"""From this likeness on, of 100, a text is taken for a channel's name."""


def text_key(text: str) -> str:
    """A text as it is compared and remembered: without case, signs and more than single spaces.

    >>> text_key("  Angebot – schreiben!")
    'angebot schreiben'
    """
    return " ".join(utils.default_process(normalize("NFC", text)).split())


class Process(NamedTuple):
    """A channel, a phase, or a phase of a channel; "" where it is left open."""

    channel: str = ""
    phase: str = ""

    def holds(self, channel: str, phase: str) -> bool:
        """Whether the steps of this channel and phase belong to it.

        >>> Process("Events").holds("Events", "acquire"), Process("", "deliver").holds("Events", "acquire")
        (True, False)
        """
        return self.channel in ("", channel) and self.phase in ("", phase)

    def narrowed(self, other: Process) -> Process:
        """This process, with what it leaves open as the other one says."""
        return self if other == ANY else Process(self.channel or other.channel, self.phase or other.phase)


ANY = Process()
"""What nothing narrows down."""


class Processes:
    """The processes of these steps (channel, phase), by the words that people use for them."""

    def __init__(self, steps: pd.DataFrame) -> None:
        channels = steps["channel"].dropna().unique().tolist()
        # The longest name first, so that "Search ads" is not taken for a channel "Ads".
        keyed = [(text_key(str(name)), str(name)) for name in channels]
        self._channels = sorted(keyed, key=lambda one: -len(one[0]))
        self._phases = {word: phase for word, phase in _PHASES.items() if phase in set(steps["phase"])}
        self._of = lru_cache(maxsize=None)(self._look_up)

    def of(self, text: str) -> Process:
        """The process that a text names: a channel by its whole name in it, a phase as the only word.

        >>> processes = Processes(pd.DataFrame({"channel": ["Events"], "phase": ["acquire"]}))
        >>> processes.of("Events 2026"), processes.of("Vertrieb") == Process("", "acquire")
        (Process(channel='Events', phase=''), True)
        >>> processes.of("Lindner") == ANY
        True
        """
        return self._of(text)

    def of_all(self, texts: Iterable[str]) -> Process:
        """What several texts name together, the first of them most."""
        found = ANY
        for text in texts:
            found = found.narrowed(self.of(text))
        return found

    def _look_up(self, text: str) -> Process:
        key = text_key(text)
        called = dict(self._channels)
        if key in self._phases and key not in called:
            return Process(phase=self._phases[key])
        for channel, name in self._channels:
            if channel and (f" {channel} " in f" {key} " or fuzz.token_sort_ratio(channel, key) >= _ALIKE):
                return Process(channel=name)
        return ANY


_PHASES = {
    text_key(word): phase for phase, words in PROCESS.column("phase").choices.items() for word in words
}
"""The phase by every word that sheets have for it."""
