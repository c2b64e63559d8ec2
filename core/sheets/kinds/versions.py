"""What people write where plans stand beside what happened."""

from __future__ import annotations

from core.sheets.kinds.column import choices

VERSIONS = choices(
    {
        "actual": (
            "actual, actuals, ist, ist-wert, istwert, tatsächlich, faktisk, regnskap, virkelig, real, "
            "current, erreicht, achieved"
        ),
        "planned": (
            "plan, planned, soll, soll-wert, sollwert, geplant, budget, budgeted, budsjett, target, goal, "
            "ziel, mål, forecast, prognose, planlagt, estimated, vorgabe, planwert"
        ),
        "earlier": (
            "vorjahr, previous year, prior year, last year, fjoråret, i fjor, vormonat, "
            "previous month, last month"
        ),
        "running": "kumuliert, kum., kum, cumulative, cum., cum, ytd, akkumulert, hittil i år",
        "difference": (
            "abweichung, differenz, diff, diff., difference, variance, delta, avvik, deviation, abw., abw"
        ),
    }
)
"""Which figure a row holds, by the word for it in any language; only "actual" is read."""
