"""The inputs in the sidebar, the same on every page: kept in the workspace and in the address.

The address wins over the workspace, so that a shared link shows what its sender saw; what is typed here goes
into both. Amounts are typed and shown in the notation of the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from core.errors import CellRefused
from core.language import LANGUAGES, _, current, speak
from core.language.amounts import CURRENCIES, currency_sign, exact_money, number, parse, typed
from core.store import settings
from core.store.workspace import Workspace
from pages.shared import session

DEFAULT_RATE = 100.0
HIGHEST_RATE = 100_000.0
_SPOKEN_AS = {"no": "nb", "nn": "nb"}
"""Browsers that ask for Norwegian, or for nynorsk, are served bokmål."""
PERIODS = ("week", "month", "quarter", "year")


@dataclass(frozen=True)
class Inputs:
    """What the user can set for all pages at once."""

    hourly_rate: float = DEFAULT_RATE
    role_rates: Mapping[str, float | None] = field(default_factory=dict)
    """The user's rates over those of the roles sheets; None is the value of an hour above."""
    currency: str = "EUR"
    period: str = "month"


def current_inputs() -> Inputs:
    """The inputs as they stand in this run."""
    found: Inputs = session.remembered("inputs", Inputs())
    return found


def language(workspace: Workspace | None) -> str:
    """The language to speak: as the address says, else as it was chosen, else the browser's.

    Without a workspace, because it cannot be opened, nothing of it is asked.
    """
    chosen = session.remembered("language") or st.query_params.get("lang")
    if chosen not in LANGUAGES and workspace is not None:
        chosen = settings.get(workspace, "language")
    if chosen not in LANGUAGES:
        chosen = (st.context.locale or "en").split("-")[0]
        chosen = _SPOKEN_AS.get(chosen, chosen)
    return str(chosen if chosen in LANGUAGES else "en")


def draw(workspace: Workspace, stated: Mapping[str, float | None]) -> None:
    """Draw the inputs in the sidebar and take what they say.

    `stated` are the roles of the kept sheets with their rates, None where a sheet gives none.
    """
    if session.remembered("inputs") is None:
        session.remember("inputs", _first(workspace))
    found = current_inputs()
    with st.sidebar:
        _rate_field(workspace, found)
        _role_rates(workspace, found, stated)
        with st.expander(_("More settings"), icon=":material/tune:"):
            currencies = {code: currency_label(code) for code in CURRENCIES}
            periods = {period: period_label(period) for period in PERIODS}
            _choice(workspace, "currency", _("Currency"), currencies, found.currency)
            _choice(workspace, "period", _("Period"), periods, found.period)
            st.selectbox(
                _("Language"),
                list(LANGUAGES),
                index=list(LANGUAGES).index(current()),
                format_func=LANGUAGES.get,
                key="language_choice",
                on_change=_language_chosen,
                args=(workspace,),
            )
    _write_address(current_inputs())


def currency_label(code: str) -> str:
    """A currency's code with its sign."""
    sign = currency_sign(code)
    return code if sign == code else f"{code} {sign}"


def period_label(period: str) -> str:
    """The period in words."""
    return {"week": _("Week"), "month": _("Month"), "quarter": _("Quarter"), "year": _("Year")}[period]


def _first(workspace: Workspace) -> Inputs:
    """The inputs a session begins with: the address, else what the workspace keeps."""
    kept = settings.all(workspace)
    address = st.query_params
    rates = dict(kept.get("role_rates", {}))
    if "roles" in address:
        pairs = [part.rpartition(":") for part in address["roles"].split(",") if ":" in part]
        rates = {role: _amount(text) for role, _colon, text in pairs}
    rate = _amount(address.get("rate", ""))
    currency = address.get("currency", kept.get("currency"))
    period = address.get("period", kept.get("period"))
    return Inputs(
        rate if rate is not None else float(kept.get("hourly_rate", DEFAULT_RATE)),
        rates,
        currency if currency in CURRENCIES else "EUR",
        period if period in PERIODS else "month",
    )


def _amount(text: str) -> float | None:
    try:
        amount = float(text)
    except ValueError:
        return None
    return amount if 0 <= amount <= HIGHEST_RATE else None


