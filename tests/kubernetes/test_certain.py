"""The quick look never accepts what jsonschema refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from floe_charts.kubernetes.certain import surely_fits
from floe_charts.kubernetes.strict import strict_schema

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.sampled_from(["Exists", "Equal", "NoSchedule", "NoExecute", "100m", "1Gi", "a b", "", 1.0, 0.5, 2**54]),
)
_WORDS = "key operator value effect tolerationSeconds limits requests cpu podSelector matchLabels ipBlock cidr"
_KEYS = st.sampled_from([*_WORDS.split(), "x y"])
_DATA = st.recursive(_SCALARS, lambda inner: st.dictionaries(_KEYS, inner, max_size=4) | st.lists(inner, max_size=3))
_CORE = "io.k8s.api.core.v1."
_NAMES = [_CORE + name for name in ("Toleration", "ResourceRequirements", "Probe", "Affinity")]
_NAMES += ["io.k8s.api.networking.v1.NetworkPolicyPeer"]
_SCHEMAS = {name.rpartition(".")[2]: strict_schema(name) for name in _NAMES}


@pytest.mark.parametrize("name", _SCHEMAS)
@settings(max_examples=300, deadline=None)
@given(data=_DATA)
def test_what_surely_fits_fits(name: str, data: Any) -> None:
    if surely_fits(_SCHEMAS[name], data):
        assert Draft7Validator(_SCHEMAS[name]).is_valid(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ResourceRequirements", {"requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"cpu": 2}}),
        ("Toleration", {"key": "workload", "operator": "Equal", "value": "batch", "effect": "NoSchedule"}),
        ("Toleration", {"operator": "Exists"}),
        ("Affinity", {}),
        ("NetworkPolicyPeer", {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}}),
        ("NetworkPolicyPeer", {"ipBlock": {"cidr": "169.254.20.10/32"}}),
    ],
)
def test_common_defaults_need_no_second_look(name: str, data: Any) -> None:
    assert surely_fits(_SCHEMAS[name], data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ResourceRequirements", {"limit": {}}),
        ("ResourceRequirements", {"limits": {"cpu": "-1"}}),
        ("ResourceRequirements", {"limits": {"gpu": "1"}}),
        ("Toleration", {"operator": "Exists", "value": "batch"}),
        ("Toleration", {"tolerationSeconds": True}),
        ("Toleration", []),
        ("NetworkPolicyPeer", {}),
        ("NetworkPolicyPeer", {"podSelector": {}, "ipBlock": {"cidr": "169.254.20.10/32"}}),
    ],
)
def test_errors_are_seen(name: str, data: Any) -> None:
    assert not surely_fits(_SCHEMAS[name], data)
    assert not Draft7Validator(_SCHEMAS[name]).is_valid(data)
