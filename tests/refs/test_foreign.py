"""What another library says of a reference names the value, the place and what to write: it knows the marker only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import cdk8s_plus_27 as kplus
import pytest
import yaml
from cdk8s_plus_27 import k8s

from floe_charts import When, build, fallback, is_set, items, json_text, merged, only_if
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.testing import differences
from floe_charts.testing.readings import model_of
from tests.support.probe import chart_of, config_map

AS_TEXT = r'write it as text: f"\{values\.x\}"'


def pod(scope: Any, container: dict[str, Any] | None = None, **spec: Any) -> Any:
    containers = [k8s.Container(name="x", **container or {})]
    meta = k8s.ObjectMeta(name="x")
    return k8s.KubePod(scope, "pod", metadata=meta, spec=k8s.PodSpec(containers=containers, **spec))


SAID: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "a bool as text": (lambda c, v: config_map(c, {"k": v.debug}), rf"^\.Values\.debug is only known .*{AS_TEXT}"),
    "a number as text": (
        lambda c, v: config_map(c, {"k": v.replicas}),
        rf"^KubeConfigMap data\.k takes a string, and \.Values\.replicas is a whole number; {AS_TEXT}$",
    ),
    "a list as text": (
        lambda c, v: config_map(c, {"k": v.flags}),
        r"data\.k .* \.Values\.flags is a list; .*json_text",
    ),
    "a map as text": (
        lambda c, v: config_map(c, {"k": v.labels}),
        r"data\.k takes a string, found an object; .*json_text",
    ),
    "a key for nothing": (
        lambda c, v: config_map(c, {"k": None}),
        r"^KubeConfigMap data\.k takes a string, and with these values it is unset; leave the key out with merged\(",
    ),
    "a number as an argument": (
        lambda c, v: pod(c, hostname=v.replicas),
        rf"^argument hostname must be .*, and \.Values\.replicas is a whole number; {AS_TEXT}$",
    ),
    "a number in a list": (
        lambda c, v: pod(c, {"args": [v.message, v.replicas]}),
        rf"^argument args must be .*, and \.Values\.replicas is a whole number; {AS_TEXT}$",
    ),
    "text as a number": (
        lambda c, v: k8s.ContainerPort(container_port=v.message),
        r"^argument container_port must be .*, and \.Values\.message is text; declare the value with the type",
    ),
    "a bool of a struct": (
        lambda c, v: k8s.SecurityContext(read_only_root_filesystem=v.debug),
        r"^argument read_only_root_filesystem takes .* at install time; write build\(k8s\.SecurityContext, read_",
    ),
    "a bool of an object": (
        lambda c, v: k8s.KubeConfigMap(c, "x", immutable=v.debug),
        r"^argument immutable takes a bool that is known by now, and \.Values\.debug is .*; make .*twice",
    ),
    "a bool of cdk8s-plus": (
        lambda c, v: kplus.ContainerSecurityContextProps(read_only_root_filesystem=v.debug),
        r"leave it out, and patch the struct that holds it: cdk8s\.ApiObject\.of\(x\)\.add_json_patch\(",
    ),
    "a key of Python's dict": (lambda c, v: {"x": 1}[v.mode], r"^KeyError: '\.Values\.mode': .*; use choose\(\.\.\.\)"),
    "another library's text": (
        lambda c, v: yaml.safe_dump({"x": v.replicas}),
        r"\.Values\.replicas.*json_text\(\.\.\.\)",
    ),
    "a dict as JSON": (
        lambda c, v: config_map(c, {"k": json_text({"x": v.replicas})}),
        r"^json_text\(\{x: \.Values\.replicas\}\): a map or list made of several values",
    ),
    "a large constant": (
        lambda c, v: config_map(c, {"k": f"{fallback(v.timeout, 10**22)}"}),
        r"^10{22} is larger than the numbers charts hold; write a constant this large as text$",
    ),
}


def _twice(chart: Any, values: Any) -> None:
    for id, condition, immutable in (("on", values.debug, True), ("off", ~values.debug, False)):
        meta = k8s.ObjectMeta(name="x")
        k8s.KubeConfigMap(When(chart, id, condition), "x", metadata=meta, immutable=immutable)


def _patched(chart: Any, values: Any) -> None:
    meta = cdk8s.ApiObjectMetadata(name="x")
    made = kplus.Deployment(chart, "x", metadata=meta, select=False, containers=[kplus.ContainerProps(image="a")])
    rights = build(k8s.SecurityContext, read_only_root_filesystem=values.debug)
    patch = cdk8s.JsonPatch.replace("/spec/template/spec/containers/0/securityContext", rights)
    cdk8s.ApiObject.of(made).add_json_patch(patch)


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("advised", [_twice, _patched])
@pytest.mark.parametrize("debug", [True, False])
def test_what_is_said_of_a_bool_does_it(advised: Callable[[Any, Any], None], debug: bool) -> None:
    assert differences(chart_of(advised), {"debug": debug}) == []


@pytest.mark.parametrize("case", SAID)
def test_the_error_names_the_value_and_what_to_write(case: str) -> None:
    body, said = SAID[case]
    with pytest.raises(MisusedReference, match=said) as refused:
        model_of(chart_of(body))
    assert "\n" not in str(refused.value)
    assert "7000" not in str(refused.value)


def test_an_error_that_is_about_no_reference_stays_as_it_is() -> None:
    def body(self: Any, values: Any) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="^'mine'$"):
        model_of(chart_of(body))


@pytest.mark.usefixtures("unread_values_pass")
def test_a_field_without_its_value_says_to_use_build() -> None:
    """The compiler never looks into what only_if holds; with known values the struct is made all the same."""

    def body(self: Any, values: Any) -> None:
        port = only_if(is_set(values.timeout), k8s.ContainerPort(container_port=values.timeout))
        pod(self, {"ports": items(port)})

    assert differences(chart_of(body), {"timeout": 3}) == []
    with pytest.raises(
        MisusedReference, match=r"container_port .* is unset.*build\(k8s\.SomeStruct, container_port=\.\.\."
    ):
        differences(chart_of(body))


UNSET: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "a key of a map": (
        lambda c, v: config_map(c, {"a": only_if(v.debug, "x"), "b": "c"}),
        r"^KubeConfigMap data\.a takes a string, and with these values it is unset; leave the key out with merged\(",
    ),
    "an item of a list": (
        lambda c, v: pod(c, {"args": ["a", only_if(v.debug, "x")]}),
        r"^argument args holds an item that is unset with these values; write items\(\.\.\.\), which leaves it out$",
    ),
}
MENDED: dict[str, Callable[[Any, Any], Any]] = {
    "a key of a map": lambda c, v: config_map(c, merged({"a": only_if(v.debug, "x"), "b": "c"})),
    "an item of a list": lambda c, v: pod(c, {"args": items("a", only_if(v.debug, "x"))}),
}


@pytest.mark.usefixtures("unread_values_pass")
@pytest.mark.parametrize("case", UNSET)
def test_a_python_map_or_list_leaves_nothing_out(case: str) -> None:
    """A construct refuses None in one; what the error says to write does the same in all readings."""
    body, said = UNSET[case]
    with pytest.raises(MisusedReference, match=said) as refused:
        differences(chart_of(body), {"debug": False})
    assert "\n" not in str(refused.value)
    for debug in (True, False):
        assert differences(chart_of(MENDED[case]), {"debug": debug}) == []
