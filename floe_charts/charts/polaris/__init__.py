"""Apache Polaris, the Iceberg REST catalog."""

from floe_charts.charts.polaris.polaris import Polaris
from floe_charts.charts.polaris.settings import API_PORT
from floe_charts.charts.polaris.values import PolarisValues

__all__ = ["API_PORT", "Polaris", "PolarisValues"]
