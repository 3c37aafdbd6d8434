"""Chart.yaml says what ChartInfo says, whatever the text looks like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from floe_charts import ChartInfo
from floe_charts.emit.chart_yaml import chart_yaml
from floe_charts.helm import InProcess
from floe_charts.helm.documents import parse


def test_every_field_reads_back() -> None:
    info = ChartInfo(
        "probe", "1.2.3-rc.1+a", app_version="1.0", description="a: b #c", keywords=("on", "x"),
        home="https://example.com",
        sources=("https://example.com/a",), maintainers=("No",), icon="https://example.com/a.svg",
        annotations={"a/b": "1\n2\n"},
    )  # fmt: skip
    dependency = {"name": "sub", "version": "0.1.0", "repository": "file://../sub", "condition": "sub.enabled"}
    assert parse("Chart.yaml", chart_yaml(info, [dependency])) == {
        "apiVersion": "v2", "name": "probe", "description": "a: b #c", "type": "application",
        "version": "1.2.3-rc.1+a", "appVersion": "1.0",
        "kubeVersion": ">=1.27.0-0", "keywords": ["on", "x"], "home": "https://example.com",
        "sources": ["https://example.com/a"],
        "maintainers": [{"name": "No"}], "icon": "https://example.com/a.svg", "annotations": {"a/b": "1\n2\n"},
        "dependencies": [dependency],
    }  # fmt: skip


def test_the_order_is_the_one_people_know() -> None:
    info = ChartInfo(
        "probe", "1.2.3", app_version="1.0", description="Probes.", annotations={"a": "b"}, icon="https://example.com/i",
        home="https://example.com", sources=("https://example.com",), keywords=("x",), maintainers=("Me",),
    )  # fmt: skip
    assert list(yaml.safe_load(chart_yaml(info, [{"name": "sub"}]))) == [
        *("apiVersion", "name", "description", "type", "version", "appVersion", "kubeVersion"),
        *("keywords", "home", "sources", "dependencies", "maintainers", "icon", "annotations"),
    ]


@pytest.mark.parametrize("url", ["https://e.org", "http://e.org:8080/a?b=c#d", "https://e.org/%20", "https://1.2.3.4/"])
def test_urls(url: str, tmp_path: Path) -> None:
    info = ChartInfo("probe", "0.1.0", app_version="1", description="", home=url, icon=url, sources=(url,))
    (tmp_path / "Chart.yaml").write_text(chart_yaml(info))
    (tmp_path / "templates").mkdir()
    assert InProcess().lint(tmp_path, {}, strict=True) == []


@pytest.mark.parametrize("key", ["home", "icon", "sources"])
@pytest.mark.parametrize(
    "url", ["example.com", "https://", "https://e.org/a b", "ftp://e.org", "https://e.org/%zz", "/x"]
)
def test_bad_urls(key: str, url: str) -> None:
    stated: dict[str, Any] = {key: (url,) if key == "sources" else url}
    with pytest.raises(ValueError, match=f"probe: {key} '.*' is no URL; write it as https://example.com/page"):
        ChartInfo("probe", "0.1.0", app_version="1", description="", **stated)


def test_an_empty_source_is_none() -> None:
    with pytest.raises(ValueError, match="sources ''"):
        ChartInfo("probe", "0.1.0", app_version="1", description="", sources=("",))


@pytest.mark.parametrize(
    ("name", "version", "says"),
    [("Probe", "0.1.0", "is no chart name"), ("probe", "1.0", "SemVer"), ("1a", "0.1.0", "letter")],
)
def test_bad_info(name: str, version: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ChartInfo(name, version, app_version="1", description="")
