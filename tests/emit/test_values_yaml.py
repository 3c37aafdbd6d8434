"""values.yaml, its schema and the README table say the same, for they come from one declaration."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from floe_charts import ChartInfo, Values, is_set, merged, only_if, value
from floe_charts.emit.readme import readme, table, walk
from floe_charts.emit.schema import values_schema
from floe_charts.emit.values_yaml import overlay_yaml, values_yaml
from floe_charts.helm.documents import parse
from floe_charts.testing import differences
from floe_charts.values.common import ChartValues
from floe_charts.values.model import plain
from tests.support import charts
from tests.support.probe import JobValues, ProbeValues, WebValues, chart_of, config_map

MODELS: list[type[Values]] = [ProbeValues, ChartValues]
models = pytest.mark.parametrize("model", MODELS)


def leaves(schema: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """The leaves of a schema by path, written as in the README."""
    found: dict[str, Any] = {}
    for key, below in schema.get("properties", {}).items():
        path, entry = f"{prefix}{key}", below.get("additionalProperties")
        if "properties" in below:
            found |= leaves(below, f"{path}.")
            continue
        found[path] = below
        if isinstance(entry, dict) and "properties" in entry:
            found |= leaves(entry, f"{path}.<name>.")
    return found


def at(values: Any, path: str) -> Any:
    """What a values file holds at a path; None where it is left out."""
    for key in path.split("."):
        values = values.get(key)
    return values


def rows(model: type[Values]) -> dict[str, list[str]]:
    lines = list(table(model))[2:]
    cells = [[cell.strip() for cell in line.strip("|").replace("\\|", "¦").split("|")] for line in lines]
    return {row[0].strip("`"): row for row in cells}


@models
def test_values_yaml_reads_as_the_defaults_in_every_parser(model: type[Values]) -> None:
    text = values_yaml("probe", model())
    assert parse("values.yaml", text) == yaml.safe_load(text) == model().to_values()


@pytest.mark.requirement("REQ-632")
@models
def test_every_value_has_its_sentence_everywhere(model: type[Values]) -> None:
    comments = " ".join(
        line.strip().removeprefix("#").removeprefix(" --").strip()
        for line in values_yaml("probe", model()).splitlines()
    )
    schema, shown = leaves(values_schema(model)), rows(model)
    for path, field in walk(model, "", model()):
        assert field.description, path
        assert field.description in shown[path][3].replace("¦", "|"), path
        assert field.description == schema[path]["description"], path
        if "<name>" not in path:
            assert field.description in comments, path


@pytest.mark.requirement("REQ-632")
@models
def test_rows_values_and_schema_leaves_are_the_same_set(model: type[Values]) -> None:
    declared = {path for path, _ in walk(model, "", model())}
    assert set(rows(model)) == declared
    assert set(leaves(values_schema(model))) - {"global", "enabled"} == declared


@pytest.mark.requirement("REQ-632")
@models
def test_every_default_is_the_same_everywhere(model: type[Values]) -> None:
    written, schema, shown = yaml.safe_load(values_yaml("probe", model())), leaves(values_schema(model)), rows(model)
    for path, field in walk(model, "", model()):
        cell = shown[path][2]
        if field.mandatory or field.default is None:
            assert cell == ("required" if field.mandatory else "unset")
            assert "default" not in schema[path]
            continue
        assert json.loads(cell.strip("`")) == plain(field.default) == schema[path]["default"]
        if "<name>" not in path:
            assert at(written, path) == plain(field.default)


@pytest.mark.requirement("REQ-632")
def test_a_charts_readme_and_schema_give_the_defaults_of_its_values_yaml(chart_name: str) -> None:
    """Also where a class says one thing, or that its user must, and the object a chart holds by default another."""
    model = charts.chart_class(chart_name).values_type
    written, schema = yaml.safe_load(values_yaml(chart_name, model())), leaves(values_schema(model))
    for path, (_, _, cell, _) in rows(model).items():
        if "<name>" in path:
            continue
        default = at(written, path)
        assert cell == "unset" if default is None else json.loads(cell.strip("`").replace("¦", "|")) == default, path
        if path in schema:
            assert schema[path].get("default") == default, path


def test_in_an_entry_the_class_gives_the_defaults() -> None:
    class Nested(Values):
        jobs: dict[str, WebValues] = value({}, "Jobs.")
        web: WebValues = value(WebValues(port=8080), "The web server.")

    shown, schema = rows(Nested), leaves(values_schema(Nested))
    assert (shown["web.port"][2], shown["jobs.<name>.port"][2]) == ("`8080`", "`80`")
    assert (schema["web.port"]["default"], schema["jobs.<name>.port"]["default"]) == (8080, 80)


def test_an_overlay_holds_only_what_differs() -> None:
    overlay = ProbeValues(replicas=3, web={"port": 81}, jobs={"on": JobValues(image="a:b")})  # type: ignore[arg-type]
    text = overlay_yaml("probe", "prod", overlay)
    assert parse("values-prod.yaml", text) == {"replicas": 3, "web": {"port": 81}, "jobs": {"on": {"image": "a:b"}}}


def test_the_readme_names_its_environments() -> None:
    text = readme(ChartInfo("probe", "0.1.0", app_version="1", description="Probes."), ProbeValues, ["dev", "prod"])
    assert text.startswith("# probe\n\nProbes.\n")
    assert "`values-dev.yaml`, `values-prod.yaml`" in text
    assert "helm install my-probe ./probe -f ./probe/values-dev.yaml\n" in text
    assert "helm upgrade my-probe ./probe --reset-then-reuse-values\n" in text
    assert "(1 to 65535)" in rows(ProbeValues)["web.port"][3]


@models
def test_the_schema_admits_the_defaults(model: type[Values]) -> None:
    schema = values_schema(model)
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(model().to_values())


def test_an_overlay_leaves_out_what_the_defaults_say_already() -> None:
    same = ProbeValues()
    overlay = ProbeValues(replicas=same.replicas, web=same.web, debug=not same.debug)
    assert parse("values-dev.yaml", overlay_yaml("probe", "dev", overlay)) == {"debug": not same.debug}


class Unset(Values):
    size: int | None = value(None, "A size.")


class Hollow(Values):
    part: Unset = value(Unset(), "An object none of whose values is set.")


def test_an_object_of_which_nothing_is_set_is_there():
    """Null would be a missing key to Helm, and the chart's own defaults refused."""

    def body(self, values):
        config_map(self, merged({"fixed": "x", "size": only_if(is_set(values.part.size), f"{values.part.size}")}))

    found = chart_of(body, Hollow)
    assert differences(found, {}) == []
    assert differences(found, {"part": {"size": 3}}) == []
    assert yaml.safe_load(values_yaml("hollow", Hollow())) == {"part": {}}