def _write_address(inputs: Inputs) -> None:
    said = {"rate": f"{inputs.hourly_rate:g}", "currency": inputs.currency, "period": inputs.period}
    said["lang"] = current()
    if inputs.role_rates:
        said["roles"] = ",".join(
            f"{role}:{'' if rate is None else f'{rate:g}'}" for role, rate in inputs.role_rates.items()
        )
    if {name: st.query_params.get(name) for name in said} != said:
        st.query_params.update(said)
    if not inputs.role_rates and "roles" in st.query_params:
        del st.query_params["roles"]


def _rate_field(workspace: Workspace, inputs: Inputs) -> None:
    if session.remembered("hourly_rate") is None:
        session.remember("hourly_rate", typed(inputs.hourly_rate))
    st.text_input(
        _("Value of an hour ({currency})").format(currency=currency_sign(inputs.currency)),
        key="hourly_rate",
        on_change=_rate_typed,
        args=(workspace,),
        help=_("What an hour of your time is worth to you. 0 shows what you pay in cash alone."),
    )
    refused = session.remembered("hourly_rate_refused")
    if refused:
        st.error(refused)
    rate = exact_money(inputs.hourly_rate, inputs.currency)
    st.caption(_("Counted with {rate} an hour").format(rate=rate))


@session.callback
def _rate_typed(workspace: Workspace) -> None:
    try:
        rate = _positive(session.remembered("hourly_rate", ""))
    except CellRefused as refused:
        session.remember("hourly_rate_refused", str(refused))
        return
    session.forget("hourly_rate_refused")
    _change(workspace, hourly_rate=rate)


def _positive(text: str) -> float:
    bare = text.strip()
    for sign in ("/h", *CURRENCIES, *(currency_sign(code) for code in CURRENCIES)):
        bare = bare.removeprefix(sign).removesuffix(sign).strip()
    if not bare:
        raise CellRefused(
            "No value of an hour is given. Write a number such as {example}.", example=typed(87.5)
        )
    rate = parse(bare)
    if not 0 <= rate <= HIGHEST_RATE:
        raise CellRefused(
            "“{found}” is no value of an hour. Write a number from 0 to {highest}.",
            found=text,
            highest=number(HIGHEST_RATE),
        )
    return rate


def _role_rates(workspace: Workspace, inputs: Inputs, stated: Mapping[str, float | None]) -> None:
    if not stated:
        return
    with st.expander(_("Rates per role"), icon=":material/group:"):
        st.caption(_("Empty: the value of an hour above."))
        for role, rate in stated.items():
            name = f"role_rate {role}"
            if session.remembered(name) is None:
                shown = inputs.role_rates.get(role, rate)
                session.remember(name, "" if shown is None else typed(shown))
            st.text_input(role, key=name, on_change=_role_rate_typed, args=(workspace, role, rate))
            refused = session.remembered(f"{name} refused")
            if refused:
                st.error(refused)


@session.callback
def _role_rate_typed(workspace: Workspace, role: str, stated: float | None) -> None:
    name = f"role_rate {role}"
    text = session.remembered(name, "").strip()
    rates = dict(current_inputs().role_rates)
    session.forget(f"{name} refused")
    try:
        rates[role] = _positive(text) if text else None
        if rates[role] == stated:
            del rates[role]
    except CellRefused as refused:
        session.remember(f"{name} refused", str(refused))
        return
    _change(workspace, role_rates=rates)


def _choice(workspace: Workspace, name: str, label: str, options: Mapping[str, str], chosen: str) -> None:
    """A list to choose an input from; `options` are the values with their names in the language spoken."""
    if session.remembered(f"{name}_choice") not in options:
        # Said rather than given as a default, so that the browser takes it also after another workspace.
        session.remember(f"{name}_choice", chosen)
    st.selectbox(
        label,
        list(options),
        format_func=options.get,
        key=f"{name}_choice",
        on_change=_chosen,
        args=(workspace, name),
    )


@session.callback
def _chosen(workspace: Workspace, name: str) -> None:
    _change(workspace, **{name: session.remembered(f"{name}_choice")})


@session.callback
def _language_chosen(workspace: Workspace) -> None:
    chosen = session.remembered("language_choice")
    session.remember("language", chosen)
    settings.put(workspace, "language", chosen)
    speak(chosen)
    # The same amounts, in the notation of the new language.
    session.remember("hourly_rate", typed(current_inputs().hourly_rate))
    session.forget("hourly_rate_refused")
    session.forget_all("role_rate ")


def _change(workspace: Workspace, **said: object) -> None:
    """Take an input and keep it."""
    session.remember("inputs", Inputs(**{**vars(current_inputs()), **said}))
    for name, value in said.items():
        settings.put(workspace, name, value)
