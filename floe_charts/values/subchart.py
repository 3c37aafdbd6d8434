"""A subchart's values inside its parent's."""

from __future__ import annotations

from typing import ClassVar

from floe_charts.values.model import Values, value


class SubchartValues(Values):
    """Makes a subchart's values class one that a parent holds, typed as in the subchart.

    The parent's values.yaml and environment files hold only what was set explicitly; all else keeps the subchart's defaults.

    >>> class OrdersPart(OrdersValues, SubchartValues): ...                             # doctest: +SKIP
    >>> orders: OrdersPart = value(OrdersPart(enabled=True), "Orders.")                 # doctest: +SKIP
    """

    partial: ClassVar[bool] = True

    enabled: bool = value(True, "Deploy this subchart.")
