"""Amounts in words: half an hour, viertelstunde, zweimal, jeder dritte, en halv time."""

from __future__ import annotations

import re

_NUMBERS = {
    word: number
    for number, spelt in enumerate(
        [
            "ein eine einen einer eins one a an en et ett én ei",
            "zwei two to",
            "drei three tre",
            "vier four fire",
            "fünf five fem",
            "sechs six seks",
            "sieben seven sju syv",
            "acht eight åtte",
            "neun nine ni",
            "zehn ten ti",
            "elf eleven elleve",
            "zwölf twelve tolv",
        ],
        start=1,
    )
    for word in spelt.split()
}
_ORDINALS = {
    word: number
    for number, spelt in {
        2: "zweite zweiter zweites zweiten second annen annet andre 2. 2nd",
        3: "dritte dritter drittes dritten third tredje 3. 3rd",
        4: "vierte vierter viertes vierten fourth fjerde 4. 4th",
        5: "fünfte fünfter fünftes fünften fifth femte 5. 5th",
        6: "sechste sechster sechstes sixth sjette 6. 6th",
        7: "siebte siebter siebtes seventh sjuende 7. 7th",
        8: "achte achter achtes eighth åttende 8. 8th",
        9: "neunte neunter neuntes ninth niende 9. 9th",
        10: "zehnte zehnter zehntes zehnten tenth tiende 10. 10th",
        20: "zwanzigste zwanzigster twentieth tjuende 20. 20th",
    }.items()
    for word in spelt.split()
}
_TIMES = {
    **dict.fromkeys(
        ["half an hour", "half hour", "a half hour", "halbe stunde", "eine halbe stunde"], "30 min"
    ),
    **dict.fromkeys(["halbstunde", "en halv time", "halv time"], "30 min"),
    **dict.fromkeys(
        ["viertelstunde", "eine viertelstunde", "quarter of an hour", "a quarter of an hour"], "15 min"
    ),
    **dict.fromkeys(["et kvarter", "kvarter", "en kvart time"], "15 min"),
    **dict.fromkeys(["dreiviertelstunde", "eine dreiviertelstunde", "three quarters of an hour"], "45 min"),
    **dict.fromkeys(["tre kvarter", "trekvarter"], "45 min"),
    **dict.fromkeys(
        ["anderthalb stunden", "eineinhalb stunden", "halvannen time", "one and a half hours"], "90 min"
    ),
    **dict.fromkeys(["an hour and a half", "en og en halv time"], "90 min"),
    "zweieinhalb stunden": "150 min",
}
_SHARES = {
    **dict.fromkeys(["die hälfte", "hälfte", "half", "half of them", "halvparten"], "50 %"),
    **dict.fromkeys(["ein viertel", "a quarter", "en fjerdedel"], "25 %"),
    **dict.fromkeys(["drei viertel", "dreiviertel", "three quarters", "tre fjerdedeler"], "75 %"),
    **dict.fromkeys(["alle", "all", "all of them", "everybody", "everyone", "alle sammen"], "100 %"),
}
_COUNTED_WORDS = {
    **{f"{word}mal": number for word, number in _NUMBERS.items()},
    **{f"{word} mal": number for word, number in _NUMBERS.items()},
    **{f"{word} {times}": n for word, n in _NUMBERS.items() for times in ("times", "ganger", "gang")},
    "once": 1,
    "twice": 2,
    "thrice": 3,
}
_WORD_AND_UNIT = re.compile(r"([^\W\d_]+) ([^\W\d_]+\.?)")
_EACH = re.compile(r"(?:jede[rsn]?|every|each|hver|hvert) (\S+)(?: [^\W\d_]+)?", re.IGNORECASE)

_MEASURED_ASIDE = re.compile(r"\((?:gemessen|measured|målt)\)$", re.IGNORECASE)


def time_in_figures(text: str) -> str:
    """A time in words as figures; any other text as it is.

    >>> time_in_figures("eine halbe Stunde"), time_in_figures("zwei Stunden"), time_in_figures("25 min")
    ('30 min', '2 Stunden', '25 min')
    """
    known = _TIMES.get(text.casefold().rstrip("."))
    if known:
        return known
    spelt = _WORD_AND_UNIT.fullmatch(text)
    number = _NUMBERS.get(spelt[1].casefold()) if spelt else None
    return f"{number} {spelt[2]}" if spelt and number else text


def count_in_figures(text: str) -> str:
    """A number of times in words as figures; any other text as it is.

    >>> count_in_figures("zweimal"), count_in_figures("three times"), count_in_figures("2x")
    ('2', '3', '2x')
    """
    number = _COUNTED_WORDS.get(text.casefold())
    return str(number) if number else text


def share_in_words(text: str) -> float | None:
    """The share that words tell: one in three of "jeder dritte"; None where they tell none.

    >>> share_in_words("jeder Vierte"), share_in_words("die Hälfte"), share_in_words("viele")
    (0.25, 0.5, None)
    """
    said = _SHARES.get(text.casefold())
    if said:
        return float(said.removesuffix(" %")) / 100
    if text.casefold() in ("ein drittel", "a third", "one third", "en tredjedel"):
        return 1 / 3
    if text.casefold() in ("zwei drittel", "two thirds", "to tredjedeler"):
        return 2 / 3
    each = _EACH.fullmatch(text)
    nth = _ORDINALS.get(each[1].casefold()) if each else None
    return 1 / nth if nth else None


_ASIDE = re.compile(
    r"\s*\((?:gemessen|geschätzt|gesch\.?|schätzung|circa|ca\.?|measured|estimated?|est\.?|guess(?:ed)?|målt|anslått"
    r"|antatt|im schnitt|durchschnitt|average|avg)\)$",
    re.IGNORECASE,
)


def without_aside(text: str) -> str:
    """A text without "(gemessen)" or "(estimated)" behind it.

    >>> without_aside("15 Min. (gemessen)"), without_aside("20 min (2 Personen)")
    ('15 Min.', '20 min (2 Personen)')
    """
    return _ASIDE.sub("", text)


def says_measured(text: str) -> bool:
    """Whether a cell says of itself that it was measured.

    >>> says_measured("15 Min. (gemessen)"), says_measured("15 Min.")
    (True, False)
    """
    return text.rstrip().endswith(")") and bool(_MEASURED_ASIDE.search(text.rstrip()))
