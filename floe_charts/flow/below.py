"""What stands below keys of a free map, of which the schema knows a part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from floe_charts.refs.declared import EntryMap
from floe_charts.refs.known import KnownMap
from floe_charts.template.call import call
from floe_charts.template.expression import Expr
from floe_charts.template.paths import Path


def below(source: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """The map that an installer's free map holds below these keys, one in the other; empty where it holds none.

    The value's schema has to say ``type: object`` for each of the keys: a text there would stop Helm.

    >>> below(values.settings, "logging", "handlers")                # doctest: +SKIP
    """
    found: Any = source
    if getattr(found, "registry", None):
        return EntryMap(_below(found.node, keys), found.registry, None)
    for key in keys:
        found = (found or {}).get(key)
    return cast(dict[str, Any], KnownMap(found, None) if found else None)


def _below(source: Expr, keys: tuple[str, ...]) -> Expr:
    """Nil-safe for every key, as in ``((.Values.settings).logging).handlers``."""
    if isinstance(source, Path) and source.default is None and all(map(str.isidentifier, keys)):
        certain = len(source.keys) - 1 if source.soft is None else source.soft
        return replace(source, keys=(*source.keys, *keys), kind="map", soft=certain, nullable=True)
    return call("dig", *keys, {}, call("default", {}, source, kind="map"), kind="map")
