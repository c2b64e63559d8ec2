"""What a customer costs in each channel, and what an order earns."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from core.steps.channels import Spend
from core.store import settings, spend


def on_channels(app: AppTest) -> AppTest:
    app.switch_page("pages/channels.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(str(block.value) for block in (*app.header, *app.markdown, *app.warning))


def test_all_channels_stand_side_by_side(example: AppTest) -> None:
    table = on_channels(example).dataframe[0].value
    assert table["channel"].tolist() == ["Events", "Search ads", "Webinar"]
    assert table["cost"].tolist() == ["€575", "€452", "€569"]
    assert table["at_zero"].tolist() == ["€0", "€125", "€67"]


def test_from_50_an_hour_on_search_ads_are_cheaper_than_events(example: AppTest) -> None:
    assert "From €50 an hour on, Search ads is cheaper than Events" in said(on_channels(example)).replace(
        "\\", ""
    )


def test_spend_and_wins_move_the_cost_and_give_the_blended_one(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    spend.put(workspace(), "Search ads", Spend(1500, 3))
    spend.put(workspace(), "Events", Spend(None, 1))
    app = on_channels(example)
    assert app.dataframe[0].value["cost"].tolist() == ["€575", "€952", "€569"]
    # (575 · 1 + 952 · 3) / 4
    assert "**€858**" in said(app)


def test_spend_without_wins_is_said_and_not_divided_by_nothing(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    spend.put(workspace(), "Search ads", Spend(1500, None))
    app = on_channels(example)
    assert "Search ads has spend but no customers won" in said(app)
    assert app.dataframe[0].value["cost"].tolist()[1] == "–"


def test_a_price_shows_what_is_left_of_it_and_what_an_hour_earns(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    settings.put(workspace(), "prices", {"Events": 2800.0})
    tables = [table.value for table in on_channels(example).dataframe]
    earned = next(table for table in tables if "left" in table)
    # 2,800 less 575 for winning and 2,102 for delivering, with the times of the three films that were logged.
    assert earned[["channel", "price", "left"]].values.tolist() == [["Events", "€2,800", "€123"]]
