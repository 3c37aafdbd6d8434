"""What the API server would refuse in rendered objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def api_errors(objects: Iterable[Mapping[str, Any]], *, only_valid: bool = False) -> list[str]:
    """One line each, as ``Deployment/web spec.replicas: …``.

    Wrong types and names, entries given twice, requests above limits, selectors that miss their pods. ``only_valid``
    leaves out objects with wrong types or names, for values of which a schema has told that already.
    """
    found = (f"{_name(obj)} {line}" for obj in objects for line in _of(obj, only_valid))
    return list(dict.fromkeys(found))


def _of(obj: Mapping[str, Any], only_valid: bool) -> Iterator[str]:
    from floe_charts.kubernetes import VERSIONS, duplicate_keys, object_errors, relation_errors

    invalid = {line: None for version in VERSIONS for line in object_errors(obj, version)}
    if invalid and only_valid:
        return
    yield from invalid
    yield from duplicate_keys(obj)
    if not invalid:  # relations are only defined between valid parts
        yield from relation_errors(obj)


def _name(obj: Mapping[str, Any]) -> str:
    metadata = obj.get("metadata")
    name = metadata.get("name") if isinstance(metadata, Mapping) else None
    return f"{obj.get('kind') or 'object'}/{name or '?'}"
