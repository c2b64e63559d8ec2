"""Rows that sum up, average or aim: they stand among the steps and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.language import Text

SUM = Text("a total, no step")
AVERAGE = Text("an average, no step")
TARGET = Text("a target, no step")

_END = r"(?![\w-]*\w)"  # "Total-Quality-Check" begins with no total
_SUM_WORD = (
    r"(?:Σ|∑|(?:zwischen|teil|end)?summe|in summe|gesamt|gesamtsumme|insgesamt|in total|totale?|totaa?l"
    r"|totals|totalt|sum|sums|subtotal|delsum|grand total|sum total|in all|i alt|ialt)"
)
_WHAT = (
    r"(?:zeit(?:aufwand|bedarf)?|dauer|aufwand|arbeitszeit|minuten|stunden|kosten|time"
    r"|effort|duration|minutes"
    r"|hours|costs?|tid|tidsbruk|timer|minutter|kostnad(?:er)?)"
)
_EACH = (
    r"(?:pro|je|per|pr)\.? (?:\w+ )?(?:kunden?|kundin|auftrag|neukunden?|abschluss|customers?|client|win"
    r"|deal|order|salg|ordre|schritt|step|steg)"
)
_UNIT = (
    r"(?:,? ?(?:in )?(?:min|minuten|minutes|minutter|std|stunden|h|hrs|hours|timer|€|eur|euro|chf|kr|nok)\.?)"
)
_WHOLE: Sequence[tuple[Text, re.Pattern[str]]] = (
    (
        SUM,
        re.compile(
            rf"(?:{_SUM_WORD}|(?:alles |macht |das macht |das sind )?zusammen"
            rf"|zusammengerechnet|unterm strich|ergebnis"
            rf"|altogether|all together|overall|til ?sammen|samlet|alle kanäle|all channels|alle kanaler"
            rf"|gesamt(?:aufwand|zeit|zeitaufwand|dauer|kosten|minuten|stunden|betrag|ergebnis|arbeitszeit)"
            rf"|{_WHAT} (?:gesamt|insgesamt|total|totalt|zusammen|in summe|{_EACH})|{_EACH}"
            rf"|(?:total|overall|samlet|gesamter?|Σ|∑) ?{_WHAT}){_UNIT}?",
            re.IGNORECASE,
        ),
    ),
    (
        AVERAGE,
        re.compile(
            rf"(?:Ø|⌀|durchschnitt|durchschnittlich|im (?:schnitt|mittel|durchschnitt)"
            rf"|mittelwert|median|average"
            rf"|avg|mean|gjennomsnitt|i snitt)(?: (?:gesamt|overall|totalt|{_EACH}|{_WHAT}))*{_UNIT}?",
            re.IGNORECASE,
        ),
    ),
    (
        TARGET,
        re.compile(
            r"(?:ziel|zielwerte?|unser ziel|soll|sollwerte?|vorgabe|target|targets|goal"
            r"|our goal|mål|målet|benchmark)",
            re.IGNORECASE,
        ),
    ),
)
_BEGINNING = re.compile(rf"{_SUM_WORD}{_END}", re.IGNORECASE)
_ONLY_IF_IT_ADDS_UP = re.compile(rf"(?:ergebnis|zusammen|gesamt\w+){_END}", re.IGNORECASE)
_EQUALS = re.compile(r"={1,2} ?[0-9][0-9.,:' ]*(?: ?[^\W\d_]+\.?)?")
_LONGEST = 60
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def summary(label: str) -> Text | None:
    """Why a row called so is no step, whatever stands in it; None where its name does not say so.

    >>> print(summary("Σ Minuten:"), summary("Ø pro Schritt"), summary("Ergebnis präsentieren"), sep="; ")
    a total, no step; an average, no step; None
    """
    if label.startswith("="):
        return SUM if _EQUALS.fullmatch(label.strip()) else None
    if "(" in label or "[" in label:
        label = " ".join(_ASIDE.sub(" ", label).split())
    text = label.strip(" :*_-–.")
    if not text or len(text) > _LONGEST:
        return None
    return next((why for why, pattern in _WHOLE if pattern.fullmatch(text)), None)


def begins_like_a_total(label: str) -> bool:
    """Whether a longer name begins with a word for sums: "Summe Akquise".

    >>> begins_like_a_total("Summe Akquise"), begins_like_a_total("Total-Quality-Check")
    (True, False)
    """
    return bool(_BEGINNING.match(label))


def may_be_a_total(label: str) -> bool:
    """Whether a name may be one of a total, which only its numbers can tell: "Ergebnis Events".

    >>> may_be_a_total("Ergebnis Events"), may_be_a_total("Gesamtkonzept erstellen"), may_be_a_total("Anruf")
    (True, True, False)
    """
    return bool(_ONLY_IF_IT_ADDS_UP.match(label))
