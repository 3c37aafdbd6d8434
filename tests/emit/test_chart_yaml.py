"""Chart.yaml says what ChartInfo says, whatever the text looks like."""

from __future__ import annotations

import pytest

from floe_charts import ChartInfo
from floe_charts.emit.chart_yaml import chart_yaml
from floe_charts.helm.documents import parse


def test_every_field_reads_back() -> None:
    info = ChartInfo(
        "probe", "1.2.3-rc.1+a", app_version="1.0", description="a: b #c", keywords=("on", "x"),
        home="https://example.com",
        sources=("https://example.com/a",), maintainers=("No",), annotations={"a/b": "1\n2\n"},
    )  # fmt: skip
    dependency = {"name": "sub", "version": "0.1.0", "repository": "file://../sub", "condition": "sub.enabled"}
    assert parse("Chart.yaml", chart_yaml(info, [dependency])) == {
        "apiVersion": "v2", "name": "probe", "description": "a: b #c", "type": "application",
        "version": "1.2.3-rc.1+a", "appVersion": "1.0",
        "kubeVersion": ">=1.27.0-0", "keywords": ["on", "x"], "home": "https://example.com",
        "sources": ["https://example.com/a"],
        "maintainers": [{"name": "No"}], "annotations": {"a/b": "1\n2\n"}, "dependencies": [dependency],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "version", "says"),
    [("Probe", "0.1.0", "is no chart name"), ("probe", "1.0", "SemVer"), ("1a", "0.1.0", "letter")],
)
def test_bad_info(name: str, version: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ChartInfo(name, version, app_version="1", description="")
