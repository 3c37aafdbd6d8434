"""A reference refuses whatever Python would have to decide now; the message says where, and what to write instead."""

from __future__ import annotations

import copy
import math
import operator
import pickle
import re
from collections.abc import Callable
from typing import Any

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

from floe_charts import ForEach, Values, choose, each, fallback, only_if, value
from floe_charts.refs.stand_in import MisusedReference
from tests.support.probe import ProbeValues, chart_of, config_map, tree

BRANCH, ENTRIES = (
    r"use When\(\.\.\.\), only_if\(\.\.\.\) or choose\(\.\.\.\)",
    r"use ForEach\(\.\.\.\), each\(\.\.\.\) or entries\(\.\.\.\)",
)
ITERATE = r"use ForEach\(\.\.\.\), each\(\.\.\.\) or merged\(\.\.\.\)"
COMPUTE = r"use raw\(\.\.\.\) or declare a value that holds the result"
TEXT = r"use an f-string, raw\(\.\.\.\), or the whole value"
EACH = r"pass it whole, or use each\(\.\.\.\)"
OWN_KEY = "declare the key as a value of its own"
#: what is done, to which value, and what the message says to write instead
GUARDS: list[tuple[Callable[[Any], Any], str, str]] = [
    *((lambda v, name=name: bool(getattr(v, name)), f".Values.{name}", BRANCH) for name in ("replicas", "ratio",
        "message", "debug", "labels", "flags", "timeout")),
    (lambda v: not v.debug, ".Values.debug", BRANCH),
    (lambda v: v.debug and 1, ".Values.debug", BRANCH),
    (lambda v: v.message or "x", ".Values.message", BRANCH),
    (lambda v: 1 if v.replicas > 1 else 2, "gt (.Values.replicas | int64) 1", BRANCH),
    (lambda v: 1 < v.replicas < 3, "gt (.Values.replicas | int64) 1", BRANCH),
    (lambda v: bool(v.debug & v.web.enabled), "and .Values.debug .Values.web.enabled", BRANCH),
    (lambda v: list(v.labels), ".Values.labels", ITERATE),
    (lambda v: {**v.labels}, ".Values.labels", ENTRIES),
    (lambda v: dict(v.labels), ".Values.labels", ENTRIES),
    (lambda v: {"a": 1, **v.labels}, ".Values.labels", ENTRIES),
    (lambda v: [*v.flags], ".Values.flags", ITERATE),
    (lambda v: [x for x in v.flags], ".Values.flags", ITERATE),
    (lambda v: list(v.message), ".Values.message", ITERATE),
    (lambda v: sorted(v.jobs), ".Values.jobs", ITERATE),
    *((lambda v, name=name: len(getattr(v, name)), f".Values.{name}",
        "compare the value itself") for name in ("message", "labels", "flags")),
    (lambda v: "a" in v.labels, ".Values.labels", OWN_KEY),
    (lambda v: "a" in v.flags, ".Values.flags", EACH),
    (lambda v: "a" in v.message, ".Values.message", TEXT),
    (lambda v: v.labels["a"], ".Values.labels", OWN_KEY),
    (lambda v: v.flags[0], ".Values.flags", EACH),
    (lambda v: v.flags[0:1], ".Values.flags", EACH),
    (lambda v: v.message[0], ".Values.message", TEXT),
    *((lambda v, name=name: getattr(v.labels, name)(), ".Values.labels", ENTRIES) for name in ("items", "keys",
        "values")),
    (lambda v: v.labels.get("a"), ".Values.labels", ENTRIES),
    (lambda v: v.labels | {"a": "b"}, ".Values.labels", r"use merged\(\.\.\.\)"),
    (lambda v: {"a": "b"} | v.labels, ".Values.labels", r"use merged\(\.\.\.\)"),
    (lambda v: v.flags + ["a"], ".Values.flags", r"use items\(\.\.\.\)"),
    (lambda v: ["a"] + v.flags, ".Values.flags", r"use items\(\.\.\.\)"),
    (lambda v: v.flags * 2, ".Values.flags", EACH),
    (lambda v: v.message * 2, ".Values.message", TEXT),
    (lambda v: v.message % 2, ".Values.message", TEXT),
    *((lambda v, name=name: getattr(v.message, name)(), ".Values.message", TEXT) for name in ("upper", "lower",
        "strip", "split", "title", "encode", "rstrip", "lstrip", "splitlines", "isdigit", "casefold", "swapcase")),
    (lambda v: v.message.replace("a", "b"), ".Values.message", TEXT),
    (lambda v: v.message.startswith("a"), ".Values.message", TEXT),
    (lambda v: v.message.removesuffix("a"), ".Values.message", TEXT),
    (lambda v: v.message.format("a"), ".Values.message", TEXT),
    (lambda v: v.message.join(["a", "b"]), ".Values.message", TEXT),
    *((lambda v, op=op: op(v.replicas), ".Values.replicas", COMPUTE) for op in (
        lambda x: x + 1, lambda x: 1 + x, lambda x: x - 1, lambda x: 1 - x, lambda x: x * 2, lambda x: 2 * x,
        lambda x: x / 2,
        lambda x: 2 / x, lambda x: x // 2, lambda x: 2 // x, lambda x: x % 2, lambda x: 2 % x, lambda x: x**2,
        lambda x: 2**x,
        lambda x: -x, lambda x: +x, lambda x: abs(x),
        lambda x: x ^ 1, lambda x: 1 ^ x, lambda x: ~x, lambda x: x << 1, lambda x: 1 << x, lambda x: x >> 1,
        lambda x: 1 >> x,
        lambda x: divmod(x, 2), lambda x: divmod(2, x), lambda x: round(x), math.ceil, math.floor, math.trunc,
        lambda x: sum([x]),
        lambda x: x * 1.5, lambda x: pow(x, 2),
    )),
    *((lambda v, op=op: op(v.replicas), ".Values.replicas", r"\(a > 1\) & \(b > 2\)") for op in (
        lambda x: x & 1, lambda x: 1 & x, lambda x: x | 1, lambda x: 1 | x,
    )),
    (lambda v: v.message == f"{v.mode}-x", "…-x", "cannot be compared"),
    (lambda v: v.message == only_if(v.debug, "a"), "…", "cannot be compared"),
    (lambda v: v.message == 1, ".Values.message is text and 1 a whole number", "make them one kind"),
    (lambda v: v.replicas == "3", ".Values.replicas is a whole number", "make them one kind"),
    (lambda v: v.replicas == True, ".Values.replicas is a whole number", "make them one kind"),  # noqa: E712
    (lambda v: v.debug == 1, ".Values.debug is true or false", "make them one kind"),
    (lambda v: v.replicas == 10**20, "100000000000000000000", "write it as text"),
    (lambda v: choose(v.debug, v.replicas, "many"), ".Values.replicas is a whole number", "make them one kind"),
    (lambda v: fallback(v.replicas, "many"), ".Values.replicas is a whole number", "make them one kind"),
    (lambda v: v.replicas in {1, 2}, ".Values.replicas", "compare it with each"),
    (lambda v: {1: "a"}.get(v.replicas), ".Values.replicas", "compare it with each"),
    (lambda v: {True: "a"}.get(v.debug), ".Values.debug", r"use choose\(\.\.\.\)"),
    (lambda v: v.replicas.bit_length(), ".Values.replicas", "raw"),
    (lambda v: v.ratio.is_integer(), ".Values.ratio", "raw"),
    *((lambda v, name=name, copied=copied: copied(getattr(v, name)), f".Values.{name}", "pass it as it is")
        for name in ("replicas", "message", "debug") for copied in (copy.copy, copy.deepcopy, pickle.dumps)),
    (lambda v: v.debug & v.web.enabled > 2, "and .Values.debug", r"a & \(b > 2\)"),
    (lambda v: ",".join(v.flags), ".Values.flags", ITERATE),
    *((lambda v, op=op: op(v.ratio), ".Values.ratio", COMPUTE) for op in (
        lambda x: x + 1, lambda x: 1 + x, lambda x: x * 2, lambda x: -x, round, lambda x: 1.0 - x, math.floor,
    )),
    *((lambda v, op=op: op(v.replicas), ".Values.replicas", "raw") for op in (
        int, float, math.sqrt, lambda x: f"{x:03d}", lambda x: format(x, ",")
    )),
    (lambda v: int(v.ratio), ".Values.ratio", "raw"),
    (lambda v: f"{v.ratio:.2f}", ".Values.ratio", "raw"),
    (lambda v: f"{v.message:>10}", ".Values.message", "raw"),
    (lambda v: str(v.message).encode(), ".Values.message", TEXT),
    *((lambda v, name=name: getattr(v, name) == [], f".Values.{name}", r"use is_set") for name in ("labels", "flags")),
    (lambda v: v.flags != ["a"], ".Values.flags", r"use is_set"),
    *((lambda v, change=change: change(v.flags), ".Values.flags", "it cannot be changed") for change in (
        lambda x: x.append("a"), lambda x: x.extend(["a"]), lambda x: x.insert(0, "a"), lambda x: x.pop(),
        lambda x: x.clear(), lambda x: x.sort(), lambda x: operator.iadd(x, ["a"]), lambda x: operator.imul(x, 2),
        lambda x: operator.setitem(x, 0, "a"), lambda x: operator.delitem(x, 0),
    )),
    *((lambda v, change=change: change(v.labels), ".Values.labels", "it cannot be changed") for change in (
        lambda x: x.update(a="b"), lambda x: x.setdefault("a", "b"), lambda x: x.pop("a"), lambda x: x.popitem(),
        lambda x: x.clear(), lambda x: operator.ior(x, {"a": "b"}), lambda x: operator.setitem(x, "a", "b"),
        lambda x: operator.delitem(x, "a"),
    )),
    (lambda v: list(reversed(v.flags)), ".Values.flags", "pass it whole"),
    (lambda v: v.labels.copy(), ".Values.labels", "pass it whole"),
    (lambda v: v.resources.limits, ".Values.resources", "pass it whole, or declare the field"),
    (lambda v: v.resources or 1, ".Values.resources", r"use is_set\(\.\.\.\) or fallback"),
    (lambda v: only_if(v.debug, k8s.ObjectMeta(name="a")).name, "Conditional", "pass it whole"),
    (lambda v: 1 if v.web else 2, ".Values.web", "one of its values"),
    (lambda v: f"{v.web}", ".Values.web", "one of its values"),
    (lambda v: max(v.replicas, 1), "lt (.Values.replicas | int64) 1", BRANCH),
    (lambda v: v.message < "a" and 1, "lt .Values.message", BRANCH),
]  # fmt: skip


