"""Declare values: typed models whose one declaration feeds values.yaml, the schema and the README."""

from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import REQUIRED, Values, value

__all__ = ["REQUIRED", "Kubernetes", "Values", "value"]
