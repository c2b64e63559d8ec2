"""Figures that stand beside what happened and are not it: plans, earlier years, running sums."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from core.language import Text
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.heading_periods import period_key
from core.sheets.tables.spend_words import is_channel

Version = Literal["actual", "planned", "earlier", "running", ""]
"""Which figure a heading or a row names: what happened, what was meant, that of an earlier time, or the sum
of all so far; "" where it does not say."""

_WORDS: dict[Version, str] = {
    "running": (
        r"kum|kumul|kumuliert\w*|kumulativ\w*|kumulert|cum|cumul|cumulative|cumulated|ytd|year to date"
        r"|running total|running|aufgelaufen\w*|hittil(?: i år)?|akkumulert\w*|akk"
    ),
    "earlier": (
        r"vorjahre?s?|vorjahreswerte?|vorjahreszeitraum|vj|vormonats?|vorwoche"
        r"|(?:previous|prior) (?:year|month|period|week)|last (?:year|month|week)|fjoråret?|i fjor"
        r"|forrige (?:år|måned|uke)|py|ly"
    ),
    "planned": (
        r"soll|sollwerte?|plan|planwerte?|planned|planung|geplante?[rsn]?|budget(?:iert|ed|ert)?|budsjett(?:ert)?"
        r"|targets?|goals?|ziele?|zielwerte?|mål|forecast|prognosen?|vorgaben?|planlagte?|estimated|anslått"
        r"|geschätzte?[rsn]?|hochrechnung"
    ),
    "actual": (
        r"ist|istwerte?|actuals?|faktiske?|tatsächliche?[rsn]?|virkelige?|regnskap|erreichte?|achieved"
    ),
}
_NOUN = re.compile(
    r"\b(?:plan|budget|budsjett|targets?|goals?|ziele?|mål|forecast|prognosen?|vorgaben?|planung)\b",
    re.IGNORECASE,
)
_EDGE = r"[\s:/|()\[\]–—-]"
_BEHIND = {
    v: re.compile(rf"(.*?){_EDGE}+(?:{words})\.?[\s)\]]*", re.IGNORECASE) for v, words in _WORDS.items()
}
_BEFORE = {
    v: re.compile(rf"[\s(\[]*(?:{words})\.?{_EDGE}+(.+)", re.IGNORECASE) for v, words in _WORDS.items()
}
_ALONE = {v: re.compile(rf"[\s(\[]*(?:{words})\.?[\s)\]]*", re.IGNORECASE) for v, words in _WORDS.items()}

NOT_WHAT_HAPPENED: dict[Version, Text] = {
    "planned": Text("a plan, nothing that happened"),
    "earlier": Text("the figure of an earlier time beside that of now"),
    "running": Text("it adds up the figures so far, which count already"),
}
"""Why a column or a row of such figures is not read."""


@lru_cache(maxsize=2**13)
def split_version(text: str) -> tuple[str, Version]:
    """What a heading is about, and which of several figures for it stands there.

    >>> split_version("Leads Soll"), split_version("Actual spend"), split_version("Jan 2026 (Ist)")
    (('Leads', 'planned'), ('spend', 'actual'), ('Jan 2026', 'actual'))
    >>> split_version("Kunden kum."), split_version("Angebote")
    (('Kunden', 'running'), ('Angebote', ''))
    """
    for version in _WORDS:
        if _ALONE[version].fullmatch(text):
            return "", version
        found = _BEHIND[version].fullmatch(text) or _BEFORE[version].fullmatch(text)
        if found and found[1].strip(" -–(:"):
            return found[1].strip(" -–(:"), version
    return text, ""


def version_of_name(text: str, siblings: frozenset[str] = frozenset()) -> tuple[str, Version]:
    """The same of the name of a stage or a channel, which may hold a word for plans of its own.

    "Goal reached" and "Free plan" are names: a noun such as "plan" is only taken for that where the rest is
    known as a stage, a channel or a period, or stands in another name, as `siblings` tells.

    >>> version_of_name("Leads Plan"), version_of_name("Goal reached"), version_of_name("Free plan")
    (('Leads', 'planned'), ('Goal reached', ''), ('Free plan', ''))
    """
    rest, version = split_version(text)
    if version != "planned" or not rest or not _NOUN.search(text):
        return rest, version
    known = stage_of(rest) or is_channel(rest) or period_key(rest) or rest.casefold() in siblings
    return (rest, version) if known else (text, "")


def siblings_of(headings: Sequence[str]) -> frozenset[str]:
    """What at least two of these headings are about: "Gespräche" of "Gespräche Plan" and "Gespräche Ist".

    >>> siblings_of(["Gespräche Plan", "Gespräche Ist", "Free plan"])
    frozenset({'gespräche'})
    """
    rests = Counter(split_version(heading)[0].casefold() for heading in headings if heading)
    return frozenset(rest for rest, count in rests.items() if rest and count > 1)


def is_a_plan(title: str) -> bool:
    """Whether a title says that the figures below it are planned: "Plan 2026", "Soll".

    >>> is_a_plan("Plan 2026"), is_a_plan("Ist 2026"), is_a_plan("Werbekosten")
    (True, False, False)
    """
    return split_version(re.sub(r"\b(?:19|20)[0-9]{2}(?:/[0-9]{2,4})?\b", "", title).strip())[1] == "planned"