@pytest.mark.parametrize(("use", "where", "instead"), GUARDS)
def test_a_reference_refuses_to_guess(use: Callable[[Any], Any], where: str, instead: str) -> None:
    values = tree(lambda self, values: None).values
    with pytest.raises(MisusedReference) as refused:
        use(values)
    message = str(refused.value)
    assert where in message
    assert "\n" not in message
    assert instead
    assert re.search(instead, message)


@pytest.mark.parametrize("name", ["debug", "web.enabled"])
def test_a_bool_argument_says_to_use_build(name: str) -> None:
    def build(self: Any, values: Any) -> None:
        flag = values.debug if name == "debug" else values.web.enabled
        k8s.SecurityContext(privileged=flag)

    with pytest.raises(MisusedReference) as refused:
        tree(build)
    assert f".Values.{name}" in str(refused.value)
    assert "build(" in str(refused.value)


def test_an_undeclared_value_says_how_to_declare_it() -> None:
    web = tree(lambda self, values: None).values.web
    with pytest.raises(AttributeError, match=r"WebValues declares no value 'quux'; declare it with value\(\.\.\.\)"):
        web.quux  # noqa: B018 - reading it is what is tested
    with pytest.raises(AttributeError, match=r"'prot'; did you mean 'port'\? else declare it with value\(\.\.\.\)"):
        web.prot  # noqa: B018 - the same, for a name nearly right


