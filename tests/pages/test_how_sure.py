"""How sure a cost is, where a page shows one."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from core.steps.channels import Spend
from core.store import spend


def pictures(app: AppTest) -> str:
    return " ".join(chart.proto.spec for chart in app.get("vega_lite_chart"))


def test_the_channels_stand_with_their_intervals(example: AppTest) -> None:
    example.switch_page("pages/channels.py").run()
    assert not example.exception
    # Counted once in two, twice in three: so few leave much open.
    likely = example.dataframe[0].value["likely"].tolist()
    assert all(" to €" in said for said in likely)
    assert "seems cheapest, but the intervals overlap" in pictures(example)


def test_a_cost_that_cannot_be_told_has_no_interval(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    spend.put(workspace(), "Search ads", Spend(1500, None))
    example.switch_page("pages/channels.py").run()
    assert not example.exception
    assert example.dataframe[0].value["likely"].tolist()[1] == ""


def test_the_steps_page_says_between_what_a_customer_costs(example: AppTest) -> None:
    example.switch_page("pages/steps.py").run()
    example.selectbox(key="process").select("acquire Events").run()
    assert not example.exception
    said = " ".join(str(block.value) for block in example.markdown).replace("\\", "")
    assert "A customer from Events costs between €" in said
    assert "(80 of 100 such cases, if the guesses in it are right)." in said
