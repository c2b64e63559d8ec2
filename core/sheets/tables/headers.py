"""What a header means: its words are compared with what each column is called in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from core.language import Text
from core.sheets.cells.time_units import header_unit
from core.sheets.kinds import DERIVED, KINDS, PROCESS, ROLES, Kind
from core.sheets.kinds.plain import plain as plain  # the recogniser finds it here, too
from core.sheets.kinds.plain import plain_heading

ACCEPT = 85.0
"""From this likeness on (0 to 100) a header is understood without asking."""
SUGGEST = 60.0
"""From this likeness on a column is suggested, never used unasked."""
_SHORT = 6
"""Shorter words than this are too easily alike ("Wer", "Wert") to be understood by likeness."""

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_CURRENCY = re.compile(r"€|\$|£|\b(?:eur|euro|nok|sek|dkk|chf|usd|gbp|kr)\b\.?", re.IGNORECASE)
_IN_CURRENCY = re.compile(rf"\b(?:in|i)\s+(?:{_CURRENCY.pattern})", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:\b(?:in|i|als|as)\s+)?(?:%|\b(?:min|mins|minuten|minutes|minutter|std|stunden|h|hrs|hours|timer"
    r"|sek|sec|prozent|percent|prosent|tagen?|days|dager|[ht]{1,2} mm(?: ss)?)\b\.?)\s*$",
    re.IGNORECASE,
)
_PER = re.compile(r"(?:\b(?:pro|je|per|pr\.?)\s+|\s*/\s*)(\w+)\b.*$", re.IGNORECASE)
_WIN = re.compile(
    r"^(?:kunden?|kundin|auftrag|abschluss|customers?|win|won|client|deal|order|sale|salg|ordre|vunnet|gewonnenem)$"
)
_SPAN = re.compile(r"^(?:stunde|std|h|hour|time|woche|week|uke|monat|month|måned|tag|day|dag|jahr|year|år)$")
_QUALIFIER = re.compile(
    r"\b(?:geschätzte?r?|gemessene?r?|circa|ca|durchschn\w*|durchschnittl\w*|durchschnitt|mittlere?r?|netto"
    r"|schnitt|avg|average|mean|estimated|est|measured|actual|typical|gjennomsnittlig|snitt|målt|anslått|gj\.?snitt"
    r"|ist|soll|plan|geplante?r?|planned|planlagt|aktuelle?r?|derzeit|current|tatsächliche?r?|real|faktisk|ziel"
    r"|vorgabe|target|geschätzt|gemessen|alte?r?|neue?r?|bisher|bisherige?r?|old|new|gammel|ny)\b"
    r"|ø|⌀",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"gemessen|measured|målt|stoppuhr|stopwatch|tracked|getrackt|\b(?:actual|faktisk)\b"
    r"|(?:^|[(\[])\s*ist\b(?! \w)|\bist\s*(?:$|[)\](])",  # "Ist", "Minuten (Ist)"; not "Was ist zu tun?"
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:ges|gesamt\w*|summe|total\w*|kumul\w*|cumul\w*|insgesamt|subtotal|sum)\b", re.IGNORECASE
)


_TIMES = ("s", "min", "h")
_EXPENSE = re.compile(r"\baufw[aä]nde?\b|\bexpenses?\b", re.IGNORECASE)
_STEPS_OF = re.compile(
    r"(schritte?|arbeitsschritte?|aufgaben?|tätigkeit(?:en)?|steps?|tasks?|steg|trinn|oppgaver?)"
    r" (?:bis|zum|zur|im|in|beim|bei|bis zum|for|für|of|to|towards|i|til|på|mot|vom|von) "
)
"""A heading for steps that goes on to say which: "Schritte bis zum Kunden"."""


@dataclass(frozen=True)
class Match:
    """The column a header stands for, how alike they are (0 to 100) and why."""

    column: str
    score: float
    reason: Text


def is_measured(header: str) -> bool:
    """Whether the header says that its figures were measured.

    >>> is_measured("Dauer (gemessen)")
    True
    """
    return bool(_MEASURED.search(header))


@lru_cache(maxsize=2**14)
def match(header: str, kind: Kind) -> Match | None:
    """The column of this kind that a header most likely means; None where nothing is like it.

    Tried in turn: the words as they are, without brackets and units, without qualifiers such as "average",
    without "per call" or "/ call"; then the likeness of all words in any order. What is computed from
    other columns ("total", "minutes per customer") is no column of the kind, see `is_derived`.

    >>> from core.sheets.kinds import KINDS
    >>> match("Ø Dauer (Min.)", KINDS["process"]).column
    'minutes'
    """
    text = plain(header)
    if kind.records:
        return _in_records(header, text, kind) if text else None
    if not text or is_derived(header):
        return None
    found = _as_worded(header, text, kind)
    return _unless_the_unit_says_otherwise(found, header, text, kind) if found else None


def _as_worded(header: str, text: str, kind: Kind) -> Match | None:
    known = _aliases(kind)
    reason = Text("“{header}” is a word for it", {"header": header.strip()})
    bare = " ".join(_BRACKETS.sub(" ", text).split())
    nothing_else = not _UNIT.sub("", _QUALIFIER.sub(" ", bare)).strip(" .:-,/")
    if kind.name == "process" and nothing_else and header_unit(header) in _TIMES and _QUALIFIER.search(bare):
        return Match("minutes", 100.0, reason)  # "Ist (min)", "geschätzt in h"
    for form in _forms(text):
        if form in known:
            return Match(known[form], 100.0, reason)
    steps = _STEPS_OF.match(text)
    if steps and known.get(steps.group(1)) == "step":
        return Match("step", 100.0, reason)
    return _likeness(header, _forms(text), kind)


def _in_records(header: str, text: str, kind: Kind) -> Match | None:
    """The column of a kind of records: a known word, else the likest one, unless it means something else."""
    known = _aliases(kind)
    forms = heading_forms(header)
    reason = Text("“{header}” is a word for it", {"header": header.strip()})
    others = _others(kind)
    for form in forms:
        if form in known:
            return _unless_it_is_time(Match(known[form], 100.0, reason), header, text, kind)
        if form in others:
            return None
    found = _likeness(header, forms, kind)
    if found is None or (others and _likest(forms, others) >= found.score):
        return None
    return _unless_it_is_time(found, header, text, kind)


def _unless_it_is_time(found: Match, header: str, text: str, kind: Kind) -> Match | None:
    """The match, unless its heading names a unit of time for money or a currency for time."""
    reads = kind.column(found.column).reads
    if reads in ("length", "hours") and _CURRENCY.search(text) and header_unit(header) is None:
        return None
    in_time = header_unit(header) in _TIMES and not _CURRENCY.search(text)
    if reads == "amount" and in_time and found.column != "hourly_rate":
        return None
    return found


def _likest(forms: tuple[str, ...], words: frozenset[str]) -> float:
    likest = (process.extractOne(form, words, scorer=fuzz.token_sort_ratio) for form in forms)
    return max((found[1] for found in likest if found), default=0.0)


@lru_cache(maxsize=2**14)
def heading_forms(header: str) -> tuple[str, ...]:
    """A heading, step by step barer, as it is compared with the words of records.

    >>> heading_forms("Amount (EUR)")
    ('amount (eur)', 'amount')
    """
    text = plain_heading(header)
    return tuple(dict.fromkeys((*_forms(text), *_forms(_IN_CURRENCY.sub("", text).strip() or text))))


@cache
def words_of_records() -> frozenset[str]:
    """Every word for any column of any kind of records.

    >>> "invoice date" in words_of_records()
    True
    """
    return frozenset(word for kind in KINDS.values() if kind.records for word in _aliases(kind))


def is_word_of(header: str, kind: Kind) -> bool:
    """Whether a heading is, but for its unit or currency, a known word for a column of this kind.

    >>> from core.sheets.kinds import KINDS
    >>> is_word_of("Amount (EUR)", KINDS["invoices"]), is_word_of("Acme Ltd", KINDS["invoices"])
    (True, False)
    """
    known = _aliases(kind)
    return any(form in known for form in heading_forms(header))


def is_other(header: str, kind: Kind) -> bool:
    """Whether a heading stands in tables of this kind and means none of its columns, such as "VAT rate".

    >>> from core.sheets.kinds import KINDS
    >>> is_other("VAT rate", KINDS["invoices"])
    True
    """
    others = _others(kind)
    return any(form in others for form in heading_forms(header))


def alias_rank(header: str, kind: Kind) -> int:
    """How far down a column's words a heading stands: the first ones say most clearly what it is.

    >>> from core.sheets.kinds import KINDS
    >>> alias_rank("Net amount", KINDS["invoices"]) < alias_rank("Value", KINDS["invoices"])
    True
    """
    ranks = _ranks(kind)
    forms = heading_forms(header)
    return min((ranks[form] for form in forms if form in ranks), default=999)


def _unless_the_unit_says_otherwise(found: Match, header: str, text: str, kind: Kind) -> Match | None:
    """The match, unless the unit in the heading contradicts it: no rate is in minutes, no time in euros."""
    reads = kind.column(found.column).reads
    if reads == "rate" and header_unit(header) in _TIMES:
        return None
    if reads in ("duration", "waiting") and _CURRENCY.search(text) and header_unit(header) is None:
        if not _EXPENSE.search(text):
            return None
        return Match(
            "cash", found.score, Text("“{header}” is an amount of money", {"header": header.strip()})
        )
    return found


@cache
def is_derived(header: str) -> bool:
    """Whether a header names what the sheet computes itself, such as a total or a cost per customer.

    >>> is_derived("Gesamtminuten"), is_derived("Minuten pro Kunde"), is_derived("Minuten")
    (True, True, False)
    """
    text = plain(header)
    if any(form in _derived() for form in _forms(text)[:2]):
        return True
    per = _PER.search(text)
    if per and _WIN.match(per.group(1)) and not _is_known(text):
        return True
    return bool(_SUM.search(text)) and not _is_known(text)


def _is_known(text: str) -> bool:
    return any(text in _aliases(kind) for kind in (PROCESS, ROLES))


def _likeness(header: str, forms: tuple[str, ...], kind: Kind) -> Match | None:
    known = _aliases(kind)
    found = max(
        (process.extractOne(form, known.keys(), scorer=fuzz.token_sort_ratio) for form in forms),
        key=lambda result: result[1],
        default=None,
    )
    if found is None or found[1] < SUGGEST:
        return None
    alias, score, _ = found
    if len(alias) < _SHORT:
        score = min(score, ACCEPT - 1)
    words = {"header": header.strip(), "alias": alias}
    return Match(known[alias], float(score), Text("“{header}” is much like “{alias}”", words))


@lru_cache(maxsize=4096)
def _forms(text: str) -> tuple[str, ...]:
    """The header's words, step by step barer; each form once."""
    bare = " ".join(_BRACKETS.sub(" ", text).split())
    bare = " ".join(_CURRENCY.sub(" ", bare).split()) or bare
    unitless = _UNIT.sub("", bare).strip(" .:-,/") or bare
    unqualified = " ".join(_QUALIFIER.sub(" ", unitless).split()).strip(" .:-,/") or unitless
    per = _PER.search(unqualified)
    forms = [text, bare, unitless, unqualified]
    if per and not _WIN.match(per.group(1)) and not _SPAN.match(per.group(1)):
        forms.append(_PER.sub("", unqualified).strip(" .:-,/"))
    return tuple(dict.fromkeys(form.strip(" .:-,/") for form in forms if form.strip(" .:-,/")))


@cache
def _aliases(kind: Kind) -> dict[str, str]:
    compared = plain_heading if kind.records else plain
    return {compared(alias): column.name for column in reversed(kind.columns) for alias in column.words}


@cache
def _ranks(kind: Kind) -> dict[str, int]:
    listed = (words for column in kind.columns for words in column.aliases.values())
    ranks: dict[str, int] = {}
    for words in listed:
        for rank, word in enumerate(words):
            form = plain_heading(word)
            ranks[form] = min(rank, ranks.get(form, rank))
    return ranks


@cache
def known_words() -> frozenset[str]:
    """Every word for any column of steps and roles, as `plain` gives it."""
    return frozenset(word for kind in (PROCESS, ROLES) for word in _aliases(kind))


@cache
def _others(kind: Kind) -> frozenset[str]:
    return frozenset(plain_heading(word) for word in kind.not_ours)


@cache
def _derived() -> frozenset[str]:
    return frozenset(plain(word) for word in DERIVED)
