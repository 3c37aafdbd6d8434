"""Documents that ConfigMaps hold, as somebody reads them in the cluster."""

from __future__ import annotations

from typing import Any

from tests.support import charts


def texts(name: str, values: dict[str, Any]) -> list[str]:
    found = charts.in_process(name).render(values).objects
    return [text for item in found if item["kind"] == "ConfigMap" for text in (item.get("data") or {}).values()]


def test_no_document_starts_with_an_empty_line(chart_name: str) -> None:
    for values in charts.environments(chart_name).values():
        assert [text[:40] for text in texts(chart_name, values) if text[:1].isspace()] == []
