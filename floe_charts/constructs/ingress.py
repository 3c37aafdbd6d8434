"""An Ingress in front of a component's Service, off unless an installer wants it."""

from __future__ import annotations

from typing import Annotated, Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.component import Component
from floe_charts.constructs.scopes import When
from floe_charts.flow.inside import choose, each, is_set, joined, only_if
from floe_charts.flow.never_empty import filled, given
from floe_charts.name_patterns import DNS_LABEL, SERVICE_NAME
from floe_charts.values.constraint import Constraint, LabelKey, ObjectName, Path
from floe_charts.values.model import Values, value

#: The last word starts with a letter: Kubernetes takes no IP address here.
IngressHost = Annotated[
    str,
    Constraint(
        "a host name such as app.example.org or *.example.org",
        {"pattern": rf"^(\*\.)?({DNS_LABEL}\.)*{SERVICE_NAME}$", "maxLength": 253},
    ),
]


class IngressValues(Values):
    """A way in from outside the cluster, through its ingress controller."""

    enabled: bool = value(
        False, "Create an Ingress; networkPolicies.clients must let the pods of the ingress controller in."
    )
    class_name: ObjectName | None = value(
        None, "Ingress class; unset takes the cluster's default class.", example="nginx"
    )
    hosts: dict[IngressHost, Path] = value(
        {},
        "Path prefix that leads here, by host name; nothing is rewritten. Empty answers every host and path.",
        example={"app.example.org": "/"},
    )
    tls_secret: ObjectName | None = value(
        None, "Secret with the certificate of all hosts; unset is plain HTTP.", example="wildcard-tls"
    )
    annotations: dict[LabelKey, str] = value({}, "Annotations, for the ingress controller or cert-manager.")


def ingress(component: Component, values: IngressValues, port: str) -> k8s.KubeIngress:
    """The Ingress to the named port of the component's Service.

    >>> ingress(self, values.webserver.ingress, "http")             # doctest: +SKIP
    """
    enabled = When(component, "exposed", values.enabled)
    backend = k8s.IngressBackend(
        service=k8s.IngressServiceBackend(name=component.name, port=k8s.ServiceBackendPort(name=port))
    )
    hosts = each(values.hosts, lambda host, path: host)
    certificate = k8s.IngressTls(hosts=hosts, secret_name=given(values.tls_secret))
    ways = choose(
        is_set(values.hosts),
        k8s.IngressSpec(rules=each(values.hosts, lambda host, path: _rule(host, path, backend))),
        k8s.IngressSpec(default_backend=backend),
    )
    tls = only_if(is_set(values.tls_secret), [certificate])
    spec = joined(k8s.IngressSpec(ingress_class_name=values.class_name, tls=tls), ways)
    metadata = component.metadata(annotations=values.annotations)
    return k8s.KubeIngress(enabled, "ingress", metadata=metadata, spec=filled(spec, component.chart.registry))


def _rule(host: str, path: Any, backend: k8s.IngressBackend) -> k8s.IngressRule:
    paths = [k8s.HttpIngressPath(path=path, path_type="Prefix", backend=backend)]
    return k8s.IngressRule(host=host, http=k8s.HttpIngressRuleValue(paths=paths))
