"""YAML as Helm reads it: go-yaml v2's YAML 1.1, then once through JSON (`sigs.k8s.io/yaml`).

PyYAML takes other things for numbers, dates and booleans: `1e4`, `0o17`, `12:30`, `=`, `y`. One document every
version of Helm reads alike; of several in one file, Helm 3 reads the first and Helm 4 all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, cast

import yaml

from floe_charts.values.go_scalar import STARTS, float32_text, json_number, resolved

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_MERGE = f"{_TAG}merge"
#: Plain text that may be more than text; a tag of our own, to tell it from one that is written out.
_PLAIN = "tag:floe-charts,plain"
#: What a tag that is written out admits.
_TYPES: dict[str, tuple[type, ...]] = {"bool": (bool,), "int": (int,), "float": (int, float), "null": (type(None),)}
_Pairs = Iterator[tuple[yaml.Node, yaml.Node]]


#: Of this many nodes nearly all may come out of aliases, of that many one in ten: go-yaml's own numbers.
_ALIASES_FREE, _ALIASES_FEW = 400_000, 4_000_000


class RepeatedKey(ValueError):
    """A key is there twice in one map, of which Helm keeps one without a word."""


def load(text: str) -> Any:
    """What Helm makes of a document.

    Raises:
        yaml.YAMLError: it is no YAML, more than one document, or nothing JSON can hold: `.inf`, a list as a key.

    >>> load("{a: 1e4, b: 12:30, c: 0o17, d: =, 5: y}")
    {'a': 10000, 'b': '12:30', 'c': 15, 'd': '=', '5': True}
    """
    return yaml.load(text, Loader=GoLoader)


def load_strict(text: str) -> Any:
    """The same, but a repeated key raises `RepeatedKey`."""
    return yaml.load(text, Loader=StrictGoLoader)


def load_all_strict(text: str) -> Iterator[Any]:
    """Each document of a stream; a repeated key raises `RepeatedKey`."""
    return iter(yaml.load_all(text, Loader=StrictGoLoader))


class GoLoader(_BASE):  # type: ignore[misc]  # which base there is depends on the machine
    """PyYAML's parser with Go's reading of what it finds; see `load`."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}
    yaml_constructors: ClassVar[dict[str, Any]] = {}

    def construct_document(self, node: yaml.Node) -> Any:
        """The document; a few lines of aliases can stand for more than any memory holds."""
        if _excessive(node):
            raise _error(node, "aliases stand for far more than is written out, which Helm refuses")
        return super().construct_document(node)

    def value(self, node: yaml.Node) -> Any:
        """What a node stands for after JSON; of a map or list no tag says more."""
        if isinstance(node, yaml.MappingNode):
            return {self.key(key): self.construct_object(item, deep=True) for key, item in self.pairs(node)}
        if isinstance(node, yaml.SequenceNode):
            return self.construct_sequence(node, deep=True)
        found = self.scalar(cast("yaml.ScalarNode", node))
        if isinstance(found, (str, bool, type(None))):
            return found
        try:
            return json_number(found)
        except ValueError as error:
            raise _error(node, f"{node.value} is a number JSON does not have") from error

    def pairs(self, node: yaml.MappingNode) -> _Pairs:
        """Keys and values; what `<<` merges in stands in its place, so it replaces a key given before it."""
        for key, item in node.value:
            if key.tag == _MERGE:
                yield from self._merged(item)
            else:
                yield key, item

    def _merged(self, node: yaml.Node) -> _Pairs:
        for one in reversed(node.value) if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(one, yaml.MappingNode):
                raise _error(one, "what << merges in has to be a map or a list of maps")
            yield from self.pairs(one)

    def key(self, node: yaml.Node) -> str:
        """A key as JSON has it: `1` and `"1"` are the same one."""
        found = self.scalar(node) if isinstance(node, yaml.ScalarNode) else None
        if found is None:
            raise _error(node, "a key has to be text, a number or a boolean")
        if isinstance(found, bool):
            return str(found).lower()
        return float32_text(found) if isinstance(found, float) else str(found)

    def scalar(self, node: yaml.ScalarNode) -> bool | float | str | None:
        """What Go takes a scalar for, before JSON."""
        if node.tag == _PLAIN:
            return resolved(node.value)
        kind = str(node.tag).removeprefix(_TAG)
        if kind == "binary":
            return bytes(self.construct_yaml_binary(node)).decode(errors="replace")
        if kind not in _TYPES:
            return str(node.value)
        found = resolved(node.value)
        if not isinstance(found, _TYPES[kind]) or (isinstance(found, bool) and kind != "bool"):
            raise _error(node, f"{node.value!r} is no {kind}")
        return found


GoLoader.add_constructor(None, GoLoader.value)
GoLoader.add_implicit_resolver(_PLAIN, re.compile(""), list(STARTS))
GoLoader.add_implicit_resolver(_MERGE, re.compile(r"<<\Z"), ["<"])


class StrictGoLoader(GoLoader):
    """Refuses a repeated key; see `load_strict`."""

    def pairs(self, node: yaml.MappingNode) -> _Pairs:
        """See `GoLoader.pairs`; only what is merged in may repeat a key."""
        lines: dict[str, int] = {}
        for key_node in (key for key, _ in node.value if key.tag != _MERGE):
            key, line = self.key(key_node), key_node.start_mark.line + 1
            if key in lines:
                raise RepeatedKey(f"line {line}: the key {key!r} was given in line {lines[key]} already; keep one")
            lines[key] = line
        return super().pairs(node)


def _excessive(root: yaml.Node) -> bool:
    """Whether go-yaml refuses the aliases of a document: their share of all it would read is too large."""
    sizes: dict[int, int] = {}
    whole = _size(root, sizes)
    if whole - len(sizes) <= 100 or whole <= 1000:
        return False
    beyond = (min(whole, _ALIASES_FEW) - _ALIASES_FREE) / (_ALIASES_FEW - _ALIASES_FREE)
    return (whole - len(sizes)) / whole > 0.99 - 0.89 * max(beyond, 0)


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """How many nodes there are with every alias written out; each is looked at once."""
    if (known := sizes.get(id(node))) is None:
        sizes[id(node)] = 1  # for an alias of what it stands in, which is refused later
        inside = node.value if isinstance(node, yaml.CollectionNode) else ()
        parts = (part for item in inside for part in (item if isinstance(item, tuple) else (item,)))
        known = sizes[id(node)] = 1 + sum(_size(part, sizes) for part in parts)
    return known


def _error(node: yaml.Node, problem: str) -> yaml.YAMLError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
