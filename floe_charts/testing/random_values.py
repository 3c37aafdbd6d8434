"""Random values files that a chart's ``values.schema.json`` admits.

The schema is compiled once into nodes; each node draws values for its place. Scalars draw from a pool that
a JSON Schema validator has already checked, so a draw is a list lookup. Every seed is steered to one place of
the schema, in turn, so that rare optional objects are reached too.

    generator = ValuesGenerator(schema, defaults)
    for seed in range(5000):
        overlay = generator.generate(seed)
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from math import gcd
from random import Random
from typing import Any, Protocol

Schema = Mapping[str, Any] | bool
Path = tuple[str | int, ...]
Focus = tuple[tuple[str, Any], ...]

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
# fmt: off
NASTY_STRINGS: tuple[str, ...] = (
    "", " ", "yes", "no", "on", "y", "true", "null", "~", "0123", "0o17", "1e3", "0x1F", "1_000", "1.0",
    ".inf", "12:30:45", "2001-01-01", "=", "<<", "---", "...", "- a", "a: b", "a:", "#c", "a #c", "!x", "&a",
    "*a", "|", "{{ .Values.x }}", "{{", "}}", "{{/*", "`", "%s%d", "'\"", "\\n", "\\", "$(X)", "${X}",
    "<a>&b", "[a]", "{a}", "a\tb", "\t", "a\r\nb\r\n", "a\nb", "a\nb\n", "\n\na\n\n", "\n  a\n b", " lead",
    "trail ", "é", "漢字", "🧊", "a\u2028b", "a\u0085b", "\ufeffa", "a\x07b", "a\x1bb", "a\x7fb", "x" * 300,
    "long words " * 400,
)
PLAIN_STRINGS = (
    "a", "ice", "example.com", "my-name", "value1", "/var/lib/data", "10Gi", "500m", "a,b,c", "A_B",
)
MAP_KEYS = (
    "a", "zeta", "log.level", "example.com/key", "A_B", "0123", "yes", "null", "a b", "{{x}}", "é", "1e3",
)
# fmt: on
FORMATS = {
    "uri": ("https://example.com/a?b=c#d", "http://127.0.0.1:8080"),
    "email": ("a@example.com",),
    "hostname": ("example.com", "a"),
    "ipv4": ("10.0.0.1",),
    "ipv6": ("::1",),
    "date": ("2024-02-29",),
    "date-time": ("2024-02-29T12:30:45Z",),
}
INTEGERS = (-1, 0, 1, 2, 3, 7, 10, 80, 1000, 65535, 1000000, 10000000, 2**31 - 1, 2**53 - 1)
ANYTHING: tuple[Any, ...] = (
    *PLAIN_STRINGS[:4],
    *NASTY_STRINGS,
    0,
    1,
    10000000,
    1.5,
    True,
    False,
    {},
    [],
    {"a": "b"},
)
_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_LISTS = ("_any", "_if", "_checks")
_CHECKED = (*_LOWER, *_UPPER, "pattern", "format", "multipleOf", "enum", "uniqueItems")
_MISSING: Any = object()


class _Checker(Protocol):
    def is_valid(self, instance: Any) -> bool: ...

    def iter_errors(self, instance: Any) -> Iterable[Any]: ...


def checker(schema: Any, *, root: Mapping[str, Any] | None = None) -> _Checker:
    """A draft-07 validator for ``schema``; ``root`` supplies the definitions its local ``$ref`` name."""
    body: dict[str, Any] = {"$schema": "http://json-schema.org/draft-07/schema#", "allOf": [schema]}
    if root is not None and '"$ref"' in json.dumps(schema):
        body |= {key: root[key] for key in ("definitions", "$defs") if key in root}
    try:
        import jsonschema_rs

        return jsonschema_rs.Draft7Validator(schema if root is None else body)
    except ImportError:
        pass
    try:
        import jsonschema
    except ImportError:
        raise ImportError("random values need a validator: pip install jsonschema-rs") from None
    return jsonschema.Draft7Validator(schema if root is None else body)


def error_paths(validator: _Checker, instance: Any) -> list[tuple[Path, str]]:
    """Where ``instance`` breaks the schema, and why; sorted, as validators differ in the order they look."""
    found = []
    for error in validator.iter_errors(instance):
        path = getattr(error, "instance_path", None)
        found.append((tuple(error.absolute_path if path is None else path), str(error.message)))
    return sorted(found, key=lambda error: [str(key) for key in error[0]])


def coalesce(
    defaults: Mapping[str, Any], overlay: Mapping[str, Any], *, keep_nulls: bool = False
) -> dict[str, Any]:
    """Merge as Helm does: maps merge, null deletes a key, everything else replaces.

    Helm releases disagree on a null whose key has no default: ``keep_nulls`` keeps it, as some do.
    """
    out = dict(defaults)
    for key, value in overlay.items():
        if value is None and (key in defaults or not keep_nulls):
            out.pop(key, None)
        elif isinstance(value, Mapping):
            below = defaults.get(key)
            out[key] = coalesce(below if isinstance(below, Mapping) else {}, value, keep_nulls=keep_nulls)
        else:
            out[key] = value
    return out


def put(values: Any, path: Path, value: Any) -> Any:
    """A copy of ``values`` with ``value`` at ``path``; missing maps are made."""
    if not path:
        return value
    if isinstance(values, list) and isinstance(path[0], int):
        return [*values[: path[0]], put(values[path[0]], path[1:], value), *values[path[0] + 1 :]]
    below = values if isinstance(values, Mapping) else {}
    return {**below, path[0]: put(below.get(path[0], {}), path[1:], value)}


def drop(values: Any, path: Path) -> Any:
    """A copy of ``values`` without what stands at ``path``, or at the deepest part of it that exists."""
    head, rest = path[0], path[1:]
    below = values[head]
    if rest and (rest[0] in below if isinstance(below, Mapping) else isinstance(below, list)):
        return put(values, (head,), drop(below, rest))
    if isinstance(values, list):
        return [item for index, item in enumerate(values) if index != head]
    return {key: value for key, value in values.items() if key != head}


def yaml_text(values: Mapping[str, Any]) -> str:
    """``values`` as a YAML file that reads back the same in every YAML parser.

    Plain dumpers are a hazard: PyYAML writes the string ``1e3`` bare and Helm reads a number; JSON writes
    emoji as surrogate pairs, which Go refuses. So: JSON, with each character past ASCII as a YAML escape.
    """
    text = json.dumps(values, ensure_ascii=False)
    return re.sub(r"[^\x20-\x7e]", lambda match: f"\\U{ord(match[0]):08X}", text) + "\n"


def type_of(value: Any) -> str:
    """The JSON type of ``value``; a whole number is an ``integer``."""
    if isinstance(value, Mapping):
        return "object"
    names = {
        type(None): "null",
        bool: "boolean",
        int: "integer",
        float: "number",
        str: "string",
        list: "array",
    }
    return names[type(value)]


class Run:
    """One draw: its random source, how much it sets, and the way it took to its focus."""

    def __init__(self, rng: Random, density: float, budget: int) -> None:
        self.rng, self.density, self.budget = rng, density, budget
        self.depth, self.nulls = 0, False
        self.trace: list[str | int] = []

    def wants(self) -> bool:
        """Whether to set one more optional property. The limits end recursive definitions."""
        if self.budget <= 0 or self.depth > 12 or self.rng.random() >= self.density:
            return False
        self.budget -= 1
        return True

    def draw(self, node: Node, default: Any, focus: Focus) -> Any:
        self.depth += 1
        value = node.draw(self, default, focus)
        self.depth -= 1
        self.nulls = self.nulls or value is None
        return value


class Node:
    """One place of a schema: the JSON types it admits and how to draw a value for it."""

    types: frozenset[str] = frozenset(TYPES)

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        raise NotImplementedError

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        """The places below this one, each with the focus step that leads there."""
        yield from ()

    def objects(self) -> list[ObjectNode]:
        return []


class Scalars(Node):
    def __init__(self, pool: Sequence[Any]) -> None:
        self.pool = pool
        self.types = frozenset(type_of(value) for value in pool)

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        return run.rng.choice(self.pool)


class Anything(Scalars):
    """A place without constraints."""

    def __init__(self) -> None:
        super().__init__(ANYTHING)
        self.types = frozenset(TYPES)


class Choice(Node):
    def __init__(self, branches: list[Node]) -> None:
        self.branches = branches
        self.types = frozenset(name for branch in branches for name in branch.types)
        self.nulls = [branch for branch in branches if branch.types == {"null"}]
        self.others = [branch for branch in branches if branch.types != {"null"}] or self.nulls

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        if focus:
            branch = self.branches[focus[0][1]]
        else:
            pick = self.nulls if self.nulls and run.rng.random() < 0.1 else self.others
            branch = run.rng.choice(pick)
        value = branch.draw(run, default, focus[1:])
        if isinstance(branch, ObjectNode) and branch.closed and isinstance(default, Mapping):
            # Helm would merge in what the default set for another branch: delete it.
            gone = {key: None for key in default if not branch.named(key)}
            run.nulls = run.nulls or bool(gone)
            return {**gone, **value}
        return value

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        for index, branch in enumerate(self.branches):
            yield ("branch", index), branch

    def objects(self) -> list[ObjectNode]:
        return [found for branch in self.branches for found in branch.objects()]


class ArrayNode(Node):
    types = frozenset({"array"})

    def __init__(self, plan: Plan, flat: Mapping[str, Any]) -> None:
        self.plan, self.flat = plan, flat

    @cached_property
    def item(self) -> Node | None:
        items = self.flat.get("items", True)
        return self.plan.node(True if isinstance(items, list) else items)

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        low = max(self.flat.get("minItems", 0), 1 if focus else 0)
        size = max(low, run.rng.choice((0, 1, 1, 2, 3)) if run.depth < 12 else 0)
        out: list[Any] = []
        if focus:
            run.trace.append(0)
        for _ in range(8 * size):
            if self.item is None or len(out) >= min(size, self.flat.get("maxItems", size)):
                break
            value = run.draw(self.item, _MISSING, () if out else focus[1:])
            if not self.flat.get("uniqueItems") or value not in out:
                out.append(value)
        return out

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        if self.item is not None and self.flat.get("maxItems", 1) > 0:
            yield ("item", 0), self.item


class ObjectNode(Node):
    types = frozenset({"object"})

    def __init__(self, plan: Plan, flat: Mapping[str, Any]) -> None:
        self.plan, self.flat = plan, flat
        self.properties: Mapping[str, Schema] = flat.get("properties", {})
        self.patterns: Mapping[str, Schema] = flat.get("patternProperties", {})
        self.required = frozenset(flat.get("required", ()))
        self.extra: Schema = flat.get("additionalProperties", True)
        self._children: dict[str, Node | None] = {}

    @property
    def closed(self) -> bool:
        """Whether a key that the schema does not know is refused."""
        return self.extra is False

    def named(self, key: str) -> bool:
        return key in self.properties or any(re.search(pattern, key) for pattern in self.patterns)

    def child(self, key: str) -> Node | None:
        """The place of ``key``: a property, a pattern's, or a map entry; None where nothing can stand."""
        if key in self.properties:
            if key not in self._children:
                self._children[key] = self.plan.node(self.properties[key])
            return self._children[key]
        for pattern, schema in self.patterns.items():
            if re.search(pattern, key):
                return self.plan.node(schema)
        return self.plan.node(self.extra)

    @cached_property
    def entries(self) -> list[tuple[list[str], Node]]:
        """For each kind of map entry: names it may take, and its place."""
        names: Schema = self.flat.get("propertyNames", True)
        kinds: list[tuple[Sequence[str], Schema]] = [
            (self.plan.names({"allOf": [{"pattern": pattern}, names]}), schema)
            for pattern, schema in self.patterns.items()
        ]
        # An open object with known properties is a root (global, subcharts): nobody reads keys made up there.
        if self.extra is not False and not (self.extra is True and self.properties):
            pool = self.plan.names(names) if names is not True else MAP_KEYS
            kinds.append(([key for key in pool if not self.named(key)], self.extra))
        found = [
            ([key for key in keys if key not in self.properties], self.plan.node(s)) for keys, s in kinds
        ]
        return [(keys, node) for keys, node in found if keys and node is not None]

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        for name in self.properties:
            child = self.child(name)
            if child is not None:
                yield ("property", name), child
        if self.flat.get("maxProperties", 1) > 0:
            for index, (_, node) in enumerate(self.entries):
                yield ("entry", index), node

    def objects(self) -> list[ObjectNode]:
        return [self]

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        base: Mapping[str, Any] = default if isinstance(default, Mapping) else {}
        out = self.fill(run, base, focus)
        for condition in self.conditions:
            out = condition.satisfy(run, base, out)
        return out

    def fill(self, run: Run, base: Mapping[str, Any], focus: Focus) -> dict[str, Any]:
        """The object's keys, before its ``if``/``then`` are looked at."""
        out: dict[str, Any] = {}
        for name in self.properties:
            forced = bool(focus) and focus[0] == ("property", name)
            if not (forced or (name in self.required and name not in base) or run.wants()):
                continue
            child = self.child(name)
            if child is not None:
                if forced:
                    run.trace.append(name)
                out[name] = run.draw(child, base.get(name, _MISSING), focus[1:] if forced else ())
        if self.entries:
            self._fill_entries(run, base, focus, out)
        return out

    def _fill_entries(self, run: Run, base: Mapping[str, Any], focus: Focus, out: dict[str, Any]) -> None:
        rng = run.rng
        if focus and focus[0][0] == "entry":
            keys, node = self.entries[focus[0][1]]
            key = rng.choice([name for name in keys if name not in base] or keys)
            run.trace.append(key)
            out[key] = run.draw(node, base.get(key, _MISSING), focus[1:])
        known = [key for key in base if key not in self.properties]
        if known and run.density > 0.1 and rng.random() < 0.1:
            out.setdefault(rng.choice(known), None)
            run.nulls = True
        size = len(coalesce(base, out))
        room = self.flat.get("maxProperties", 99) - size
        lack = self.flat.get("minProperties", 0) - size
        count = rng.choice((0, 1, 1, 2, 3, 4)) if run.density and run.wants() else 0
        for _ in range(min(max(count, lack), room)):
            keys, node = rng.choice(self.entries)
            key = rng.choice(known if known and rng.random() < 0.3 else keys)
            place = self.child(key)
            if key not in out and place is not None:
                out[key] = run.draw(place, base.get(key, _MISSING), ())

    @cached_property
    def conditions(self) -> list[_Condition]:
        return [_Condition(self.plan, self, rule) for rule in self.flat["_if"]]


