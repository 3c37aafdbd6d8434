"""Component: one service of a chart, with its own name, labels and folder of templates."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.names import LONGEST
from floe_charts.constructs.places import below, place_of
from floe_charts.constructs.reserved import refuse_unreserved
from floe_charts.flow.clashes import is_open, parts_within
from floe_charts.flow.inside import merged
from floe_charts.flow.lifting import to_node
from floe_charts.flow.whole import keys_of
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.known import KnownMap

COMPONENT = "app.kubernetes.io/component"
#: What a Service's name of 63 characters has left for an id behind the longest stem and a dash.
LONGEST_ID = 63 - LONGEST - 1


class Component(Construct):
    """A part of a chart that owns objects. Its templates lie in ``templates/<id>/``.

    ``name`` is "<fullname>-<id>"; every object of the component is called that unless it needs a name of its own, as a
    CronJob does, which has room for 52 characters: ``self.chart.cut(self.name, 52)``.
    ``label`` is the component label where it is not the id, as in a loop, where each round is a component of its own.
    Raises ValueError for an id of more than 22 characters, with which a Service's name could get too long.

    >>> web = Component(self, "web")                                                      # doctest: +SKIP
    >>> k8s.KubeConfigMap(web, "config", metadata=web.metadata(), data={"mode": "fast"})  # doctest: +SKIP
    """

    def __init__(self, scope: Construct, id: str, label: str | None = None) -> None:
        super().__init__(scope, id)
        place = below(self, scope, id)
        _refuse_long(place.path, id)
        self.chart: Any = place.chart
        self.id, self.label = id, id if label is None else label
        self.chart.components[place.path] = self

    @property
    def name(self) -> str:
        """The name of the component's objects."""
        return f"{self.chart.fullname}-{self.id}"

    def named(self, suffix: str) -> str:
        """The name of a second object of a kind, by a fixed suffix; ValueError where it could be no Service's.

        >>> web.named("headless")                                                         # doctest: +SKIP
        """
        _refuse_long(place_of(self).path, f"{self.id}-{suffix}")
        return f"{self.name}-{suffix}"

    @property
    def labels(self) -> dict[str, str]:
        """Labels of the component's objects."""
        return {**self.chart.standard_labels, COMPONENT: self.label}

    @property
    def selector_labels(self) -> dict[str, str]:
        """Name, instance and component: what selects the component's pods, and nothing that ever changes."""
        return {**self.chart.selector_labels, COMPONENT: self.label}

    def metadata(self, name: str | None = None, annotations: Any = None, labels: Any = None) -> k8s.ObjectMeta:
        """Metadata of one of the component's objects.

        ``labels`` are keys written here, or a map of the installer's, which wins over ``commonLabels``. Raises
        ValueError for a written key that an installer could give as well, and for a map of both sorts.
        """
        found = self.labels if labels is None else self._labels_and(labels)
        return k8s.ObjectMeta(name=self.name if name is None else name, labels=found, annotations=annotations)

    def _labels_and(self, labels: Any) -> dict[str, str]:
        if not self.chart.takes_common_labels:
            return merged(labels, self.labels)
        if isinstance(labels, (EntryMap, KnownMap)):
            return merged(self.chart.values.common_labels, labels, {**self.chart.own_labels, COMPONENT: self.label})
        if self.chart.registry:
            refuse_unreserved(self.chart.values, "commonLabels", self._written(labels), "objects carry")
        return merged(labels, self.labels)

    def _written(self, labels: Any) -> list[str]:
        """The keys of a map; beside an installer's, nobody could tell them from those of ``commonLabels``."""
        node = to_node(labels, self.chart.registry)
        if any(map(is_open, parts_within(node))):
            raise ValueError(
                f"{self.node.path}: labels hold a map of the installer's, which may have keys of commonLabels;"
                " pass it alone (labels=values.labels), or leave it to commonLabels"
            )
        return keys_of(node)

    def selector(self) -> k8s.LabelSelector:
        """The selector of the component's pods."""
        return k8s.LabelSelector(match_labels=self.selector_labels)


def _refuse_long(place: str, id: str) -> None:
    if len(id) > LONGEST_ID:
        raise ValueError(
            f"{place}: behind a long release's name, {id!r} would make names of more than 63 characters, which no"
            f" Service may have; use at most {LONGEST_ID}"
        )
