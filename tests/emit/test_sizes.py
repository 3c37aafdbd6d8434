"""A chart stays small enough for what holds it."""

from __future__ import annotations

import base64
import gzip
import json

from floe_charts.emit.archive import chart_archive
from floe_charts.emit.chart import chart_files
from tests.support import charts

#: A Secret's data, and with it a release of Helm, which is stored in one.
SECRET = 1024 * 1024
#: Helm reads the schema for each install and lint; an editor for each key.
SCHEMA = 500_000


def test_the_schema_is_within_its_budget(chart_name: str) -> None:
    assert len(str(chart_files(charts.model(chart_name))["values.schema.json"]).encode()) < SCHEMA


def test_no_line_of_the_schema_is_too_long_to_read_its_diff(chart_name: str) -> None:
    """But for a single text, such as a pattern, which JSON cannot break."""
    lines = str(chart_files(charts.model(chart_name))["values.schema.json"]).splitlines()
    assert [line for line in lines if len(line) > 1600 and len(max(line.split('"'), key=len)) < 1000] == []


def test_a_release_fits_into_a_secret(chart_name: str) -> None:
    """Helm keeps the chart and what it rendered to, as gzip in base64; room for three times more is left."""
    chart = chart_archive(chart_name, chart_files(charts.model(chart_name)))
    rendered = json.dumps(charts.model(chart_name).evaluate(charts.environments(chart_name).get("prod", {})))
    assert 4 * len(base64.b64encode(gzip.compress(chart + rendered.encode()))) < SECRET
