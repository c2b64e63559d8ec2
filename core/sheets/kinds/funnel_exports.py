"""How customer relationship systems and web analytics write their exports."""

from __future__ import annotations

from core.sheets.kinds.export import Export, marks

_PIPEDRIVE_MEANS = {
    "deal - status": "",
    "deal status": "",
    "deal - contact person": "",
    "deal - organization": "",
}
"""A deal's status is won, lost or open; its stage says where it stands."""

_ZOHO_MEANS = {"account name": "", "contact name": "", "campaign source": ""}
"""Whom a deal is with; the case is the deal."""

FUNNEL_EXPORTS: tuple[Export, ...] = (
    Export(
        "Pipedrive",
        "stage_events",
        marks(
            "deal - id, deal - title, deal - stage",
            "deal - id, deal - title, deal - status",
            "deal - id, deal - titel, deal - phase",
            "deal - id, deal - titel, deal - status",
        ),
        {"deal - id": "case", "deal - title": "", "deal - titel": "", **_PIPEDRIVE_MEANS},
    ),
    Export(
        "Pipedrive",
        "stage_events",
        marks(
            "deal - title, deal - stage",
            "deal - title, deal - status",
            "deal - titel, deal - phase",
            "deal - titel, deal - status",
            "deal titel, deal phase",
            "lead - title, lead - owner",
        ),
        _PIPEDRIVE_MEANS,
    ),
    Export(
        "Zoho CRM",
        "stage_events",
        marks("record id, deal name, closing date"),
        {"record id": "case", "deal name": "", **_ZOHO_MEANS},
    ),
    Export(
        "Zoho CRM",
        "stage_events",
        marks("deal name, stage, closing date", "deal name, deal owner, closing date"),
        _ZOHO_MEANS,
    ),
    Export(
        "HubSpot",
        "stage_events",
        marks(
            "record id, deal name",
            "record id, lifecycle stage",
            "datensatz-id, deal-name, deal-phase",
            "datensatz-id, dealname, dealphase",
            "datensatz-id, lifecycle-phase",
        ),
        {
            "deal name": "",
            "deal-name": "",
            "dealname": "",
            "company name": "",
            "unternehmensname": "",
            "lead status": "",
            "lead-status": "",
            "leadstatus": "",
            "record source": "",
        },
    ),
    Export(
        "Salesforce",
        "stage_events",
        marks(
            "opportunity name, stage, close date",
            "opportunity name, opportunity owner, stage",
            "opportunity-name, phase, schlusstermin",
            "opportunityname, phase, schlusstermin",
            "name der opportunity, phase, schlusstermin",
        ),
        {"account name": "", "accountname": "", "account-name": "", "opportunity id": ""},
    ),
    Export(
        "Google Analytics",
        "stage_events",
        marks("event name, event timestamp, user pseudo id"),
        {
            "event date": "",
            "user id": "",
            "event value in usd": "",
            "page location": "",
            "page title": "",
            "session id": "",
        },
    ),
    Export(
        "Google Analytics",
        "stage_counts",
        marks("event name, event count, total users", "event name, event count, active users"),
        {"total users": "", "active users": "", "event count per active user": "", "total revenue": ""},
    ),
)
"""Where a deal has a number, that is the case: two deals may have one name."""