def test_a_value_asked_for_by_its_key_is_named_as_python_has_it() -> None:
    """An author who reads a values file knows the alias."""

    class Aliased(Values):
        text: str = value("", "A text.", alias="value")

    with pytest.raises(
        AttributeError, match=r"declares no value 'value'; did you mean 'text' \(in values files 'value'\)"
    ):
        tree(lambda self, values: values.value, Aliased)


def test_values_of_two_charts_do_not_mix() -> None:
    other = tree(lambda self, values: None, name="other").values

    with pytest.raises(MisusedReference, match="values of (other and probe|probe and other); pass the value through"):
        tree(lambda self, values: values.replicas > other.replicas)

    from tests.support.probe import template

    with pytest.raises(MisusedReference, match=r"probe/config.*data\.a.*another chart's values.*probe"):
        template(lambda self, values: config_map(self, {"a": other.message}))


def test_entries_of_a_loop_are_guarded_too() -> None:
    def build(self: Any, values: Any) -> None:
        for job in ForEach(self, "job", values.jobs):
            if job.value.image == "a":
                raise AssertionError

    with pytest.raises(MisusedReference, match=r'eq \$job.image "a".*When'):
        tree(build)
    with pytest.raises(MisusedReference, match=r"\$job.retries"):
        tree(lambda self, values: each(values.jobs, lambda name, job: job.retries + 1))


def test_values_may_be_copied_and_stay_the_charts_own() -> None:
    values = tree(lambda self, values: None).values
    assert copy.copy(values).message is values.message
    assert copy.deepcopy(values).web.host is values.web.host
    known = chart_of(lambda self, values: None)(cdk8s.App(), "probe", ProbeValues(message="hi")).values
    assert f"{copy.copy(known).message}" == "hi"
    for one in (values, known):
        with pytest.raises(AttributeError, match="__html__"):
            one.__html__  # noqa: B018 - what a library may ask for


def test_known_values_behave_as_the_values_they_are() -> None:
    """The concrete reading: the same code, decided at once."""
    seen: dict[str, Any] = {}

    def build(self: Any, values: Any) -> None:
        seen.update(more=bool((values.replicas > 1).node.evaluate(None)), text=f"{values.message}-{values.replicas}")

    chart_of(build)(cdk8s.App(), "probe", ProbeValues(replicas=2))
    assert seen == {"more": True, "text": "hello-2"}
