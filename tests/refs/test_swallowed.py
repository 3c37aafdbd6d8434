"""A marker that a construct altered is an error that names the construct path and the value, never a silent loss."""

from __future__ import annotations

import base64
import json
import re
from typing import Any
from urllib.parse import quote

import cdk8s
import cdk8s_plus_27 as kplus
import pytest
from cdk8s_plus_27 import k8s

from floe_charts.refs.registry import Registry, UnknownMarker, number_marker, read_number, text_marker
from floe_charts.refs.stand_in import MisusedReference
from floe_charts.template.paths import VALUES, Path
from tests.support.probe import Body, config_map, template


class Custom(cdk8s.ApiObject):
    """Somebody else's construct, which does something to what it is given."""

    def __init__(self, scope: Any, spec: Any) -> None:
        super().__init__(scope, "custom", api_version="a/v1", kind="Custom", metadata=cdk8s.ApiObjectMetadata(name="a"))
        self.add_json_patch(cdk8s.JsonPatch.add("/spec", spec))


#: Python writes the marker in a way of its own, without asking the stand-in.
REWRITTEN: dict[str, Any] = {
    "letters only": lambda v: re.sub("[^A-Za-z]", "", f"{v.message}"),
    "words only": lambda v: re.sub(r"\W", "-", f"{v.message}").lower(),
    "json": lambda v: json.dumps({"motto": v.message}),
    "json of a number": lambda v: json.dumps({"port": v.replicas}),
    "json in json": lambda v: json.dumps({"inner": json.dumps({"motto": v.message})}),
    "%d": lambda v: "%d" % v.replicas,  # noqa: UP031 - what a person may write
    "%d with a unit": lambda v: "%dGi" % v.replicas,  # noqa: UP031
    "%x": lambda v: "%x" % v.replicas,  # noqa: UP031
    "oct": lambda v: oct(v.replicas),
    "bin": lambda v: bin(v.replicas),
    "a size": lambda v: cdk8s.Size.gibibytes(v.replicas).as_string(),
    "a URL": lambda v: quote(f"{v.message}"),
    "repr": lambda v: f"{v.message!r}",
    "repr of a number": lambda v: f"replicas={v.replicas!r}",
    "hex": lambda v: hex(v.replicas),
    "base64": lambda v: base64.b64encode(f"{v.message}".encode()).decode(),
    "base64 of more": lambda v: base64.b64encode(f"user:{v.message}!".encode()).decode(),
}
#: An f-string is plain text to Python, so its methods cannot refuse.
PLAIN: dict[str, Any] = {
    "lower": lambda v: f"{v.message}-x".lower(),
    "one letter": lambda v: f"{v.message}-x".replace("l", "L"),
    "one letter by a pattern": lambda v: re.sub("q", "Q", f"{v.message}"),
    "one digit": lambda v: f"{v.message}-x".replace("7", "8"),
    "replace": lambda v: f"{v.message}-x".replace("-", "_"),
    "strip": lambda v: f"{v.message}/".split("/")[0],
    "json": lambda v: json.dumps({"a": f"{v.message}"}, ensure_ascii=False),
}
ALTERED: list[tuple[str, Body, str]] = [
    ("computed with", lambda self, v: Custom(self, {"replicas": int.__add__(v.replicas, 1)}),
        "spec.replicas: a construct computed with"),
    ("halved", lambda self, v: Custom(self, {"replicas": int.__mul__(v.replicas, 1) - 7}), "spec.replicas"),
    ("added to a fraction", lambda self, v: Custom(self, {"replicas": 1.5 + v.replicas}),
        "spec.replicas: a construct computed with"),
    ("doubled", lambda self, v: Custom(self, {"replicas": 2.0 * v.replicas}),
        "spec.replicas: a construct computed with"),
    ("upper case", lambda self, v: Custom(self, {"text": str.upper(v.message) + "\ue000"}),
        "spec.text: a construct altered"),
    ("cut in two", lambda self, v: Custom(self, {"text": str.__getitem__(v.message, slice(0, 2))}),
        "spec.text: a construct altered"),
    ("cut at its end", lambda self, v: Custom(self, {"text": "a" + str.__getitem__(v.message, slice(1, None))}),
        "spec.text: a construct"),
    ("map with siblings", lambda self, v: config_map(self, {(k := next(iter(dict.keys(v.labels)))): k, "a": "b"}),
        "use merged"),
    ("map inside text", lambda self, v: config_map(self, {"a": "x" + next(iter(dict.keys(v.labels)))}),
        ".Values.labels is no text"),
    *((name, lambda self, v, text=text: config_map(self, {"a": text(v)}), "already turned into other text")
        for name, text in REWRITTEN.items()),
    *((name, lambda self, v, text=text: config_map(self, {"a": text(v)}), "a construct altered")
        for name, text in PLAIN.items()),
    ("in a key", lambda self, v: config_map(self, {hex(v.replicas): "a"}), "already turned into other text"),
    ("a number with a unit", lambda self, v: config_map(self, {"a": f"{v.replicas!r}Mi"}),
        "Mi' holds .Values.replicas that Python has already turned into other text"),
    ("a name made of a name", lambda self, v: config_map(self, {"a": f"configmap-{v.message}-{v.message}"[:-4]}),
        "a construct altered .Values.message inside 'configmap-…-…'; pass it unchanged, or state the whole text"),
    ("beside a reference", lambda self, v: config_map(self, {"a": f"{v.message} {v.replicas!r}"}),
        "already turned into other text"),
]  # fmt: skip


