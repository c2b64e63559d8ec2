"""What people write in a list of invoices to say what a row is: invoice, credit note, payment, offer."""

from __future__ import annotations

from core.sheets.kinds.column import choices, split

DOCUMENTS = choices(
    {
        "invoice": (
            "invoice, sale, charge, payment, sales invoice, bill, sales receipt, receipt, order, rechnung, "
            "ausgangsrechnung, abschlagsrechnung, teilrechnung, schlussrechnung, re, ar, zahlung, faktura, "
            "fakturaer, utgående faktura, salg, betaling, accrec, einnahme, ordre, inv, f"
        ),
        "credit note": (
            "credit note, credit memo, credit, creditnote, cancellation, gutschrift, rechnungskorrektur, "
            "korrekturrechnung, stornorechnung, storno, gs, stornierung, rechnungsstorno, kreditnota, "
            "kreditering, accreccredit, sales credit note, sales credit memo, cn, kn, k"
        ),
        "refund": (
            "refund, payment refund, chargeback, reversal, partial refund, erstattung, rückerstattung, "
            "rückzahlung, rückbuchung, rücklastschrift, refusjon, tilbakebetaling, refundering"
        ),
    }
)
"""What kind of paper a row is; a credit note or refund takes its amount away again."""

PAYMENTS = frozenset(
    split(
        "payment, receipt, payment received, customer payment, zahlung, zahlungseingang, teilzahlung, "
        "betaling, innbetaling"
    )
)
"""Money that came in. Beside invoices it pays them; in a list of payments alone it is what was sold."""

EXPENSES = frozenset(
    split(
        "expense, expenses, supplier invoice, supplier bill, vendor bill, purchase invoice, purchase, "
        "ausgabe, ausgaben, eingangsrechnung, lieferantenrechnung, utgift, inngående faktura, "
        "leverandørfaktura, accpay"
    )
)
"""What was paid to others."""

CANCELLED = frozenset(
    split(
        "cancelled, canceled, void, voided, reversed, annulled, storniert, storno, stornorechnung, "
        "annulliert, "
        "widerrufen, gelöscht, kansellert, annullert, kreditert, makulert, deleted"
    )
)
"""The invoice does not stand any more. One that nobody pays does."""

NO_INVOICE = frozenset(
    split(
        "draft, entwurf, utkast, kladd, kladde, offer, offers, quote, quotation, estimate, proposal, "
        "angebot, angebote, "
        "kostenvoranschlag, tilbud, proforma, pro forma, proforma-rechnung, pro forma rechnung, "
        "auftragsbestätigung, order confirmation, "
        "ordrebekreftelse, lieferschein, delivery note, pakkseddel, bestellung, purchase order, mahnung, "
        "reminder, "
        "zahlungserinnerung, purring"
    )
)
"""Papers that ask for no money yet, or for the same money once more."""

SIDES = choices(
    {
        "debit": "s, soll, d, dr, debit, debet",
        "credit": "h, haben, c, cr, credit, kredit",
    }
)
"""On which side of an account a row is booked. Which one takes away depends on the account."""

RECURRENCES = choices(
    {
        "recurring": (
            "recurring, subscription, monthly, yearly, annual, quarterly, retainer, renewal, wiederkehrend, "
            "abo, abonnement, laufend, monatlich, jährlich, vierteljährlich, quartalsweise, dauerauftrag, "
            "serienrechnung, wartungsvertrag, vertrag, gjentakende, løpende, månedlig, årlig, kvartalsvis, "
            "fast avtale"
        ),
        "one-off": (
            "one-off, one off, once, one-time, one time, single, project, non-recurring, einmalig, einmal, "
            "einzelauftrag, projekt, einzelrechnung, engangs, én gang, enkelt, prosjekt, engangsbeløp"
        ),
    }
)
"""Whether the amount comes again by itself, or was earned once."""

DOCUMENT_WORDS = frozenset({word for written in DOCUMENTS.values() for word in written} | {*DOCUMENTS}) | (
    PAYMENTS | EXPENSES | CANCELLED | NO_INVOICE
)
"""Every word that says what a paper is."""
