"""No two objects with one kind and name: Helm would install one and fail on the other, or silently merge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from floe_charts.synth.collect import Found
from floe_charts.synth.exclusive import both_possible
from floe_charts.template.expression import TOP, Expr
from floe_charts.template.manifest import Loop
from floe_charts.template.nodes import Node
from floe_charts.template.parts import Map, Pair, Part
from floe_charts.template.paths import Path

#: The label cdk8s-plus selects pods by: made of the construct's path, which is the same in every round of a loop. Its
#: pods carry it even where nothing selects by it.
ADDRESS = "cdk8s.io/metadata.addr"


class DuplicateObject(ValueError):
    """Two constructs, or two rounds of one loop, make the same object."""


def refuse_duplicates(found: Sequence[Found]) -> None:
    """Raise DuplicateObject, naming both construct paths, unless the conditions of the two exclude each other."""
    for item in found:
        _refuse_repeated(item)
    alike: dict[tuple[Any, ...], list[Found]] = {}
    for item in found:
        alike.setdefault(identity(item), []).append(item)
    for namesakes in alike.values():
        for first, second in combinations(namesakes, 2):
            _refuse_pair(first, second)


def _refuse_pair(first: Found, second: Found) -> None:
    if both_possible(_conditions(first), _conditions(second)):
        raise DuplicateObject(
            f"{first.path} and {second.path} are both {first.kind} {_named(first)}; "
            "name one of them otherwise, or put them under opposite conditions"
        )


def _refuse_repeated(item: Found) -> None:
    """An object in a loop needs the loop's key in its name."""
    used = {expr.source.name for node in _identifying(item) for expr in node.expressions() if isinstance(expr, Path)}
    for scope in item.flow:
        if isinstance(scope, Loop) and not used & {scope.key_name, scope.value_name}:
            raise DuplicateObject(
                f"{item.path}: each round of the loop over {scope.source.truth(TOP)} makes {item.kind} {_named(item)}; "
                "put the entry's key into the name"
            )
        if isinstance(scope, Loop) and any(
            ADDRESS in "\n".join(found.lines(TOP, 0)) for found in _selectors(item.node)
        ):
            raise DuplicateObject(
                f"{item.path}: the pods of each round of the loop over {scope.source.truth(TOP)} carry one and the same"
                f" {ADDRESS}, so what selects by it would take the pods of all rounds; turn it off (select=False) and"
                " select by a label with the entry's key, or build with k8s"
            )


def _selectors(found: Any) -> Iterator[Pair]:
    """What selects pods, anywhere in an object; a pod that merely carries the label takes no other round's pods."""
    if isinstance(found, Pair) and isinstance(found.key, str) and found.key.lower().endswith("selector"):
        yield found
    elif isinstance(found, tuple):
        yield from (pair for inner in found for pair in _selectors(inner))
    elif isinstance(found, (Node, Part)):
        yield from (pair for inner in vars(found).values() for pair in _selectors(inner))


def identity(item: Found) -> tuple[Any, ...]:
    """Kind, namespace and name as template text, with the loops around it."""
    loops = tuple(scope.source.truth(TOP) for scope in item.flow if isinstance(scope, Loop))
    group = str(_text(item.node, "apiVersion")).rpartition("/")[0]
    return group, item.kind, _text(item.node, "metadata", "namespace"), _named(item), loops


def _named(item: Found) -> str:
    return str(_text(item.node, "metadata", "name"))


def _text(node: Node | None, *keys: str) -> str | None:
    found = _below(node, *keys)
    return found.inline(TOP) if found else None


def _below(node: Node | None, *keys: str) -> Node | None:
    if not keys or node is None:
        return node
    parts = node.parts if isinstance(node, Map) else ()
    inner = next((part.node for part in parts if isinstance(part, Pair) and part.key == keys[0]), None)
    return _below(inner, *keys[1:])


def _identifying(item: Found) -> Iterator[Node]:
    for key in ("name", "namespace"):
        found = _below(item.node, "metadata", key)
        if found:
            yield found


def _conditions(item: Found) -> list[Expr]:
    return [scope for scope in item.flow if not isinstance(scope, Loop)]
