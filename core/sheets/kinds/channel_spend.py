"""Channel spend: what each way to find customers cost, by period."""

from __future__ import annotations

from core.language import Text
from core.sheets.kinds.column import Column, Kind, split, words
from core.sheets.kinds.versions import VERSIONS

CHANNEL_SPEND = Kind(
    "channel_spend",
    Text("Channel spend"),
    (
        Column(
            "channel",
            "text",
            Text("Channel"),
            Text(
                "The way to find customers, such as events or search ads. Without this column it is the "
                "tool the export comes from, or the sheet's name."
            ),
            words(
                en=(
                    "channel, source, marketing channel, medium, platform, network, sales channel, "
                    "acquisition channel, advertising channel, traffic source, publisher, vendor, media, "
                    "supplier, source platform, where"
                ),
                de=(
                    "kanal, quelle, marketingkanal, werbekanal, plattform, medium, akquisekanal, "
                    "vertriebskanal, werbeplattform, anbieter, werbemittel, massnahme, werbemassnahme, wo"
                ),
                nb=(
                    "kanal, kilde, markedskanal, salgskanal, plattform, medium, markedsføringskanal, "
                    "annonsekanal, tiltak"
                ),
            ),
        ),
        Column(
            "campaign",
            "text",
            Text("Campaign"),
            Text("The campaign within the channel."),
            words(
                en="campaign, campaign name, campaign title, campaigns",
                de="kampagne, kampagnenname, name der kampagne, kampagnen, aktion",
                nb="kampanje, kampanjenavn, kampanjer",
            ),
        ),
        Column(
            "period",
            "period",
            Text("Period"),
            Text("The month, week, quarter or day the money was spent in, with its year."),
            words(
                en=(
                    "period, month, week, day, date, quarter, year, time period, reporting period, reporting "
                    "starts, start date, start date (in utc), start, from, period start, by day, by month, "
                    "week starting, month/year, report start, gregorian date, time, invoice date, date "
                    "start, stat time day, time unit, calendar week"
                ),
                de=(
                    "zeitraum, monat, periode, tag, woche, datum, quartal, jahr, kw, kalenderwoche, "
                    "berichtsbeginn, beginn, startdatum, von, ab, monat/jahr, startdatum (in utc), "
                    "auswertungsbeginn, berichtszeitraum, start, zeiteinheit, start der berichterstattung, "
                    "beginn des berichts, nach tag, rechnungsdatum, berichtsstart"
                ),
                nb=(
                    "periode, måned, uke, dag, dato, kvartal, år, startdato, fra, rapportering starter, "
                    "rapporteringsstart, rapportstart, fra dato, tidsrom, måned/år, kalenderuke"
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
                    "until, to, end, end date, end date (in utc), reporting ends, period end, through, "
                    "report end, date stop"
                ),
                de=(
                    "bis, ende, enddatum, berichtsende, enddatum (in utc), auswertungsende, zeitraum bis, "
                    "ende des berichts"
                ),
                nb=(
                    "til, til og med, slutt, sluttdato, rapportering slutter, rapporteringsslutt, "
                    "rapportslutt, til dato"
                ),
            ),
            stored=False,
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
            "amount",
            "amount",
            Text("Amount spent"),
            Text("What was spent, in money: ads, tickets, print, agency."),
            words(
                en=(
                    "amount spent, spend, cost, costs, amount, total spent, total spend, ad spend, adspend, "
                    "ad cost, expense, expenses, total cost, budget spent, media spend, spent, cost (total), "
                    "advertising cost, cost amount, total amount spent, net spend, net, net amount, price"
                ),
                de=(
                    "ausgaben, kosten, ausgegebener betrag, betrag, werbekosten, werbeausgaben, "
                    "gesamtausgaben, gesamtkosten, aufwendungen, aufwand, marketingkosten, kosten gesamt, "
                    "ausgegeben, anzeigenkosten, mediakosten, werbebudget ausgegeben, insgesamt ausgegeben, "
                    "kosten netto, gesamtbetrag, ausgaben gesamt, nettobetrag, netto"
                ),
                nb=(
                    "forbruk, kostnad, kostnader, beløp, brukt beløp, utgifter, annonsekostnad, beløp brukt, "
                    "brukt, totalt brukt, markedsføringskostnad, annonsekostnader, annonseforbruk, total "
                    "kostnad"
                ),
            ),
            required=True,
            unit="currency",
        ),
        Column(
            "currency",
            "text",
            Text("Currency"),
            Text("The currency of the amount: EUR, NOK. Not needed where it or its heading says it."),
            words(
                en="currency, currency code, account currency, currencycode",
                de="währung, währungscode, kontowährung",
                nb="valuta, valutakode, kontovaluta",
            ),
            stored=False,
        ),
        Column(
            "impressions",
            "count",
            Text("Impressions"),
            Text("How often the ads were shown."),
            words(
                en=(
                    "impressions, impr, impression, views, ad impressions, total impressions, paid "
                    "impressions"
                ),
                de=(
                    "impressionen, impressions, impr, einblendungen, aufrufe, anzeigenaufrufe, sichtkontakte"
                ),
                nb="visninger, eksponeringer, impressions, annonsevisninger, inntrykk",
            ),
        ),
        Column(
            "clicks",
            "count",
            Text("Clicks"),
            Text("How often the ads were clicked."),
            words(
                en="clicks, link clicks, click, clicks (destination), paid clicks, ad clicks",
                de=("klicks, link-klicks, linkklicks, klicks auf den link, klicks (ziel), anzeigenklicks"),
                nb="klikk, lenkeklikk, koblingsklikk, lenkklikk, annonseklikk",
            ),
        ),
        Column(
            "conversions",
            "count",
            Text("Conversions"),
            Text("How many did what the ad asked for: a request, a purchase."),
            words(
                en=(
                    "conversions, conv, results, leads, total conversions, goals, sign-ups, purchases, "
                    "website leads"
                ),
                de=(
                    "conversions, ergebnisse, konversionen, konvertierungen, leads, abschlüsse, anfragen, "
                    "käufe"
                ),
                nb="konverteringer, resultater, leads, konv, henvendelser, kjøp",
            ),
        ),
    ),
    records=True,
    more_fields=(("currency", "varchar"),),
    not_ours=split(
        "ends, starts, endet, starter, slutter, cost (converted currency), converted currency code, ctr, ctr "
        "(all), ctr (link click-through rate), ctr (destination), click through rate, click-through rate, "
        "cpc, avg cpc, average cpc, cpc (cost per link click), cpc (all), cpc (destination), average cost "
        "per click, cost per click, cpm, avg cpm, average cpm, cost/conv, cost per conversion, cost per "
        "result, cost per results, cost per lead, cpa, cpl, conv rate, conversion rate, conv value, "
        "conversion value, conv value/cost, all conv, all conversions, view-through conv, view-through "
        "conversions, roas, purchase roas, results rate, result rate, result indicator, result type, clicks "
        "(all), unique link clicks, outbound clicks, landing page views, reach, frequency, video views, "
        "engagements, engagement rate, interactions, interaction rate, avg cost, viewable impr, invalid "
        "clicks, search impr share, abs top %, impr (abs top) %, impr (top) %, budget, daily budget, "
        "campaign daily budget, campaign total budget, ad set budget, ad set budget type, bid, bid strategy, "
        "bid strategy type, campaign bid strategy, max cpc, avg position, quality score, account, account "
        "id, account name, account number, account status, customer id, campaign id, campaign group, "
        "campaign group id, campaign group name, campaign status, campaign type, campaign state, campaign "
        "delivery, campaign group status, campaign objective, campaign start date, campaign end date, "
        "objective, optimization score, ad group, ad group name, ad group id, ad set, ad set name, ad set "
        "id, ad set delivery, ad name, ad id, ad, ad delivery, delivery, delivery status, status, state, "
        "attribution setting, device, network (with search partners), keyword, search term, match type, "
        "final url, landing page, quality ranking, engagement rate ranking, conversion rate ranking, last "
        "significant edit, lead forms opened, likes, shares, comments, comment, reactions, follows, other "
        "clicks, leads (form), total engagements, total social actions, average ctr, average ecpm, cost "
        "type, campaign cost type, creative name, dsc name, revenue, value, units, note, notes, invoice "
        "number, profit, margin, id, country, region, age, gender, unique clicks, link ctr, spend share, "
        "budget remaining, share of spend, durchschn cpc, cpc (kosten pro link-klick), kosten pro klick, "
        "kosten/conv, kosten pro conversion, kosten pro ergebnis, kosten pro lead, conv-rate, "
        "conversion-rate, conv-wert, conversion-wert, alle conv, klickrate, klicks (alle), reichweite, "
        "frequenz, interaktionen, interaktionsrate, durchschn kosten, tagesbudget, gebotsstrategie, "
        "gebotsstrategietyp, kampagnenstatus, kampagnentyp, kampagnen-id, kontoname, konto, kontonummer, "
        "anzeigengruppe, anzeigengruppenbudget, art des anzeigengruppenbudgets, name der anzeigengruppe, "
        "anzeigenname, attributionseinstellung, auslieferung der kampagne, auslieferung, "
        "kampagnenauslieferung, ergebnisindikator, ergebnistyp, gebot, gebotstyp, letzte wesentliche "
        "bearbeitung, qualitätseinstufung, optimierungsfaktor, impr (oberste pos) in %, impr (obere pos) in "
        "%, umsatz, bemerkung, notiz, kommentar, plan, soll, differenz, abweichung, kundennummer, mwst, "
        "brutto, rekkevidde, frekvens, klikkfrekvens, klikkrate, gj snitt cpc, kostnad per klikk, kostnad "
        "per resultat, kostnad per konvertering, kostnad/konv, konverteringsfrekvens, konv frekvens, "
        "dagsbudsjett, budsjett, kampanjestatus, kampanjetype, notat, omsetning, mva"
    ),
)
"""Channel spend: one row is what was spent on one channel, or one campaign of it, in one period."""
