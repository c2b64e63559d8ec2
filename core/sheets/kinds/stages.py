"""The six stages of the funnel, and the words people write for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from core.sheets.kinds.column import Aliases, split
from core.sheets.kinds.plain import plain_heading

STAGE_WORDS: Mapping[str, Aliases] = {
    "suspect": split(
        "messages sent, messages, emails sent, mails sent, letters sent, outreach, dials, cold calls, "
        "session start, page view, first visit, home, homepage, anrufe, kaltanrufe, nachrichten, nachrichten "
        "gesendet, mails, briefe, anschreiben, anrop, meldinger sendt, utsendelser, suspect, suspects, "
        "visitor, visitors, website visitors, visits, website visits, page visits, sessions, users, page "
        "views, pageviews, impressions, reach, clicks, contact, contacts, cold contacts, companies "
        "approached, addresses, firms, audience, target group, participants, people met, new contact, "
        "identified, prospecting, landing page, home page, verdachtskontakt, verdachtskontakte, besucher, "
        "websitebesucher, webseitenbesucher, website-besucher, besuche, aufrufe, seitenaufrufe, sitzungen, "
        "nutzer, reichweite, klicks, kontakt, kontakte, kaltkontakte, neuer kontakt, neue kontakte, "
        "adressen, firmen, zielgruppe, teilnehmer, angesprochene, angesprochen, angeschrieben, "
        "identifiziert, startseite, besøkende, besøk, sidevisninger, visninger, økter, brukere, rekkevidde, "
        "klikk, kontakter, ny kontakt, nye kontakter, adresser, bedrifter, målgruppe, deltakere, deltagere, "
        "möglicher kunde, mögliche kunden, mulig kunde, mulige kunder"
    ),
    "lead": split(
        "search page, product page, product views, items viewed, probeanmeldung, merkliste, "
        "newsletter-anmeldung, newsletteranmeldung, lead, leads, new lead, new leads, mql, mqls, marketing "
        "qualified lead, marketing qualified leads, marketingqualifiedlead, inquiry, inquiries, enquiry, "
        "enquiries, request, requests, subscriber, subscribers, sign-up, sign-ups, signup, signups, sign up, "
        "sign ups, registered, registrations, contacted, contact made, first contact, replied, replies, "
        "answered, responses, created, new, open, downloads, registration, trial started, trials, contact "
        "form, neuer lead, neue leads, anfrage, anfragen, interessent, interessenten, interessentin, "
        "anmeldung, anmeldungen, registrierung, registrierungen, abonnent, abonnenten, erstkontakt, "
        "erstkontakte, kontaktiert, kontakt aufgenommen, geantwortet, rückmeldung, rückmeldungen, antworten, "
        "erstellt, angelegt, neu, offen, eingang, anfrageeingang, kontaktformular, antwort, henvendelse, "
        "henvendelser, forespørsel, forespørsler, interessert, interesserte, påmelding, påmeldinger, "
        "påmeldt, registrert, registreringer, abonnenter, kontaktet, svart, svar, opprettet, ny, nye leads, "
        "førstekontakt, første kontakt"
    ),
    "prospect": split(
        "add to carts, added to cart, checkouts, calls booked, call booked, demos booked, intro call, trial "
        "lesson, trial lessons, site visit, viewing, viewings, payment page, kennenlernen, "
        "kennenlerngespräch, kennenlerngespräche, vorgespräch, vorgespräche, probestunde, probestunden, "
        "probetraining, schnupperstunde, schnupperstunden, erstberatung, ortstermin, reservierung, "
        "reservierungen, angebotsphase, zahlungsseite, prøvetime, prøvetimer, visning, bli kjent-møte, "
        "prospect, prospects, sql, sqls, sales qualified lead, sales qualified leads, salesqualifiedlead, "
        "qualified, qualified lead, qualified leads, qualification, qualified to buy, opportunity, "
        "opportunities, demo, demos, demo scheduled, demo booked, meeting, meetings, meeting booked, meeting "
        "scheduled, appointment, appointments, appointment scheduled, call, calls, discovery call, "
        "discovery, needs analysis, offer, offers, offer sent, offers sent, offer made, proposal, proposals, "
        "proposal sent, proposal made, quote, quotes, quote sent, quotation, quotations, negotiation, "
        "negotiations, negotiations started, negotiation/review, presentation scheduled, decision maker "
        "bought-in, contract sent, value proposition, proposal/price quote, price quote, cart, add to cart, "
        "checkout, begin checkout, in negotiation, id decision makers, perception analysis, qualifiziert, "
        "qualifizierter lead, qualifizierte leads, qualifizierung, chance, chancen, verkaufschance, "
        "verkaufschancen, termin, termine, termin vereinbart, erstgespräch, erstgespräche, gespräch, "
        "gespräche, beratung, beratungen, beratungsgespräch, beratungsgespräche, telefonat, telefonate, "
        "bedarfsanalyse, besichtigung, angebot, angebote, angebot gesendet, angebot versendet, angebot "
        "verschickt, angebot erstellt, angebot abgegeben, angebote versendet, angebot gemacht, "
        "kostenvoranschlag, kostenvoranschläge, verhandlung, verhandlungen, in verhandlung, nachgefasst, "
        "vertrag gesendet, warenkorb, kasse, präsentation, kvalifisert, kvalifiserte leads, kvalifiserte, "
        "mulighet, muligheter, salgsmulighet, møte, møter, møte avtalt, møte booket, samtale, samtaler, "
        "behovsanalyse, befaring, tilbud, tilbud sendt, tilbud gitt, pristilbud, forhandling, forhandlinger, "
        "i forhandling, handlekurv, kontrakt sendt, prospekt, prospekter"
    ),
    "customer": split(
        "booked, booking, bookings, ecommerce purchases, transactions, members, new members, payment "
        "confirmation, payment confirmation page, order confirmation, thank you page, confirmation page, "
        "hired, gebucht, buchung, buchungen, mandat, mandate, kaufvertrag, kaufverträge, mitglied, "
        "mitglieder, mitglieder neu, neue mitglieder, neumitglieder, auftragserteilung, auftragseingang, "
        "vertragsabschluss, vertragsabschlüsse, zuschlag, bestellbestätigung, booket, bestilt time, medlem, "
        "medlemmer, nye medlemmer, customer, customers, new customer, new customers, client, clients, won, "
        "deal won, deals won, closed won, closed-won, closedwon, won deals, order, orders, order placed, "
        "ordered, sale, sales, sold, purchase, purchases, purchased, bought, contract, contracts, contract "
        "signed, signed, accepted, offer accepted, offers accepted, proposal accepted, quote accepted, deal, "
        "deals, win, wins, paid, conversion, conversions, closed and won, subscription started, paying "
        "customers, kunde, kunden, kundin, neukunde, neukunden, neuer kunde, neue kunden, gewonnen, auftrag, "
        "aufträge, auftrag erteilt, auftrag erhalten, auftrag gewonnen, beauftragt, bestellung, "
        "bestellungen, bestellt, verkauf, verkäufe, verkauft, kauf, käufe, gekauft, vertrag, verträge, "
        "vertrag unterschrieben, unterschrieben, zusage, zusagen, zugesagt, angenommen, angebot angenommen, "
        "abschluss, abschlüsse, abgeschlossen gewonnen, abgeschlossen und gewonnen, geschlossen gewonnen, "
        "geschlossen und gewonnen, abschluss gewonnen, bezahlt, kunder, ny kunde, nye kunder, vunnet, lukket "
        "vunnet, avtale, avtaler, avtale signert, signert, ordre, ordrer, bestilling, bestillinger, bestilt, "
        "salg, solgt, kjøp, kjøpt, akseptert, tilbud akseptert, oppdrag, vunnet avtale, kontrakt signert"
    ),
    "consumption": split(
        "handover, handed over, übergabe, übergeben, inbetriebnahme, onboarding abgeschlossen, eingerichtet, "
        "overlevert, overlevering, consumption, activated, activation, activations, onboarded, onboarding, "
        "onboarding completed, live, went live, go-live, delivered, delivery, deliveries, in use, active, "
        "active customer, active customers, active users, implemented, completed, project completed, outcome "
        "reached, goal reached, successful customers, happy customers, happy customer, invoiced, done, "
        "fulfilled, nutzung, aktiviert, aktivierung, geliefert, lieferung, lieferungen, ausgeliefert, "
        "umgesetzt, aktiv, aktive kunden, aktive nutzer, im einsatz, fertiggestellt, fertig, abgenommen, "
        "abnahme, projekt abgeschlossen, ziel erreicht, zufriedene kunden, erledigt, ausgeführt, "
        "durchgeführt, fakturiert, abgerechnet, bruk, aktivert, aktivering, levert, leveranse, leveranser, i "
        "bruk, aktive kunder, aktive brukere, gjennomført, ferdigstilt, ferdig, fullført, fornøyde kunder, "
        "fakturert, utført"
    ),
    "referral": split(
        "referral, referrals, referred, recommended, recommendation, recommendations, testimonial, "
        "testimonials, review, reviews, reference, references, advocate, advocates, evangelist, evangelists, "
        "refers others, empfehlung, empfehlungen, empfohlen, weiterempfehlung, weiterempfehlungen, "
        "weiterempfohlen, referenz, referenzen, bewertung, bewertungen, fürsprecher, anbefaling, "
        "anbefalinger, anbefalt, referanse, referanser, verving, vervet, omtale, omtaler, ambassadør, "
        "ambassadører"
    ),
}
"""What people call each stage, in English, German and Norwegian, in plain words."""

WON = frozenset(
    split(
        "won, deal won, closed won, closed-won, closedwon, closed and won, accepted, offer accepted, "
        "proposal accepted, quote accepted, signed, contract signed, order placed, gewonnen, abgeschlossen "
        "gewonnen, abgeschlossen und gewonnen, geschlossen gewonnen, geschlossen und gewonnen, abschluss "
        "gewonnen, auftrag, auftrag erteilt, auftrag erhalten, auftrag gewonnen, beauftragt, zusage, "
        "zugesagt, angenommen, angebot angenommen, unterschrieben, vertrag unterschrieben, vunnet, lukket "
        "vunnet, vunnet avtale, akseptert, tilbud akseptert, signert, avtale signert, kontrakt signert"
    )
)
"""What says that a deal was won, in plain words."""

LOST = frozenset(
    split(
        "lost, deal lost, closed lost, closed-lost, closedlost, closed and lost, closed - lost to "
        "competition, closed lost to competition, declined, rejected, offer declined, offer rejected, "
        "disqualified, unqualified, no deal, cancelled, canceled, abandoned, dead, junk, not interested, "
        "verloren, abgeschlossen verloren, abgeschlossen und verloren, geschlossen verloren, geschlossen und "
        "verloren, abschluss verloren, abgesagt, absage, abgelehnt, angebot abgelehnt, nicht gewonnen, "
        "disqualifiziert, kein interesse, nicht qualifiziert, storniert, abgebrochen, tapt, lukket tapt, "
        "tapt avtale, avslått, tilbud avslått, ikke interessert, diskvalifisert, ikke kvalifisert, "
        "kansellert"
    )
)
"""What says that a deal was lost, in plain words."""

CLOSE_DATES = frozenset(
    split(
        "close date, closing date, expected close date, expected closing date, estimated close date, deal - "
        "expected close date, deal - close date, expected close, forecast close date, target close date, "
        "planned close date, close, opportunity close date, abschlussdatum, erwartetes abschlussdatum, "
        "voraussichtliches abschlussdatum, geplantes abschlussdatum, erwarteter abschluss, voraussichtlicher "
        "abschluss, geplanter abschluss, schlusstermin, schlussdatum, deal - erwartetes abschlussdatum, deal "
        "erwartetes abschlussdatum, erwartetes schlussdatum, abschlusstermin, abschluss bis, zieldatum, "
        "forventet lukkedato, lukkedato, forventet avslutning, forventet avslutningsdato, avslutningsdato, "
        "forventet salgsdato, forventet lukket"
    )
)
"""Headings of dates that are only an expectation while a deal is open, in plain words."""

_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]?")
_NUMBERED = re.compile(r"^[0-9]{1,2}(?: ?[.):/-] ?| )(?=[^\W\d_])")
"""The number of a stage in its pipeline: "5. Auftrag"."""
_OUTCOMES: Mapping[str, Literal["won", "lost"]] = {
    **dict.fromkeys(("won", "gewonnen", "vunnet"), "won"),
    **dict.fromkeys(("lost", "verloren", "tapt"), "lost"),
}
_NOT = frozenset({"not", "nicht", "ikke", "noch", "or", "oder", "eller"})


def stage_of(text: str) -> str | None:
    """The stage of the funnel that these words mean; None where they are not among those known.

    >>> stage_of("Angebote"), stage_of("Closed won (Sales Pipeline)"), stage_of("Blue")
    ('prospect', 'customer', None)
    """
    words = _NUMBERED.sub("", plain_heading(text))
    known = _stages().get(words) or _stages().get(_BRACKETS.sub("", words).strip())
    return known or ("customer" if outcome_of(text) == "won" else None)


def outcome_of(text: str) -> Literal["won", "lost"] | None:
    """Whether a stage or status says that the deal is won or lost; None while it is open.

    >>> outcome_of("Closed Won (Sales)"), outcome_of("7 - verloren"), outcome_of("5. Auftrag")
    ('won', 'lost', 'won')
    """
    words = _NUMBERED.sub("", _BRACKETS.sub("", plain_heading(text)).strip())
    if words in WON:
        return "won"
    if words in LOST:
        return "lost"
    each = set(re.findall(r"[^\W\d_]+", words))
    said = {_OUTCOMES[word] for word in each if word in _OUTCOMES}
    return said.pop() if len(said) == 1 and not each & _NOT else None


def is_close_date(header: str) -> bool:
    """Whether a heading names the date on which a deal is expected to be closed.

    >>> is_close_date("Erwartetes Abschlussdatum"), is_close_date("Won time")
    (True, False)
    """
    words = plain_heading(header)
    return words in CLOSE_DATES or _BRACKETS.sub("", words).strip() in CLOSE_DATES


@cache
def _stages() -> Mapping[str, str]:
    return {word: stage for stage, words in STAGE_WORDS.items() for word in words}
