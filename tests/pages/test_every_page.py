"""Every page, empty and loaded, in every language: an answer first, and never a traceback."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from core.language import LANGUAGES
from tests.pages.conftest import PROJECT, Open

PAGES = (
    *("start", "sheets", "steps", "channels", "customer_side"),
    *("funnel", "goal", "weakest_link", "actions", "what_if", "present"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_page_says_what_would_be_here(open_app: Open, page: str, language: str) -> None:
    app = open_app(page, lang=language)
    assert not app.exception
    assert app.header[0].value
    assert app.button or app.file_uploader


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_loaded_page_opens_with_its_answer(example: AppTest, page: str, language: str) -> None:
    example.selectbox(key="language_choice").select(language).run()
    example.switch_page(f"pages/{page}.py").run()
    assert not example.exception
    assert example.header[0].value
    text = " ".join(str(block.value) for block in (*example.header, *example.markdown, *example.metric))
    for unfit in ("nan", "None", "inf", "NaN"):
        assert unfit not in text.split()


def test_the_start_page_says_what_a_customer_costs(example: AppTest) -> None:
    assert "€452" in example.header[0].value
    assert "€575" in example.header[0].value


def test_german_visitors_are_greeted_in_german(open_app: Open) -> None:
    app = open_app(locale="de-DE")
    assert app.header[0].value == "Was kostet Sie ein Kunde wirklich?"


def test_the_frame_is_there_however_often_a_page_is_run(example: AppTest) -> None:
    """AppTest runs the page's file alone from its second run on, without app.py."""
    example.switch_page("pages/steps.py").run()
    for _time in range(2):
        example.run()
        assert example.sidebar.text_input(key="hourly_rate").value == "100"
        assert "€575" in example.header[0].value


def test_every_page_has_the_address_that_a_fresh_server_knows_it_by() -> None:
    """Before app.py has run once, Streamlit knows the files alone: another address would not be found."""
    frame = (PROJECT / "pages" / "shared" / "frame.py").read_text("utf-8")
    given = [
        re.findall(r'^\s*"pages/(\w+)\.py"|url_path="([^"]+)"', said) for said in frame.split("st.Page(")[1:]
    ]
    addresses = {page: address for (page, _), (_, address) in (found for found in given if len(found) == 2)}
    assert len(addresses) > 5
    assert all(page == address for page, address in addresses.items())
