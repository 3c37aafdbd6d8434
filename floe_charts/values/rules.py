"""Rules across values that a schema can say: if one value is so, another must be so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """``when`` and ``then`` map value paths to JSON schema keywords; ``because`` is shown to whoever breaks the rule.

    >>> Rule({"global.environment": {"const": "prod"}}, {"web.replicas": {"minimum": 2}}, "prod runs at least two pods").because
    'prod runs at least two pods'
    """

    when: Mapping[str, Mapping[str, Any]]
    then: Mapping[str, Mapping[str, Any]]
    because: str


def rules_schema(values_type: Any) -> list[dict[str, Any]]:
    """The rules of a values class as ``if``/``then`` schemas."""
    rules: tuple[Rule, ...] = getattr(values_type, "rules", ())
    return [{"description": rule.because, "if": _tree(rule.when, True), "then": _tree(rule.then, False)} for rule in rules]


def _tree(paths: Mapping[str, Mapping[str, Any]], must: bool) -> dict[str, Any]:
    """Nested ``properties`` for dotted paths; a condition (``must``) holds only where the keys exist."""
    branches = [_branch(path.split("."), dict(keywords), must) for path, keywords in paths.items()]
    return branches[0] if len(branches) == 1 else {"allOf": branches}


def _branch(keys: list[str], keywords: dict[str, Any], must: bool) -> dict[str, Any]:
    if not keys:
        return keywords
    inner = {"properties": {keys[0]: _branch(keys[1:], keywords, must)}}
    return {**inner, "required": [keys[0]]} if must else inner
