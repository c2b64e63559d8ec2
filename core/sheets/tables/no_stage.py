"""Names among stages that are none: money, hours, rates, averages, and parts of the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.language import Text
from core.sheets.kinds.plain import plain
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.versions import NOT_WHAT_HAPPENED, version_of_name

_MONEY = re.compile(
    r"[€$£]|\b(?:eur|euro|chf|usd|gbp|nok|sek|dkk|tsd|tnok|kr)\b|^(?:netto|brutto|gesamt)?-?umsatz\b"
    r"|^(?:total |net |gross )?revenue\b|^omsetning\b|^turnover\b|auftragswert|deal value|pipeline value"
    r"|^(?:auftrags|angebots|vertrags)(?:volumen|summe)\b|^kosten\b|^costs?\b|^ad ?spend\b|^spend\b"
    r"|^ausgaben\b"
    r"|^werbekosten\b|^kostnad(?:er)?\b|^budget\b|^deckungsbeitrag"
    r"|^gewinn\b|^profit\b|^margin\b|\bwert\b|\bverdi\b"
    r"|.\bvalue\b|\bvolumen\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^(?:(?:arbeits|vertriebs|akquise)?stunden|std|hours|hrs|timer|arbeitszeit|zeitaufwand|dauer|tage|arbeitstage"
    r"|days|dager|minuten|minutes|minutter|durchlaufzeit)\b|\b(?:stunden|hours|timer|std|hrs)\)?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"%|^[øØ∅⌀]|\b(?:durchschnitt\w*|schnitt|average|avg|mean|median|snitt|gjennomsnitt\w*|prozent|percent|prosent"
    r"|anteil|andel|ratio|cr|cvr)\b|.\b(?:share|rate)\b|.(?:quote|rate|ratio|anteil|andel|prosent)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:-|–|•|\s)*(?:davon|darunter|hiervon|of which|thereof|herav|hvorav|derav)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"(.+?)(?: to | zu | til | bis |\s*(?:→|->|>|=>|/)\s*)(.+)", re.IGNORECASE)
_STEM = 4


def is_no_stage(name: str, siblings: frozenset[str] = frozenset()) -> Text | None:
    """Why what is called so is no stage that people reach; None where it may be one.

    `siblings` is what several of the names beside it are about, as of "Gespräche Plan" and "Gespräche Ist".

    >>> print(is_no_stage("Umsatz €"), is_no_stage("davon Website"), is_no_stage("Angebotsquote %"), sep="; ")
    money, no count of people; a part of the row above; a share or an average of other figures
    >>> is_no_stage("Erstgespräche"), is_no_stage("Quotes")
    (None, None)
    """
    name = plain(name) if "%" not in name else name.strip()
    if _PART.search(name):
        return Text("a part of the row above")
    rest, version = version_of_name(name, siblings)
    if version in NOT_WHAT_HAPPENED:
        return NOT_WHAT_HAPPENED[version]
    if stage_of(name) is not None:
        return None
    if _RATE.search(name):
        return Text("a share or an average of other figures")
    if _TIME.search(rest):
        return Text("time, no count of people")
    return Text("money, no count of people") if _MONEY.search(rest) else None


def rates_between(headings: Sequence[str]) -> frozenset[str]:
    """The headings that name the way from one of the others to another, so that they are rates.

    >>> sorted(rates_between(["Leads", "Lead to call", "Calls", "Click to call button"]))
    ['Lead to call']
    """
    found = set()
    for heading in headings:
        way = _BETWEEN.fullmatch(heading)
        others = [plain(other) for other in headings if other and other != heading]
        if way and all(any(_alike(plain(end), other) for other in others) for end in way.groups()):
            found.add(heading)
    return frozenset(found)


def _alike(one: str, other: str) -> bool:
    """Whether two names are the same, but for their ending: "Call", "Calls"; "Angebot", "Angebote"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM - 1 and long.startswith(short) and len(long) - len(short) <= 2
