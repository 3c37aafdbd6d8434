"""Manifest data as Kubernetes structs."""

from __future__ import annotations

import pytest

from floe_charts.imports import k8s
from floe_charts.refs.struct_data import to_struct


@pytest.mark.parametrize("left_open", [{"f:metadata": {"f:labels": {"": {}, "é": {}}}}, {}])
def test_what_kubernetes_leaves_open_is_passed_as_it_is(left_open: dict[str, object]) -> None:
    made = to_struct(k8s.ManagedFieldsEntry, {"manager": "helm", "fieldsV1": left_open})
    assert made.fields_v1 == left_open
    assert made.manager == "helm"
