"""What do we know? Load sheets, see how they were understood, correct it, keep them, take them back."""

import streamlit as st

from core.language import LANGUAGES, _, current, ngettext
from core.sheets.kinds import KINDS
from core.sheets.writing.templates import template, template_name
from core.store import uploads
from core.store.uploads import Upload
from pages.shared import session
from pages.shared.frame import ensure_frame
from pages.shared.kept_files import kept_files
from pages.shared.known import days_known, known_in_a_sentence
from pages.shared.pieces import answer, load_example
from pages.shared.review import review
from pages.shared.workspace import workspace
from pages.shared.workspaces import workspaces_panel

ensure_frame()

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def headline(waiting: list[Upload]) -> str:
    """What waits to be looked at, else what is known so far, in one sentence."""
    if waiting:
        return ngettext(
            "One file waits for your look before it is kept.",
            "{count} files wait for your look before they are kept.",
            len(waiting),
        ).format(count=len(waiting))
    return known_in_a_sentence()


def load() -> None:
    """Drop files; each is stored at once, so that nothing is lost by a reload."""
    st.file_uploader(
        _("Drop Excel or CSV files here: xlsx, xls, ods, csv. One file may hold several sheets."),
        accept_multiple_files=True,
        key=session.key("files"),
        on_change=receive,
    )


@session.callback
def receive() -> None:
    """Store what was dropped, and say what is here already."""
    for file in session.remembered(session.key("files")) or []:
        upload, known = uploads.receive(workspace(), file.name, file.getvalue())
        if not known:
            inherit_names(upload)
        if known and upload.status == "kept":
            session.toast(
                _("“{name}” is kept already as “{kept}”; it is not counted twice.").format(
                    name=file.name, kept=upload.name
                )
            )
    session.renew("files")


def inherit_names(upload: Upload) -> None:
    """A newer version of a kept file keeps what its sheets were called and what they are for."""
    older = [one for one in uploads.kept(workspace()) if one.name.casefold() == upload.name.casefold()]
    if older:
        named = [
            {**said, "columns": {}, "units": {}, "scales": {}, "decimals": {}}
            for said in older[-1].corrections.get("tables", [])
        ]
        uploads.correct(workspace(), upload.id, {"tables": named})


def review_or_discard(upload: Upload) -> None:
    """The look at a waiting file; one that makes Stepwise stumble leaves the others, and can be discarded."""
    try:
        review(upload)
    except Exception as error:
        st.error(session.sentence_of(error), icon=":material/error:")
        st.button(
            _("Discard"), key=f"discard stumbled {upload.id}", on_click=discard_stumbled, args=(upload.id,)
        )


@session.callback
def discard_stumbled(upload: str) -> None:
    """Delete a file that cannot be shown."""
    uploads.discard(workspace(), upload)


def templates() -> None:
    """An empty sheet to fill in, in every language, and the example."""
    st.subheader(_("No sheet yet?"), anchor=False)
    kinds = {name: str(kind.label) for name, kind in KINDS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            _("Template for"), list(kinds), format_func=kinds.get, key="template_kind", width=240
        )
        language = st.selectbox(
            _("Language of the template"),
            list(LANGUAGES),
            index=list(LANGUAGES).index(current()),
            format_func=LANGUAGES.get,
            key="template_language",
            width=240,
        )
        st.download_button(
            _("Download the template"),
            data=lambda: template(kind, language),
            file_name=template_name(kind, language),
            mime=XLSX,
            on_click="ignore",
            key="template",
            icon=":material/download:",
        )
        st.button(_("Load the example"), key="load_example", on_click=load_example)


kept, waiting = uploads.kept(workspace()), uploads.waiting(workspace())
answer(headline(waiting))
days_known()
load()
for upload in waiting:
    review_or_discard(upload)
kept_files(kept)
templates()
workspaces_panel()
