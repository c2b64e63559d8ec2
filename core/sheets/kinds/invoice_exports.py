"""How shops, payment services and bookkeeping write their exports."""

from __future__ import annotations

from core.sheets.kinds.export import Export, marks

INVOICE_EXPORTS: tuple[Export, ...] = (
    Export(
        "Shopify",
        "invoices",
        marks("name, financial status, lineitem name", "name, financial status, paid at, total"),
        {"name": "number", "billing company": "", "company": "", "vendor": "", "source": "", "id": ""},
    ),
    Export(
        "Stripe",
        "invoices",
        marks(
            "id, created (utc), amount, amount refunded, currency",
            "id, created date (utc), amount, amount refunded, currency",
            "id, amount due, amount paid, date (utc), subtotal",
            "id, amount due, amount paid, subtotal, subscription",
        ),
        {
            "id": "number",
            "billing": "",
            "fee": "",
            "number": "",
            "invoice id": "",
            "invoice number": "",
            "customer id": "",
            "customer": "",
            "customer name": "customer",
            "customer description": "customer",
            "paid": "",
            "closed": "",
            "subscription": "",
        },
    ),
    Export(
        "PayPal",
        "invoices",
        marks(
            "date, time, name, type, gross, fee, net",
            "datum, uhrzeit, name, typ, brutto, gebühr, netto",
            "datum, uhrzeit, name, typ, brutto, entgelt, netto",
            "dato, klokkeslett, navn, type, brutto, gebyr, netto",
            "date, time, timezone, gross, fee, net, balance",
            "datum, uhrzeit, zeitzone, brutto, entgelt, netto, guthaben",
            "datum, uhrzeit, zeitzone, brutto, gebühr, netto, guthaben",
        ),
        {
            "net": "",
            "netto": "",
            "fee": "",
            "gebühr": "",
            "entgelt": "",
            "gebyr": "",
            "type": "",
            "typ": "",
            "transaction id": "number",
            "transaktionscode": "number",
            "invoice number": "",
            "rechnungsnummer": "",
            "subject": "",
            "betreff": "",
        },
    ),
    Export(
        "Harvest",
        "invoices",
        marks("issue date, id, client, invoice amount, balance"),
        {"id": "number"},
    ),
    Export(
        "Xero",
        "invoices",
        marks("contactname, invoicenumber, invoicedate, duedate"),
        {
            "total": "",
            "taxtotal": "",
            "lineamount": "amount",
            "taxamount": "tax",
            "type": "document",
            "reference": "",
            "inventoryitemcode": "",
        },
    ),
    Export(
        "QuickBooks",
        "invoices",
        marks(
            "date, transaction type, no, name, memo/description, amount",
            "date, transaction type, num, name, memo/description, amount",
            "date, type, no, customer, memo, amount, status",
            "transaction date, transaction type, num, customer, amount",
        ),
        {"memo/description": "product", "memo": "product"},
    ),
)
"""What a payment service calls net is less its fee; what it calls gross is what the customer paid."""
