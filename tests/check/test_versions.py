"""A change of a chart needs a higher version, and one that breaks values files a higher major one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from floe_charts.check.narrowing import narrowed
from floe_charts.check.versions import check_versions
from floe_charts.emit.helm_messages import worded

TEXT: dict[str, Any] = {"type": "string"}


def chart(version: str, properties: Any = None, **files: str) -> dict[str, bytes]:
    schema = {"type": "object", "additionalProperties": False, "properties": properties or {}}
    texts = {"Chart.yaml": f"name: web\nversion: {version}\n", "values.schema.json": json.dumps(schema), **files}
    return {path: text.encode() for path, text in texts.items()}


def found(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    return [str(finding) for finding in check_versions({"web": old}, {"web": new}, "v1")]


@pytest.mark.requirement("REQ-628")
@pytest.mark.parametrize(
    ("old", "new", "higher"),
    [
        ("0.1.0", "0.1.0", "0.1.1"),
        ("1.2.3+build.1", "1.2.3+build.2", "1.2.4"),  # build metadata has no precedence
        ("1.0.0-rc.2", "1.0.0-rc.2", "1.0.0"),
    ],
)
def test_a_change_under_the_same_version_names_the_file_and_the_next_version(old: str, new: str, higher: str) -> None:
    files = "notes differs" if old == new else "Chart.yaml, notes differ"
    [line] = found(chart(old, notes="a"), chart(new, notes="b"))
    what, _, todo = line.partition("; ")
    assert what == f"web: still has version {new} although {files} since v1"
    assert todo == f"raise it to {higher} or higher in its ChartInfo and run synth"


@pytest.mark.requirement("REQ-628")
@pytest.mark.parametrize(("old", "new"), [("0.1.0", "0.0.9"), ("1.0.0", "1.0.0-rc.1"), ("1.0.0-rc.10", "1.0.0-rc.9")])
def test_a_lower_version_is_found(old: str, new: str) -> None:
    [line] = found(chart(old), chart(new))
    assert line.startswith(f"web: has version {new}, which is lower than {old} of v1; raise it to ")


@pytest.mark.requirement("REQ-628")
@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "01.0.0", "1.0.0-", "latest", ""])
def test_a_version_that_is_no_semver_is_found(version: str) -> None:
    [line] = found(chart("0.1.0"), chart(f'"{version}"'))
    assert line == f"web/Chart.yaml: version {version!r} is not SemVer; write it as 1.2.3"


@pytest.mark.parametrize(("old", "new"), [("0.1.0", "0.1.1"), ("1.0.0-rc.9", "1.0.0-rc.10"), ("1.9.0", "1.10.0")])
def test_a_change_under_a_higher_version_is_fine(old: str, new: str) -> None:
    assert found(chart(old, notes="a"), chart(new, notes="b")) == []


def test_what_no_package_holds_and_a_new_chart_need_no_version() -> None:
    ignored = {".helmignore": ".floe-lint.json\n*.swp\n.idea/\n"}
    more = {".floe-lint.json": "[]", "templates/web.yaml.swp": "", ".idea/x/y.xml": ""}
    assert found(chart("0.1.0", **ignored), chart("0.1.0", **ignored, **more)) == []
    assert check_versions({}, {"web": chart("0.1.0")}, "v1") == []


@pytest.mark.requirement("REQ-628")
@pytest.mark.parametrize(
    ("old", "new", "needed"),
    [
        ("0.1.0", "0.1.1", "0.2.0"),
        ("0.1.0", "0.2.0", None),
        ("0.1.0", "1.0.0", None),
        ("1.1.0", "1.2.0", "2.0.0"),
        ("1.1.0", "2.0.0-rc.1", None),
        ("1.0.0-rc.1", "1.0.0", None),
    ],
)
def test_a_value_that_is_gone_needs_a_breaking_version(old: str, new: str, needed: str | None) -> None:
    lines = found(chart(old, {"host": TEXT, "port": TEXT}), chart(new, {"port": TEXT}))
    what = f"web host: there is no such value any more, since v1; bring it back, or raise the version from {old} to"
    assert lines == ([f"{what} {needed} or higher"] if needed else [])


@pytest.mark.requirement("REQ-628")
def test_every_way_to_admit_less_is_found_by_its_path() -> None:
    def entries(item: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": item}

    port, pod = {"$ref": "#/definitions/Port"}, {"$ref": "#/definitions/Pod"}
    old = keys(
        [],
        level={"enum": ["info", "debug"]},
        env=entries(keys([], value=TEXT, secret=TEXT)),
        ports={"type": "array", "items": port},
        size={"type": ["number", "null"], "minimum": 0},
        labels=entries(TEXT),
        web=keys([], host=TEXT),
        tree=pod,
    )
    new = keys(
        ["web"],  # values.yaml states it
        level={"enum": ["info", "trace"]},
        env=entries(keys(["value"], value=TEXT)),
        ports={"type": "array", "items": port},
        size={"type": "integer", "minimum": 1, "maximum": 9},
        labels=keys([]),
        web=keys(["host"], host={**TEXT, "maxLength": 63}),
        tree=pod,
    )
    old["definitions"] = {"Port": {"type": ["integer", "string"]}, "Pod": keys([], child=pod, name=TEXT)}
    new["definitions"] = {"Port": {"type": "integer"}, "Pod": keys([], child=pod)}
    assert narrowed(old, new) == {
        "level": '"debug" is no choice any more',
        "env.<name>.value": "has to be stated now",
        "env.<name>.secret": "there is no such value any more",
        "ports[]": "is no longer string",
        "size": "is no longer null or number",
        "labels": "takes no keys of your own any more",
        "web.host": "maxLength is 63 now, there was none",
        "tree.name": "there is no such value any more",
    }
    assert narrowed(new, old) == {"level": '"trace" is no choice any more'}


def test_wider_is_not_narrower() -> None:
    old = {"properties": {"size": {"type": "integer", "maximum": 9}, "kind": {"enum": ["a"]}}}
    new = {"properties": {"size": {"type": "number", "maximum": 10}, "kind": {"enum": ["a", "b"]}, "more": TEXT}}
    assert narrowed(old, new) == {}


def keys(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": required}


@pytest.mark.requirement("REQ-628")
def test_a_key_that_has_to_be_stated_is_found_however_deep_in_an_entry() -> None:
    """Helm fills in nothing there: neither at an entry's own level nor below it."""

    def jobs(*required: str) -> dict[str, Any]:
        entry = keys([], image=keys([*required], registry=TEXT), ports={"items": keys([*required], registry=TEXT)})
        return {"properties": {"jobs": {"type": "object", "additionalProperties": entry}, "image": entry}}

    assert narrowed(jobs(), jobs("registry")) == {
        "jobs.<name>.image.registry": "has to be stated now",
        "jobs.<name>.ports[].registry": "has to be stated now",
        "image.ports[].registry": "has to be stated now",
    }
    assert narrowed(jobs("registry"), jobs()) == {}


