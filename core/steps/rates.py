"""What an hour is worth, by whoever works it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

NOT_OUR_TIME = ("customer", "system")
"""Who performs a step without costing us minutes or wages."""


def role_key(role: object) -> str:
    """A role's name as it is compared: without case and surrounding spaces; "" where none is given.

    >>> role_key("  Kamera ")
    'kamera'
    """
    return role.strip().casefold() if isinstance(role, str) else ""


@dataclass(frozen=True)
class Rates:
    """The value of an hour: one for everybody, and the roles that have a rate of their own.

    >>> Rates(100, {"Editor": 45}).of(["editor", "Owner", None]).tolist()
    [45.0, 100.0, 100.0]
    """

    hourly_rate: float
    by_role: Mapping[str, float] = field(default_factory=dict)

    def of(self, roles: Sequence[object] | pd.Series) -> NDArray[np.float64]:
        """The rate of each of these roles, in money per hour; a role without its own gets the general one."""
        own = {role_key(role): rate for role, rate in self.by_role.items()}
        codes, names = pd.factorize(pd.Series(roles, dtype=object))
        rates = [own.get(role_key(name), self.hourly_rate) for name in names]
        # Code -1, a row without a role, takes the last one.
        found: NDArray[np.float64] = np.array([*rates, self.hourly_rate], dtype=float).take(codes)
        return found

    def owns(self, roles: Sequence[object] | pd.Series) -> NDArray[np.bool_]:
        """Whether each of these roles has a rate of its own, which the general one does not move."""
        own = {role_key(role) for role in self.by_role}
        return np.array([role_key(role) in own for role in roles], dtype=bool)


def rates_of(
    roles: pd.DataFrame, hourly_rate: float, changed: Mapping[str, float | None] | None = None
) -> Rates:
    """The rates of a roles sheet (columns role, hourly_rate), with what the user changed over it.

    A role whose rate is blank, or changed to None, gets the general hourly rate.
    """
    said = [*zip(roles["role"], roles["hourly_rate"], strict=True), *(changed or {}).items()]
    by_key = {role_key(role): (str(role), rate) for role, rate in said}
    return Rates(hourly_rate, {role: float(rate) for role, rate in by_key.values() if pd.notna(rate)})
