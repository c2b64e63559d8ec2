"""Process sheets: one row is one step; the order of rows is the order of steps."""

from __future__ import annotations

from core.language import Text
from core.sheets.kinds.column import Column, Kind, choices, words

PHASES = choices(
    {
        "acquire": (
            "acquire, acquisition, acquiring, sales, selling, marketing, winning, pre-sales, "
            "akquise, gewinnung, kundengewinnung, verkauf, vertrieb, gewinnen, anbahnung, "
            "salg, kundeanskaffelse, anskaffelse, markedsføring, vinne"
        ),
        "deliver": (
            "deliver, delivery, delivering, fulfilment, fulfillment, production, service "
            "delivery, lieferung, liefern, leistung, leistungserbringung, umsetzung, "
            "produktion, auftrag, durchführung, erbringung, leveranse, levering, levere, "
            "produksjon, gjennomføring"
        ),
        "after": (
            "after, afterwards, after sales, after-sales, aftercare, retention, support, "
            "upkeep, danach, nachbetreuung, nachher, betreuung, pflege, bindung, "
            "kundenbindung, etter, etterpå, oppfølging, ettersalg, vedlikehold"
        ),
    }
)
"""Before the win, after it, and the keeping of customers."""

PERFORMERS = choices(
    {
        "us": "us, we, me, i, self, wir, ich, selbst, intern, uns, vi, oss, jeg, selv",
        "customer": "customer, client, kunde, kundin, auftraggeber, kunden, klient",
        "partner": "partner, supplier, freelancer, lieferant, dienstleister, extern, leverandør",
        "system": "system, automatic, automated, software, tool, automatisch, automatisk",
    }
)
"""Who does a step. Only our own and partners' minutes are minutes that a win costs us."""

VALUES = choices(
    {
        "adds value": "adds value, value, value-adding, wertschöpfend, wert, verdiskapende, verdi",
        "necessary": "necessary, needed, required, notwendig, nötig, nødvendig",
        "waste": "waste, wasted, verschwendung, unnötig, sløsing, unødvendig",
    }
)
"""What a step is to the customer."""

SCOPES = choices(
    {
        "standard": "standard, fixed, package, fest, paket, fast, pakke",
        "custom": "custom, bespoke, individual, individuell, sonder, tilpasset, individuelt",
    }
)
"""Standard work or made for this customer alone."""