class _Condition:
    """An ``if``/``then``/``else`` of an object: redraws what the branch refuses, keeps the rest."""

    def __init__(self, plan: Plan, owner: ObjectNode, rule: Mapping[str, Any]) -> None:
        self.test = checker(rule["if"], root=plan.root)
        self.branches = {True: rule.get("then", True), False: rule.get("else", True)}
        self.checks = {key: checker(branch, root=plan.root) for key, branch in self.branches.items()}
        self.plan, self.owner = plan, owner
        self._nodes: dict[bool, Node | None] = {}

    def _node(self, holds: bool) -> Node | None:
        if holds not in self._nodes:
            both = merge(self.owner.flat, self.plan.flat(self.branches[holds]))
            self._nodes[holds] = self.plan.of_flat(both)
        return self._nodes[holds]

    def satisfy(self, run: Run, base: Mapping[str, Any], out: dict[str, Any]) -> dict[str, Any]:
        for _ in range(4):
            merged = coalesce(base, out)
            holds = self.test.is_valid(merged)
            if self.branches[holds] is True or self.checks[holds].is_valid(merged):
                return out
            for path in dict.fromkeys(path for path, _ in error_paths(self.checks[holds], merged)):
                out = self._redraw(run, self._node(holds), base, out, path)
        return out

    def _redraw(self, run: Run, node: Node | None, base: Any, out: Any, path: Path) -> Any:
        now: Any = coalesce(base, out)
        for key in path:
            node = (
                next((found for o in node.objects() if (found := o.child(str(key)))), None) if node else None
            )
            now = now[key]
        if node is None:
            return out
        if isinstance(node, ObjectNode) and isinstance(now, Mapping):
            return put(
                out, path, {**now, **node.fill(run, now, ())} if path else {**out, **node.fill(run, now, ())}
            )
        return put(out, path, run.draw(node, _MISSING, ()))


