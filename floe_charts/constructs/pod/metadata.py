"""Labels and annotations of a pod: what its template writes, and the installer's beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.alias_generators import to_camel

from floe_charts.flow.inside import merged
from floe_charts.values.model import Values, reserved_keys


def beside(chart: Any, options: Values, name: str, own: Mapping[str, str] | None) -> dict[str, str]:
    """The template's own keys and the installer's, which the schema keeps apart.

    Raises ValueError for an own key that the class of the options does not reserve: an installer who set it too would
    get one key twice. Helm lets the last one win without a word, and pods would no longer follow their checksum.
    """
    if chart.registry:
        _reserved(options, to_camel(name), own or {})
    return merged(own, getattr(options, name), disjoint=True)


def _reserved(options: Any, key: str, own: Mapping[str, str]) -> None:
    model = options._model
    # the standard labels come by a named template, as a marker that is no ASCII; PodOptions reserves them
    written = {name for name in own if name.isascii()}
    for name in sorted(written.difference(reserved_keys(model).get(key, ()))):
        raise ValueError(f"{model.__name__}: pods with these options carry {name}; add it to reserved['{key}']")
