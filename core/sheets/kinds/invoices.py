"""Invoices: what each customer was charged, when, and for what."""

from __future__ import annotations

from core.language import Text
from core.sheets.kinds.beside_invoices import BESIDE_INVOICES
from core.sheets.kinds.column import Column, Kind, words
from core.sheets.kinds.documents import DOCUMENTS, RECURRENCES, SIDES
from core.sheets.kinds.process import SCOPES

INVOICES = Kind(
    "invoices",
    Text("Invoices"),
    (
        Column(
            "number",
            "text",
            Text("Invoice number"),
            Text("The number of the invoice. Rows with one number are one invoice."),
            words(
                en=(
                    "invoice number, invoice no, invoice, invoice id, document number, number, no, num, "
                    "order, order number, order no, reference number, transaction id, receipt number, "
                    "invoicenumber, document no, doc number, order id, inv no, invoice nr, invoiceno, "
                    "voucher number, nr"
                ),
                de=(
                    "rechnungsnummer, rechnungsnr, rechnungs-nr, rechnung nr, re-nr, re-nummer, belegnummer, "
                    "belegnr, beleg-nr, nummer, nr, rechnung, dokumentnummer, rg-nr, rechn-nr, "
                    "transaktionscode, bestellnummer, auftragsnummer, belegfeld 1, re nr, rg nr, belegfeld1, "
                    "rnr, rechnungs nr, rechnungsnummer/belegnummer"
                ),
                nb=(
                    "fakturanummer, fakturanr, faktura nr, faktura, bilagsnummer, bilagsnr, nr, nummer, "
                    "ordrenummer, faktura nummer, fakturanr/kreditnotanr"
                ),
            ),
        ),
        Column(
            "customer",
            "text",
            Text("Customer"),
            Text("Who was charged. The same customer should be written the same way each time."),
            words(
                en=(
                    "customer, client, customer name, client name, name, company, contact, contact name, "
                    "contactname, bill to, billed to, account name, customer/company, recipient, buyer, "
                    "billing name, organisation, organization, company name, sold to, customer full name, "
                    "customer description, payer"
                ),
                de=(
                    "kunde, kundin, kundenname, name, firma, empfänger, auftraggeber, rechnungsempfänger, "
                    "kontakt, kontaktname, mandant, debitor, klient, kunde/firma, firmenname, käufer, "
                    "geschäftspartner, name des kunden, unternehmen, name/firma, debitorenname, organisation"
                ),
                nb=(
                    "kunde, kundenavn, navn, firma, mottaker, kontakt, selskap, klient, bedrift, kjøper, "
                    "oppdragsgiver"
                ),
            ),
            required=True,
        ),
        Column(
            "date",
            "day",
            Text("Date"),
            Text("The date of the invoice."),
            words(
                en=(
                    "date, invoice date, issue date, date issued, issued, issued on, document date, "
                    "invoicedate, created at, created (utc), date (utc), created, transaction date, order "
                    "date, billing date, booking date, posting date, issued at, created date (utc), posted "
                    "date"
                ),
                de=(
                    "datum, rechnungsdatum, belegdatum, ausstellungsdatum, rechnung vom, ausgestellt am, "
                    "vom, rg-datum, re-datum, buchungsdatum, dokumentdatum, bestelldatum, rechn-datum, "
                    "rechnungs-datum, erstellt am, buchungstag"
                ),
                nb=(
                    "dato, fakturadato, bilagsdato, faktura dato, utstedt, utstedelsesdato, ordredato, "
                    "bokføringsdato"
                ),
            ),
            required=True,
        ),
        Column(
            "amount",
            "amount",
            Text("Net amount"),
            Text("The amount without value added tax. Refunds and credit notes are negative."),
            words(
                en=(
                    "net amount, amount, net, net total, total net, amount net, subtotal, sub total, amount "
                    "excl vat, amount excluding vat, amount ex vat, amount (ex vat), excl vat, total excl "
                    "vat, net value, fee, revenue, price, value, sales, amount excl tax, total excl tax, "
                    "amount before tax, net price, line amount, lineamount, net sales, total (excl tax), net "
                    "revenue, total exclusive, untaxed amount, turnover, invoice amount"
                ),
                de=(
                    "nettobetrag, netto, betrag, summe netto, netto summe, betrag netto, netto betrag, "
                    "rechnungsbetrag netto, nettosumme, netto-betrag, gesamt netto, netto gesamt, "
                    "gesamtbetrag netto, rechnungssumme netto, honorar, umsatz, erlös, preis, nettopreis, "
                    "umsatz netto, nettoumsatz, auftragswert, summe (netto), "
                    "netto nach rabatt, zahlbetrag netto, entgelt, wert netto, warenwert, "
                    "gesamtnetto, umsatz (netto), preis netto"
                ),
                nb=(
                    "nettobeløp, netto, beløp, beløp eks mva, eks mva, beløp ekskl mva, sum eks mva, beløp "
                    "uten mva, netto beløp, omsetning, pris, honorar, ekskl mva, netto sum, totalt eks mva, "
                    "fakturabeløp eks mva, beløp eksl mva"
                ),
            ),
            unit="currency",
        ),
        Column(
            "gross",
            "amount",
            Text("Gross amount"),
            Text("The amount with value added tax. It counts where no net amount is given."),
            words(
                en=(
                    "gross amount, gross, total, total amount, amount gross, invoice total, amount incl vat, "
                    "amount including vat, incl vat, total incl vat, grand total, gross total, total gross, "
                    "amount incl tax, total inc tax, invoice amount (gross), total inclusive"
                ),
                de=(
                    "bruttobetrag, brutto, summe brutto, betrag brutto, rechnungsbetrag, gesamtbetrag, "
                    "brutto-betrag, rechnungssumme, endbetrag, gesamt brutto, brutto gesamt, gesamtsumme, "
                    "rechnungsbetrag brutto, summe, gesamt, bruttosumme, endsumme, brutto summe, "
                    "gesamtbetrag brutto, summe (brutto), brutto betrag, bruttoumsatz, umsatz brutto"
                ),
                nb=(
                    "bruttobeløp, brutto, beløp inkl mva, inkl mva, totalbeløp, total, sum inkl mva, "
                    "fakturabeløp, totalt inkl mva, sum, totalt, beløp inkludert mva, å betale"
                ),
            ),
            unit="currency",
            stored=False,
        ),
        Column(
            "tax",
            "amount",
            Text("Tax"),
            Text("The value added tax in the gross amount."),
            words(
                en=(
                    "tax, vat, vat amount, tax amount, sales tax, gst, total tax, taxes, tax total, "
                    "taxamount, tax value, total vat"
                ),
                de=(
                    "mwst, ust, umsatzsteuer, mehrwertsteuer, steuerbetrag, steuer, mwst-betrag, ust-betrag, "
                    "umsatzsteuerbetrag, steuersumme, mwst betrag, ust betrag, mehrwertsteuerbetrag"
                ),
                nb="mva, mva-beløp, merverdiavgift, moms, mva beløp, avgift",
            ),
            unit="currency",
            stored=False,
        ),
        Column(
            "currency",
            "text",
            Text("Currency"),
            Text("The currency of the amounts: EUR, NOK. Not needed where they or their heading say it."),
            words(
                en="currency, currency code, currencycode, invoice currency, transaction currency",
                de="währung, währungscode, wkz, wkz umsatz, rechnungswährung, währungskennzeichen",
                nb="valuta, valutakode",
            ),
            stored=False,
        ),
        Column(
            "product",
            "text",
            Text("Product"),
            Text("What was sold: the product, the package or the service."),
            words(
                en=(
                    "product, service, item, description, product/service, product name, item name, lineitem "
                    "name, plan, package, subject, position, title, what, article, invoice description, line "
                    "description, item description, line item, inventoryitemcode, item title, products"
                ),
                de=(
                    "produkt, leistung, artikel, beschreibung, bezeichnung, betreff, paket, produktname, "
                    "leistungsbeschreibung, was, dienstleistung, produkt/leistung, tarif, "
                    "produkt/dienstleistung, rechnungstext, titel, artikelname, position, leistungsart, "
                    "text, artikelbezeichnung, verwendungszweck, buchungstext, arbeit, auftrag"
                ),
                nb=(
                    "produkt, tjeneste, vare, beskrivelse, produktnavn, varenavn, pakke, tittel, hva, "
                    "varetekst, produkter, arbeid, oppdrag, jobb"
                ),
            ),
        ),
        Column(
            "document",
            "choice",
            Text("Document"),
            Text("Invoice, credit note or refund. A credit note takes its amount away again."),
            words(
                en=(
                    "document, document type, type, transaction type, kind, invoice type, voucher type, "
                    "invoicetype, doc type"
                ),
                de=(
                    "belegart, dokumentart, dokumenttyp, art, typ, belegtyp, rechnungsart, rechnungstyp, "
                    "vorgangsart"
                ),
                nb="dokumenttype, type, bilagstype, fakturatype, dokument",
            ),
            choices=DOCUMENTS,
            stored=False,
        ),
        Column(
            "side",
            "choice",
            Text("Debit or credit"),
            Text("S or H, debit or credit: the side on which the amount is booked."),
            words(
                en="debit/credit, debit or credit, d/c, dr/cr, debit/credit indicator",
                de=(
                    "soll/haben, s/h, soll/haben-kennzeichen, soll-/haben-kennzeichen, soll haben, "
                    "soll/haben kz, sh-kennzeichen, sollhabenkennzeichen"
                ),
                nb="debet/kredit, debet eller kredit, d/k",
            ),
            choices=SIDES,
            stored=False,
        ),
        Column(
            "remark",
            "text",
            Text("Remark"),
            Text("Notes. A row noted as cancelled, or as an offer only, is treated as that."),
            words(
                en="remark, remarks, note, notes, comment, comments",
                de="bemerkung, bemerkungen, anmerkung, anmerkungen, notiz, notizen, kommentar, vermerk",
                nb="merknad, merknader, notat, notater, kommentar til faktura",
            ),
            stored=False,
        ),
        Column(
            "recurrence",
            "choice",
            Text("Recurring"),
            Text("Recurring, such as a subscription, or one-off."),
            words(
                en=(
                    "recurring, recurrence, recurring or one-off, billing interval, interval, subscription, "
                    "frequency, billing"
                ),
                de=(
                    "wiederkehrend, wiederholung, intervall, abo, abrechnungsintervall, turnus, "
                    "wiederkehrend oder einmalig, rhythmus, zahlungsrhythmus, einmalig oder wiederkehrend, "
                    "abrechnungsrhythmus"
                ),
                nb="gjentakende, gjentakelse, intervall, abonnement, hyppighet, løpende",
            ),
            choices=RECURRENCES,
        ),
        Column(
            "scope",
            "choice",
            Text("Scope"),
            Text("Standard work, or custom work for this customer alone."),
            words(
                en="scope, standard or custom, standard/custom, customisation, customization",
                de="umfang, standard oder individuell, leistungsumfang, standard/individuell",
                nb="omfang, standard eller tilpasset, standard/tilpasset",
            ),
            choices=SCOPES,
        ),
        Column(
            "hours_agreed",
            "hours",
            Text("Hours agreed"),
            Text("How many hours were agreed for it."),
            words(
                en=(
                    "hours agreed, agreed hours, hours sold, sold hours, planned hours, estimated hours, "
                    "hours planned, hours estimated, budgeted hours, hours quoted, quoted hours, budget "
                    "hours"
                ),
                de=(
                    "stunden vereinbart, vereinbarte stunden, verkaufte stunden, stunden geplant, geplante "
                    "stunden, kalkulierte stunden, stunden kalkuliert, angebotene stunden, soll-stunden, "
                    "sollstunden, stunden verkauft, stunden soll, stunden angeboten, stunden plan, stunden "
                    "lt angebot, std vereinbart, std geplant, plan-stunden"
                ),
                nb=(
                    "avtalte timer, timer avtalt, solgte timer, planlagte timer, estimerte timer, timer "
                    "planlagt, timer solgt, budsjetterte timer, timer estimert"
                ),
            ),
            unit="h",
        ),
        Column(
            "hours_actual",
            "hours",
            Text("Hours actual"),
            Text("How many hours it really took."),
            words(
                en=(
                    "hours actual, actual hours, hours worked, hours spent, worked hours, hours, tracked "
                    "hours, hours used, hours needed, real hours"
                ),
                de=(
                    "stunden tatsächlich, tatsächliche stunden, geleistete stunden, stunden ist, "
                    "ist-stunden, iststunden, stunden gebraucht, stunden geleistet, stunden, aufgewendete "
                    "stunden, gebrauchte stunden, stunden benötigt, std, std ist, stunden wirklich, stunden "
                    "real"
                ),
                nb=(
                    "faktiske timer, timer faktisk, brukte timer, timer brukt, førte timer, timer, virkelige "
                    "timer"
                ),
            ),
            unit="h",
        ),
        Column(
            "status",
            "text",
            Text("Status"),
            Text("Open, paid, draft, failed, cancelled. A draft or a failed payment is no invoice."),
            words(
                en=(
                    "status, payment status, financial status, invoice status, invoicestatus, state, "
                    "transaction status"
                ),
                de="status, zahlungsstatus, rechnungsstatus, stand, zustand",
                nb="status, betalingsstatus, fakturastatus, tilstand",
            ),
            stored=False,
        ),
        Column(
            "refunded",
            "amount",
            Text("Paid back"),
            Text("What was paid back of the amount; it is taken off."),
            words(
                en="refunded, refunded amount, amount refunded, total refunded",
                de="erstattet, erstatteter betrag, rückerstattet, zurückgezahlt",
                nb="refundert, refundert beløp, tilbakebetalt",
            ),
            unit="currency",
            stored=False,
        ),
        Column(
            "cancelled",
            "flag",
            Text("Cancelled"),
            Text("Whether it was cancelled: yes or no."),
            words(
                en=(
                    "cancelled, canceled, voided, void, is cancelled, is canceled, reversed, cancelled at, "
                    "canceled at, cancelled on, canceled on, voided at, cancellation date"
                ),
                de=(
                    "storniert, annulliert, widerrufen, ist storniert, gekündigt, storno, storniert am, "
                    "stornodatum, storno am, annulliert am"
                ),
                nb="kansellert, annullert, kreditert, kansellert dato, annullert dato",
            ),
        ),
        Column(
            "paid",
            "day",
            Text("Paid on"),
            Text("The day it was paid. Blank: not paid yet."),
            words(
                en=(
                    "paid on, paid, paid at, payment date, date paid, paid date, settled, paid at (utc), "
                    "payment received, fully paid on date, last payment date, fullypaidondate, date of "
                    "payment"
                ),
                de=(
                    "bezahlt am, bezahlt, zahlungsdatum, zahldatum, zahlungseingang, gezahlt am, beglichen "
                    "am, datum der zahlung, zahlung am, eingegangen am, zahlungseingang am, beglichen, "
                    "gezahlt"
                ),
                nb="betalt dato, betalt, betalingsdato, innbetalt, betalt den, dato betalt, oppgjort",
            ),
        ),
    ),
    any_of=frozenset({"amount", "gross"}),
    records=True,
    more_fields=(("currency", "varchar"),),
    not_ours=BESIDE_INVOICES,
)
"""Invoices: one row is one invoice, credit note or refund, or one position of it."""
