"""A cdk8s patch is an escape hatch: what it adds may hold references, whoever made the object."""

from __future__ import annotations

from typing import Any

import cdk8s
import cdk8s_plus_27 as kplus
import pytest

from floe_charts.testing import differences
from tests.support.probe import Body, chart_of, config_map


def _patched(self: Any, values: Any) -> None:
    made = config_map(self, {"a": values.message})
    made.add_json_patch(cdk8s.JsonPatch.add("/data/b", f"{values.replicas}"))
    made.add_json_patch(cdk8s.JsonPatch.add("/metadata/labels", values.labels))


def _patched_plus(self: Any, values: Any) -> None:
    made = kplus.ConfigMap(self, "config", metadata=cdk8s.ApiObjectMetadata(name="probe"), data={"a": values.message})
    cdk8s.ApiObject.of(made).add_json_patch(cdk8s.JsonPatch.replace("/data/a", values.mode))


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("build", [_patched, _patched_plus])
def test_the_readings_agree_on_patches(build: Body) -> None:
    for values in ({}, {"message": "m", "replicas": 3, "labels": {"a": "b"}, "mode": "external"}):
        assert differences(chart_of(build), values) == []
