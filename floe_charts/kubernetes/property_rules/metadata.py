"""What the API server checks about one property of metadata, selectors, ConfigMaps and Secrets."""

from __future__ import annotations

from floe_charts.kubernetes.groups import CORE, META
from floe_charts.kubernetes.patterns import (
    ANNOTATIONS,
    BASE64,
    DATA_KEY,
    DNS_LABEL,
    DNS_SUBDOMAIN,
    LABEL_KEY,
    LABEL_VALUE,
    LABELS,
    OBJECT_NAME,
    each,
    keyed,
    one_of,
)
from floe_charts.kubernetes.property_rules.table import Table

RULES: Table = {
    META: {
        "ObjectMeta": {
            "annotations": ANNOTATIONS,
            "generateName": OBJECT_NAME,
            "labels": LABELS,
            "name": OBJECT_NAME,
            "namespace": DNS_LABEL,
        },
        "LabelSelector": {"matchLabels": LABELS},
        "LabelSelectorRequirement": {
            "key": LABEL_KEY,
            "operator": one_of("In", "NotIn", "Exists", "DoesNotExist"),
            "values": each(LABEL_VALUE),
        },
    },
    CORE: {
        "ConfigMap": {"binaryData": keyed(DATA_KEY, BASE64), "data": keyed(DATA_KEY)},
        "LocalObjectReference": {"name": DNS_SUBDOMAIN},
        "Secret": {"data": keyed(DATA_KEY, BASE64), "stringData": keyed(DATA_KEY)},
    },
}