def merge(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any]:
    """Both flat schemas at once (``allOf``); children stay raw and are merged when they are compiled."""
    out: dict[str, Any] = {**b, **a}
    out |= {key: max(a[key], b[key]) for key in _LOWER if key in a and key in b}
    out |= {key: min(a[key], b[key]) for key in _UPPER if key in a and key in b}
    out |= {key: [*a[key], *b[key]] for key in _LISTS}
    out["_checks"] += [{key: b[key]} for key in ("pattern", "multipleOf", "format") if key in a and key in b]
    if "type" in a and "type" in b:
        out["type"] = [t for t in TYPES if _admits(a["type"], t) and _admits(b["type"], t)]
        if "integer" in out["type"] and "number" in out["type"]:
            out["type"].remove("integer")
    if "enum" in a and "enum" in b:
        texts = [json.dumps(value, sort_keys=True) for value in b["enum"]]
        out["enum"] = [value for value in a["enum"] if json.dumps(value, sort_keys=True) in texts]
    out["required"] = list(dict.fromkeys([*a.get("required", ()), *b.get("required", ())]))
    for key in ("items", "propertyNames", "additionalProperties"):
        if key in a and key in b:
            out[key] = _both(a[key], b[key])
    names = dict.fromkeys([*a.get("properties", ()), *b.get("properties", ())])
    if names:
        out["properties"] = {name: _both(_side(a, name), _side(b, name)) for name in names}
    if "patternProperties" in a and "patternProperties" in b:
        out["patternProperties"] = {**b["patternProperties"], **a["patternProperties"]}
    return out


