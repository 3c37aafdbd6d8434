"""The tool that cuts a Kubernetes release down to what charts use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools import vendor_kubernetes as tool

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def test_sentences_end_at_the_first_stop_or_at_a_word() -> None:
    assert tool.first_sentence("One\nsentence. Another.") == "One sentence."
    assert tool.first_sentence("No stop") == "No stop"
    cut = tool.first_sentence("word " * 50)
    assert len(cut) <= tool.LONGEST_SENTENCE
    assert cut.endswith("word…")


def test_a_property_called_description_survives() -> None:
    node: dict[str, Any] = {"description": "Gone.", "properties": {"description": {"type": "string"}}}
    assert tool.cleaned(node, described=False) == {"properties": {"description": {"type": "string"}}}
    assert tool.cleaned(node, described=True)["description"] == "Gone."


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
    assert ('"description": "' in content) is (version == tool.DESCRIBED)


def test_wrong_arguments_are_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["swagger.json", "latest"]) == 2
    assert "MAJOR.MINOR" in capsys.readouterr().err
