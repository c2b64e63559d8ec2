"""What the text of a row says of a sum: "Wochensumme", "Alpha gesamt", "Sum uke 10", "Übertrag"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.sheets.cells.months import MONTH_NAME, WEEKDAY_NAME, month_number
from core.sheets.records.cell_columns import Texts
from core.sheets.records.plain_texts import among, ends_with_digit
from core.sheets.records.total_names import A_TOTAL, begins_like_one, reason, surely_one

What = Literal["total", "carried", "tax", "payable"]
Strength = Literal["whole", "edge", "within"]


@dataclass(frozen=True)
class SumLabel:
    """A text that holds a word of summing.

    `strength` is "whole" where it says nothing else ("Wochensumme KW 10"), "edge" where something else
    stands before or after the word ("Alpha gesamt"), "within" otherwise. `part` is that something else;
    `week` and `month` are named ones. `key` is the same for all sums of one sort, whatever they sum.
    """

    what: What
    strength: Strength
    key: str = ""
    part: str = ""
    week: int | None = None
    month: int | None = None
    loose: bool = False
    """Whether its word also means something else: "Ergebnis", "zusammen"."""
    percent: float | None = None
    """Of a tax: its rate."""


_MAY_SUM = (
    r"(?i)^.{0,40}(?:summ[ae]|sum(?:s|\b)|total|gesamt|\b(?:ins)?ges\.|insg\.|ergebnis\W*$|zusammen\W*$"
    r"|sammen(?:lagt)?\W*$|samlet|Σ|∑|altogether|(?:ü|u|ue)bertrag|vortrag|forward|\b[bc]/[fd]|overført|saldo"
    r"|opening balance|mwst|mehrwertsteuer|ust\b|umsatzsteuer|\bvat\b|\bmva\b|\bmoms\b|merverdiavgift"
    r"|sales tax|betrag|beløp|amount due|balance due|betale)|^\W*(?:ergebnis|zusammen|(?:til ?)?sammen)"
)
"""Whatever speaks of a sum matches this; what only may ("zusammen mit Anna") only at either end."""
_LONGEST = 60
_MANY = 50_000

_OF = (
    "(?:tages|wochen|monats|jahres|quartals|zwischen|teil|gesamt|end|kunden|projekt|schluss|seiten|stunden"
    "|zeit)"
)
_SUM = re.compile(
    rf"(?:{_OF}?summen?|in-?summe|summa|sums?|\w*(?:dag|dags|uke|ukes|måned|måneds|total|del|slutt|års|side)sum"
    r"|(?:ins)?gesamt|insg|ges|gesamt(?:summe|ergebnis|betrag|stunden|std|zeit|aufwand|dauer|kosten|minuten"
    r"|arbeitszeit|total)|\w*totale?|totals|totalt|totaa?l|sub-total|tagesergebnis|(?:teil|zwischen|monats)ergebnis"
    r"|sammenlagt|tilsammen|samlet|Σ|∑|altogether)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"(?:ergebnis|zusammen|sammen|\w+summen?)", re.IGNORECASE)
_SAYS_NOTHING_ELSE = re.compile(
    rf"(?:tag|tages|tags|woche|wochen|monat|monats|jahr|jahres|quartal|zeitraum|seite|blatt|kw|cw|wk|uke|uken|uka"
    r"|dag|dagen|måned|måneden|year|month|week|day|page|period|sheet|daily|weekly|monthly|yearly|annual|grand"
    r"|sub|running|each|every|std|stunden|arbeitsstunden|arbeitszeit|zeit|dauer|aufwand|h|hrs|hour|hours|time"
    r"|timer|tid|min|minuten|minutes|minutter|eur|euro|chf|usd|nok|kr|netto|brutto|net|gross|betrag|beträge"
    r"|umsatz|amount|der|die|das|des|dem|den|dieser|diese|für|im|in|am|of|the|this|for|per|pro|je|von|vom|bis"
    r"|aus|and|und|og|alle|aller|alles|all|macht|sind|til|i|alt|hele|q[1-4]|h[12]|[0-9]+(?:[.,:/][0-9]+)*"
    rf"|{MONTH_NAME}|{WEEKDAY_NAME})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[Σ∑]|[^\W_]+(?:[.,:/'’-][^\W_]+)*")
_WEEK = re.compile(r"\b(?:kw|cw|wk|week|woche|uke|veke)\.? ?([0-9]{1,2})\b", re.IGNORECASE)

_WHERE_FROM = (
    r"(?:[\s:,./-]|von|vom|aus|auf|in|der|die|das|dem|den|des|zum|vor|for|from|to|of|the|fra|til|letzte[rnms]?"
    r"|nächste[rnms]?|vorige[rnms]?|last|next|previous|forrige|neste|seite|blatt|page|side|monat|woche|jahr"
    r"|vormonat|vorwoche|vorjahr|vorperiode|folgeseite|vorseite|folgemonat|month|week|year|måned|uke|år|kw"
    rf"|[0-9]+|{MONTH_NAME})*"
)
_CARRIED = re.compile(
    rf"(?:(?:saldo|zwischen|seiten|stunden)?-?(?:ü|ue)bertrag|(?:saldo|salden|verlust|gewinn)-?vortrag"
    rf"|(?:balance |total |hours )?(?:carried|brought) (?:forward|over|down)|(?:balance )?[bc]/[fd]"
    rf"|(?:opening|closing) balance|(?:anfangs|eröffnungs|end|schluss|alt|inngående |utgående )saldo"
    rf"|overført (?:fra|til)){_WHERE_FROM}",
    re.IGNORECASE,
)
_MAYBE_CARRIED = re.compile(
    rf"overført|saldo{_WHERE_FROM}|.*\b(?:ü|ue)bertrag|(?:ü|ue)bertrag\b.*|vortrag{_WHERE_FROM}|.*\bvortrag"
    r"|.*(?:carried|brought) forward.*",
    re.IGNORECASE,
)
_TAX = re.compile(
    r"(?:zzgl\.?|zuzüglich|plus|inkl\.?|davon|darin|enthaltene|\+|og|and|incl\.?|eks\.?|[\s:,()])*"
    r"(?:(?P<a>[0-9]{1,2}(?:[.,][0-9])?) ?% ?)?"
    r"(?:gesetzl(?:iche)?\.? )?"
    r"(?:mwst|mehrwertsteuer|ust|umsatzsteuer|vat|mva|moms|merverdiavgift|sales tax)\.?"
    r"[\s:,()]*(?:(?P<b>[0-9]{1,2}(?:[.,][0-9])?) ?%)?[\s:,()]*",
    re.IGNORECASE,
)
_PAYABLE = re.compile(
    r"(?:rechnungs|gesamt|end|zahl|netto|brutto|summen|faktura)-?(?:betrag|summe|beløp)(?: (?:netto|brutto))?"
    r"|(?:zu zahlen(?:der betrag)?|zahlbetrag|invoice total|invoice amount|(?:amount|balance|total) due"
    r"|å betale)",
    re.IGNORECASE,
)


@lru_cache(maxsize=2**15)
def sum_label(text: str) -> SumLabel | None:
    """What a text says of a sum; None where it speaks of none.

    >>> label = sum_label("Sum uke 10")
    >>> label.strength, label.week, sum_label("Alpha gesamt").part, sum_label("Gesamtplanung")
    ('whole', 10, 'Alpha', None)
    """
    if len(text) > _LONGEST:
        return None
    tidy = " ".join(text.split()).strip(" :*_-–.=>→")
    tax = _TAX.fullmatch(tidy)
    if tax:
        rate = tax["a"] or tax["b"]
        return SumLabel("tax", "whole" if rate else "edge", percent=_rate(rate))
    if _CARRIED.fullmatch(tidy):
        return SumLabel("carried", "whole")
    if _MAYBE_CARRIED.fullmatch(tidy):
        return SumLabel("carried", "edge", loose=True)
    if _PAYABLE.fullmatch(tidy):
        return SumLabel("payable", "edge", key="payable")
    return _total_label(text, tidy)


def _total_label(text: str, tidy: str) -> SumLabel | None:
    words = _WORD.findall(tidy)
    sums = [bool(_SUM.fullmatch(word)) for word in words]
    loose = [bool(_LOOSE.fullmatch(word)) for word in words]
    spoken = [a or b for a, b in zip(sums, loose, strict=True)]
    sure = reason(text) is A_TOTAL or surely_one(text)
    if not any(spoken) and not sure and not begins_like_one(text):
        return None
    rest = [
        word
        for word, named in zip(words, spoken, strict=True)
        if not named and not _SAYS_NOTHING_ELSE.fullmatch(word)
    ]
    key = " ".join(word.casefold() for word, named in zip(words, spoken, strict=True) if named)
    strength: Strength = "within"
    if sure or (not rest and any(sums)):
        strength = "whole"
    elif not words or spoken[0] or spoken[-1] or begins_like_one(text):
        strength = "edge"
    week = _WEEK.search(tidy)
    months = {month for word in words if len(word) > 2 and (month := month_number(word))}
    return SumLabel(
        "total",
        strength,
        key,
        " ".join(rest),
        int(week[1]) if week else None,
        months.pop() if len(months) == 1 else None,
        loose=not any(sums) and not sure,
    )


def _rate(written: str | None) -> float | None:
    return float(written.replace(",", ".")) if written else None


def sum_labels(texts: Texts) -> dict[int, SumLabel]:
    """The texts of a column that speak of a sum, by their places.

    >>> sorted(sum_labels(pa.array(["Anna", "Tagessumme", None, "Gesamtplanung", "Beta Total"])))
    [1, 4]
    """
    asked = texts.is_valid().to_numpy(zero_copy_only=False)
    if len(texts) > _MANY:  # of that many, most are numbers of something
        asked &= ~ends_with_digit(texts)
    maybe = np.flatnonzero(among(texts, asked, _MAY_SUM))
    listed = texts.take(pa.array(maybe)).to_pylist() if len(maybe) else []
    found = {}
    for place, text in zip(maybe.tolist(), listed, strict=True):
        label = sum_label(text)
        if label is not None:
            found[place] = label
    return found


def of_a_part(texts: Texts, labels: dict[int, SumLabel]) -> set[int]:
    """The places of those labels that add a word of summing to another text of the column.

    >>> texts = pa.array(["Alpha", "Alpha Ergebnis", "Ergebnis vorstellen"])
    >>> of_a_part(texts, sum_labels(texts))
    {1}
    """
    parts = {place: label.part.casefold() for place, label in labels.items() if label.part}
    if not parts:
        return set()
    wanted = pa.array(sorted(set(parts.values())), pa.string())
    lowered = pc.utf8_lower(texts)
    known = set(pc.unique(lowered.filter(pc.is_in(lowered, value_set=wanted))).to_pylist())
    return {place for place, part in parts.items() if part in known}
