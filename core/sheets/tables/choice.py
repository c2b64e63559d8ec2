"""Which kind a table is: the best candidate, the one that comes next, and whether the user has to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.language import Quoted, Text
from core.sheets.kinds import CHANNEL_SPEND, INVOICES, TIME_ENTRIES
from core.sheets.tables.kind_scores import RECORDS, Below, Candidate, as_kind
from core.sheets.tables.nearest import nearest_of
from core.sheets.tables.spend_words import speaks_of_spend

_NEAR = 1.0
_CLOSE = 0.25
"""Kinds whose scores differ by less than this are as likely as each other."""
_LEAST = 2.0
"""A table that is understood less well than this is none."""


@dataclass(frozen=True)
class Choice:
    """The kind chosen for a table, and what comes next. `best` is None where no kind fits."""

    below: Below
    best: Candidate | None
    next: Candidate | None
    nearest: Candidate | None
    """The kind that comes closest where none fits."""
    doubt: Text | None = None


def choose(below: Below) -> Choice:
    """The kind of records that the table below a row is most likely.

    >>> from core.sheets.tables.contents import contents_of
    >>> cells = tuple(contents_of([cell]) for cell in ("Acme", "1.3.2026", "12 €"))
    >>> choose(Below(0, 1, ("Kunde", "Datum", "Betrag"), ("Kunde", "Datum", "Betrag"), cells)).best.kind.name
    'invoices'
    """
    ranked = sorted((as_kind(below, kind) for kind in RECORDS), key=lambda one: -one.score)
    fitting = [one for one in ranked if not one.missing and len(one.named) >= 2 and one.score >= _LEAST]
    if not fitting:
        return Choice(below, None, None, nearest_of(ranked, below))
    best = _unless_too_long(fitting)
    others = [one for one in ranked if one is not best and len(one.named) >= 2]
    following = next((one for one in others if not one.missing), others[0] if others else None)
    return Choice(below, best, following, best, _doubt(best, following, below))


def _unless_too_long(fitting: Sequence[Candidate]) -> Candidate:
    """The best candidate; no entry of time is longer than a day, but an invoice's hours may be."""
    best = fitting[0]
    invoices = next((one for one in fitting if one.kind is INVOICES), None)
    if best.kind is not TIME_ENTRIES or invoices is None or best.score - invoices.score > _NEAR:
        return best
    return invoices if best.long_hours else best


def _doubt(best: Candidate, following: Candidate | None, below: Below) -> Text | None:
    if _money_or_people(best, below):
        return Text(
            "The numbers below the months can be money spent or people counted, and nothing tells which. Say "
            "what this table is."
        )
    if following is None or following.missing or best.export or best.score - following.score >= _CLOSE:
        return None
    if {best.kind, following.kind} == {INVOICES, TIME_ENTRIES}:
        numbered = any(use.name == "number" for use in best.uses)
        if numbered or best.long_hours or following.long_hours:
            return None
    return Text(
        "This table can be “{first}” or “{second}”: its headings and cells fit both. Say which it is.",
        {"first": best.kind.label, "second": following.kind.label},
    )


def _money_or_people(best: Candidate, below: Below) -> bool:
    """Whether bare numbers stand in month columns, and neither a heading nor a title says what they are."""
    keyed = [use for use in best.uses if "/" in use.key]
    if best.kind is not CHANNEL_SPEND or not keyed or speaks_of_spend(below.said):
        return False
    return all(below.contents[use.index].share("money") == 0 for use in keyed)


def reason_for(best: Candidate) -> Text:
    """Why a table is of this kind: the tool whose headings it has, and the columns understood.

    >>> from core.sheets.tables.table import ColumnUse
    >>> use = ColumnUse(0, "Campaign", "campaign", 100, Text(""))
    >>> print(reason_for(Candidate(CHANNEL_SPEND, (use,), 3.0, (), "Google Ads")))
    it has the headings that Google Ads writes, among them Campaign
    """
    shown = [use.header for use in best.named if not use.key][:8]
    keyed = [use.header for use in best.named if use.key]
    if best.export:
        told: dict[str, object] = {"tool": best.export, "names": ", ".join((shown + keyed)[:8])}
        return Text("it has the headings that {tool} writes, among them {names}", told)
    filled = [use for use in best.uses if use.header]
    words = {"count": len(best.named), "all": len(filled), "names": ", ".join((shown + keyed)[:8])}
    return Text("{count} of its {all} columns are those of this kind: {names}", words)


def why_not(other: Candidate, best: Candidate) -> Text:
    """Why the kind that comes next was not chosen.

    >>> print(why_not(Candidate(INVOICES, (), 1.0, (Text("Date"),)), Candidate(CHANNEL_SPEND, (), 3.0, ())))
    no column is called “Date” and can be read as that
    """
    if other.missing:
        return Text("no column is called “{label}” and can be read as that", {"label": other.missing[0]})
    return Text(
        "{count} of its columns fit it less well: {names}",
        {"count": len(other.named), "names": Quoted(tuple(use.header for use in other.named[:6]))},
    )


def dated(best: Candidate, below: Below) -> bool:
    """Whether a table says when: a small summary of another table mostly does not.

    >>> dated(Candidate(INVOICES, (), 1.0, ()), Below(0, 1, (), (), ()))
    False
    """
    return any(
        use.key or (use.name and best.kind.column(use.name).reads in ("day", "moment", "period", "clock"))
        for use in best.uses
    )


def same_columns(first: Sequence[object], second: Sequence[object]) -> float:
    """The share of the columns of the first table that the second has as well.

    >>> same_columns(["date", "amount"], ["date"])
    0.5
    """
    wanted = set(first)
    return len(wanted & set(second)) / len(wanted) if wanted else 0.0