def _admits(types: Sequence[str], name: str) -> bool:
    return name in types or (name == "integer" and "number" in types)


def _side(flat: Mapping[str, Any], name: str) -> Any:
    if name in flat.get("properties", ()):
        return flat["properties"][name]
    for pattern, schema in flat.get("patternProperties", {}).items():
        if re.search(pattern, name):
            return schema
    return flat.get("additionalProperties", True)


def _both(a: Any, b: Any) -> Any:
    if a is False or b is False:
        return False
    return b if a is True else a if b is True else {"allOf": [a, b]}


class Plan:
    """A schema, compiled place by place on first use."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self._nodes: dict[int, tuple[Schema, Node | None]] = {}
        self._pools: dict[str, list[Any]] = {}

    def node(self, schema: Schema) -> Node | None:
        """The place ``schema`` describes; None where it admits nothing."""
        while isinstance(schema, Mapping) and "$ref" in schema:
            schema = self.resolve(schema["$ref"])
        # The schema is kept beside its node: a freed one would hand its id to another.
        if id(schema) not in self._nodes:
            self._nodes[id(schema)] = (schema, self.of_flat(self.flat(schema)))
        return self._nodes[id(schema)][1]

    def resolve(self, ref: str) -> Schema:
        target: Any = self.root
        if not ref.startswith("#"):
            raise ValueError(f"$ref {ref}: points outside the document; inline it under definitions")
        for part in filter(None, ref[1:].split("/")):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        found: Schema = target
        return found

    def flat(self, schema: Schema) -> dict[str, Any]:
        """``schema`` with ``$ref`` resolved, ``allOf`` folded in, alternatives and conditions set aside."""
        while isinstance(schema, Mapping) and "$ref" in schema:
            schema = self.resolve(schema["$ref"])
        if isinstance(schema, bool):
            return {"_any": [], "_if": [], "_checks": [], **({} if schema else {"type": []})}
        apart = ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "const")
        out: dict[str, Any] = {key: value for key, value in schema.items() if key not in apart}
        out["_any"] = [schema[key] for key in ("anyOf", "oneOf") if key in schema]
        out["_if"] = [schema] if "if" in schema else []
        out["_checks"] = [{"not": schema["not"]}] if "not" in schema else []
        if "const" in schema:
            out["enum"] = [schema["const"]]
        if isinstance(out.get("type"), str):
            out["type"] = [out["type"]]
        for part in schema.get("allOf", ()):
            out = merge(out, self.flat(part))
        return out

    def of_flat(self, flat: Mapping[str, Any]) -> Node | None:
        if "enum" in flat:
            return self._scalars({**flat, "_any": []}, flat["enum"])
        if flat["_any"]:
            rest = {**flat, "_any": flat["_any"][1:]}
            return self._choice(self.of_flat(merge(rest, self.flat(option))) for option in flat["_any"][0])
        types = flat.get("type", _guess_types(flat))
        if len(types) != 1:
            if len(types) == len(TYPES):
                return Anything()
            return self._choice(self.of_flat({**flat, "type": [name]}) for name in types)
        return self._of_type(types[0], flat)

    def _choice(self, branches: Iterable[Node | None]) -> Node | None:
        possible = [branch for branch in branches if branch is not None]
        return Choice(possible) if len(possible) > 1 else possible[0] if possible else None

    def _of_type(self, name: str, flat: Mapping[str, Any]) -> Node | None:
        if name == "object":
            return ObjectNode(self, flat)
        if name == "array":
            return ArrayNode(self, flat)
        if name == "string":
            return self._scalars(flat, self.strings(flat))
        pools: dict[str, Sequence[Any]] = {"null": [None], "boolean": [True, False]}
        return self._scalars(flat, pools.get(name) or _numbers(flat, whole=name == "integer"))

    def _scalars(self, flat: Mapping[str, Any], candidates: Sequence[Any]) -> Node | None:
        pool = self._valid(flat, candidates)
        return Scalars(pool) if pool else None

    def names(self, schema: Schema) -> list[str]:
        """Keys that a ``propertyNames`` schema admits."""
        flat = self.flat(schema)
        if "enum" in flat:
            return self._valid(flat, flat["enum"])
        if flat["_any"]:
            parts = (
                {"allOf": [schema_without(schema, ("anyOf", "oneOf")), part]} for part in flat["_any"][0]
            )
            return [key for part in parts for key in self.names(part)]
        # YAML bounds a plain key at 1024 characters; Helm reads one line.
        return [key for key in self.strings(flat, keys=True) if 0 < len(key) <= 253 and "\n" not in key]

    def strings(self, flat: Mapping[str, Any], *, keys: bool = False) -> list[str]:
        """Strings the constraints admit: awkward ones, the schema's examples, the pattern's."""
        known = {key: flat[key] for key in ("examples", "default") if key in flat}
        name = json.dumps([_constraints(flat), known, keys], sort_keys=True, default=str)
        if name not in self._pools:
            given = [*flat.get("examples", ()), flat.get("default")]
            pool = [
                *(MAP_KEYS if keys else (*NASTY_STRINGS, *PLAIN_STRINGS)),
                *(s for s in given if isinstance(s, str)),
            ]
            pool += [*FORMATS.get(flat.get("format", ""), ()), *_resized(flat)]
            pattern = flat.get("pattern")
            pool += _matching(pattern, name, flat.get("maxLength", 1 << 30)) if pattern else []
            self._pools[name] = self._valid({**flat, "type": ["string"]}, list(dict.fromkeys(pool)))
            if not self._pools[name]:
                raise ValueError(
                    f"pattern {pattern!r}: no string found that matches; give the schema `examples`"
                )
        return self._pools[name]

    def _valid(self, flat: Mapping[str, Any], candidates: Sequence[Any]) -> list[Any]:
        check = checker(_constraints(flat), root=self.root)
        sure = _portable(flat.get("pattern"))
        return [value for value in candidates if check.is_valid(value) and sure(value)]


def _portable(pattern: str | None) -> Callable[[Any], bool]:
    """Whether engines surely agree on a match: Go's classes are ASCII, others know more spaces and digits."""
    if pattern is None:
        return lambda value: True
    try:
        search = re.compile(pattern, re.ASCII).search
    except re.error:
        return lambda value: True  # not a Python pattern: the validator alone decides
    # Python's `$` also matches before a final newline, Go's does not.
    strict = "$" in pattern
    return lambda value: (
        not isinstance(value, str) or (search(value) is not None and not (strict and value.endswith("\n")))
    )