PROCESS = Kind(
    "process",
    Text("Process steps"),
    (
        Column(
            "channel",
            "text",
            Text("Channel"),
            Text(
                "The way to find customers, such as events or search ads. Written once, it counts "
                "for the rows below. Without this column the sheet's name is the channel."
            ),
            words(
                en="channel, sales channel, marketing channel, source, lead source, campaign",
                de=("kanal, vertriebskanal, akquisekanal, marketingkanal, quelle, herkunft, weg"),
                nb="kanal, salgskanal, kilde, markedskanal",
            ),
        ),
        Column(
            "phase",
            "choice",
            Text("Phase"),
            Text(
                "Before the win (acquire), the delivery (deliver), or afterwards (after). Blank is acquire."
            ),
            words(
                en="phase, part of the process",
                de="phase, abschnitt, prozessphase",
                nb="fase, prosessfase",
            ),
            choices=PHASES,
        ),
        Column(
            "group",
            "text",
            Text("Group"),
            Text("A name for several steps that belong together. Groups can be folded."),
            words(
                en="group, process, block, section, category, main step, task group",
                de=(
                    "gruppe, block, bereich, kategorie, prozess, hauptschritt, oberschritt, "
                    "teilprozess, arbeitspaket, thema, baustein"
                ),
                nb="gruppe, blokk, kategori, hovedsteg, prosess, del, område, hovedtrinn",
            ),
        ),
        Column(
            "step",
            "text",
            Text("Step"),
            Text(
                "One thing somebody does, as small as a phone call. The order of rows is the order of steps."
            ),
            words(
                en=(
                    "step, steps, process step, task, activity, action, what, work step, step "
                    "name, what we do, description, what happens, to do, job step, what do we do, "
                    "what do i do, substep, sub-step"
                ),
                de=(
                    "schritt, schritte, prozessschritt, arbeitsschritt, einzelschritt, "
                    "tätigkeit, aufgabe, aktivität, was, teilschritt, vorgang, beschreibung, "
                    "arbeitsgang, was passiert, was machen wir, was wird gemacht, arbeit, "
                    "maßnahme, ablauf, ablaufschritt, was ist zu tun, tätigkeiten, was mache ich, "
                    "was tue ich, was tun wir, was ist zu machen, unterschritt"
                ),
                nb=(
                    "steg, trinn, prosesstrinn, prosessteg, oppgave, aktivitet, hva, "
                    "arbeidssteg, hva gjør vi, beskrivelse, handling, arbeidsoppgave, "
                    "gjøremål, delsteg, hva gjør jeg, deltrinn"
                ),
            ),
            required=True,
        ),
        Column(
            "minutes",
            "duration",
            Text("Minutes per run"),
            Text("How long one run takes, measured if you can: 25, 1:30, 1.5 h, 5+5+8+7, or a range 20-40."),
            words(
                en=(
                    "minutes, minutes per run, min, mins, time, duration, time needed, hours, "
                    "time spent, effort, how long, avg time, average time, avg duration, time "
                    "taken, average duration, hrs, working time, time per run, duration per "
                    "run, our time, minutes each, time each, handling time, measured, hours "
                    "spent, how long does it take, how much time, own time"
                ),
                de=(
                    "minuten, minuten pro durchlauf, dauer, zeit, zeitaufwand, aufwand, "
                    "stunden, zeitbedarf, dauer pro durchlauf, bearbeitungszeit, wie lange, ø "
                    "dauer, ø zeit, durchschnittliche dauer, arbeitszeit, min pro durchgang, "
                    "zeit pro durchgang, std, dauer je durchlauf, zeit je durchlauf, dauer "
                    "pro mal, arbeitsaufwand, dauer pro vorgang, zeit pro vorgang, minuten je "
                    "vorgang, gemessene zeit, gemessene dauer, dauer gemessen, zeit gemessen, "
                    "mittlere dauer, netto zeit, wie lange dauert das, wie lange dauert es, wie "
                    "viel zeit, unsere zeit, eigene zeit, zeit wir, meine zeit, unser aufwand"
                ),
                nb=(
                    "minutter, minutter per gang, varighet, tid, tidsbruk, tidsforbruk, "
                    "timer, hvor lenge, medgått tid, arbeidstid, gjennomsnittlig tid, snitt "
                    "tid, tid per gang, målt tid, varighet per gang, minutter pr gang, tid pr "
                    "gang, gj.snitt tid, hvor lang tid tar det, hvor lang tid, vår tid, egen tid"
                ),
            ),
            unit="min",
        ),
        Column(
            "times",
            "count",
            Text("Times per run"),
            Text("How often it is done in one run: two calls until somebody answers is 2. Blank is 1."),
            words(
                en=("times, times per run, repetitions, repeats, number of times, how often, qty"),
                de=(
                    "anzahl, wie oft, wiederholungen, häufigkeit, anzahl pro durchlauf, mal, "
                    "menge, faktor, wie oft pro durchlauf, anz, anzahl je durchlauf"
                ),
                nb="antall, antall ganger, hvor ofte, gjentakelser, ganger, antall per gang",
            ),
        ),
        Column(
            "pass_rate",
            "rate",
            Text("Pass rate"),
            Text(
                "How many go on to the next step: 30 %, 0.3, or counted as 3 of 10. Where one run "
                "opens ten of the next, write 10x. Of the last step: how many wins come from one "
                "run. Blank is 100 %."
            ),
            words(
                en=(
                    "pass rate, success rate, conversion, conversion rate, conv, conv rate, "
                    "rate, yield, hit rate, success, continue, go on, get through, how many "
                    "get through, share that continues, how many go on, pass, passed on, "
                    "close rate, cr"
                ),
                de=(
                    "quote, erfolgsquote, durchlassquote, konversion, konversionsrate, "
                    "conversion, erfolg, rate, anteil, kommen weiter, weiter, wie viele "
                    "kommen weiter, übergang, übergangsquote, trefferquote, erfolgsrate, "
                    "anteil weiter, weiterquote, ausbeute, wie viele gehen weiter, gehen "
                    "weiter, conv, weiter in prozent, abschlussquote, wie viele kommen durch, "
                    "kommen durch, wie viele bleiben"
                ),
                nb=(
                    "andel, andel videre, konvertering, konverteringsrate, suksessrate, "
                    "treffrate, går videre, hvor mange går videre, videre, rate, andel som "
                    "går videre, gjennomslag, hvor mange kommer videre, kommer videre, "
                    "suksess, hvor mange kommer gjennom"
                ),
            ),
            unit="ratio",
        ),
        Column(
            "tried",
            "count",
            Text("Tried"),
            Text("Of how many it was counted: 10 in 3 of 10. Goes with the column of those that succeeded."),
            words(
                en="tried, attempts, tries, contacted, trials, out of, started, count in",
                de=(
                    "versuche, versucht, anzahl versuche, probiert, kontaktiert, von, "
                    "gestartet, angefangen, begonnen, anzahl gesamt, davor, eingang"
                ),
                nb="forsøk, antall forsøk, forsøkt, prøvd, kontaktet, av, startet",
            ),
        ),
        Column(
            "succeeded",
            "count",
            Text("Succeeded"),
            Text("How many of those tried went on: 3 in 3 of 10."),
            words(
                en=("succeeded, successes, successful, successful attempts, of which ok, won, went on"),
                de=(
                    "erfolgreich, davon erfolgreich, erfolge, gelungen, geklappt, davon "
                    "weiter, davon, geschafft, anzahl erfolgreich, anzahl erfolge, davon ok"
                ),
                nb=("lyktes, vellykket, antall vellykkede, derav, gikk videre, derav videre, hvorav"),
            ),
        ),
        Column(
            "runs_per_win",
            "count",
            Text("Runs per win"),
            Text("How often the step is done until one customer is won; instead of a pass rate."),
            words(
                en=("runs per win, per win, runs per customer, times per customer, needed per win"),
                de=(
                    "pro auftrag, durchläufe pro kunde, pro gewonnenem kunden, anzahl pro "
                    "kunde, durchläufe pro auftrag, wie oft pro kunde, anzahl pro auftrag, je "
                    "auftrag"
                ),
                nb=("per vunnet kunde, ganger per kunde, per ordre, antall per kunde, per salg"),
            ),
        ),
        Column(
            "cash",
            "money",
            Text("Cash per run"),
            Text("Money one run costs beside the time: tickets, entrance, clicks, material."),
            words(
                en=(
                    "cash, cash cost, cash cost per run, cost, costs, expenses, money, spend, "
                    "cash per run, cost per run, out of pocket, external cost, expense, what does it "
                    "cost"
                ),
                de=(
                    "auslagen, kosten, barkosten, ausgaben, kosten pro durchlauf, sachkosten, "
                    "geld, spesen, fremdkosten, externe kosten, material, materialkosten, "
                    "euro, betrag, kosten je durchlauf, cash, kosten pro durchgang, "
                    "nebenkosten, reisekosten, was kostet das, was kostet es, was kostet mich das, "
                    "was kostet uns das"
                ),
                nb=(
                    "kostnad, kostnader, utgifter, utlegg, kontantkostnad, kostnad per gang, "
                    "kroner, direkte kostnader, materialkostnad, kontant, hva koster det"
                ),
            ),
            unit="currency",
        ),
        Column(
            "role",
            "text",
            Text("Role"),
            Text("Who of you does it. A role can have its own hourly rate."),
            words(
                en=("role, who, person, employee, responsible, done by, owner, staff, team member"),
                de=(
                    "rolle, wer, person, mitarbeiter, mitarbeiterin, verantwortlich, "
                    "zuständig, bearbeiter, funktion, wer macht es, wer macht's, durch"
                ),
                nb=("rolle, hvem, person, ansvarlig, ansatt, medarbeider, utføres av, utført av"),
            ),
        ),
        Column(
            "performed_by",
            "choice",
            Text("Performed by"),
            Text("Us, the customer, a partner or a system. Blank is us."),
            words(
                en="performed by, performer, executed by, executor, side",
                de="ausgeführt von, durchgeführt von, ausführender, ausführung, erledigt von",
                nb="gjøres av, gjort av, utfører, side",
            ),
            choices=PERFORMERS,
        ),
        Column(
            "customer_minutes",
            "duration",
            Text("Customer minutes"),
            Text("How long the customer is busy with it."),
            words(
                en=("customer minutes, customer time, client time, client minutes, time of the customer"),
                de=(
                    "kundenzeit, zeit des kunden, minuten kunde, zeit kunde, minuten des kunden, "
                    "aufwand kunde"
                ),
                nb="kundens tid, kundetid, kundens minutter, minutter kunde, tid kunde",
            ),
            unit="min",
        ),
        Column(
            "waiting",
            "waiting",
            Text("Waiting"),
            Text("How long the customer waits for it: 2 h or 3 days."),
            words(
                en="waiting, waiting time, wait, lead time, delay, idle time",
                de="wartezeit, warten, liegezeit, durchlaufzeit, wartezeit kunde",
                nb="ventetid, venting, vente, liggetid",
            ),
            unit="min",
        ),
        Column(
            "customer_value",
            "choice",
            Text("Value to the customer"),
            Text("Adds value, necessary, or waste, as the customer would say."),
            words(
                en="value to the customer, customer value, value, value added",
                de="wert für den kunden, kundenwert, wert, nutzen, kundennutzen, wertschöpfung, wert",
                nb="verdi for kunden, kundeverdi, nytte, verdi",
            ),
            choices=VALUES,
        ),
        Column(
            "target_pass_rate",
            "rate",
            Text("Target pass rate"),
            Text("The pass rate that you believe can be reached."),
            words(
                en="target pass rate, target, target rate, goal, target conversion",
                de="zielquote, ziel, ziel quote, soll, sollquote, angestrebte quote",
                nb="mål, målrate, ønsket andel, målandel",
            ),
            unit="ratio",
        ),
        Column(
            "stage",
            "text",
            Text("Funnel stage"),
            Text("The stage the person reaches with it: suspect, lead, prospect, customer, ..."),
            words(
                en="funnel stage, stage, customer stage, funnel",
                de="stufe, trichterstufe, funnelstufe, stadium, kundenstufe",
                nb="trakt, trakttrinn, nivå, kundestadium, stadium",
            ),
        ),
        Column(
            "scope",
            "choice",
            Text("Scope"),
            Text("Standard work, or custom work for this customer alone."),
            words(
                en="scope, standard or custom",
                de="umfang, standard oder individuell, leistungsumfang",
                nb="omfang, standard eller tilpasset",
            ),
            choices=SCOPES,
        ),
        Column(
            "note",
            "text",
            Text("Note"),
            Text("Whatever should not be forgotten."),
            words(
                en="note, notes, comment, comments, remark, remarks",
                de="notiz, notizen, bemerkung, bemerkungen, kommentar, anmerkung, hinweis",
                nb="notat, notater, kommentar, merknad, merknader",
            ),
        ),
    ),
)
"""Process steps: one row is one step; the order of rows is the order of steps."""
