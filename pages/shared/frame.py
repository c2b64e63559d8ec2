"""The frame around every page: the workspace, the language, the shared inputs and the list of pages.

Streamlit may run a page of the pages/ folder on its own, without app.py: on a cold deep link, and under
AppTest from the second run on. So each page begins with `ensure_frame()`, which runs the frame where it is
not running yet; the frame then runs the page inside itself.
"""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

import streamlit as st

from core.errors import StepwiseError
from core.language import _
from pages.shared import inputs, session, take_along
from pages.shared.opened import settle
from pages.shared.workspace import stated_rates
from pages.shared.workspaces import choose_another, choose_in_sidebar

LOGO = Path(__file__).with_name("logo.svg")
LOOK = Path(__file__).with_name("look.css")
_running: ContextVar[bool] = ContextVar("frame_running", default=False)


def ensure_frame() -> None:
    """Go on inside the frame; where there is none, run it with this page and stop."""
    if not _running.get():
        run_frame()
        st.stop()


def run_frame() -> None:
    """Draw what all pages share, then the page that the address names."""
    st.set_page_config(page_title="Stepwise", page_icon="🪜", layout="wide")
    st.html(LOOK)
    try:
        opened = settle()
    except StepwiseError as error:
        session.speak_as_before(inputs.language(None))
        choose_another(error)
        st.stop()
    session.speak_as_before(inputs.language(opened))
    page = st.navigation(
        {
            "": [st.Page("pages/start.py", title=_("Start"), icon=":material/home:", default=True)],
            _("Your sheets"): [
                st.Page(
                    "pages/sheets.py", title=_("Sheets"), icon=":material/table_view:", url_path="sheets"
                ),
            ],
            _("What it costs"): [
                st.Page("pages/steps.py", title=_("Steps"), icon=":material/timer:", url_path="steps"),
                st.Page(
                    "pages/channels.py", title=_("Channels"), icon=":material/alt_route:", url_path="channels"
                ),
                st.Page(
                    "pages/customer_side.py",
                    title=_("Customer's side"),
                    icon=":material/handshake:",
                    url_path="customer_side",
                ),
            ],
            _("How many get through"): [
                st.Page(
                    "pages/funnel.py", title=_("Funnel"), icon=":material/filter_alt:", url_path="funnel"
                ),
                st.Page("pages/goal.py", title=_("Goal"), icon=":material/flag:", url_path="goal"),
            ],
            _("What to work on"): [
                st.Page(
                    "pages/weakest_link.py",
                    title=_("Weakest link"),
                    icon=":material/crisis_alert:",
                    url_path="weakest_link",
                ),
                st.Page(
                    "pages/actions.py", title=_("Actions"), icon=":material/task_alt:", url_path="actions"
                ),
                st.Page("pages/what_if.py", title=_("What if"), icon=":material/tune:", url_path="what_if"),
            ],
            _("Tell it"): [
                st.Page(
                    "pages/present.py", title=_("Present"), icon=":material/slideshow:", url_path="present"
                ),
            ],
        }
    )
    st.logo(LOGO, size="large")
    choose_in_sidebar()
    inputs.draw(opened, stated_rates())
    if opened.notice is not None:
        st.warning(str(opened.notice))
    session.tell()
    token = _running.set(True)
    try:
        take_along.begin()
        page.run()
        take_along.offer()
    except Exception as error:
        st.error(session.sentence_of(error))
    finally:
        _running.reset(token)
