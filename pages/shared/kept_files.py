"""The kept files: what each brought, what of it waits, and the way to take it back."""

from __future__ import annotations

import streamlit as st

from core.language import _, ngettext
from core.language.amounts import exact_number, moment
from core.sheets.examples import EXAMPLES
from core.store import uploads
from core.store.uploads import Upload
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.reader_clock import local
from pages.shared.review import offer_marked
from pages.shared.workspace import rows_that_wait, workspace


def kept_files(kept: list[Upload]) -> None:
    """The kept files with the way to take each back."""
    if not kept:
        return
    st.subheader(_("Kept files"), anchor=False)
    if {upload.name for upload in kept} & {example.name for example in EXAMPLES}:
        st.button(_("Remove the example"), key="remove_example", on_click=remove_example)
    for upload in kept:
        with st.container(border=True):
            name, when, rows, undo = st.columns([4, 2, 1, 2], vertical_alignment="center")
            name.markdown(f"**{escaped(upload.name)}**")
            when.caption(moment(local(upload.kept or upload.received)))
            rows.caption(
                ngettext("{count} row", "{count} rows", upload.rows).format(count=exact_number(upload.rows))
            )
            undo.button(
                _("Undo"), key=f"undo {upload.id}", on_click=take_back, args=(upload,), width="stretch"
            )
            wait = rows_that_wait(upload)
            if wait:
                st.warning(
                    ngettext(
                        "{count} row waits for a correction.", "{count} rows wait for a correction.", wait
                    ).format(count=wait)
                )
                offer_marked(upload)


@session.callback
def remove_example() -> None:
    """Take every file of the example back and discard it; it can be loaded again with one click."""
    names = {example.name for example in EXAMPLES}
    for upload in uploads.kept(workspace()):
        if upload.name in names:
            uploads.undo(workspace(), upload.id)
            uploads.discard(workspace(), upload.id)


@session.callback
def take_back(upload: Upload) -> None:
    """Undo a kept file whole; it waits again, so that nothing is lost."""
    uploads.undo(workspace(), upload.id)
    session.toast(
        _("“{name}” counts no more. It waits above in case you want it back.").format(name=upload.name)
    )
