"""What the API server checks about one property of where pods run, and before whom."""

from __future__ import annotations

from floe_charts.kubernetes.conditions import equals, when
from floe_charts.kubernetes.groups import CORE, SCHEDULING
from floe_charts.kubernetes.patterns import (
    DNS_LABEL,
    DNS_SUBDOMAIN,
    LABEL_KEY,
    LABEL_VALUE,
    POSITIVE,
    SOME,
    WEIGHT,
    each,
    one_of,
    pattern,
)
from floe_charts.kubernetes.property_rules.table import Table

_OF_LABELS = when(equals("operator", "In", "NotIn"), {"properties": {"values": each(LABEL_VALUE)}})
# The one field of a node that can be asked for is its name.
_OF_THE_NODE = {
    "properties": {
        "key": one_of("metadata.name"),
        "operator": one_of("In", "NotIn"),
        "values": each(DNS_SUBDOMAIN, minItems=1, maxItems=1),
    }
}

RULES: Table = {
    CORE: {
        "NodeSelector": {"nodeSelectorTerms": SOME},
        "NodeSelectorTerm": {"matchExpressions": each(_OF_LABELS), "matchFields": each(_OF_THE_NODE)},
        "NodeSelectorRequirement": {
            "key": LABEL_KEY,
            "operator": one_of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
        },
        "PodAffinityTerm": {"namespaces": each(DNS_LABEL), "topologyKey": LABEL_KEY},
        "PreferredSchedulingTerm": {"weight": WEIGHT},
        "Toleration": {
            "effect": one_of("NoSchedule", "PreferNoSchedule", "NoExecute"),
            "key": pattern(f"({LABEL_KEY['pattern'][1:-1]})?"),
            "operator": one_of("Exists", "Equal"),
            "value": LABEL_VALUE,
        },
        "TopologySpreadConstraint": {
            "maxSkew": POSITIVE,
            "minDomains": POSITIVE,
            "nodeAffinityPolicy": one_of("Honor", "Ignore"),
            "nodeTaintsPolicy": one_of("Honor", "Ignore"),
            "topologyKey": LABEL_KEY,
            "whenUnsatisfiable": one_of("DoNotSchedule", "ScheduleAnyway"),
        },
        "WeightedPodAffinityTerm": {"weight": WEIGHT},
    },
    SCHEDULING: {
        "PriorityClass": {"preemptionPolicy": one_of("Never", "PreemptLowerPriority")},
    },
}
