"""Labels and annotations of a pod: what its template writes, and the installer's beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic.alias_generators import to_camel

from floe_charts.constructs.reserved import refuse_unreserved
from floe_charts.flow.inside import merged
from floe_charts.values.model import Values

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart


def beside(chart: HelmChart[Any], options: Values, name: str, own: Mapping[str, str] | None) -> dict[str, str]:
    """The template's own keys and the installer's, which the schema keeps apart.

    Raises ValueError for an own key that the class of the options does not reserve: an installer who set it too would
    get one key twice. Helm lets the last one win without a word, and pods would no longer follow their checksum.
    """
    if chart.registry:
        refuse_unreserved(options, to_camel(name), own or {}, "pods with these options carry")
    return merged(own, getattr(options, name), disjoint=True)
