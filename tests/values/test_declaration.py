"""A wrong declaration is refused where it is made, or at the latest when the chart is synthesized."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from cdk8s_plus_27 import k8s
from pydantic import ValidationError

from floe_charts import REQUIRED, Kubernetes, Subchart, Values, value
from floe_charts.synth.declarations import refuse_bad_declarations
from floe_charts.synth.defaults import refuse_bad_defaults
from floe_charts.values.kinds import field_type
from floe_charts.values.rules import Rule
from tests.support.probe import JobValues, ProbeValues, chart_of


@pytest.mark.parametrize("name", ["y", "n", "yes", "no", "on", "off", "On", "TRUE"])
def test_yaml_booleans_are_no_keys(name: str) -> None:
    with pytest.raises(TypeError, match=r"YAML 1.1 reads the key '.*' as a boolean; choose another name"):
        type("V", (Values,), {"__annotations__": {"x": "int"}, "x": value(1, "X.", alias=name)})


def test_one_key_is_declared_once() -> None:
    with pytest.raises(TypeError, match=r"V.a and .b share the key 'same'; give one of them another alias"):
        type(
            "V",
            (Values,),
            {
                "__annotations__": {"a": "int", "b": "int"},
                "a": value(1, "A.", alias="same"),
                "b": value(1, "B.", alias="same"),
            },
        )
    with pytest.raises(TypeError, match="share the key 'fooBar'"):
        type(
            "V",
            (Values,),
            {
                "__annotations__": {"foo_bar": "int", "fooBar": "int"},
                "foo_bar": value(1, "A."),
                "fooBar": value(1, "B."),
            },
        )


@pytest.mark.parametrize("annotation", [bytes, set, tuple, object, int | str, dict[str, bytes], list[set]])
def test_unsupported_annotations(annotation: Any) -> None:
    with pytest.raises(TypeError, match=r"use (str, int|one type)"):
        field_type(annotation)


@pytest.mark.parametrize("annotation", [Literal[1, "auto"], Literal[True, "auto"], Literal[True], Literal["a", None]])
def test_choices_of_two_kinds(annotation: Any) -> None:
    with pytest.raises(TypeError, match="choices are all text or all whole numbers"):
        field_type(annotation)


class Low(Values):
    port: int = value(0, "Port.", minimum=1)


class Entries(Values):
    by_name: dict[str, Low] = value({}, "By name.")


class NeedsName(Values):
    name: str = value(REQUIRED, "Name.")
    port: int = value(70000, "Port.", maximum=65535)


class Nested(Values):
    inner: dict[str, NeedsName] = value({}, "By name.")


class BadResources(Values):
    resources: Kubernetes[k8s.ResourceRequirements] = value({"limit": {"cpu": "1"}}, "Resources.")


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (Low, "'port'"),
        (Entries, "'byName.<name>.port'"),
        (Nested, "'inner.<name>.port'"),
        (BadResources, "'resources'"),
    ],
)
def test_a_default_must_be_what_the_value_may_be(model: type[Values], path: str) -> None:
    with pytest.raises(ValueError, match="^probe: default ") as refused:
        refuse_bad_defaults("probe", model)
    assert path in str(refused.value)


def test_good_defaults_pass() -> None:
    refuse_bad_defaults("probe", ProbeValues)


def test_values_and_overlays() -> None:
    given = ProbeValues(web={"port": 81}, jobs={"a": JobValues(image="x")})  # type: ignore[arg-type]
    assert given.overlay() == {"web": {"port": 81}, "jobs": {"a": {"image": "x"}}}
    assert given.to_values()["web"] == {"enabled": False, "port": 81, "host": ""}
    assert "timeout" not in given.to_values(), "None is left out"
    with pytest.raises(ValidationError, match="prot"):
        ProbeValues.model_validate({"web": {"prot": 1}})


class Plain(Values):
    size: int = value(1, "How many.")


class Switched(Values):
    more: Plain | None = value(None, "Perhaps more.")


class Ruled(Values):
    rules = (Rule({"Mode": {"const": "a"}}, {"size": {"minimum": 2}}, "a needs two"),)

    mode: str = value("b", "How.")
    size: int = value(1, "How many.")


class Misspelt(Ruled):
    rules = (Rule({"mode": {"const": "a"}}, {"size": {"minumum": 2}}, "a needs two"),)


class RuledEntries(Values):
    by_name: dict[str, Ruled] = value({}, "By name.")


def _sub(condition: str) -> Subchart:
    return Subchart(chart_of(lambda self, values: None, name="sub"), condition)


MEANINGLESS: dict[str, tuple[type[Values], tuple[Subchart, ...], str]] = {
    "an optional object": (Switched, (), "'more' is an optional object, which only an entry of a map may have"),
    "a rule about nothing": (Ruled, (), "rule 'a needs two' is about 'Mode', which is no value"),
    "a misspelt keyword": (Misspelt, (), "uses 'minumum', which is no keyword"),
    "a rule of an entry": (RuledEntries, (), "rule 'a needs two' of byName.<name> is about 'Mode'"),
    "a switch that is none": (Plain, (_sub("sub.enable"),), "'sub.enable' of subchart sub is no declared bool"),
    "a switch that is no bool": (Plain, (_sub("size"),), "'size' of subchart sub is no declared bool"),
}


@pytest.mark.parametrize("name", MEANINGLESS)
def test_a_declaration_that_would_do_nothing_is_refused(name: str) -> None:
    model, subcharts, says = MEANINGLESS[name]
    with pytest.raises(TypeError, match=f"^probe: .*{re.escape(says)}"):
        refuse_bad_declarations("probe", model, subcharts)