@pytest.mark.parametrize(("build", "says"), [pytest.param(*row[1:], id=row[0]) for row in ALTERED])
def test_altered_markers(build: Body, says: str) -> None:
    with pytest.raises(MisusedReference) as refused:
        template(build)
    message = str(refused.value)
    assert message.startswith("probe/")
    assert says in message
    assert "\n" not in message
    assert not {"\ue000", "\ue001"} & set(message), "the marker itself means nothing to a reader"


@pytest.mark.parametrize(
    "text", ["7000000000000000", "0x18de76816d8000", "path\\\\ue", "Q2xpZW50SWQ=", "AAAAAAAA", "/" * 16]
)
def test_text_that_looks_like_a_marker_is_text(text: str) -> None:
    assert "data:" in template(lambda self, v: config_map(self, {"a": text}))


def test_an_upper_case_marker_is_an_altered_one() -> None:
    """Only hexadecimal digits could change case, so upper-casing must not go unnoticed as another value."""
    for number in (10, 0xABC, 0xDEF123):
        registry = Registry("probe")
        registry._entries[number] = registry._entries.setdefault(number, None)  # type: ignore[arg-type]
        marker = text_marker(number)
        with pytest.raises(MisusedReference, match="altered"):
            from floe_charts.flow.resolve import Resolver

            Resolver(registry).node(marker.upper(), "probe/a: b")


def test_number_markers_notice_arithmetic() -> None:
    for number in (1, 2, 255, 4095, 4096, 100_000):
        marker = number_marker(number)
        assert read_number(marker) == number
        for altered in (marker + 1, marker - 1, marker + 80, marker + 4096):
            with pytest.raises(UnknownMarker):
                read_number(altered)
    assert [read_number(value) for value in (0, -1, 65535, 2**31, 2**49)] == [None] * 5


def test_number_markers_survive_floats() -> None:
    """JSON in JavaScript holds every number as a float64."""
    for number in (1, 99_999, 10_000_000):
        assert read_number(int(float(number_marker(number)))) == number


def test_a_marker_of_another_chart_is_unknown() -> None:
    with pytest.raises(UnknownMarker, match="another chart's values reached probe"):
        Registry("probe").find(Registry("other").mark(Path(VALUES, ("a",))))


def test_untouched_markers_come_back() -> None:
    def build(self: Any, values: Any) -> None:
        port = k8s.ServicePort(
            port=values.web.port, name=f"p-{values.message}", target_port=k8s.IntOrString.from_number(values.web.port)
        )
        spec = k8s.ServiceSpec(selector=values.labels, ports=[port], external_i_ps=values.flags)
        k8s.KubeService(self, "service", metadata=k8s.ObjectMeta(name="a", labels=values.labels), spec=spec)

    text = template(build)
    for expected in (
        "port: {{ .Values.web.port | int64 }}",
        "targetPort: {{ .Values.web.port | int64 }}",
        ".Values.message",
        "{{- with .Values.labels }}",
        "{{- with .Values.flags }}",
    ):
        assert expected in text


def test_a_map_survives_constructs_that_drop_empty_ones() -> None:
    def build(self: Any, values: Any) -> None:
        kplus.ConfigMap(self, "map", metadata=cdk8s.ApiObjectMetadata(name="map"), data=values.labels)

    assert "toYaml ." in template(build)


def test_a_text_may_stand_under_its_own_name() -> None:
    def build(self: Any, values: Any) -> None:
        name = values.message
        config_map(self, {name: name})

    assert "{{ .Values.message | quote }}: {{ .Values.message | quote }}" in template(build)
