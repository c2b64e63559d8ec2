"""Words that tell that money was spent on finding customers, and the names of ways to find them."""

from __future__ import annotations

import re

_SPEND = re.compile(
    r"werb|budget|marketing|\bads?\b|adwords|anzeigen|ausgaben|spend|advert|annons|reklame|markedsf|kampagne"
    r"|campaign|kampanje|akquise|mediakosten|kanalkosten|kosten (?:je|pro) kanal|costs? (?:per|by) channel"
    r"|channel cost|media ?plan|\bcac\b|kostnad(?:er)? per kanal|promotion|sponsor",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"google|meta\b|facebook|instagram|linkedin|\bbing\b|microsoft ads|tiktok|youtube|twitter|\bx ads"
    r"|pinterest|xing|\bseo\b|\bsea\b|\bads?\b|adwords|newsletter|e-?mail|mailing|messen?\b|fair\b|events?\b"
    r"|webinar|\bweb\b|podcast|flyer|plakat|anzeige|annons|radio\b|zeitung|inserat|empfehlung|referral|anbefaling"
    r"|kaltakquise|cold call|telefonakquise|website|webseite|nettside|homepage|blog\b|content|organic"
    r"|organisch|direct\b|direkt\b|partner|affiliate|influencer|gelbe seiten|branchenbuch|my ?hammer|check24"
    r"|finn\.no|doffin|mittanbud|portal|werbung|advertis|print\b|banner|sponsor|social|vortr[aä]ge?|meetups?"
    r"|netzwerk|network|direct mail|direktepost|direktwerbung|postwurf",
    re.IGNORECASE,
)


def speaks_of_spend(text: str) -> bool:
    """Whether words around a table tell that it is about money spent on finding customers.

    >>> speaks_of_spend("Werbebudget 2026"), speaks_of_spend("Gewinn und Verlust")
    (True, False)
    """
    return bool(_SPEND.search(text))


def is_channel(text: str) -> bool:
    """Whether a name is one of a usual way to find customers.

    >>> is_channel("Google Ads"), is_channel("Messe Köln"), is_channel("Miete")
    (True, True, False)
    """
    return bool(_CHANNEL.search(text))


_BY_CHANNEL = re.compile(
    r"\b(?:je|pro|nach|per|by|pr|etter|for each|each|von welchem)\.? "
    r"(?:lead-?|vertriebs|marketing|sales |salgs)?"
    r"(?:kan[aä]le?n?|channels?|quellen?|sources?|kilder?|herkunft|opprinnelse)\b",
    re.IGNORECASE,
)


def by_channel(text: str) -> bool:
    """Whether words around a table tell that its figures are given by channel.

    >>> by_channel("Neue Anfragen je Kanal 2026"), by_channel("Leads by source"), by_channel("Kanal: Messe")
    (True, True, False)
    """
    return bool(_BY_CHANNEL.search(text))
