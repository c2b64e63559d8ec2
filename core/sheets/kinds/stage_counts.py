"""Stage counts: how many there were at each stage of the funnel, by period and channel."""

from __future__ import annotations

from core.language import Text
from core.sheets.kinds.column import Column, Kind, split, words
from core.sheets.kinds.versions import VERSIONS

STAGE_COUNTS = Kind(
    "stage_counts",
    Text("Stage counts"),
    (
        Column(
            "period",
            "period",
            Text("Period"),
            Text("The month, week, quarter or day that was counted, with its year: January 2026, 2026-W05."),
            words(
                en=(
                    "period, month, week, day, date, quarter, year, time period, time span, reporting "
                    "period, calendar week, week no, month/year, year/month, year month, yearmonth, week of, "
                    "month of, week starting, week beginning, week start, month start, period start, start "
                    "of period, reporting starts, from, start, start date, as of, counted on, iso week, "
                    "isoweek, nth month"
                ),
                de=(
                    "zeitraum, periode, monat, woche, tag, datum, quartal, jahr, kw, kalenderwoche, "
                    "monat/jahr, jahr/monat, berichtszeitraum, berichtsmonat, berichtsbeginn, von, ab, vom, "
                    "seit, beginn, start, anfang, startdatum, stichtag, stand, gezählt am, halbjahr, "
                    "kalendermonat, zeitraum von, woche ab, wochenbeginn, monatsbeginn"
                ),
                nb=(
                    "periode, måned, uke, dag, dato, kvartal, år, tidsrom, måned/år, kalenderuke, "
                    "rapportperiode, fra, fra dato, startdato, periodestart, per dato, ukenr, uke nr, mnd, "
                    "talt den, halvår, månad, veke"
                ),
            ),
        ),
        Column(
            "until",
            "day",
            Text("Until"),
            Text("The last day of the period, where a sheet gives its first and its last day."),
            words(
                en=(
                    "until, to, end, end date, period end, end of period, reporting ends, through, till, to "
                    "date"
                ),
                de=(
                    "bis, ende, enddatum, berichtsende, zeitraum bis, periodenende, bis zum, einschliesslich"
                ),
                nb="til, til og med, slutt, sluttdato, til dato, tom, periodeslutt",
            ),
            stored=False,
        ),
        Column(
            "channel",
            "text",
            Text("Channel"),
            Text("The way these customers were found, such as events or search ads."),
            words(
                en=(
                    "channel, source, lead source, sales channel, marketing channel, traffic source, "
                    "acquisition channel, medium, campaign, origin, source/medium, session source/medium, "
                    "session source, first user source, default channel group, session default channel "
                    "group, session primary channel group (default channel group), utm source, utm medium"
                ),
                de=(
                    "kanal, quelle, herkunft, vertriebskanal, akquisekanal, marketingkanal, leadquelle, "
                    "lead-quelle, weg, kampagne, medium, werbekanal, besucherquelle, standard-channelgruppe, "
                    "quelle/medium, sitzungsquelle, sitzung quelle/medium"
                ),
                nb="kanal, kilde, salgskanal, markedskanal, markedsføringskanal, opprinnelse, kampanje",
            ),
        ),
        Column(
            "stage",
            "text",
            Text("Stage"),
            Text("The stage that was reached: visitors, leads, offers, customers, ..."),
            words(
                en=(
                    "stage, funnel stage, phase, level, stage name, pipeline stage, deal stage, lifecycle "
                    "stage, status, milestone, funnel step, sales stage, funnel level, event name, goal"
                ),
                de=(
                    "stufe, phase, trichterstufe, funnelstufe, funnel-stufe, stadium, status, ebene, "
                    "verkaufsphase, vertriebsphase, vertriebsstufe, kundenstufe, meilenstein, pipelinephase, "
                    "pipeline-phase, lifecycle-phase, dealphase, deal-phase, ereignisname"
                ),
                nb=(
                    "trinn, nivå, stadium, fase, status, trakttrinn, salgsfase, salgstrinn, kundestadium, "
                    "milepæl, pipelinefase, livssyklusfase"
                ),
            ),
        ),
        Column(
            "version",
            "choice",
            Text("Plan or actual"),
            Text("Where plans stand beside what happened: plan or actual. Only what happened is read."),
            words(
                en=(
                    "version, scenario, plan/actual, planned/actual, budget/actual, target/actual, "
                    "actual/plan, actual/budget, type, figure, data type, value type"
                ),
                de="art, szenario, plan/ist, soll/ist, ist/plan, ist/soll, typ, datenart, wertart, werttyp",
                nb="plan/faktisk, budsjett/faktisk, budsjett/regnskap, type, scenario, verditype",
            ),
            choices=VERSIONS,
            stored=False,
        ),
        Column(
            "count",
            "count",
            Text("Count"),
            Text("How many reached the stage in that period. Nothing counted: leave it blank; none: 0."),
            words(
                en=(
                    "count, number, quantity, qty, how many, number of contacts, number of cases, number of "
                    "deals, number of people, number of leads, number of customers, people, cases, record "
                    "count, event count, eventcount, count of deals, count of contacts, deal count, volume, "
                    "active users, total users, users, n"
                ),
                de=(
                    "anzahl, menge, zahl, anz, stück, stk, stückzahl, wie viele, anzahl kontakte, anzahl "
                    "fälle, anzahl personen, anzahl deals, anzahl leads, anzahl kunden, personen, fälle, "
                    "kontaktzahl, ereignisanzahl, aktive nutzer, nutzer gesamt"
                ),
                nb=(
                    "antall, mengde, hvor mange, antall kontakter, antall saker, antall personer, antall "
                    "kunder, antall leads, personer, saker"
                ),
            ),
            required=True,
        ),
    ),
    any_of=frozenset({"stage", "period"}),
    records=True,
    not_ours=split(
        "rate, conversion, conversion rate, conversion %, cr, share, percentage, percent, % of total, "
        "change, change %, target, goal value, previous period, completion rate, abandonments, abandonment "
        "rate, elapsed time, average, revenue, total revenue, amount, value, engagement rate, events per "
        "session, average engagement time per session, average engagement time per active user, new users, "
        "returning users, event count per active user, event count per user, user engagement, bounce rate, "
        "sessions per user, quote, anteil, umwandlungsrate, konversionsrate, erfolgsquote, abschlussquote, "
        "prozent, veränderung, veränderung %, ziel, soll, plan, vorjahr, vormonat, differenz, abweichung, "
        "durchschnitt, umsatz, wert, betrag, abschlussrate, abbrüche, abbruchrate, interaktionsrate, neue "
        "nutzer, andel, konverteringsrate, prosent, endring, mål, budsjett, fjoråret, avvik, snitt, "
        "omsetning, verdi, beløp, note, notes, comment, comments, bemerkung, notiz, kommentar, notat, "
        "merknad, email, e-mail, id, sum, summe"
    ),
)
"""Stage counts: one row is what was counted of one stage, in one period, from one channel."""
