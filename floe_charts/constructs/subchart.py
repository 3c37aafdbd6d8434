"""A chart's dependency on another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart


@dataclass(frozen=True)
class Subchart:
    """A dependency on another chart of the same app: its values lie under ``key``, ``condition`` switches it on."""

    chart: type[HelmChart[Any]]
    condition: str

    def __post_init__(self) -> None:
        if not isinstance(self.chart, type):
            raise TypeError(
                f"Subchart({self.chart!r}): a subchart is a HelmChart class of this project; charts of other"
                " repositories cannot be dependencies"
            )

    @property
    def key(self) -> str:
        """The key of the subchart's values in the parent's."""
        return self.chart.info.name
