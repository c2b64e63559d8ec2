"""The user's changes over the sheets: shown, and taken back one by one or all."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from core.language import _, ngettext
from core.steps.chain import Chain
from core.store import changes
from core.store.changes import Change
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.step_table import table_name
from pages.shared.workspace import workspace


def list_changes(
    chain: Chain, stale: Collection[int], *, fields: Collection[str] = (), table: str = ""
) -> None:
    """What the user changed in this process over its sheet.

    With `fields` only what was set in these; `table` is then the name of the table that shows them.
    """
    made = [
        change
        for change in changes.changes(workspace())
        if (change.channel, change.phase) == (chain.channel, chain.phase)
        and (not fields or change.field in fields)
    ]
    if not made:
        return
    name = table or table_name(chain)
    title = ngettext("{count} change over the sheet", "{count} changes over the sheet", len(made))
    with st.expander(title.format(count=len(made)), expanded=True, icon=":material/history:"):
        for change in made:
            text, button = st.columns([5, 1], vertical_alignment="center")
            text.markdown(_sentence(change, chain))
            if change.id in stale:
                text.caption(_("Its step is in no kept sheet any more, so it changes nothing."))
            button.button(
                _("Take back"),
                key=f"revert {change.id}",
                on_click=_revert,
                args=(name, change.id),
                width="stretch",
            )
        if len(made) > 1 and not fields:
            st.button(_("Take back all"), key=f"revert all {name}", on_click=_revert_all, args=(name, chain))


def warn_of_twins(chain: Chain) -> None:
    """Say which inserted steps stand in the sheet as well: after a newer version of it they count twice."""
    steps = [
        (str(step), "new" in edited)
        for step, edited in zip(chain.steps["step"].tolist(), chain.steps["edited"].tolist(), strict=True)
    ]
    in_the_sheet = {step.casefold().strip() for step, new in steps if not new}
    for step, new in steps:
        if new and step.casefold().strip() in in_the_sheet:
            st.warning(
                _(
                    "“{step}” stands in the sheet, and you inserted it as well, so it counts twice. "
                    "Take the insertion back below if it is the same step."
                ).format(step=escaped(step))
            )


def _sentence(change: Change, chain: Chain) -> str:
    names = dict(zip(chain.steps["step_id"], chain.steps["step"], strict=True))
    step = names.get(change.step) or str(change.detail.get("name") or change.step.split("|")[-2])
    if change.action == "insert":
        return _("**{step}** inserted").format(step=step)
    if change.action == "remove":
        return _("**{step}** left out").format(step=step)
    if change.action == "move":
        after = names.get(str(change.detail.get("after")))
        if after is None:
            return _("**{step}** moved to the beginning").format(step=step)
        return _("**{step}** moved behind {other}").format(step=step, other=after)
    fields = {
        "step": _("name"),
        "minutes": _("minutes"),
        "times": _("times"),
        "pass_rate": _("pass rate"),
        "cash": _("cash"),
        "role": _("role"),
        "performed_by": _("performed by"),
        "customer_minutes": _("customer minutes"),
        "waiting": _("waiting"),
        "customer_value": _("value to the customer"),
    }
    field = fields.get(change.field or "", change.field or "")
    if not change.written:
        return _("**{step}**: {field} emptied").format(step=step, field=field)
    return _("**{step}**: {field} is {written}").format(step=step, field=field, written=change.written)


@session.callback
def _revert(name: str, change_id: int) -> None:
    changes.revert(workspace(), change_id)
    session.renew(name)


@session.callback
def _revert_all(name: str, chain: Chain) -> None:
    changes.revert_all(workspace(), chain.channel, chain.phase)
    session.renew(name)
