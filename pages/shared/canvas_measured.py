"""What was measured at the stages, beside what the canvas says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from core.funnel.canvas import CanvasRow, against_measured, said_share
from core.funnel.canvas_figures import FIGURES, figure, figures_at
from core.funnel.funnel import Funnel, Reached
from core.funnel.stages import Stage
from core.language import _
from pages.shared.inputs import current_inputs
from pages.shared.pieces import escaped


@dataclass(frozen=True)
class Measured:
    """What is measured at the stages, as far as it is."""

    reached: Mapping[str, Reached]
    costs: Mapping[str, Mapping[str, float]]
    """Of each stage minutes_to_reach and cost_to_reach."""
    stages: tuple[Stage, ...]

    def figure_line(self, row: CanvasRow) -> str:
        """The figure that the metric points at, in bold, with its evidence; "" where it points at none."""
        if row.points_at not in figures_at(row.stage, self.stages):
            return ""
        found = figure(
            row.points_at,
            self.reached.get(row.stage),
            next((reached.stage for reached in self.reached.values() if reached.people is not None), None),
            self.costs.get(row.stage),
            current_inputs().currency,
        )
        if found is None:
            return _("{figure}: not measured yet").format(figure=FIGURES[row.points_at])
        return f"**{escaped(found.value)}** · {escaped(found.evidence)}"

    def assumption_line(self, row: CanvasRow) -> str:
        """The assumed rate beside the measured one; "" where nothing is assumed."""
        if row.assumed_rate is None or self.is_first(row.stage):
            return ""
        reached = self.reached.get(row.stage)
        verdict = against_measured(row.assumed_rate, reached.from_before if reached else None)
        return escaped(
            _("{share} assumed: {verdict}").format(share=said_share(row.assumed_rate), verdict=verdict)
        )

    @classmethod
    def of(cls, stages: Sequence[Stage], funnel: Funnel | None, costs: pd.DataFrame | None) -> Measured:
        """What a funnel and the costs of its stages tell, where there are any.

        Of costs of several channels side by side no single figure can be told.
        """
        reached = {reached.stage.key: reached for reached in (funnel.stages if funnel else ())}
        each = {}
        if costs is not None:
            one_row = costs.drop_duplicates("stage", keep=False).set_index("stage")
            each = one_row[["minutes_to_reach", "cost_to_reach"]].to_dict("index")
        return cls(reached, each, tuple(stages))

    def is_first(self, stage: str) -> bool:
        """Whether nothing comes before the stage, so that no rate leads to it."""
        return self.stages[0].key == stage
