"""What the headings of date columns mean: a stage that was reached, an expectation, a closing, no event."""

from __future__ import annotations

import re

from core.sheets.kinds.stages import is_close_date, outcome_of, stage_of
from core.sheets.tables.headers import plain

_EXPECTED = re.compile(
    r"\bexpect|\bestimated?\b|\best\.|\bforecast|\bplanned\b|\btarget\b|\bprojected\b|\banticipated|\bgoal\b"
    r"|erwartet|voraussichtlich|vorauss\.|geplant|\bplan(?:datum|termin)?\b|\bsoll|\bziel|prognose|wunsch"
    r"|forvent|planlagt|\bmål(?:dato)?\b|antatt|ønsket",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"modified|geändert|aktualisiert|änderung|update|oppdatert|endret|activity|aktivität|aktivitet"
    r"|last contact|letzter kontakt|zuletzt|sist kontakt|siste kontakt"
    r"|birth|geburt|fødsel|fällig|\bdue\b|forfall|wiedervorlage|follow.?up|oppfølging|nächste|next|neste"
    r"|erinnerung|reminder|garantie|warranty|gültig|valid|ablauf|expire|prüfung|inspe[ck]t|wartung|until|\bbis\b"
    r"|import|export|stand\b|synced|deadline|frist|kauf am|gekauft"
    r"|exited|\bleft\b|verlassen|\baustritt|ausgetreten|forlatt",
    re.IGNORECASE,
)
_LAST_CHANGE = re.compile(
    r"modified|geändert|änderung|update|aktualisiert|oppdatert|endret|last change", re.IGNORECASE
)
_OF_THE_STAGE = re.compile(r"status|phase|fase|stage|stufe|trinn|state\b", re.IGNORECASE)
_CLOSED = frozenset({"closed", "close", "geschlossen", "lukket"})
_CREATED = (
    ("Created", re.compile(r"creat(?:e|ed|ion)\b.*|.*\bcreated", re.IGNORECASE)),
    ("Erstellt", re.compile(r"erstell\w*\b.*|angelegt\b.*|.*\berstellt(?: am)?|anlagedatum", re.IGNORECASE)),
    ("Opprettet", re.compile(r"opprett\w*\b.*|.*\bopprettet", re.IGNORECASE)),
)
_PREFIX = re.compile(r"^(?:deal|lead|opportunity|verkaufschance)\s+[-–]\s+", re.IGNORECASE)
_ENTERED = re.compile(
    r"^(?:date\s+entered|entered|entered\s+on|datum\s+eintritt(?:\s+in)?|eingetreten\s+in|became\s+an?)\b\s*",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"(?:^|\s)(?:datum|date|dato|zeitpunkt|tidspunkt|zeit|time|timestamp|on|at|am|den|vom|of|der|des|for|av"
    r"|seit|since|siden)(?=[\s:]|$)[.:]?",
    re.IGNORECASE,
)
_DATE_ENDING = re.compile(r"(?:s?datum|s?dato|[_-](?:date|at|on|am|datum|time))$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[](?:utc|gmt|datum|date|dato|tt\.mm\.jjjj|dd\.mm\.yyyy)[)\]]", re.IGNORECASE)


def stage_key(header: str) -> str:
    """The stage that the heading of a date column names, without the words for "date".

    >>> stage_key("Datum Angebot"), stage_key("Deal - Won time"), stage_key("Create Date")
    ('Angebot', 'Won', 'Created')
    >>> stage_key('Date entered "Closed Won (Sales Pipeline)"'), stage_key("Angebotsdatum")
    ('Closed Won (Sales Pipeline)', 'Angebot')
    """
    text = " ".join(header.split())
    text = _ASIDE.sub("", _PREFIX.sub("", text))
    text = re.sub(r"^(?:deal|lead) (?=[a-zæøåäöü])", "", text, flags=re.IGNORECASE)
    for name, pattern in _CREATED:
        if pattern.fullmatch(plain(text).replace("_", " ")):
            return name
    text = _ENTERED.sub("", text)
    bare = _DATE_ENDING.sub("", text) if len(_DATE_ENDING.sub("", text)) > 2 else text
    bare = " ".join(_DATE_WORDS.sub(" ", bare.replace("_", " ")).split()).strip(" :-–\"'“”„»«")
    return bare or text


def is_stage(key: str) -> bool:
    """Whether a stage so named, or a word of it, is one that people know.

    >>> is_stage("Angebot verschickt"), is_stage("Created"), is_stage("Geburtstag")
    (True, True, False)
    """
    words = [key, *re.findall(r"[^\W\d_]{4,}", key)]
    return is_created(key) or any(stage_of(word) or outcome_of(word) for word in words)


def is_created(key: str) -> bool:
    """Whether this is the day on which a row was first written down.

    >>> is_created("Erstellt"), is_created("Anfrage")
    (True, False)
    """
    return key in {name for name, _ in _CREATED}


def is_expected(header: str) -> bool:
    """Whether a heading names a day that is only planned, so that nothing need have happened then.

    >>> is_expected("Voraussichtlicher Abschluss"), is_expected("Close Date"), is_expected("Zusage")
    (True, False, False)
    """
    return bool(_EXPECTED.search(header))


def is_no_event(header: str) -> bool:
    """Whether the dates under a heading tell of no stage reached: plans, reminders, changes, exits.

    >>> is_no_event("Target completion"), is_no_event('Date exited "Lead"'), is_no_event("Date contacted")
    (True, True, False)
    """
    return is_expected(header) or bool(_NO_EVENT.search(header))


def is_last_change(header: str) -> bool:
    """Whether a heading names the day of the last change.

    >>> is_last_change("Modified Time")
    True
    """
    return bool(_LAST_CHANGE.search(header))


def is_closing(header: str) -> bool:
    """Whether a heading names the day on which a deal closes, which only a closed one has done.

    >>> is_closing("Close Date"), is_closing("Expected close date"), is_closing("Won time")
    (True, False, False)
    """
    return not is_expected(header) and (is_close_date(header) or is_close_date(_PREFIX.sub("", header)))


def is_closed(key: str) -> bool:
    """Whether this stage is only that the deal is closed, won or lost.

    >>> is_closed(stage_key("Deal - Deal closed on")), is_closed("Closed won")
    (True, False)
    """
    return plain(key) in _CLOSED


def is_of_the_stage(header: str) -> bool:
    """Whether a heading of a time says that it is that of the stage beside it.

    >>> is_of_the_stage("Status date"), is_of_the_stage("Date")
    (True, False)
    """
    return bool(_OF_THE_STAGE.search(header))
