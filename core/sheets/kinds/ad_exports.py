"""How advertising platforms write their exports."""

from __future__ import annotations

from core.sheets.kinds.export import Export, marks

_META_MEANS = {"ends": "", "ende": "", "endet": "", "starts": "", "slutter": "", "starter": ""}
"""The days a campaign runs; the figures are those of the days of the report."""

AD_EXPORTS: tuple[Export, ...] = (
    Export(
        "Meta Ads",
        "channel_spend",
        marks(
            "day, amount spent, reporting starts, reporting ends",
            "month, amount spent, reporting starts, reporting ends",
            "week, amount spent, reporting starts, reporting ends",
            "tag, ausgegebener betrag, berichtsbeginn, berichtsende",
            "tag, ausgegebener betrag, berichtsstart, berichtsende",
            "monat, ausgegebener betrag, berichtsbeginn, berichtsende",
            "monat, ausgegebener betrag, berichtsstart, berichtsende",
            "woche, ausgegebener betrag, berichtsbeginn, berichtsende",
            "woche, ausgegebener betrag, berichtsstart, berichtsende",
            "dag, beløp brukt, rapportering starter, rapportering slutter",
        ),
        {
            **_META_MEANS,
            "reporting starts": "",
            "reporting ends": "",
            "berichtsbeginn": "",
            "berichtsende": "",
            "berichtsstart": "",
            "rapportering starter": "",
            "rapportering slutter": "",
        },
    ),
    Export(
        "Meta Ads",
        "channel_spend",
        marks(
            "amount spent, reporting starts, reporting ends",
            "ausgegebener betrag, berichtsbeginn, berichtsende",
            "beløp brukt, rapportering starter, rapportering slutter",
            "campaign name, amount spent, ad set name",
            "kampagnenname, ausgegebener betrag",
            "campaign name, campaign delivery, amount spent",
        ),
        _META_MEANS,
    ),
    Export(
        "LinkedIn Ads",
        "channel_spend",
        marks(
            "start date (in utc), campaign name, total spent",
            "campaign group name, campaign name, total spent",
            "startdatum (in utc), kampagnenname, gesamtausgaben",
        ),
        {"leads": "", "clicks to landing page": "", "end date (in utc)": "until"},
    ),
    Export(
        "TikTok Ads",
        "channel_spend",
        marks(
            "campaign name, cost, clicks (destination)",
            "campaign name, cost, ctr (destination)",
            "campaign name, cost, primary status",
        ),
        {"results": ""},
    ),
    Export(
        "Microsoft Advertising",
        "channel_spend",
        marks(
            "gregorian date, campaign, spend",
            "gregorian date, campaign name, spend",
            "account name, campaign, impr, clicks, spend",
            "account name, campaign name, impressions, clicks, spend",
            "campaign, impr, spend, currency code",
            "kampagne, impr, ausgaben",
        ),
    ),
    Export(
        "Google Ads",
        "channel_spend",
        marks(
            "campaign, cost, currency code",
            "campaign, cost, impr",
            "kampagne, kosten, währungscode",
            "kampagne, kosten, impr",
            "kampanje, kostnad, valutakode",
            "kampanje, kostnad, visn",
        ),
        {"visn": "impressions"},
    ),
)
"""The more telling layouts stand first: beside a column for the day, those of the report say no more."""
