"""What the API server checks between the properties of one object, by the definition's full name."""

from __future__ import annotations

from collections.abc import Mapping

from floe_charts.kubernetes.conditions import Rules
from floe_charts.kubernetes.groups import CORE
from floe_charts.kubernetes.network_rules import NETWORK_RULES
from floe_charts.kubernetes.pod_rules import POD_RULES
from floe_charts.kubernetes.workload_rules import WORKLOAD_RULES

OBJECT_RULES: Mapping[str, Rules] = {**POD_RULES, **WORKLOAD_RULES, **NETWORK_RULES}

ONE_SOURCE: Mapping[str, frozenset[str]] = {
    f"{CORE}.EnvVarSource": frozenset(),
    f"{CORE}.LifecycleHandler": frozenset(),
    f"{CORE}.Volume": frozenset({"name"}),
    f"{CORE}.VolumeProjection": frozenset(),
}
"""Definitions of which exactly one property is given, besides those listed here.

The server turns a volume without a source into an emptyDir and skips an empty projection; neither is what a
chart ever meant, so both are refused.
"""
