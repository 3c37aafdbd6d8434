"""Rules across values that a schema can say: if one value is so, another must be so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """``when`` and ``then`` map value paths to JSON schema keywords; ``because`` is shown to whoever breaks the rule.

    The path "" is the object itself, for keywords such as ``required``. Paths start at the chart's values, or at the
    entry of a map where its class states the rule.

    >>> Rule({"global.environment": {"const": "prod"}}, {"web.replicas": {"minimum": 2}}, "prod runs two pods").because
    'prod runs two pods'
    """

    when: Mapping[str, Mapping[str, Any]]
    then: Mapping[str, Mapping[str, Any]]
    because: str

    def within(self, key: str, condition: str) -> Rule:
        """As a parent sees it: the values lie under ``key`` while ``condition`` holds, ``global`` is the parent's."""
        lift = {
            path: path if path.split(".")[0] == "global" else f"{key}.{path}".strip(".")
            for path in (*self.when, *self.then)
        }
        when = {condition: {"const": True}, **{lift[path]: keywords for path, keywords in self.when.items()}}
        return Rule(when, {lift[path]: keywords for path, keywords in self.then.items()}, self.because)


def rules_schema(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Rules as ``if``/``then`` schemas."""
    return [
        {"description": rule.because, "if": _tree(rule.when, True), "then": _tree(rule.then, False)} for rule in rules
    ]


def _tree(paths: Mapping[str, Mapping[str, Any]], must: bool) -> dict[str, Any]:
    """Nested ``properties`` for dotted paths; a condition (``must``) holds only where the keys exist."""
    branches = [_branch(path.split(".") if path else [], dict(keywords), must) for path, keywords in paths.items()]
    return branches[0] if len(branches) == 1 else {"allOf": branches}


def _branch(keys: list[str], keywords: dict[str, Any], must: bool) -> dict[str, Any]:
    if not keys:
        return keywords
    inner = {"properties": {keys[0]: _branch(keys[1:], keywords, must)}}
    return {**inner, "required": [keys[0]]} if must else inner
