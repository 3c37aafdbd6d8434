"""What to write where a construct cannot take a reference."""

from __future__ import annotations

from typing import Any

_TEXT = 'write it as text: f"{values.x}"'
_BOOL = "write build(k8s.SomeStruct, some_field=...)"
#: No struct holds what an object says at its top, as whether a ConfigMap is immutable.
_TWO = (
    "make the object twice, under When(scope, id, condition) with True and under When(scope, id, ~condition) with False"
)
#: A construct that is none of Kubernetes' own has what it makes patched.
_PATCH = (
    "leave it out, and patch the struct that holds it: cdk8s.ApiObject.of(x).add_json_patch("
    "cdk8s.JsonPatch.replace(path, build(k8s.SomeStruct, some_field=...)))"
)
_KINDS = {"int": "a whole number", "number": "a number", "bool": "true or false", "map": "a map", "list": "a list"}


def sort_of(node: Any) -> str:
    """What a reference is, in words."""
    return _KINDS.get(getattr(node, "kind", ""), "text")


def instead(wanted: str, node: Any) -> str:
    """What to write where a string, a boolean or something else was wanted."""
    if wanted == "boolean":
        return _BOOL
    if wanted != "string":
        return "declare the value with the type that is wanted, or pass another"
    return "write json_text(...) of it" if getattr(node, "kind", "") in ("map", "list") else _TEXT


def instead_of_a_bool(taker: type[Any], name: str) -> str:
    """What to write for the argument ``name`` of a class that wants to know it by now."""
    if not taker.__module__.endswith(".k8s"):
        return _PATCH
    return _TWO if taker.__name__.startswith("Kube") else f"write build(k8s.{taker.__name__}, {name}=...)"
