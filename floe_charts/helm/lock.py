"""Chart.lock with the digest Helm itself would compute, so that `helm dependency build` needs no `update`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

# Helm stamps the current time here and never reads it; a fixed one keeps the chart's bytes stable.
GENERATED = "2000-01-01T00:00:00Z"

# Go serialises a dependency's fields in this order; all but these two are left out when empty.
_FIELDS = ("name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias")
_ALWAYS = ("name", "repository")
_LOCKED = ("name", "version", "repository")
_EXACT = re.compile(r"v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?")
# Go's JSON writes these as escapes; a tag may hold one.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def chart_lock(dependencies: Sequence[Mapping[str, Any]]) -> str:
    """The text of Chart.lock for a chart's `dependencies`.

    Args:
        dependencies: the entries of Chart.yaml, unchanged and in order; each `version` is an exact version,
            which is also the one to lock.

    Raises:
        ValueError: an entry lacks a name or an exact version, or has a key Helm does not know.

    >>> print(chart_lock([{"name": "child", "version": "0.1.0"}]), end="")
    dependencies:
    - name: child
      repository: ''
      version: 0.1.0
    digest: sha256:c545ad078ee4ab597415c0dbc29456fc9a640fc9e139f78cb5cc555b32b11058
    generated: '2000-01-01T00:00:00Z'
    """
    for entry in dependencies:
        _check(entry)
    locked = [{key: entry.get(key, "") for key in _LOCKED} for entry in dependencies]
    lock = {"dependencies": locked, "digest": _digest(dependencies, locked), "generated": GENERATED}
    return yaml.safe_dump(lock, allow_unicode=True, width=10_000)


def _digest(required: Sequence[Mapping[str, Any]], locked: Sequence[Mapping[str, Any]]) -> str:
    both = [[_wire(entry) for entry in entries] for entries in (required, locked)]
    text = json.dumps(both, separators=(",", ":"), ensure_ascii=False).translate(_ESCAPED)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _wire(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One dependency as Go would marshal it."""
    fields = {key: entry.get(key, "") for key in _FIELDS if key in _ALWAYS or entry.get(key)}
    if "import-values" in fields:
        fields["import-values"] = [_sorted(item) for item in fields["import-values"]]
    return fields


def _sorted(item: Any) -> Any:
    return dict(sorted(item.items())) if isinstance(item, Mapping) else item


def _check(entry: Mapping[str, Any]) -> None:
    name = entry.get("name")
    if not name:
        raise ValueError(f"dependency {dict(entry)!r}: has no name; add one")
    unknown = sorted(set(entry) - set(_FIELDS))
    if unknown:
        raise ValueError(f"dependency {name}: unknown key {', '.join(unknown)}; Helm knows {', '.join(_FIELDS)}")
    version = str(entry.get("version", ""))
    if not _EXACT.fullmatch(version):
        raise ValueError(f"dependency {name}: {version!r} is no exact version; state the one to lock")
