"""What the tests of floe-jobs share: rendering jobs, and looking into what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from floe_charts.helm import SchemaRefused
from tests.support import charts

NAME = "floe-jobs"
IMAGE = {"repository": "acme/sales", "tag": "1.4.0"}
Object = dict[str, Any]


def job(**fields: Any) -> dict[str, Any]:
    return {"type": "custom", "image": IMAGE, **fields}


def render(jobs: Mapping[str, Any], **values: Any) -> list[Object]:
    found: list[Object] = charts.in_process(NAME).render({"jobs": jobs, **values}).objects
    return found


def one(kind: str, jobs: Mapping[str, Any], **values: Any) -> Object:
    (found,) = [item for item in render(jobs, **values) if item["kind"] == kind]
    return found


def spec_of(item: Object) -> Any:
    return item["spec"]["jobTemplate"]["spec"] if item["kind"] == "CronJob" else item["spec"]


def pod_of(item: Object) -> Any:
    return spec_of(item)["template"]["spec"]


def container_of(item: Object) -> Any:
    return pod_of(item)["containers"][0]


def refusal(jobs: Mapping[str, Any], **values: Any) -> str:
    with pytest.raises(SchemaRefused) as caught:
        render(jobs, **values)
    return str(caught.value)
