"""Headings that stand in lists of invoices too and are none of their columns, however alike they are."""

from __future__ import annotations

from core.sheets.kinds.column import split

BESIDE_INVOICES = split(
    "due date, due, duedate, due on, balance, balance due, amount due, amount paid, open amount, open, "
    "outstanding, total paid, invoiceamountpaid, invoiceamountdue, paid amount, fulfillment status, "
    "payment method, payment terms, terms, email, e-mail, customer email, customer id, "
    "customer number, customer no, account number, accountnumber, contact id, id, vat %, vat rate, "
    "tax rate, tax percent, taxtype, tax type, vat number, vat id, tax number, accountcode, "
    "account code, tracking, reference, po number, ponumber, po number (client), memo, message, phone, "
    "address, street, zip, city, country, billing address, shipping, shipping address, shipping name, "
    "shipping method, discount, discount amount, discount code, unit price, unitamount, "
    "price per unit, unit amount, quantity, qty, lineitem price, lineitem quantity, lineitem sku, sku, "
    "exchange rate, conversion rate, fee amount, fees, amount refunded (in settlement currency), "
    "application fee, converted amount, converted currency, converted amount refunded, time, timezone, "
    "time zone, from email address, to email address, seller, vendor, sent, due (utc), period start, "
    "period end, service period, delivery date, card brand, card last4, days overdue, open balance, "
    "category, account, class, location, cost center, sales person, salesperson, responsible, "
    "created by, description id, profit, margin, cost, vat code, payments, fälligkeit, fällig am, "
    "fällig, fälligkeitsdatum, zahlungsziel, offen, offener betrag, restbetrag, noch offen, "
    "kundennummer, kunden-nr, kundennr, kdnr, kd-nr, mwst-satz, mwst %, mwst satz, ust-satz, ust %, "
    "ust satz, steuersatz, ust-id, ust-idnr, steuernummer, umsatz (ohne soll/haben-kz), basis-umsatz, "
    "konto, gegenkonto, gegenkonto (ohne bu-schlüssel), bu-schlüssel, buchungskonto, kostenstelle, "
    "leistungsdatum, leistungszeitraum, lieferdatum, zahlungsart, zahlweise, skonto, rabatt, "
    "einzelpreis, menge, einheit, mahnstufe, mahnung, gezahlter betrag, bezahlter betrag, "
    "bereits bezahlt, bezahlt betrag, adresse, strasse, plz, ort, land, telefon, referenz, bestellnr, "
    "zahlungsziel in tagen, mahndatum, gebühr, gebühren, guthaben, kurs, ansprechpartner, bearbeiter, "
    "erlöskonto, forfall, forfallsdato, forfalt, utestående, restbeløp, rest, kundenr, kundenummer, "
    "mva-sats, mva %, mva sats, kid, kid-nummer, betalingsfrist, orgnr, org nr, organisasjonsnummer, "
    "antall, enhetspris, postnr, poststed, referanse, vår referanse, deres referanse, purring, e-post, "
    "innbetalt beløp, betalt beløp, avdeling, prosjekt"
)
"""When it is due, what is still open, where the customer lives, how much one piece costs."""
