"""floe-charts: typed Python constructs in, Helm charts out.

The names below are the public API. They load on first use, so that importing the package (and ``floe-charts --help``)
starts neither Node nor cdk8s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from floe_charts.lazy import loader
from floe_charts.node import prefer_wheel_node

if TYPE_CHECKING:
    from floe_charts.constructs.component import Component as Component
    from floe_charts.constructs.custom_resource import custom_resource as custom_resource
    from floe_charts.constructs.helm_chart import HelmChart as HelmChart
    from floe_charts.constructs.helm_chart import Subchart as Subchart
    from floe_charts.constructs.info import ChartInfo as ChartInfo
    from floe_charts.constructs.scopes import ForEach as ForEach
    from floe_charts.constructs.scopes import When as When
    from floe_charts.flow.inside import below as below
    from floe_charts.flow.inside import build as build
    from floe_charts.flow.inside import choose as choose
    from floe_charts.flow.inside import each as each
    from floe_charts.flow.inside import each_of as each_of
    from floe_charts.flow.inside import entries as entries
    from floe_charts.flow.inside import fallback as fallback
    from floe_charts.flow.inside import is_set as is_set
    from floe_charts.flow.inside import items as items
    from floe_charts.flow.inside import joined as joined
    from floe_charts.flow.inside import merged as merged
    from floe_charts.flow.inside import not_ as not_
    from floe_charts.flow.inside import only_if as only_if
    from floe_charts.flow.inside import overlaid as overlaid
    from floe_charts.flow.inside import without as without
    from floe_charts.flow.texts import json_text as json_text
    from floe_charts.flow.texts import raw as raw
    from floe_charts.template.context import Release as Release
    from floe_charts.values.common import ChartValues as ChartValues
    from floe_charts.values.kinds import Kubernetes as Kubernetes
    from floe_charts.values.model import REQUIRED as REQUIRED
    from floe_charts.values.model import Values as Values
    from floe_charts.values.model import value as value
    from floe_charts.values.rules import Rule as Rule
    from floe_charts.values.subchart import SubchartValues as SubchartValues

__version__ = "0.1.0"

prefer_wheel_node()  # now: a chart's module may import cdk8s, which starts Node, before the rest of this

_HOMES = {
    "constructs.component": ("Component",),
    "constructs.custom_resource": ("custom_resource",),
    "constructs.helm_chart": ("HelmChart", "Subchart"),
    "constructs.info": ("ChartInfo",),
    "constructs.scopes": ("ForEach", "When"),
    "flow.inside": (
        "below",
        "build",
        "choose",
        "each",
        "each_of",
        "entries",
        "fallback",
        "is_set",
        "items",
        "joined",
        "merged",
        "not_",
        "only_if",
        "overlaid",
        "without",
    ),
    "flow.texts": ("json_text", "raw"),
    "template.context": ("Release",),
    "values.common": ("ChartValues",),
    "values.kinds": ("Kubernetes",),
    "values.model": ("REQUIRED", "Values", "value"),
    "values.rules": ("Rule",),
    "values.subchart": ("SubchartValues",),
}
__all__ = sorted(name for names in _HOMES.values() for name in names)

if not TYPE_CHECKING:  # a type checker would take every name for one of the package's
    __getattr__ = loader(__name__, _HOMES)
