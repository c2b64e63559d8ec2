"""Stage events: which case reached which stage, and when."""

from __future__ import annotations

from core.language import Text
from core.sheets.kinds.column import Column, Kind, choices, split, words

TRANSITIONS = choices(
    {
        "start": "start, started, begin, began, gestartet, begonnen, beginn, anfang, startet, påbegynt",
        "complete": (
            "complete, completed, finished, finish, end, ended, done, abgeschlossen, beendet, fertig, ende, "
            "fullført, avsluttet, ferdig, slutt"
        ),
        "other": (
            "other, schedule, scheduled, assign, assigned, reassign, suspend, suspended, resume, resumed, "
            "withdraw, withdrawn, ate abort, pi abort, manualskip, autoskip, unknown, andere, sonstiges, "
            "zugewiesen, pausiert, annet"
        ),
    }
)
"""What a row of a process log tells of its activity: that it began, that it ended, or something else."""

STAGE_EVENTS = Kind(
    "stage_events",
    Text("Stage events"),
    (
        Column(
            "case",
            "text",
            Text("Case"),
            Text("The customer, deal or request that moves through the stages: a name or a number."),
            words(
                en=(
                    "case, case id, case number, caseid, case concept name, concept name case, record id, "
                    "deal id, opportunity id, lead id, ticket id, order id, booking id, request id, offer "
                    "no, offer number, quote no, quote number, order no, order number, trace id, trace, pid, "
                    "user pseudo id, user id, userid, amplitude id, distinct id, anonymous id, visitor id, "
                    "visitorid, person id, client id, contact id, customer id, customer no, customer number, "
                    "client no, client number, session id, ticket, deal name, deal - title, deal title, "
                    "opportunity name, lead - title, lead title, lead name, project, customer, client, "
                    "contact name, contact, company name, company, account name, first and last name, "
                    "prospect, record, opportunity, deal, lead"
                ),
                de=(
                    "fall, fall-id, fallnummer, fall-nr, datensatz-id, vorgangsnummer, vorgangsnr, "
                    "vorgangs-id, vorgangs-nr, angebots-nr, angebotsnr, angebotsnummer, angebot nr, "
                    "anfrage-nr, anfragenummer, auftrags-nr, auftragsnr, auftragsnummer, buchungsnummer, "
                    "buchungs-nr, ticketnummer, aktenzeichen, kontakt-id, kunden-id, kundennummer, "
                    "kunden-nr, kundennr, kd-nr, kdnr, nutzer-id, benutzer-id, deal-name, dealname, deal - "
                    "titel, titel des deals, opportunity-name, opportunityname, name der opportunity, "
                    "lead-name, leadname, verkaufschance, projekt, kunde, kundin, kundenname, auftraggeber, "
                    "klient, interessent, kontaktname, kontakt, ansprechpartner, firma, firmenname, "
                    "unternehmen, unternehmensname, accountname, account-name, auftrag"
                ),
                nb=(
                    "sak, saks-id, saksnr, saksnummer, tilbudsnr, tilbudsnummer, ordrenr, ordrenummer, "
                    "kundenr, kundenummer, bruker-id, avtalenavn, prosjekt, kunde, kundenavn, potensiell "
                    "kunde, interessent, kontakt, kontaktnavn, firma, firmanavn, bedrift, selskap, "
                    "selskapsnavn, klient, emne, mulighet"
                ),
            ),
            required=True,
        ),
        Column(
            "stage",
            "text",
            Text("Stage"),
            Text("The stage or step that the case reached: lead, offer, customer, ..."),
            words(
                en=(
                    "stage, deal stage, deal - stage, status, phase, activity, activity name, concept name, "
                    "event, event name, event type, stage name, pipeline stage, lifecycle stage, lead "
                    "status, lead - status, deal - status, opportunity stage, sales stage, funnel stage, "
                    "page, page path, page url, page location, url, step reached, state, milestone, to "
                    "stage, new stage, new value, task name, current stage, deal status, page title, action, "
                    "new status, to status, new phase, to phase, new state, to state, section/column"
                ),
                de=(
                    "stufe, phase, status, stadium, aktivität, ereignis, ereignisname, dealphase, "
                    "deal-phase, deal phase, deal - phase, deal-stage, verkaufsphase, vertriebsphase, "
                    "pipelinephase, pipeline-phase, lead-status, leadstatus, lifecycle-phase, "
                    "opportunity-phase, opportunity-stufe, seite, stand, vertriebsstufe, kundenstufe, "
                    "meilenstein, deal status, deal - status, trichterstufe, funnelstufe, vorgang, "
                    "nach status, nach phase, nach stufe, neuer status, neue phase, neue stufe, zu status, "
                    "status neu, phase neu, arbeitsschritt, arbeitsgang"
                ),
                nb=(
                    "trinn, status, fase, stadium, nivå, aktivitet, hendelse, avtalefase, avtalestatus, "
                    "salgsfase, livssyklusfase, leadstatus, side, milepæl, pipelinefase, ny status, ny fase, "
                    "til status, til fase, nytt trinn"
                ),
            ),
        ),
        Column(
            "time",
            "moment",
            Text("Time"),
            Text("When the case reached the stage: a date, with or without the time of day."),
            words(
                en=(
                    "time, timestamp, ts, time timestamp, unix time, unix timestamp, epoch, date, "
                    "date and time, datetime, event time, event timestamp, event date, occurred at, "
                    "start time, start timestamp, started, started at, "
                    "starttime, time start, start, start date, stage date, stage changed, stage change date, "
                    "stage changed at, last stage change date, last stage change, deal - last stage change, "
                    "stage entered, entered stage, entered stage at, date entered, date entered stage, date "
                    "entered current stage, reached on, reached at, reached, when, status date, status "
                    "changed, status since, since, last change, changed on, changed at, edit date, server "
                    "time, time utc, time (utc), sent at, received at, original timestamp, event datetime"
                ),
                de=(
                    "zeitpunkt, zeit, zeitstempel, datum, datum und uhrzeit, datum/uhrzeit, uhrzeit, "
                    "ereigniszeit, ereignisdatum, beginn, start, startzeit, startzeitpunkt, begonnen, "
                    "begonnen am, erreicht am, wann, statusdatum, status seit, status vom, phase seit, stufe "
                    "seit, phasenwechsel, datum der phase, datum des letzten phasenwechsels, letzter "
                    "phasenwechsel, deal letzte phasenänderung, deal - letzte phasenänderung, letzte "
                    "phasenänderung, letzte änderung, geändert am, datum der stufe, seit, datum der letzten "
                    "phasenänderung, statuswechsel, startdatum"
                ),
                nb=(
                    "tidspunkt, tid, tidsstempel, dato, dato og tid, dato/tid, klokkeslett, hendelsestid, "
                    "start, starttid, startet, påbegynt, nådd, nådd dato, når, statusdato, status siden, "
                    "siden, sist endret, endret, endret dato, fase siden, siste endring"
                ),
            ),
        ),
        Column(
            "time_of_day",
            "clock",
            Text("Time of day"),
            Text("The time of day, where it stands apart from the date."),
            words(en="time of day, clock time", de="uhrzeit dazu, tageszeit", nb="tid på dagen, klokke"),
            stored=False,
        ),
        Column(
            "completed",
            "moment",
            Text("Completed"),
            Text("When the case was done with the stage, where the sheet says it beside its start."),
            words(
                en=(
                    "completed, complete timestamp, completion time, completed at, completed on, end "
                    "timestamp, end time, endtime, end, end date, ended, ended at, finished, finished at, "
                    "time complete, time end, complete time, finish time, left stage, exited stage, date "
                    "exited"
                ),
                de=(
                    "abgeschlossen, abgeschlossen am, ende, endzeit, endzeitpunkt, beendet, beendet am, "
                    "fertig, fertig am, erledigt, erledigt am, enddatum, endete"
                ),
                nb=(
                    "fullført, slutt, slutttid, sluttid, avsluttet, ferdig, fullført dato, sluttdato, "
                    "sluttidspunkt"
                ),
            ),
        ),
        Column(
            "end_time_of_day",
            "clock",
            Text("End, time of day"),
            Text("When the stage ended, where only the time of day is written: on the day of its start."),
            words(
                en="end time of day, clock time of the end",
                de="uhrzeit ende, enduhrzeit",
                nb="sluttklokkeslett",
            ),
            stored=False,
        ),
        Column(
            "transition",
            "choice",
            Text("Start or end"),
            Text("Whether the row tells that the stage began or that it ended. Blank: it was reached."),
            words(
                en=(
                    "transition, lifecycle transition, lifecycle, event lifecycle, start or end, "
                    "start/complete, start/end"
                ),
                de="übergang, start oder ende, beginn oder ende, start/ende, beginn/ende, lebenszyklus",
                nb="overgang, start eller slutt, start/slutt",
            ),
            choices=TRANSITIONS,
            stored=False,
        ),
        Column(
            "channel",
            "text",
            Text("Channel"),
            Text("The way this customer was found, such as events or search ads."),
            words(
                en=(
                    "channel, source, lead source, original source, original traffic source, original source "
                    "type, latest source, deal source, deal - source, deal - source channel, source channel, "
                    "lead - source, traffic source, marketing channel, sales channel, acquisition channel, "
                    "utm source, medium, origin, referrer, how did you hear about us, record source, "
                    "campaign, campaign source, primary campaign source, deal - label, deal - source origin"
                ),
                de=(
                    "kanal, quelle, herkunft, leadquelle, lead-quelle, ursprüngliche quelle, kundenquelle, "
                    "akquisekanal, vertriebskanal, marketingkanal, deal quelle, deal - quelle, aufmerksam "
                    "geworden durch, kampagne, woher, empfohlen durch, quellkanal"
                ),
                nb=(
                    "kanal, kilde, leadkilde, lead-kilde, opprinnelig kilde, salgskanal, markedskanal, "
                    "kampanje"
                ),
            ),
        ),
        Column(
            "value",
            "amount",
            Text("Value"),
            Text("What the case is worth, in money."),
            words(
                en=(
                    "value, amount, deal value, deal - value, deal amount, opportunity amount, worth, order "
                    "value, offer value, revenue, price, contract value, deal size, lead - value, total deal "
                    "value, quote amount, purchase revenue, event value, amount in company currency"
                ),
                de=(
                    "wert, betrag, dealwert, deal-wert, deal wert, deal - wert, auftragswert, angebotswert, "
                    "angebotssumme, auftragssumme, volumen, auftragsvolumen, umsatz, preis, summe, "
                    "angebotsbetrag, angebotsvolumen, höhe, umsatzpotenzial, summe netto, betrag in "
                    "unternehmenswährung"
                ),
                nb=(
                    "verdi, beløp, avtaleverdi, avtalebeløp, ordreverdi, tilbudsverdi, tilbudssum, pris, "
                    "omsetning"
                ),
            ),
            unit="currency",
        ),
        Column(
            "currency",
            "text",
            Text("Currency"),
            Text("The currency of the value: EUR, NOK. Not needed where the value or its heading says it."),
            words(
                en=(
                    "currency, currency code, deal - currency, deal - currency of value, currency of value, "
                    "deal currency"
                ),
                de="währung, währungscode, deal währung, deal - währung, währung des deals, wkz",
                nb="valuta, valutakode",
            ),
            stored=False,
        ),
        Column(
            "lost_reason",
            "text",
            Text("Reason lost"),
            Text("Why the case was lost."),
            words(
                en=(
                    "reason lost, lost reason, deal - lost reason, loss reason, reason for loss, closed lost "
                    "reason, reason, why lost, closed-lost reason, lead - lost reason, lost because, "
                    "disqualification reason"
                ),
                de=(
                    "verlustgrund, grund, ablehnungsgrund, absagegrund, grund für verlust, deal grund für "
                    "verlust, deal - grund für verlust, grund der absage, grund für den verlust, verloren "
                    "weil, grund verloren, warum verloren, grund für verlorenen deal, deal - verlustgrund, "
                    "grund der ablehnung"
                ),
                nb="tapsgrunn, grunn, årsak, tapsårsak, grunn til tap, årsak til tap, hvorfor tapt",
            ),
        ),
        Column(
            "person",
            "text",
            Text("Person"),
            Text("Who looks after the case."),
            words(
                en=(
                    "person, owner, deal owner, deal - owner, opportunity owner, lead owner, contact owner, "
                    "responsible, assigned to, sales rep, salesperson, resource, org resource, agent, rep, "
                    "account manager, record owner, lead - owner, performed by, assignee, handled by, "
                    "changed by"
                ),
                de=(
                    "mitarbeiter, mitarbeiterin, zuständig, verantwortlich, bearbeiter, bearbeiterin, "
                    "verkäufer, vertriebler, inhaber, besitzer, eigentümer, deal-inhaber, dealinhaber, deal "
                    "besitzer, deal - besitzer, deal inhaber, deal - inhaber, zuständiger mitarbeiter, "
                    "opportunity-inhaber, inhaber der opportunity, betreuer, betreuerin, ressource, "
                    "zugewiesen an, person, wer, sachbearbeiter, vertriebsmitarbeiter, lead-inhaber, "
                    "kontaktinhaber, zuständig für den deal, zuständiger mitarbeiter für deal, geändert "
                    "durch"
                ),
                nb=("ansvarlig, eier, avtaleeier, selger, saksbehandler, medarbeider, ansatt, ressurs, hvem"),
            ),
        ),
    ),
    any_of=frozenset({"stage", "time"}),
    records=True,
    more_fields=(("currency", "varchar"),),
    not_ours=split(
        "deal ownerid, contact nameid, account nameid, lead ownerid, event name id, email, e-mail, mail, "
        "phone, phone number, mobile, address, street, zip, city, country, state/region, probability, win "
        "probability, weighted value, weighted amount, deal - weighted value, deal - probability, deal "
        "probability, forecast, forecast amount, forecast category, expected revenue, weighted amount in "
        "company currency, annual revenue, number of employees, employees, next step, next activity, next "
        "activity date, deal - next activity date, last activity, last activity date, deal - last activity "
        "date, last activity time, last contacted, last modified, last modified date, last modified by, "
        "modified time, modified by, created by, updated, updated at, update time, deal - update time, lead "
        "- update time, deal - total activities, deal - done activities, deal - activities to do, deal - "
        "email messages count, deal - label ids, deal - pipeline, pipeline, stage id, deal type, type, age, "
        "days in stage, time in current stage, stage duration, duration, description, notes, note, comment, "
        "comments, tags, label, labels, deal - visible to, visible to, fiscal period, lead count, birthday, "
        "date of birth, ip, user agent, browser, device, country code, lost reason detail, website, website "
        "url, job title, score, lead score, hubspot score, wahrscheinlichkeit, abschlusswahrscheinlichkeit, "
        "gewichteter wert, gewichteter betrag, deal gewichteter wert, deal - gewichteter wert, deal "
        "wahrscheinlichkeit, deal - wahrscheinlichkeit, erwarteter umsatz, prognose, prognosekategorie, "
        "nächster schritt, nächste aktivität, letzte aktivität, datum der letzten aktivität, letzter "
        "kontakt, zuletzt geändert, zuletzt geändert am, zuletzt geändert von, änderungsdatum, geändert von, "
        "erstellt von, deal aktualisierungszeit, deal - aktualisierungszeit, telefon, telefonnummer, handy, "
        "adresse, strasse, plz, ort, land, beschreibung, notiz, notizen, bemerkung, kommentar, alter, dauer, "
        "tage in phase, geburtstag, geburtsdatum, wiedervorlage, typ, dealtyp, anzahl mitarbeiter, webseite, "
        "sannsynlighet, vektet verdi, forventet inntekt, neste aktivitet, siste aktivitet, beskrivelse, "
        "notat, merknad, alder, varighet, old stage, old status, old phase, old state, old value, "
        "from stage, from status, from phase, from state, previous stage, previous status, previous phase, "
        "prior stage, prior status, alte stufe, alter status, alte phase, vorherige stufe, "
        "vorheriger status, vorherige phase, bisherige stufe, bisheriger status, bisherige phase, "
        "von status, von phase, von stufe, aus status, status alt, phase alt, gammel status, "
        "gammel fase, forrige status, forrige fase, fra status, fra fase, days in old stage, deadline"
    ),
)
"""Stage events: one row is one case that reached one stage; or one case with a date for each stage."""
