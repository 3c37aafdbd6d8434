"""A wrong declaration is refused where it is made, or at the latest when the chart is synthesized."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import pytest
from cdk8s_plus_27 import k8s
from jsonschema import Draft7Validator
from pydantic import Field, ValidationError, constr, field_validator, model_validator

from floe_charts import REQUIRED, Kubernetes, Subchart, Values, value
from floe_charts.emit.type_schema import object_schema
from floe_charts.synth.declarations import refuse_bad_declarations, refuse_bad_overlays
from floe_charts.synth.defaults import refuse_bad_defaults
from floe_charts.values.constraint import Constraint, Name
from floe_charts.values.errors import RefusedValues
from floe_charts.values.kinds import field_type
from floe_charts.values.model import fields
from floe_charts.values.rules import Rule
from tests.support.probe import JobValues, ProbeValues, WebValues, chart_of


@pytest.mark.parametrize("name", ["y", "n", "yes", "no", "on", "off", "On", "TRUE"])
def test_yaml_booleans_are_no_keys(name: str) -> None:
    with pytest.raises(TypeError, match=r"YAML 1.1 reads the key '.*' as a boolean; choose another name"):
        type("V", (Values,), {"__annotations__": {"x": "int"}, "x": value(1, "X.", alias=name)})


def test_one_name_is_declared_once() -> None:
    with pytest.raises(TypeError, match=r"^V.a is declared twice; give one of the two another name, or take it away$"):

        class V(Values):
            a: int = value(1, "A.")
            a: int = value(2, "Another.")  # type: ignore[no-redef]  # the mistake


def test_a_subclass_may_declare_a_value_anew() -> None:
    class Upper(Values):
        a: int = value(1, "A.")

    class Lower(Upper):
        a: int = value(2, "Another.")

    assert (Upper().a, Lower().a) == (1, 2)


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


@pytest.mark.filterwarnings("ignore:Field name")
@pytest.mark.parametrize("name", ["rules", "reserved", "exactly_one", "overlay", "copy"])
def test_a_value_may_not_hide_what_its_class_has(name: str) -> None:
    with pytest.raises(TypeError, match=rf"V\.{name}: .*use an alias: {name}_: … = value\(…, alias='\w+'\)"):
        type("V", (Values,), {"__annotations__": {name: "int"}, name: value(1, "X.")})
    kept = type("V", (Values,), {"__annotations__": {f"{name}_": "int"}, f"{name}_": value(1, "X.", alias=name)})
    assert kept().to_values() == {name: 1}


@pytest.mark.parametrize(
    ("name", "said"), [("rules", (Rule({}, {}, "x"),)), ("reserved", {"env": ("A",)}), ("exactly_one", ("a", "b"))]
)
def test_what_a_class_of_values_states_is_refused_on_the_chart(name: str, said: Any) -> None:
    """Beside ``overlays`` and ``allowed`` it looks right, and did nothing."""
    with pytest.raises(TypeError, match=rf"Wrong\.{name}: .*state '{name}' on the class of its values"):
        type("Wrong", (chart_of(lambda self, values: None),), {name: said})


@pytest.mark.parametrize("annotation", [bytes, set, tuple, object, int | str, dict[str, bytes], list[set]])
def test_unsupported_annotations(annotation: Any) -> None:
    with pytest.raises(TypeError, match=r"use (str, int|one type)"):
        field_type(annotation)


@pytest.mark.parametrize("annotation", [Literal[1, "auto"], Literal[True, "auto"], Literal[True], Literal["a", None]])
def test_choices_of_two_kinds(annotation: Any) -> None:
    with pytest.raises(TypeError, match="choices are all text or all whole numbers"):
        field_type(annotation)


@pytest.mark.parametrize("key", [int, bool, str | None, Literal["a", "b"], dict[str, str]], ids=str)
def test_keys_of_a_map_are_text(key: Any) -> None:
    with pytest.raises(TypeError, match=r"a map's keys are text, no .*; use dict\[str, …\]"):
        field_type(dict[key, str])


@pytest.mark.parametrize("annotation", [dict[str, str | None], list[int | None], dict[Name, list[str | None]]], ids=str)
def test_what_a_container_holds_is_there(annotation: Any) -> None:
    """The schema said text where the class admitted None, and Helm drops a null that Python keeps."""
    with pytest.raises(TypeError, match=r"holds what may be null; .* drop \| None"):
        field_type(annotation)


class Lengths(Values):
    text: str = value("a", "A text.", min_length=1)
    names: list[str] = value(["a"], "Names.", min_length=1)
    labels: dict[str, str] = value({"a": "b"}, "Labels.", min_length=1)


@pytest.mark.parametrize("key", ["text", "names", "labels"])
def test_the_schema_bounds_a_length_as_the_class_does(key: str) -> None:
    """As ``minLength`` the bound of a list said nothing to Helm, which rendered what Python refused."""
    empty: Any = {"text": "", "names": [], "labels": {}}[key]
    with pytest.raises(ValidationError, match=key):
        Lengths.model_validate({key: empty})
    refused = Draft7Validator(object_schema(Lengths, set(), Lengths())).iter_errors(
        {**Lengths().to_values(), key: empty}
    )
    assert [list(error.absolute_path) for error in refused] == [[key]]


@pytest.mark.parametrize(
    ("annotation", "bound"), [(int, "min_length"), (dict[str, str], "maximum"), (Any, "min_length")], ids=str
)
def test_a_bound_that_the_kind_of_value_cannot_have_is_refused(annotation: Any, bound: str) -> None:
    bounds: Any = {bound: 1}
    model = type("V", (Values,), {"__annotations__": {"x": annotation}, "x": value(None, "X.", **bounds)})
    with pytest.raises(TypeError, match=rf"V\.x: {bound}= bounds no value of kind '\w+'"):
        fields(model)


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


class Worded(Values):
    mode: str = value("x", "Mode.", schema={"pattern": "^z$"})


class Belled(Values):
    text: str = value("bell\x07", "A text.")


Odd = Annotated[str, Constraint("an odd word", {"enum": ["a", "c"]})]


class Listed(Values):
    words: list[Odd] = value(["a", "b"], "Words.")


class Keyed(Values):
    by_word: dict[Odd, int] = value({"b": 1}, "By word.")


class Given(Values):
    """The class's own default fits, the one it is given here does not."""

    inner: Worded = value(Worded.model_construct(mode="q"), "Inner.")


