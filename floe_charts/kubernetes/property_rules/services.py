"""What the API server checks about one property of Services, Ingresses and NetworkPolicies."""

from __future__ import annotations

from floe_charts.kubernetes.groups import CORE, NETWORKING
from floe_charts.kubernetes.patterns import (
    CIDR,
    CLUSTER_IP,
    DNS_LABEL,
    DNS_SUBDOMAIN,
    INGRESS_HOST,
    IP,
    LABEL_KEY,
    LABELS,
    OPTIONAL_PORT,
    PORT,
    PORT_NAME,
    PORT_OR_NAME,
    PROTOCOL,
    SERVICE_NAME,
    SOME,
    between,
    each,
    one_of,
    pattern,
)
from floe_charts.kubernetes.property_rules.table import Table

RULES: Table = {
    CORE: {
        "ClientIPConfig": {"timeoutSeconds": between(1, 86400)},
        "ServicePort": {
            "appProtocol": LABEL_KEY,
            "name": DNS_LABEL,
            "nodePort": OPTIONAL_PORT,
            "port": PORT,
            "protocol": PROTOCOL,
            "targetPort": PORT_OR_NAME,
        },
        "ServiceSpec": {
            "clusterIP": CLUSTER_IP,
            "externalIPs": each(IP),
            "externalName": DNS_SUBDOMAIN,
            "externalTrafficPolicy": one_of("Cluster", "Local"),
            "internalTrafficPolicy": one_of("Cluster", "Local"),
            "ipFamilies": each(one_of("IPv4", "IPv6"), maxItems=2),
            "ipFamilyPolicy": one_of("SingleStack", "PreferDualStack", "RequireDualStack"),
            "loadBalancerClass": LABEL_KEY,
            "loadBalancerIP": IP,
            "loadBalancerSourceRanges": each(CIDR),
            "selector": LABELS,
            "sessionAffinity": one_of("None", "ClientIP"),
            "type": one_of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
        },
    },
    NETWORKING: {
        "HTTPIngressPath": {
            "path": pattern("(/.*)?"),
            "pathType": one_of("Exact", "ImplementationSpecific", "Prefix"),
        },
        "HTTPIngressRuleValue": {"paths": SOME},
        "IPBlock": {"cidr": CIDR, "except": each(CIDR)},
        "IngressRule": {"host": INGRESS_HOST},
        "IngressServiceBackend": {"name": SERVICE_NAME},
        "IngressSpec": {"ingressClassName": DNS_SUBDOMAIN},
        "IngressTLS": {"hosts": each(INGRESS_HOST)},
        "NetworkPolicyPort": {"endPort": PORT, "port": PORT_OR_NAME, "protocol": PROTOCOL},
        "NetworkPolicySpec": {"policyTypes": each(one_of("Ingress", "Egress"), maxItems=2)},
        "ServiceBackendPort": {"name": PORT_NAME, "number": PORT},
    },
}
