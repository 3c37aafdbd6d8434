"""The tool that cuts a Kubernetes release down to what charts use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools import vendor_kubernetes as tool

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def test_a_property_called_description_survives() -> None:
    node: dict[str, Any] = {"description": "Gone.", "properties": {"description": {"type": "string"}}}
    assert tool.cleaned(node) == {"properties": {"description": {"type": "string"}}}


def test_only_what_the_kinds_reach_is_kept_and_no_status() -> None:
    definitions: dict[str, Any] = {name: {"properties": {"status": {}}} for name in tool.roots()}
    pod = {"spec": {"items": {"$ref": "#/definitions/Spec"}}, "status": {"$ref": "#/definitions/Status"}}
    definitions["io.k8s.api.core.v1.Pod"] = {"properties": pod}
    kept = tool.reached({**definitions, "Spec": {}, "Status": {}, "Other": {}})
    assert kept.keys() == {*tool.roots(), "Spec"}
    assert "status" not in kept["io.k8s.api.core.v1.Pod"]["properties"]


@pytest.mark.parametrize("version", ["1.27", "1.37"])
def test_the_files_are_as_the_tool_writes_them(version: str) -> None:
    content = (SCHEMAS / f"kubernetes-{version}.json").read_text(encoding="utf-8")
    assert tool.text(json.loads(content)["definitions"]) == content
    assert len(content) < 500_000
    assert '"description": "' not in content


def test_wrong_arguments_are_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["swagger.json", "latest"]) == 2
    assert "MAJOR.MINOR" in capsys.readouterr().err
