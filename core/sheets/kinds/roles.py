"""Role sheets: one row is one role, with its hourly rate and the hours it has in a week."""

from __future__ import annotations

from core.language import Text
from core.sheets.kinds.column import Column, Kind, words

ROLES = Kind(
    "roles",
    Text("Roles"),
    (
        Column(
            "role",
            "text",
            Text("Role"),
            Text("The role as the process sheets name it."),
            words(
                en=(
                    "role, who, person, employee, responsible, done by, owner, staff, team "
                    "member, name, position, job"
                ),
                de=(
                    "rolle, wer, person, mitarbeiter, mitarbeiterin, verantwortlich, "
                    "zuständig, bearbeiter, funktion, wer macht es, wer macht's, durch"
                ),
                nb=("rolle, hvem, person, ansvarlig, ansatt, medarbeider, utføres av, utført av"),
            ),
            required=True,
        ),
        Column(
            "hourly_rate",
            "money",
            Text("Hourly rate"),
            Text("What an hour of this role is worth. Blank: the hourly rate in the sidebar."),
            words(
                en=("hourly rate, rate, rate per hour, cost per hour, per hour, hourly cost, hourly wage"),
                de=(
                    "stundensatz, satz, kosten pro stunde, pro stunde, stundenlohn, "
                    "stundenkosten, preis pro stunde, verrechnungssatz, std satz, kosten je "
                    "stunde"
                ),
                nb=("timepris, timesats, sats, kostnad per time, timekostnad, per time, timelønn"),
            ),
            unit="currency per hour",
        ),
        Column(
            "hours_per_week",
            "duration",
            Text("Hours per week"),
            Text("How many hours a week this role has."),
            words(
                en=("hours per week, hours/week, weekly hours, hours, h per week, h/week, capacity"),
                de=(
                    "stunden pro woche, wochenstunden, stunden/woche, std pro woche, stunden, "
                    "h/woche, std/woche, kapazität, stunden je woche"
                ),
                nb=("timer per uke, timer pr uke, timer/uke, ukentlige timer, timer, t/uke, kapasitet"),
            ),
            unit="hours per week",
        ),
    ),
    any_of=frozenset({"hourly_rate", "hours_per_week"}),
)
"""Roles: one row is one role, with its hourly rate and the hours it has in a week."""
