"""The stages of the customer funnel: the user's own list, each with its unit and what it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from core.errors import StepwiseError
from core.language import Text

Measure = Literal["flow", "stock"]
"""How many came in a period, or how many there were at its end."""
Factory = Literal["acquisition", "activation", "retention", "referral", "revenue"]
"""The five steps of the customer factory."""
Together = Literal["largest", "sum"]
"""What counts where several names of the sheets mean one stage: the same people, or different ones."""

SUSPECT, LEAD, PROSPECT, CUSTOMER, CONSUMPTION, REFERRAL = SIX = (
    "suspect",
    "lead",
    "prospect",
    "customer",
    "consumption",
    "referral",
)
"""The keys of the six stages; stages that the user adds have keys of their own."""

MOST_STAGES = 8
"""More stages than that nobody reads, and the query over the events has room for no more."""

NAMES: Mapping[str, Text] = {
    SUSPECT: Text("Suspect"),
    LEAD: Text("Lead"),
    PROSPECT: Text("Prospect"),
    CUSTOMER: Text("Customer"),
    CONSUMPTION: Text("Consumption"),
    REFERRAL: Text("Referral"),
}
FACTORY: Mapping[str, Text] = {
    "acquisition": Text("Acquisition"),
    "activation": Text("Activation"),
    "retention": Text("Retention"),
    "referral": Text("Referral"),
    "revenue": Text("Revenue"),
}
_PEOPLE = Text("people")


@dataclass(frozen=True)
class Stage:
    """One level of the funnel.

    >>> Stage("lead").label, Stage("s1", "Demo", unit="calls").unit_label
    ('Lead', 'calls')
    """

    key: str
    name: str = ""
    """As the user calls it; empty: its name in the language spoken."""
    unit: str = ""
    """What is counted there: contacts, offers, orders, firms; empty: people."""
    measure: Measure = "flow"
    factory: Factory = "acquisition"
    together: Together = "largest"

    @property
    def label(self) -> str:
        """Its name, the user's own or the one in the language spoken."""
        return self.name or str(NAMES.get(self.key, self.key))

    @property
    def unit_label(self) -> str:
        """What is counted, in words."""
        return self.unit or str(_PEOPLE)


DEFAULT_STAGES: tuple[Stage, ...] = (
    Stage(SUSPECT),
    Stage(LEAD),
    Stage(PROSPECT),
    Stage(CUSTOMER, factory="revenue"),
    Stage(CONSUMPTION, factory="activation"),
    Stage(REFERRAL, factory="referral"),
)
"""From suspect to referral, as long as the user has no list of their own."""


def stages_of(kept: Sequence[Mapping[str, Any]] | None) -> tuple[Stage, ...]:
    """The stages as they were kept by `kept_stages`; the six where nothing was.

    >>> [stage.key for stage in stages_of(None)][:2]
    ['suspect', 'lead']
    """
    if not kept:
        return DEFAULT_STAGES
    known = {field.name for field in fields(Stage)}
    return tuple(Stage(**{name: value for name, value in said.items() if name in known}) for said in kept)


def kept_stages(stages: Sequence[Stage]) -> list[dict[str, Any]]:
    """The stages as plain data to be kept.

    Raises StepwiseError where there are too few or too many, or two are called the same.
    """
    if len(stages) < 2:
        raise StepwiseError("A funnel needs at least two stages. Leave another one in.")
    if len(stages) > MOST_STAGES:
        raise StepwiseError("A funnel has at most {most} stages. Take one out first.", most=MOST_STAGES)
    names: set[str] = set()
    for stage in stages:
        name = stage.label.strip().casefold()
        if not name:
            raise StepwiseError("A stage has no name. Write one, such as “Offer”.")
        if name in names:
            raise StepwiseError("Two stages are called “{name}”. Give one another name.", name=stage.label)
        names.add(name)
    return [asdict(stage) for stage in stages]


def new_key(stages: Sequence[Stage]) -> str:
    """A key for a stage that the user adds; it is never that of another one.

    >>> new_key(DEFAULT_STAGES), new_key([Stage("own 1")])
    ('own 1', 'own 2')
    """
    taken = {stage.key for stage in stages}
    number = 1
    while f"own {number}" in taken:
        number += 1
    return f"own {number}"


def renamed(stage: Stage, name: str) -> Stage:
    """The stage under another name; its own name in the language spoken is kept as none."""
    name = " ".join(name.split())
    return replace(stage, name="" if name == str(NAMES.get(stage.key, "")) else name)
