"""How the tools for tracking time write their exports."""

from __future__ import annotations

from core.sheets.kinds.export import Export, marks

TIME_EXPORTS: tuple[Export, ...] = (
    Export(
        "Clockify",
        "time_entries",
        marks(
            "project, client, duration (h), duration (decimal)",
            "time (h), time (decimal)",
            "projekt, kunde, dauer (h), dauer (dezimal)",
            "zeit (h), zeit (dezimal)",
        ),
        {"type": "", "typ": "", "gruppe": "", "kiosk": "", "rechnungsbetrag": "amount"},
    ),
    Export(
        "solidtime",
        "time_entries",
        marks("description, task, project, client, user, start, end, duration, duration (decimal)"),
    ),
    Export(
        "Toggl Track",
        "time_entries",
        marks(
            "user, email, project, description, start date, start time, end date, end time, duration",
            "user, email, project, description, start date, start time, duration",
            "description, duration, hours (decimal), member, project",
            "description, duration, member, email, project, start date, start time, stop date, stop time",
        ),
        {"hours (decimal)": ""},
    ),
    Export(
        "Harvest",
        "time_entries",
        marks(
            "date, client, project, task, hours, hours rounded, first name, last name",
            "date, client, project, project code, task, notes, hours, first name, last name",
        ),
        {"employee": "", "project code": ""},
    ),
    Export(
        "Kimai",
        "time_entries",
        marks(
            "date, duration, user, customer, project, activity, exported",
            "date, from, to, duration, rate, user, customer, project, activity",
            "date, from, to, duration, rate, project, activity, description",
            "date, begin, end, duration, user, customer, project, activity",
            "datum, dauer, benutzer, kunde, projekt, tätigkeit, exportiert",
            "datum, von, bis, dauer, benutzer, kunde, projekt, tätigkeit",
            "datum, beginn, ende, dauer, benutzer, kunde, projekt, tätigkeit",
        ),
        {
            "rate": "amount",
            "price": "amount",
            "preis": "amount",
            "lohn": "amount",
            "stundenlohn": "hourly_rate",
            "name": "",
            "alias": "",
            "account": "",
            "type": "",
            "category": "",
            "typ": "",
            "kategorie": "",
        },
    ),
)
"""The more telling layouts stand first: a tool may write what another writes, and more."""
