"""Every kind of sheet understands the words for its columns, and the headings that known tools write."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from core.sheets.kinds import KINDS, Kind
from core.sheets.kinds.exports import EXPORTS, export_of, own_words
from core.sheets.kinds.plain import plain_heading
from core.sheets.kinds.stages import (
    CLOSE_DATES,
    LOST,
    STAGE_WORDS,
    WON,
    is_close_date,
    outcome_of,
    stage_of,
)
from core.sheets.tables.headers import ACCEPT, match


class Header(NamedTuple):
    """The headings of one export, each with the column it stands for; "" for what is not ours."""

    tool: str
    kind: str
    columns: dict[str, str]


def header_rows() -> list[Header]:
    """The header rows as tools and people write them: "heading = column", one block a sheet."""
    found = []
    for block in Path(__file__).with_name("export_headers.txt").read_text("utf-8").strip().split("\n\n"):
        first, *lines = block.split("\n")
        tool, kind = first.removeprefix("[").split("] ")
        cells = [cell.strip() for line in lines for cell in line.split("|") if cell.strip()]
        pairs = [cell.partition(" = ") for cell in cells]
        found.append(Header(tool, kind, {heading: name for heading, _, name in pairs}))
    return found


HEADERS = header_rows()
RECORDS = [kind for kind in KINDS.values() if kind.records]
each_kind = pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.name)
each_header = pytest.mark.parametrize(
    "header", HEADERS, ids=lambda header: f"{header.tool or 'by hand'} {header.kind} {len(header.columns)}"
)


def understood(header: Header) -> dict[str, str]:
    """What is read of each heading without asking, "" for what is not."""
    kind = KINDS[header.kind]
    own = own_words(list(header.columns), kind)
    found = {}
    for heading in header.columns:
        said = match(heading, kind)
        found[heading] = own.get(heading, said.column if said and said.score >= ACCEPT else "")
        assert not found[heading] or heading in own or said is None or said.score == 100, heading
    return found


@each_kind
def test_every_word_for_a_column_is_understood_with_certainty(kind: Kind) -> None:
    for column in kind.columns:
        for word in column.words:
            found = match(word, kind)
            assert found is not None, (column.name, word)
            assert (found.column, found.score) == (column.name, 100.0), word


@each_kind
def test_every_word_in_capital_letters_is_the_same_word(kind: Kind) -> None:
    for column in kind.columns:
        for word in column.words:
            found = match(word.title(), kind)
            assert found is not None, word
            assert found.column == column.name, word


@each_kind
def test_no_word_stands_for_two_columns_of_a_kind(kind: Kind) -> None:
    meanings = {(word, column.name) for column in kind.columns for word in column.words}
    twice = [word for word, count in Counter(word for word, _ in meanings).items() if count > 1]
    assert twice == []


@each_kind
def test_words_are_kept_as_they_are_compared(kind: Kind) -> None:
    words = [word for column in kind.columns for word in column.words] + list(kind.not_ours)
    assert [word for word in words if plain_heading(word) != word] == []


@each_kind
def test_what_is_not_ours_is_never_read(kind: Kind) -> None:
    assert [(word, match(word, kind)) for word in kind.not_ours if match(word, kind)] == []


@each_kind
def test_every_column_has_words_in_every_language_and_a_sentence_that_helps(kind: Kind) -> None:
    for column in kind.columns:
        assert all(column.aliases[language] for language in ("en", "de", "nb")), column.name
        assert str(column.help).endswith((".", "..."))
        assert len(str(column.label)) < 20


@each_kind
def test_every_field_is_kept_once(kind: Kind) -> None:
    names = [name for name, _ in kind.fields]
    assert len(set(names)) == len(names)


def test_the_fields_that_are_kept_are_the_agreed_ones() -> None:
    fields = {kind.name: " ".join(name for name, _ in kind.fields) for kind in RECORDS}
    assert fields == {
        "stage_counts": "period_start period_end channel stage count",
        "stage_events": "case stage time completed channel value lost_reason person currency",
        "time_entries": "date began ended minutes person customer project task description tags billable "
        "hourly_rate amount currency",
        "invoices": "number customer date amount product recurrence scope hours_agreed hours_actual "
        "cancelled paid currency",
        "channel_spend": "channel campaign period_start period_end amount impressions clicks conversions "
        "currency",
    }


@each_header
def test_the_headings_of_a_tool_are_read_as_its_users_mean_them(header: Header) -> None:
    assert understood(header) == header.columns


@each_header
def test_no_two_headings_of_one_export_are_the_same_column(header: Header) -> None:
    found = Counter(name for name in understood(header).values() if name)
    assert [name for name, count in found.items() if count > 1] == []


@each_header
def test_an_export_is_called_by_the_tool_that_wrote_it(header: Header) -> None:
    assert export_of(list(header.columns), KINDS[header.kind]) == header.tool


@each_header
def test_an_export_in_another_order_of_columns_is_still_known(header: Header) -> None:
    assert export_of(sorted(header.columns, reverse=True), KINDS[header.kind]) == header.tool


def test_every_tool_has_a_header_row_here() -> None:
    assert {export.name for export in EXPORTS} <= {header.tool for header in HEADERS}


def test_headings_of_exports_name_columns_that_there_are() -> None:
    for export in EXPORTS:
        names = {column.name for column in KINDS[export.kind].columns}
        assert set(export.means.values()) <= names | {""}, export.name
        assert all(plain_heading(word) == word for marks in export.marks for word in marks), export.name
        assert all(plain_heading(word) == word for word in export.means), export.name


def test_net_of_a_payment_service_is_no_net_amount() -> None:
    paypal = next(header for header in HEADERS if "Gross" in header.columns)
    assert understood(paypal)["Net"] == ""
    by_hand = match("Net", KINDS["invoices"])
    assert by_hand is not None
    assert by_hand.column == "amount"


def test_a_heading_that_a_known_tool_uses_like_everybody_is_left_to_the_words() -> None:
    assert own_words(["Datum", "Kunde", "Betrag"], KINDS["invoices"]) == {}


def test_no_word_stands_for_two_stages() -> None:
    counts = Counter(word for words in STAGE_WORDS.values() for word in words)
    assert [word for word, count in counts.items() if count > 1] == []


def test_stage_words_are_kept_as_they_are_compared() -> None:
    words = [*(word for words in STAGE_WORDS.values() for word in words), *WON, *LOST, *CLOSE_DATES]
    assert [word for word in words if plain_heading(word) != word] == []


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("Visitors", "suspect"),
        ("MQL", "lead"),
        ("Anfragen", "lead"),
        ("Angebot", "prospect"),
        ("Tilbud", "prospect"),
        ("SQL", "prospect"),
        ("Closed Won", "customer"),
        ("Closed won (Sales Pipeline)", "customer"),
        ("Aufträge", "customer"),
        ("Auftrag", "customer"),
        ("Lieferung", "consumption"),
        ("Empfehlungen", "referral"),
        ("Geschlossen, gewonnen", "customer"),
        ("add_to_cart", "prospect"),
        ("Id. Decision Makers", "prospect"),
        ("Anbefaling", "referral"),
        ("Umsatz", None),
        ("Closed Lost", None),
    ],
)
def test_a_stage_is_known_by_what_people_call_it(written: str, stage: str | None) -> None:
    assert stage_of(written) == stage


@pytest.mark.parametrize("word", sorted(WON))
def test_what_is_won_is_a_customer(word: str) -> None:
    assert stage_of(word) == "customer"
    assert outcome_of(word.upper()) == "won"


@pytest.mark.parametrize("word", sorted(LOST))
def test_what_is_lost_is_no_stage(word: str) -> None:
    assert stage_of(word) is None
    assert outcome_of(word.title()) == "lost"


@pytest.mark.parametrize(
    "open_", ["Negotiation", "Angebot gesendet", "Won or lost", "noch nicht gewonnen", "", "Wonderful"]
)
def test_an_open_deal_is_neither_won_nor_lost(open_: str) -> None:
    assert outcome_of(open_) is None


def test_an_expected_date_is_told_from_one_that_has_come() -> None:
    for heading in ("Close Date", "Closing Date", "Deal - Expected close date", "Schlusstermin", "Lukkedato"):
        assert is_close_date(heading), heading
    for heading in ("Won time", "Deal - Won time", "Gewonnen am", "Created Date", "Auftragsdatum"):
        assert not is_close_date(heading), heading
