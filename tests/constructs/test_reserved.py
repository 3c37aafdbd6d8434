"""What a chart writes into its main container no installer may set too: a name would stand there twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from floe_charts import ChartInfo, Component, choose, only_if, value
from floe_charts.constructs import (
    DeploymentValues,
    ImageValues,
    Pod,
    User,
    WorkloadChart,
    WorkloadOptions,
    deployment,
    main_container,
)
from floe_charts.imports import k8s
from floe_charts.testing import differences, model_of, render
from floe_charts.values.model import Reserved

DATA = k8s.VolumeMount(name="data", mount_path="/data")


class WebOptions(WorkloadOptions):
    """Pods that reserve what their chart sets."""

    reserved: ClassVar[Reserved] = {"env": ("MODE",), "volumes": ("/data",)}

    image: ImageValues = value(ImageValues(repository="acme/web", tag="1"), "The image.")


class WebValues(DeploymentValues):
    """Values of the chart below."""

    web: WebOptions = value(WebOptions(), "The pods.")


class Web(WorkloadChart[WebValues]):
    """One Deployment with a variable and a volume of its own."""

    info = ChartInfo("web", "0.1.0", app_version="1.0", description="A web server.")
    values_type = WebValues
    env: ClassVar[dict[str, Any]] = {"MODE": "fast"}

    def mounts(self) -> list[k8s.VolumeMount]:
        return [DATA]

    def build(self, values: WebValues) -> None:
        self.add_service_account()
        web = Component(self, "web")
        main = main_container(self, "web", values.web.image, values.web, env=self.env, mounts=self.mounts())
        data = k8s.Volume(name="data", empty_dir=k8s.EmptyDirVolumeSource())
        deployment(web, Pod(web, values.web, User(1000, 1000), [main], volumes=[data]), 1)
        self.network.peer("web", web.selector_labels)


class Talkative(Web):
    """The same with a variable that nobody reserved."""

    env: ClassVar[dict[str, Any]] = {"MODE": "fast", "LEVEL": "debug"}


class Hoarding(Web):
    """The same with a mount, under a condition, that nobody reserved."""

    def mounts(self) -> list[k8s.VolumeMount]:
        more = k8s.VolumeMount(name="data", mount_path="/more")
        return [DATA, only_if(self.values.network_policies.enabled, more)]


class Slashing(Web):
    """The same with the slash at the end of its mount that no installer's path has."""

    def mounts(self) -> list[k8s.VolumeMount]:
        return [k8s.VolumeMount(name="data", mount_path="/data/"), k8s.VolumeMount(name="data", mount_path="/logs/")]


def test_the_installers_variables_and_volumes_stand_beside_the_charts() -> None:
    values = {"web": {"env": {"LEVEL": {"value": "info"}}, "volumes": {"/more": {"emptyDir": {}}}}}
    (found,) = (item for item in render(Web, values) if item["kind"] == "Deployment")
    (main,) = found["spec"]["template"]["spec"]["containers"]
    assert [variable["name"] for variable in main["env"]] == ["MODE", "LEVEL"]
    assert [mount["mountPath"] for mount in main["volumeMounts"]] == ["/data", "/more"]
    assert differences(Web, values) == []


@pytest.mark.parametrize("taken", [{"env": {"MODE": {"value": "slow"}}}, {"volumes": {"/data": {"emptyDir": {}}}}])
def test_what_the_chart_sets_is_refused(taken: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"MODE|~1data"):
        render(Web, {"web": taken})


def test_a_variable_must_be_reserved() -> None:
    with pytest.raises(ValueError, match=r"WebOptions: .* set LEVEL; add it to reserved\['env'\]"):
        model_of(Talkative)


def test_a_mount_must_be_reserved_also_where_it_is_not_always_there() -> None:
    with pytest.raises(ValueError, match=r"WebOptions: .* mount /more; add it to reserved\['volumes'\]"):
        model_of(Hoarding)


def test_a_mount_is_reserved_as_an_installer_spells_it() -> None:
    with pytest.raises(ValueError, match=r"mount /logs; add it to reserved\['volumes'\]"):
        model_of(Slashing)


def called(name: str) -> k8s.EnvVar:
    return k8s.EnvVar(name=name, value="fast")


SECRET = k8s.EnvVarSource(secret_key_ref=k8s.SecretKeySelector(name="LEVEL", key="k"))
#: By what the variable under the key MODE is given, from the chart's values.
VARIABLES: dict[str, tuple[bool, Callable[[WebValues], Any]]] = {
    "as it is": (True, lambda v: called("MODE")),
    "only if": (True, lambda v: only_if(v.network_policies.enabled, called("MODE"))),
    "one of two": (True, lambda v: choose(v.network_policies.enabled, called("MODE"), k8s.EnvVar(name="MODE"))),
    "a source with a name": (True, lambda v: k8s.EnvVar(name="MODE", value_from=SECRET)),
    "another": (False, lambda v: called("LEVEL")),
    "another only if": (False, lambda v: only_if(v.network_policies.enabled, called("LEVEL"))),
    "another of two": (False, lambda v: choose(v.network_policies.enabled, called("MODE"), called("LEVEL"))),
    "from values": (False, lambda v: called(v.web.image.tag)),
}


@pytest.mark.parametrize("how", VARIABLES)
def test_a_whole_variable_is_called_what_its_key_says(how: str) -> None:
    """Else the schema would reserve the key, and an installer could set the name a second time."""
    right, variable = VARIABLES[how]

    class Whole(Web):
        def build(self, values: WebValues) -> None:
            self.env = {"MODE": variable(values)}  # type: ignore[misc]  # the class has one for all
            super().build(values)

    if right:
        assert differences(Whole, {"web": {"env": {"LEVEL": {"value": "info"}}}}) == []
    else:
        with pytest.raises(ValueError, match=r"web: env 'MODE' is a variable called .*; put it under its own name"):
            model_of(Whole)