@pytest.mark.parametrize(
    ("model", "path"),
    [(Worded, "'mode'"), (Belled, "'text'"), (Listed, "'words'"), (Keyed, "'byWord'"), (Given, "'inner.mode'")],
)
def test_a_default_keeps_to_the_keywords_of_its_declaration(model: type[Values], path: str) -> None:
    with pytest.raises(ValueError, match=f"^probe: default .* of value {path}: .*; fix either$"):
        refuse_bad_defaults("probe", model)


def test_good_defaults_pass() -> None:
    refuse_bad_defaults("probe", ProbeValues)


@pytest.mark.parametrize(
    "annotation", [Annotated[int, Field(gt=3)], constr(pattern="^z$"), Annotated[int, "of tries"]], ids=str
)
def test_a_mark_that_no_schema_says_is_refused(annotation: Any) -> None:
    with pytest.raises(TypeError, match=r"says nothing in the schema; write value\(\.\.\., minimum="):
        field_type(annotation)


def test_a_whole_object_is_no_value() -> None:
    with pytest.raises(TypeError, match=r"Kubernetes\[KubeConfigMapProps\] would be a whole object; .*ExtraObjects"):
        field_type(dict[Name, Kubernetes[k8s.KubeConfigMapProps]])


@pytest.mark.parametrize(
    ("annotation", "instead"),
    [
        (Kubernetes[k8s.Quantity], r"declare StorageQuantity or str and write k8s\.Quantity\.from_string\(values\.x\)"),
        (dict[str, Kubernetes[k8s.IntOrString]], r"write k8s\.IntOrString\.from_number\(values\.x\)"),
        (Kubernetes[list[k8s.Quantity]], "has no fields"),
    ],
    ids=["one", "of a map", "of a list"],
)
def test_a_kubernetes_class_without_fields_is_no_type(annotation: Any, instead: str) -> None:
    """A reference travels in a field; without one, the first touch of the value failed in the compiler."""
    with pytest.raises(TypeError, match=instead):
        field_type(annotation)


