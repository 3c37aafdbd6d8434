"""The README's prose, a file a subject."""

from __future__ import annotations

from floe_charts.charts.floe_services.about.dagster import DAGSTER
from floe_charts.charts.floe_services.about.database import DATABASE
from floe_charts.charts.floe_services.about.operation import OPERATION

ABOUT = "\n".join((DATABASE, DAGSTER, OPERATION))
