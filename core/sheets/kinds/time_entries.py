"""Time entries: who worked how long, on what, for whom."""

from __future__ import annotations

from core.language import Text
from core.sheets.kinds.column import Column, Kind, split, words

TIME_ENTRIES = Kind(
    "time_entries",
    Text("Time entries"),
    (
        Column(
            "date",
            "day",
            Text("Date"),
            Text("The day of the work. Not needed where the start says its day."),
            words(
                en=(
                    "date, day, work date, entry date, spent date, work day, spent on, date worked, log date"
                ),
                de=(
                    "datum, tag, arbeitstag, buchungsdatum, leistungsdatum, tätigkeitsdatum, leistungstag, "
                    "datum der leistung, tagesdatum, kalendertag"
                ),
                nb="dato, dag, arbeidsdag, arbeidsdato, føringsdato",
            ),
        ),
        Column(
            "start",
            "clock",
            Text("Start"),
            Text("When the work began: 8:05, or a date with the time of day."),
            words(
                en=(
                    "start, start time, starttime, from, begin, began, started, started at, begin time, time "
                    "in, clock in, in, from time, time from, start timestamp, start datetime"
                ),
                de=(
                    "beginn, start, von, startzeit, anfang, anfangszeit, startuhrzeit, arbeitsbeginn, "
                    "kommen, kommt, uhrzeit von, zeit von, beginnzeit, von uhrzeit, gestartet, dienstbeginn, "
                    "beginn uhrzeit"
                ),
                nb=(
                    "start, fra, starttid, startet, begynte, fra klokken, fra kl, inn, klokken fra, "
                    "starttidspunkt"
                ),
            ),
        ),
        Column(
            "start_date",
            "day",
            Text("Start date"),
            Text("The day the work began, where start and end have a column of their own for the day."),
            words(
                en="start date, startdate, begin date, start day",
                de="startdatum, datum beginn, beginndatum, datum von, start datum, anfangsdatum",
                nb="startdato, fra dato, dato fra",
            ),
            stored=False,
        ),
        Column(
            "end",
            "clock",
            Text("End"),
            Text("When the work ended: 16:30. An end before the start is on the next day."),
            words(
                en=(
                    "end, end time, endtime, to, until, finish, finished, ended, ended at, stop, stopped at, "
                    "stop time, time out, clock out, out, to time, time to, end timestamp, end datetime, "
                    "finish time"
                ),
                de=(
                    "ende, bis, endzeit, enduhrzeit, arbeitsende, gehen, geht, uhrzeit bis, zeit bis, stopp, "
                    "schluss, bis uhrzeit, endezeit, beendet, dienstende, ende uhrzeit"
                ),
                nb=(
                    "slutt, til, slutttid, sluttid, stopp, sluttet, til klokken, til kl, ut, klokken til, "
                    "sluttidspunkt"
                ),
            ),
        ),
        Column(
            "end_date",
            "day",
            Text("End date"),
            Text("The day the work ended, where start and end have a column of their own for the day."),
            words(
                en="end date, enddate, finish date, stop date, end day",
                de="enddatum, datum ende, endedatum, datum bis, ende datum",
                nb="sluttdato, til dato, dato til",
            ),
            stored=False,
        ),
        Column(
            "break",
            "length",
            Text("Break"),
            Text("The break between start and end: 30 min or 0:30. It is taken off."),
            words(
                en="break, breaks, pause, break time, lunch, lunch break, break duration, unpaid break",
                de=(
                    "pause, pausen, pausenzeit, mittagspause, unterbrechung, pausendauer, abzgl pause, "
                    "ruhepause"
                ),
                nb="pause, pauser, lunsj, pausetid, lunsjpause, matpause",
            ),
            unit="min",
            stored=False,
        ),
        Column(
            "minutes",
            "length",
            Text("Duration"),
            Text("How long it took: 90 min, 1:30 or 1.5 h. Not needed where start and end are given."),
            words(
                en=(
                    "duration, minutes, hours, time, time spent, spent time, hours worked, worked hours, "
                    "tracked hours, tracked time, logged hours, logged time, hours logged, working time, "
                    "work time, net hours, hrs, h, min, length, time worked, total hours, duration in "
                    "minutes, duration in hours, duration in seconds, registered time, registered duration, "
                    "effort, total duration, quantity, time tracked, mins, elapsed time, total time, actual "
                    "hours, worked, time (hours), total"
                ),
                de=(
                    "dauer, minuten, stunden, ist, zeit, arbeitszeit, arbeitsstunden, stundenzahl, std, "
                    "aufwand, zeitaufwand, geleistete stunden, nettoarbeitszeit, netto-arbeitszeit, "
                    "arbeitszeit netto, gesamtdauer, gesamtstunden, erfasste zeit, erfasste stunden, "
                    "gebuchte stunden, anzahl stunden, h, min, dauer in minuten, dauer in stunden, dauer in "
                    "sekunden, stundenanzahl, gesamtzeit, stunden gesamt, arbeitsdauer, gesamt, ist-stunden, "
                    "ist-zeit, zeitdauer"
                ),
                nb=(
                    "varighet, minutter, timer, tid, tidsbruk, arbeidstid, arbeidstimer, antall timer, førte "
                    "timer, brukt tid, timer totalt, netto timer, medgått tid, timeantall, totalt"
                ),
            ),
            unit="min",
        ),
        Column(
            "person",
            "text",
            Text("Person"),
            Text("Who did the work."),
            words(
                en=(
                    "person, user, member, employee, name, user name, username, team member, who, staff, "
                    "worker, technician, full name, first name, employee name, people, resource, "
                    "member name, consultant"
                ),
                de=(
                    "person, benutzer, mitarbeiter, mitarbeiterin, monteur, monteurin, berater, beraterin, "
                    "techniker, arbeitnehmer, beschäftigte, beschäftigter, nutzer, name, anwender, "
                    "teammitglied, wer, mitarbeitername, mitglied, vorname, bearbeiter, benutzername, "
                    "mitarbeitende, mitarbeiter/in, mitarbeiter/-in, mitarbeiter in, kollege, personal"
                ),
                nb=(
                    "person, bruker, medarbeider, ansatt, montør, konsulent, rådgiver, navn, medlem, hvem, "
                    "brukernavn, ansattnavn"
                ),
            ),
        ),
        Column(
            "customer",
            "text",
            Text("Customer"),
            Text("Whom the work was for."),
            words(
                en=(
                    "customer, client, client name, company, account, customer name, organization, "
                    "organisation, for whom"
                ),
                de=(
                    "kunde, kundin, kundenname, auftraggeber, auftraggeberin, firma, mandant, mandantin, "
                    "klient, kunden, kunde/firma, unternehmen, kunde/mandant, bei wem, für wen"
                ),
                nb=("kunde, kundenavn, oppdragsgiver, firma, klient, bedrift, selskap, hos hvem, for hvem"),
            ),
        ),
        Column(
            "project",
            "text",
            Text("Project"),
            Text("The project or order the work belongs to."),
            words(
                en="project, project name, job, matter, order, engagement",
                de=(
                    "projekt, projektname, auftrag, vorgang, projektbezeichnung, baustelle, objekt, "
                    "projekt/auftrag, akte, mandat"
                ),
                nb="prosjekt, prosjektnavn, oppdrag, ordre, sak",
            ),
        ),
        Column(
            "task",
            "text",
            Text("Task"),
            Text("The kind of work: call, offer, editing. The steps of your process, if you can."),
            words(
                en=(
                    "task, activity, activity type, task name, service, step, work type, type of work, "
                    "category, time category, activity name, service type, process step"
                ),
                de=(
                    "aufgabe, tätigkeit, aktivität, leistung, leistungsart, tätigkeitsart, schritt, "
                    "arbeitsschritt, arbeitspaket, kategorie, art der tätigkeit, leistungen, arbeit, "
                    "aufgaben, prozessschritt, teilaufgabe, zeitkategorie, arbeitsart"
                ),
                nb=(
                    "oppgave, aktivitet, arbeidsoppgave, tjeneste, steg, type arbeid, arbeidstype, kategori, "
                    "aktivitetsnavn, gjøremål, arbeid"
                ),
            ),
        ),
        Column(
            "description",
            "text",
            Text("Description"),
            Text("What was done, in words."),
            words(
                en=(
                    "description, notes, note, comment, comments, title, time entry, what, details, memo, "
                    "work description, what was done, remarks, entry, summary, time entry description, what "
                    "i did, what we did, work done"
                ),
                de=(
                    "beschreibung, bemerkung, bemerkungen, notiz, notizen, kommentar, was, text, details, "
                    "tätigkeitsbeschreibung, was wurde gemacht, anmerkung, titel, eintrag, zeiteintrag, "
                    "leistungsbeschreibung, arbeitsbeschreibung, inhalt, anmerkungen, thema, was habe ich "
                    "gemacht"
                ),
                nb=(
                    "beskrivelse, kommentar, notat, notater, merknad, hva, tittel, arbeidsbeskrivelse, hva "
                    "ble gjort, hva jeg gjorde, hva vi gjorde"
                ),
            ),
        ),
        Column(
            "tags",
            "text",
            Text("Tags"),
            Text("Words the entry was marked with."),
            words(
                en="tags, labels, label",
                de=(
                    "schlagworte, schlagwörter, tags, schlagwort, etiketten, stichworte, stichwörter, "
                    "markierungen"
                ),
                nb="tagger, etiketter, stikkord, merkelapper, tags",
            ),
        ),
        Column(
            "billable",
            "flag",
            Text("Billable"),
            Text("Whether the customer pays for this time: yes or no."),
            words(
                en="billable, is billable, chargeable, billing status, invoiceable",
                de=("abrechenbar, verrechenbar, fakturierbar, berechenbar, kostenpflichtig, zu berechnen"),
                nb="fakturerbar, fakturerbart, kan faktureres, fakturerbare",
            ),
        ),
        Column(
            "hourly_rate",
            "amount",
            Text("Hourly rate"),
            Text("What the customer pays for an hour of it."),
            words(
                en=(
                    "hourly rate, rate, billable rate, bill rate, rate per hour, billing rate, price per "
                    "hour, hourly price"
                ),
                de=(
                    "stundensatz, satz, preis pro stunde, stundenpreis, verrechnungssatz, stundenhonorar, "
                    "abrechenbarer tarif, stundenlohnabrechnungssatz"
                ),
                nb="timepris, timesats, sats, pris per time",
            ),
            unit="currency per hour",
        ),
        Column(
            "amount",
            "amount",
            Text("Amount"),
            Text("What the customer pays for the entry."),
            words(
                en=(
                    "amount, billable amount, billed amount, price, fee, revenue, total price, value, "
                    "earnings"
                ),
                de=(
                    "betrag, preis, honorar, umsatz, rechnungsbetrag, abrechenbarer betrag, gesamtpreis, "
                    "wert, erlös"
                ),
                nb="beløp, pris, honorar, fakturerbart beløp, omsetning, sum",
            ),
            unit="currency",
        ),
        Column(
            "currency",
            "text",
            Text("Currency"),
            Text("The currency of rate and amount: EUR, NOK. Not needed where they or their heading say it."),
            words(
                en="currency, currency code",
                de="währung, währungscode",
                nb="valuta, valutakode",
            ),
            stored=False,
        ),
    ),
    any_of=frozenset({"minutes", "start"}),
    records=True,
    renamed={"start": "began", "end": "ended"},
    more_fields=(("currency", "varchar"),),
    not_ours=split(
        "email, e-mail, group, groups, user group, team, department, role, roles, user id, project id, "
        "client id, task id, id, duration (decimal), time (decimal), hours rounded, rounded hours, duration "
        "(rounded), cost rate, cost, cost amount, internal rate, internal price, profit, project code, last "
        "name, external reference url, invoiced, approved, locked, weekday, day of week, week, week number, "
        "month, year, overtime, balance, target hours, planned hours, estimate, estimated hours, budget, "
        "location, ip address, phase, type, exported, vat, project color, billable hours, non-billable "
        "hours, non billable hours, billable %, created at, updated at, cumulative hours, remaining, project "
        "number, project order number, customer number, account number, order number, order date, fixed "
        "rate, task code, mileage, gruppe, gruppen, abteilung, rolle, kostensatz, kosten, interner preis, "
        "interner satz, rundung, gerundete stunden, dezimal, dauer (dezimal), zeit (dezimal), stunden "
        "dezimal, industriestunden, industriezeit, wochentag, woche, kw, kalenderwoche, monat, jahr, "
        "überstunden, saldo, soll, sollstunden, sollzeit, soll-stunden, soll-zeit, differenz, abgerechnet, "
        "genehmigt, exportiert, urlaub, krank, urlaubstage, mwst, nachname, personalnummer, kundennummer, "
        "projektnummer, kostenstelle, festpreis, typ, ort, kumuliert, ukedag, ukenr, uke, måned, år, "
        "overtid, fleksitid, fakturert, godkjent, avdeling, e-post, etternavn, kostnad, prosjektnr, kundenr, "
        "fravær, ferie, syk, mva"
    ),
)
"""Time entries: one row is one stretch of work."""