def schema_without(schema: Schema, keys: Sequence[str]) -> Schema:
    return schema if isinstance(schema, bool) else {k: v for k, v in schema.items() if k not in keys}


def _constraints(flat: Mapping[str, Any]) -> dict[str, Any]:
    out = {key: flat[key] for key in (*_CHECKED, "type") if key in flat}
    return {**out, "allOf": list(flat["_checks"])} if flat["_checks"] else out


def _guess_types(flat: Mapping[str, Any]) -> Sequence[str]:
    """The type a schema without ``type`` means by the keywords it uses."""
    signs = {
        "object": (
            "properties",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
        ),
        "array": ("items", "minItems", "maxItems"),
        "string": ("pattern", "minLength", "maxLength", "format"),
        "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    }
    found = [name for name, keywords in signs.items() if any(key in flat for key in keywords)]
    return found or (["object"] if flat.get("required") else TYPES)


def _numbers(flat: Mapping[str, Any], *, whole: bool) -> list[Any]:
    low = flat.get("minimum", flat.get("exclusiveMinimum"))
    high = flat.get("maximum", flat.get("exclusiveMaximum"))
    edges = [edge + by for edge in (low, high) if edge is not None for by in (-1, 0, 1)]
    step = flat.get("multipleOf", 1)
    first, last = (-10 if low is None else low), (2**31 if high is None else high)
    rng = Random(f"{first}/{last}/{step}")
    inside = [first + (last - first) * rng.randrange(1001) // 1000 for _ in range(8)]
    pool = [*INTEGERS, *edges, *inside]
    pool += [value // step * step for value in [*pool, first + step] if "multipleOf" in flat]
    if whole:
        return list(dict.fromkeys(int(value) for value in pool))
    return list(dict.fromkeys([*pool, 0.5, 0.25, 1.5, 0.001, 99.9, *(edge + 0.5 for edge in edges)]))


def _resized(flat: Mapping[str, Any]) -> list[str]:
    """Plain strings at the length bounds."""
    sizes = [flat[key] for key in ("minLength", "maxLength") if key in flat]
    return [("a" * size) for size in sizes if size <= 5000] + ["é" * size for size in sizes if size <= 5000]


def _matching(pattern: str, seed: str, longest: int) -> list[str]:
    """Up to 32 strings that match ``pattern``; lookaheads are left out of the making, and checked after."""
    try:
        from rstr import Rstr
    except ImportError:
        raise ImportError("random values for patterns need rstr: pip install rstr") from None

    # Go's `\s` knows no vertical tab: whitespace is spelt out.
    class Sorted(Rstr):
        # rstr draws `[^...]` from a set, whose order differs between processes.
        def _handle_in(self, value: Any) -> Any:
            parts = [char for part in value for char in self._handle_state(part)]
            if parts[0] is False:
                parts = [char for char in map(chr, range(32, 127)) if char not in parts[1:]]
            return self._random.choice(parts)

    try:
        search, maker = re.compile(pattern).search, Sorted(Random(seed), whitespace=" \t")
        made = (maker.xeger(_without_lookarounds(pattern)) for _ in range(400))
        fit = (text for text in made if len(text) <= longest and search(text))
        return list(dict.fromkeys(islice(fit, 32)))
    except (re.error, KeyError):
        return []  # not a Python pattern: the schema's own examples remain


def _without_lookarounds(pattern: str) -> str:
    out, skip, index = "", 0, 0
    while index < len(pattern):
        size = 2 if pattern[index] == "\\" else 1
        if skip or re.match(r"\(\?<?[=!]", pattern[index:]):
            skip += {"(": 1, ")": -1}.get(pattern[index : index + size], 0)
        else:
            out += pattern[index : index + size]
        index += size
    return out


def positions(node: Node, seen: frozenset[int] = frozenset()) -> Iterator[tuple[Focus, Node]]:
    """Every place at and below ``node``; a recursive definition is entered once more on each way."""
    yield (), node
    if len(seen) < 40:
        for step, child in node.steps():
            if id(child) not in seen:
                for focus, found in positions(child, seen | {id(node)}):
                    yield (step, *focus), found


class ValuesGenerator:
    """Draws values overlays that ``schema`` admits once Helm has merged them over ``defaults``.

    ``asked`` counts calls of :meth:`generate`, ``first`` those whose first draft was valid, ``repaired``
    those that lost some keys to become valid.
    """

    def __init__(self, schema: Mapping[str, Any], defaults: Mapping[str, Any] | None = None) -> None:
        self.schema, self.defaults = schema, dict(defaults or {})
        self.checker = checker(schema)
        self.plan = Plan(schema)
        root = self.plan.node(schema)
        if root is None or not root.objects():
            raise ValueError("schema: its root admits no object; a values file is one")
        self.root: Node = root
        self.asked = self.first = self.repaired = 0

    @cached_property
    def leaves(self) -> list[Focus]:
        """The ways to every place with nothing below it (at most 50,000)."""
        found = (focus for focus, node in positions(self.root) if next(node.steps(), None) is None)
        return list(islice(found, 50_000))

    @property
    def acceptance(self) -> float:
        """The share of overlays whose first draft was valid as drawn."""
        return self.first / self.asked if self.asked else 1.0

    def errors(self, overlay: Mapping[str, Any]) -> list[tuple[Path, str]]:
        """What the schema refuses once merged over the defaults, whether Helm keeps nulls or drops them."""
        for keep in (True, False):
            merged = coalesce(self.defaults, overlay, keep_nulls=keep)
            if not self.checker.is_valid(merged):
                return error_paths(self.checker, merged)
        return []

    def _valid(self, overlay: Mapping[str, Any], run: Run) -> bool:
        kept = self.checker.is_valid(coalesce(self.defaults, overlay, keep_nulls=True))
        return kept and (not run.nulls or self.checker.is_valid(coalesce(self.defaults, overlay)))

    def generate(self, seed: int) -> dict[str, Any]:
        """The overlay of ``seed``; the same on every run and every Python.

        Raises ValueError if no valid overlay turns up in 30 tries.
        """
        self.asked += 1
        # A stride near the golden section spreads neighbouring seeds over the whole schema.
        focus = self.leaves[(seed * _stride(len(self.leaves))) % len(self.leaves)]
        for attempt in range(30):
            rng = Random(f"{seed}/{attempt}")
            run = Run(
                rng, rng.choice((0.0, 0.03, 0.1, 0.25, 0.5, 0.75, 0.95)), rng.choice((25, 80, 200, 400))
            )
            overlay: dict[str, Any] | None = self.root.draw(run, self.defaults, focus if attempt < 10 else ())
            if overlay is not None and self._valid(overlay, run):
                self.first += attempt == 0
                return overlay
            overlay = self._repair(overlay or {})
            if overlay is not None:
                self.repaired += 1
                return overlay
        raise ValueError(
            f"seed {seed}: no valid values in 30 tries; do the chart's defaults pass its schema?"
        )

    def _repair(self, overlay: dict[str, Any]) -> dict[str, Any] | None:
        for _ in range(8):
            errors = self.errors(overlay)
            if not errors:
                return overlay
            for path, _message in errors:
                if path and path[0] in overlay:
                    overlay = drop(overlay, path)
                elif not path:
                    return None
        return None

    def reach(self, focus: Focus) -> tuple[Path, dict[str, Any]] | None:
        """Where a minimal valid overlay holds the place ``focus``, and it; None if none was found."""
        for attempt in range(40):
            run = Run(Random(f"reach/{attempt}"), 0.0 if attempt < 25 else 0.3, 50)
            overlay = self.root.draw(run, self.defaults, focus)
            if isinstance(overlay, dict) and self._valid(overlay, run) and _holds(overlay, tuple(run.trace)):
                return tuple(run.trace), overlay
        return None


def _holds(values: Any, path: Path) -> bool:
    for key in path:
        if isinstance(values, Mapping) and key not in values:
            return False
        values = values[key]
    return True


def _stride(size: int) -> int:
    return next(step for step in range(int(size * 0.618) + 1, 2 * size + 2) if gcd(step, size) == 1)


def random_values(
    schema: Mapping[str, Any], seed: int, *, defaults: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One overlay; for many of one schema, keep a :class:`ValuesGenerator`."""
    return ValuesGenerator(schema, defaults).generate(seed)
