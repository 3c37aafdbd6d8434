"""Declare values: typed models whose one declaration feeds values.yaml, the schema and the README.

The names below load on first use: reading a values file needs no pydantic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from floe_charts.lazy import loader

if TYPE_CHECKING:
    from floe_charts.values.kinds import Kubernetes as Kubernetes
    from floe_charts.values.model import REQUIRED as REQUIRED
    from floe_charts.values.model import Values as Values
    from floe_charts.values.model import value as value

_HOMES = {"kinds": ("Kubernetes",), "model": ("REQUIRED", "Values", "value")}
__all__ = [name for names in _HOMES.values() for name in names]

if not TYPE_CHECKING:  # a type checker would take every name for one of the package's
    __getattr__ = loader(__name__, _HOMES)
