"""Declarations that would do nothing, or make a chart that nobody can install."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from floe_charts.constructs.allowance import Allowance
from floe_charts.constructs.subchart import Subchart
from floe_charts.rule_names import RULE_NAMES
from floe_charts.suggestion import suggestion
from floe_charts.synth.defaults import models
from floe_charts.values.kinds import FieldType
from floe_charts.values.model import Values, fields, plain
from floe_charts.values.rules import Rule

#: What draft-07 lets a rule say of a value.
KEYWORDS = {
    *("$comment", "$id", "$ref", "title", "description", "default", "examples", "format"),
    *("type", "enum", "const", "if", "then", "else", "allOf", "anyOf", "oneOf", "not"),
    *("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
    *("maxLength", "minLength", "pattern", "contentMediaType", "contentEncoding"),
    *("items", "additionalItems", "maxItems", "minItems", "uniqueItems", "contains"),
    *("properties", "patternProperties", "additionalProperties", "propertyNames", "dependencies"),
    *("required", "maxProperties", "minProperties"),
}


def refuse_bad_declarations(owner: str, values_type: type[Values], subcharts: Iterable[Subchart]) -> None:
    """Raise TypeError for a declaration that cannot be meant: where, what, and what to write instead."""
    keys = {sub.key for sub in subcharts}
    for problem in _problems(values_type, keys):
        raise TypeError(f"{owner}: {problem}")
    for sub in subcharts:
        found = declared_at(values_type, sub.condition.split("."))
        if sub.condition != f"{sub.key}.enabled" and (not found or found.kind != "bool"):
            raise TypeError(
                f"{owner}: the condition '{sub.condition}' of subchart {sub.key} is no declared bool, so nothing would"
                f" switch it off; declare it, or use '{sub.key}.enabled'"
            )


def refuse_bad_overlays(owner: str, values_type: type[Values], overlays: Mapping[str, Any]) -> None:
    """Raise TypeError for an environment whose values are not of the chart's own class."""
    for name, overlay in overlays.items():
        if not isinstance(overlay, values_type):
            raise TypeError(
                f"{owner}: the overlay '{name}' is a {type(overlay).__name__}; write {values_type.__name__}(...) with"
                " what differs there"
            )


def refuse_unknown_rules(owner: str, allowed: Iterable[Allowance]) -> None:
    """Raise TypeError for an allowance of no rule: it would excuse nothing, and nobody would be told."""
    for allowance in allowed:
        if allowance.rule not in RULE_NAMES:
            raise TypeError(
                f"{owner}: allows itself {allowance.text!r} of the rule {allowance.rule!r}, which lint does not have;"
                f" {suggestion(allowance.rule, RULE_NAMES)}"
            )


def _problems(values_type: type[Values], subcharts: set[str]) -> Iterator[str]:
    try:
        for path, model in models(values_type, ""):
            optional = (*_optional_objects(model, path), *_lost_defaults(model, path))
            yield from (*_undescribed(model, path), *optional, *_rules(model, path, subcharts))
    except TypeError as error:  # an annotation that is no type of a value
        yield str(error)


def _undescribed(model: type[Values], path: str) -> Iterator[str]:
    for field in fields(model):
        if not field.description.strip():
            yield f"value '{path}{field.key}' has no sentence; write value(default, \"What it is.\")"


def _optional_objects(model: type[Values], path: str) -> Iterator[str]:
    """Helm fills the keys of an object in, so outside of a map's entries it is never absent."""
    if "<name>" in path:
        return
    for field in fields(model):
        if field.type.optional and field.type.model:
            yield (
                f"value '{path}{field.key}' is an optional object, which only an entry of a map may have;"
                " give it a value 'enabled' instead"
            )


def _lost_defaults(model: type[Values], path: str) -> Iterator[str]:
    """Helm fills nothing into an entry, and a template cannot tell a null there from a key that is left out."""
    if "<name>" not in path:
        return
    for field in fields(model):
        if field.type.optional and not (field.mandatory or field.default in (None, "", {}, [])):
            yield (
                f"value '{path}{field.key}' is optional, so an entry without it has none, never its default"
                f" {plain(field.default)!r}; take ' | None' away, or default to None and use fallback(value, ...)"
            )


def _rules(model: type[Values], path: str, subcharts: set[str]) -> Iterator[str]:
    for rule in model.rules:
        for place, keywords in (*rule.when.items(), *rule.then.items()):
            if place.split(".")[0] not in subcharts and not declared_at(model, _keys(place)):
                yield f"{_said(rule, path)} is about '{place}', which is no value; name it as values.yaml does"
            for unknown in keywords.keys() - KEYWORDS:
                yield f"{_said(rule, path)} uses '{unknown}', which is no keyword of a JSON schema"


def _said(rule: Rule, path: str) -> str:
    return f"the rule '{rule.because}'" + (f" of {path.rstrip('.')}" if path else "")


def _keys(place: str) -> list[str]:
    return place.split(".") if place else []


def declared_at(model: type[Values], keys: Sequence[str]) -> FieldType | None:
    """The type of what lies at a path; None where nothing is declared. What is below a map or ``Any`` is free."""
    return _at(FieldType("object", model=model), keys)


def _at(kind: FieldType, keys: Sequence[str]) -> FieldType | None:
    if not keys:
        return kind
    if kind.model is None:
        inner = kind.item if kind.kind in ("map", "list") else None
        return _at(inner, keys[1:]) if inner else (kind if kind.kind in ("any", "struct", "map") else None)
    found = next((field.type for field in fields(kind.model) if field.key == keys[0]), None)
    return _at(found, keys[1:]) if found else None
