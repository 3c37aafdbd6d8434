"""A pod of ``helm test`` carries what its Pod says, as the template of a workload does."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from floe_charts import ChartInfo, Component, value
from floe_charts.constructs import (
    ImageValues,
    Pod,
    User,
    WorkloadChart,
    WorkloadOptions,
    WorkloadValues,
    helm_test_pod,
    main_container,
)
from floe_charts.testing import differences, model_of, render
from floe_charts.values.model import Reserved

LABELS, ANNOTATIONS = {"tier": "front"}, {"checksum/x": "1"}


class CheckOptions(WorkloadOptions):
    """Options of a pod with a label and an annotation of its own."""

    reserved: ClassVar[Reserved] = {"podLabels": ("tier",), "podAnnotations": ("checksum/x",)}

    image: ImageValues = value(ImageValues(repository="acme/check", tag="1"), "The image.")


class CheckValues(WorkloadValues):
    """Values of the chart below."""

    check: CheckOptions = value(CheckOptions(spread="none"), "The pod.")


class Checked(WorkloadChart[CheckValues]):
    """A test pod alone."""

    info = ChartInfo("checked", "0.1.0", app_version="1.0", description="A test.")
    values_type = CheckValues
    labels: ClassVar[dict[str, str]] = LABELS

    def build(self, values: CheckValues) -> None:
        self.add_service_account()
        check = Component(self, "check")
        main = main_container(self, "check", values.check.image, values.check)
        written: dict[str, Any] = {"labels": self.labels, "annotations": ANNOTATIONS}
        helm_test_pod(check, Pod(check, values.check, User(1000, 1000), [main], restart_policy="Never", **written))
        self.network.peer("check", check.selector_labels)


class Careless(Checked):
    """The same with a label that nobody reserved."""

    labels: ClassVar[dict[str, str]] = {"side": "left"}


def metadata(values: dict[str, Any]) -> Any:
    assert differences(Checked, values) == []
    (pod,) = (item for item in render(Checked, values) if item["kind"] == "Pod")
    return pod["metadata"]


def test_labels_and_annotations_of_the_pod_stand_beside_the_charts() -> None:
    found = metadata({})
    assert found["labels"].items() >= {**LABELS, "app.kubernetes.io/component": "check"}.items()
    assert found["annotations"].items() >= {**ANNOTATIONS, "helm.sh/hook": "test"}.items()


def test_the_installers_stand_beside_both() -> None:
    found = metadata({"check": {"podLabels": {"team": "data"}, "podAnnotations": {"note": "x"}}})
    assert found["labels"].items() >= {**LABELS, "team": "data"}.items()
    assert found["annotations"].items() >= {**ANNOTATIONS, "note": "x"}.items()


def test_an_own_label_must_be_reserved() -> None:
    with pytest.raises(ValueError, match=r"CheckOptions: .* side; add it to reserved\['podLabels'\]"):
        model_of(Careless)
