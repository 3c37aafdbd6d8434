"""Names that lead from cdk8s and from rendered objects to the vendored definitions."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from floe_charts.kubernetes import definitions
from floe_charts.kubernetes.definitions import (
    VERSIONS,
    definition,
    definition_names,
    definition_of,
    kind_definition,
    property_name,
)

SERVICE = "io.k8s.api.core.v1.ServiceSpec"


def structs() -> list[tuple[type, str]]:
    """The jsii struct classes of cdk8s whose definition is vendored."""
    from cdk8s_plus_27 import k8s

    classes = [value for value in vars(k8s).values() if inspect.isclass(value)]
    named = [(cls, definition_of(cls)) for cls in classes if not hasattr(cls, "manifest")]
    vendored = {name for name in definition_names() if "properties" in definition(name)}
    return [(cls, name) for cls, name in named if name in vendored and name]


def test_every_keyword_of_every_struct_is_a_property() -> None:
    found = structs()
    for cls, name in found:
        properties = definition(name)["properties"]
        for keyword in inspect.signature(cls).parameters:
            assert property_name(name, keyword) in properties, f"{cls.__name__}.{keyword}"
    assert len({name for _, name in found}) > 180


def test_letters_tell_properties_apart() -> None:
    for version in VERSIONS:
        for name in definition_names(version):
            for key in definition(name, version).get("properties", {}):
                assert property_name(name, key, version) == key


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [("cluster_ip", "clusterIP"), ("cluster_i_ps", "clusterIPs"), ("external_name", "externalName")],
)
def test_spellings_of_jsii(keyword: str, expected: str) -> None:
    assert property_name(SERVICE, keyword) == expected
    assert property_name("io.k8s.api.networking.v1.NetworkPolicyIngressRule", "from_") == "from"


def test_an_unknown_keyword_is_named() -> None:
    with pytest.raises(KeyError, match=r"'replicas'.*clusterIP"):
        property_name(SERVICE, "replicas")


def test_a_class_without_schema_line_has_no_definition() -> None:
    class Plain:
        """Of no interest to Kubernetes."""

    class Property:
        """:schema: io.k8s.api.core.v1.Container#name"""

    assert (definition_of(Plain), definition_of(Property), definition_of(object)) == (None, None, None)


@pytest.mark.parametrize("version", VERSIONS)
def test_kinds(version: str) -> None:
    assert kind_definition("apps/v1", "Deployment", version) == "io.k8s.api.apps.v1.Deployment"
    assert kind_definition("v1", "Service", version) == "io.k8s.api.core.v1.Service"
    assert kind_definition("v1", "Deployment", version) is None


@pytest.mark.parametrize("version", VERSIONS)
def test_every_reference_is_vendored(version: str) -> None:
    from floe_charts.kubernetes.strict import _references

    names = set(definition_names(version))
    assert all(set(_references(name, version)) <= names for name in names)


def test_unknown_names_say_what_next() -> None:
    with pytest.raises(KeyError, match="vendor_kubernetes"):
        definition("io.k8s.api.core.v1.Node")
    with pytest.raises(ValueError, match=r"1\.27, 1\.37"):
        definition(SERVICE, "1.12")


def test_missing_folder_names_the_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(definitions, "_FOLDERS", (tmp_path / "one", tmp_path / "two"))
    with pytest.raises(FileNotFoundError, match=r"one and .*two; reinstall"):
        definitions._file("kubernetes-1.27.json")
