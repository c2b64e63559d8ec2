"""The exports of known tools: told by headings that only they write together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.sheets.kinds.ad_exports import AD_EXPORTS
from core.sheets.kinds.column import Kind
from core.sheets.kinds.export import Export
from core.sheets.kinds.funnel_exports import FUNNEL_EXPORTS
from core.sheets.kinds.invoice_exports import INVOICE_EXPORTS
from core.sheets.kinds.plain import plain_heading
from core.sheets.kinds.time_exports import TIME_EXPORTS

EXPORTS: tuple[Export, ...] = (*TIME_EXPORTS, *FUNNEL_EXPORTS, *INVOICE_EXPORTS, *AD_EXPORTS)
"""Every layout that is known; of one kind, the first that fits counts."""

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")


def export_of(headers: Sequence[str], kind: Kind) -> str:
    """The tool that wrote a sheet of this kind, by its headings; "" where none is known.

    >>> from core.sheets.kinds import CHANNEL_SPEND
    >>> export_of(["Tag", "Kampagne", "Währungscode", "Kosten"], CHANNEL_SPEND)
    'Google Ads'
    """
    found = _found(headers, kind)
    return found.name if found else ""


def own_words(headers: Sequence[str], kind: Kind) -> Mapping[str, str]:
    """What headings mean in the export of a known tool, by heading as it stands; "" for no column of ours.

    Only headings that the tool uses in a sense of its own are in it: "Net" of a payment service is less
    its fee, not less the tax.

    >>> from core.sheets.kinds import INVOICES
    >>> own_words(["Date", "Time", "Name", "Type", "Gross", "Fee", "Net"], INVOICES)
    {'Type': '', 'Fee': '', 'Net': ''}
    """
    found = _found(headers, kind)
    if found is None:
        return {}
    means = found.means
    said = {header: next((form for form in _forms(header) if form in means), None) for header in headers}
    return {header: means[form] for header, form in said.items() if form is not None}


def _found(headers: Sequence[str], kind: Kind) -> Export | None:
    there = {form for header in headers for form in _forms(header)}
    of_kind = (export for export in EXPORTS if export.kind == kind.name)
    return next((one for one in of_kind if any(marks <= there for marks in one.marks)), None)


def _forms(header: str) -> tuple[str, ...]:
    """A heading as it is compared: in full, and without what stands in brackets."""
    text = plain_heading(header)
    return tuple(dict.fromkeys((text, " ".join(_BRACKETS.sub(" ", text).split()).strip(" .:-,/"))))
