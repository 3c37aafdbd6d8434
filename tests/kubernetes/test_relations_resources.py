"""Rules between requests, limits and claims, as an API server of version 1.37 answered to each of these pods."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kubernetes.pods import found

MEMORY = {"memory": "1Gi"}


@pytest.mark.parametrize(
    ("requests", "limits"),
    [
        ({"memory": "1000m"}, {"memory": 1}),
        ({"cpu": "0.2n"}, {"cpu": "0.1n"}),
        ({"cpu": 1, "kubernetes.io/batch": "1500m"}, {}),
        ({}, {"nvidia.com/gpu": 1}),
        ({"nvidia.com/gpu": "1000m"}, {"nvidia.com/gpu": 1}),
        (MEMORY, {"hugepages-2Mi": "4Mi"}),
        ({}, {"hugepages-1.5Ki": "3Ki", "hugepages-2": "1500m", "hugepages-1Gi": 0, **MEMORY}),
    ],
    ids=str,
)
def test_good_resources(requests: Any, limits: Any) -> None:
    assert found({"resources": {"requests": requests, "limits": limits}}) == []


@pytest.mark.parametrize(
    ("requests", "limits", "error"),
    [
        (
            {"memory": "1Gi"},
            {"memory": "1G"},
            "requests.memory: 1Gi is above the limit of 1G; lower it or raise the limit",
        ),
        (
            {"nvidia.com/gpu": 1},
            {},
            "limits.nvidia.com/gpu: required, as nvidia.com/gpu is requested and cannot be overcommitted",
        ),
        ({"nvidia.com/gpu": 1}, {"nvidia.com/gpu": 2}, "requests.nvidia.com/gpu: 1 must equal the limit of 2"),
        ({}, {"nvidia.com/gpu": "1500m"}, "limits.nvidia.com/gpu: 1500m is not a whole number"),
        (
            {"hugepages-2Mi": "2Mi", **MEMORY},
            {},
            "limits.hugepages-2Mi: required, as hugepages-2Mi is requested and cannot be overcommitted",
        ),
        (
            {"hugepages-2Mi": "2Mi"},
            {"hugepages-2Mi": "4Mi", **MEMORY},
            "requests.hugepages-2Mi: 2Mi must equal the limit of 4Mi",
        ),
        (MEMORY, {"hugepages-2Mi": "3Mi"}, "limits.hugepages-2Mi: 3Mi is not a multiple of the page size 2Mi"),
        (MEMORY, {"hugepages-1.5": "3"}, "limits.hugepages-1.5: 3 is not a multiple of the page size 1.5"),
        (MEMORY, {"hugepages-0": "0"}, "limits.hugepages-0: 0 is not a multiple of the page size 0"),
    ],
    ids=str,
)
def test_bad_resources(requests: Any, limits: Any, error: str) -> None:
    assert found({"resources": {"requests": requests, "limits": limits}}) == [f"resources.{error}"]


def test_huge_pages_alone() -> None:
    limits = {"hugepages-2Mi": "4Mi"}
    assert found({"resources": {"limits": limits}}) == ["resources: huge pages need cpu or memory beside them"]


@pytest.mark.parametrize(("limits", "number"), [({"memory": "1e12345"}, "1e12345"), ({"hugepages-a.b/c": 1}, "a.b/c")])
def test_what_cannot_be_compared_is_said_and_does_not_end_the_check(limits: Any, number: str) -> None:
    [line] = found({"resources": {"limits": limits, "requests": limits}})
    assert line.startswith(f"resources: '{number}' is not a Kubernetes quantity; write")


def test_claims_are_those_of_the_pod() -> None:
    container = {"resources": {"claims": [{"name": "gpu"}]}}
    assert found(container, resourceClaims=[{"name": "gpu"}]) == []
    assert found(container) == ["resources.claims[0].name: gpu is not among the pod's resourceClaims"]
