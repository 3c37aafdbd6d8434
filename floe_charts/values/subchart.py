"""A subchart's values inside its parent's."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from floe_charts.values.model import Values, value

S = TypeVar("S", bound="SubchartValues")


class SubchartValues(Values):
    """Makes a subchart's values class one that a parent holds, typed as in the subchart.

    The parent's values.yaml and environment files hold only what was set explicitly; all else keeps the
    subchart's defaults.

    >>> class OrdersPart(OrdersValues, SubchartValues): ...                             # doctest: +SKIP
    >>> orders: OrdersPart = value(OrdersPart(enabled=True), "Orders.")                 # doctest: +SKIP
    """

    partial: ClassVar[bool] = True

    enabled: bool = value(True, "Deploy this subchart.")

    def to_values(self) -> dict[str, Any]:
        """What the parent's values hold of the subchart: its switch, and what was set."""
        return {"enabled": self.enabled, **self.overlay()}

    @classmethod
    def of(cls: type[S], overlay: Values, **more: Any) -> S:
        """What an overlay of the subchart sets, but for ``global``, which is the parent's, and ``more``."""
        own = {name: getattr(overlay, name) for name in overlay.model_fields_set if name != "global_"}
        return cls(**{**own, **more})