@pytest.mark.requirement("REQ-628")
def test_a_name_that_is_reserved_now_is_found() -> None:
    """As the file holds it, and where a person's own keys went as well as where the key had a name."""
    free = {"type": "object", "additionalProperties": TEXT}
    taken = worded({**free, "propertyNames": {"not": {"enum": ["HOME"]}}})
    assert taken["properties"] == {"HOME": False}
    assert narrowed({"properties": {"env": free}}, {"properties": {"env": taken}}) == {
        "env.HOME": "is the chart's own now"
    }
    assert narrowed({**free, "properties": {"HOME": TEXT}}, taken) == {"HOME": "is the chart's own now"}
    assert narrowed(taken, taken) == {}
    assert narrowed(taken, {**free, "properties": {"HOME": {"type": "integer"}}}) == {}
    assert narrowed(keys([]), taken) == {}


@pytest.mark.parametrize("form", [{"pattern": "^a+$"}, {"if": {"not": {"pattern": "^a+$"}}, "then": {"pattern": "x^"}}])
def test_text_and_names_that_need_a_form_now_are_found(form: dict[str, Any]) -> None:
    old = {"properties": {"a": TEXT, "b": {"type": "object", "additionalProperties": TEXT}}}
    b = {"type": "object", "additionalProperties": TEXT, "propertyNames": form}
    assert narrowed(old, {"properties": {"a": {**TEXT, **form}, "b": b}}) == {
        "a": "takes only text of a certain form now",
        "b": "takes only keys of a certain form now",
    }
    assert narrowed({"properties": {"a": {**TEXT, "enum": ["a", "aa"]}}}, {"properties": {"a": {**TEXT, **form}}}) == {}