def test_a_validator_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Lower\.low: Helm runs no validator; .* Rule"):

        class Lower(Values):
            a: str = value("x", "A.")

            @field_validator("a")
            @classmethod
            def low(cls, given: str) -> str:
                return given.lower()

    with pytest.raises(TypeError, match=r"Whole\.fits: Helm runs no validator"):

        class Whole(Values):
            a: str = value("x", "A.")

            @model_validator(mode="after")
            def fits(self) -> Whole:
                return self


class Tree(Values):
    name: str = value("x", "A name.")
    kids: dict[str, Tree] = value({}, "Those below.")


class Rooted(Values):
    tree: Tree = value(Tree(), "The tree.")


class TwoTypes(Values):
    size: int | str = value(1, "A size.")


class Unsaid(Values):
    replicas: int = 1


class EmptySentence(Values):
    by_name: dict[str, Unsaid] = value({}, "By name.")


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (Rooted, r"value 'tree\.kids\.<name>': Tree holds itself, .* dict\[str, Any\]"),
        (TwoTypes, r"TwoTypes\.size: a value cannot be one of"),
        (Unsaid, r"value 'replicas' has no sentence; write value\("),
        (EmptySentence, r"value 'byName\.<name>\.replicas' has no sentence"),
    ],
)
def test_what_no_chart_can_be_made_of_is_refused_by_name(model: type[Values], says: str) -> None:
    with pytest.raises(TypeError, match=f"^probe: {says}"):
        refuse_bad_declarations("probe", model, ())


def test_an_overlay_is_of_the_charts_own_class() -> None:
    with pytest.raises(TypeError, match=r"^probe: the overlay 'prod' is a dict; write ProbeValues\(\.\.\.\)"):
        refuse_bad_overlays("probe", ProbeValues, {"dev": ProbeValues(), "prod": {"a": 2}})


@pytest.mark.parametrize(
    ("given", "says"),
    [({"prot": 1}, "'prot' is no value"), ({"port": 0}, "'port': .* greater than or equal to 1, not 0")],
)
def test_refused_values_are_told_in_one_line(given: dict[str, Any], says: str) -> None:
    with pytest.raises(RefusedValues, match=rf"^WebValues\(…\): {says}") as refused:
        WebValues(**given)
    assert "\n" not in str(refused.value)
    assert "http" not in str(refused.value)


def test_a_subchart_is_a_class() -> None:
    with pytest.raises(TypeError, match=r"Subchart\('https://x'\): a subchart is a HelmChart class of this project"):
        Subchart("https://x", "x.enabled")  # type: ignore[arg-type]


def test_a_section_is_one_line() -> None:
    with pytest.raises(ValueError, match=r"section 'One\\ntwo: x': a title is one line"):
        value("x", "A.", section="One\ntwo: x")


def test_keys_are_no_longer_than_yaml_takes() -> None:
    word = Annotated[str, Constraint("a word", {"pattern": "^[a-z]+$"})]
    found = field_type(dict[word, str])
    assert found.key is not None
    assert found.key.schema["maxLength"] == 253


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


class Limited(Values):
    most: int | None = value(9, "The most.")


class LimitedEntries(Values):
    by_name: dict[str, Limited] = value({}, "By name.")


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
    "a default of an optional value of an entry": (
        LimitedEntries,
        (),
        "'byName.<name>.most' is optional, so an entry without it has none, never its default 9",
    ),
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
