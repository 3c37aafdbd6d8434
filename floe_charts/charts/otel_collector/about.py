"""What README.md says beyond the table of values."""

from __future__ import annotations

ABOUT = """\
## Exporters

Each entry of `exporters` is one place to send to, with the signals it gets. Pipelines follow from them:
a signal that no exporter takes is not received, and its senders are told so. Without any exporter all
telemetry goes to the collector's log.

```yaml
exporters:
  jaeger:
    type: jaeger
    signals: [traces]
    host: jaeger
    port: 4317
    insecure: true
  grafana:
    type: grafana_cloud
    signals: [traces, metrics, logs]
    host: otlp-gateway-prod-eu-west-0.grafana.net
    username: "123456"
    secret:
      name: grafana-cloud
      key: token
  datadog:
    type: datadog
    signals: [traces, metrics]
    host: datadoghq.eu
    secret:
      name: datadog
      key: api-key
```

Host and port are values of their own because the NetworkPolicy needs the port too. What a type needs
and takes is checked before the install. Secrets exist beforehand; they are mounted as files and read at
start, so restart the pods after changing one (`grafana_cloud` notices by itself).

`caFile`, `certFile` and `keyFile` are paths: `collector.pod.volumes` mounts the Secret they come from, for
instance `/etc/client: {secret: {secretName: collector-client}}` with `certFile: /etc/client/tls.crt`.

## Metrics

Port 8888 tells about the collector itself. `prometheus.enabled` opens another port for Prometheus to
scrape what senders sent. With several pods each holds what it received, so scrape every pod, or send by
`prometheus_remote_write` or OTLP instead. Both ports are in a Service of their own, `<name>-metrics`, which
is never published: `collector.service.type: LoadBalancer` is about OTLP alone. While
`networkPolicies.enabled`, a Prometheus of another namespace must be listed in `networkPolicies.scrapers`, which
opens these ports and not those of OTLP.

## Configuration of your own

`config` is laid over all that, last, and only the collector checks it: maps are merged, and a list takes the
place of the chart's, so repeat what of it you keep. Health check and addresses of the OTLP receiver follow from
other values and cannot be set here; without the reader on port 8888 the metrics Service has nothing to serve.
What listens on another port needs `collector.extraPorts` too. For instance spans of Zipkin:

```yaml
config:
  receivers:
    zipkin:
      endpoint: 0.0.0.0:9411
  service:
    pipelines:
      traces:
        receivers: [otlp, zipkin]
collector:
  extraPorts:
    "9411": {}
```

## TLS

OTLP is plain text, on a load balancer as inside the cluster, until the receiver has a certificate. Mount one and
name its files; with TLS on HTTP switch the test off (`test.enabled: false`), which speaks plain HTTP:

```yaml
collector:
  pod:
    volumes:
      /etc/otlp:
        secret: {secretName: collector-tls}
config:
  receivers:
    otlp:
      protocols:
        grpc:
          tls: {cert_file: /etc/otlp/tls.crt, key_file: /etc/otlp/tls.key}
```

## Attributes of pods

Pods get no token for the Kubernetes API, unless `serviceAccount.role` names a Role to bind their account to. The
processor `k8s_attributes` wants one that lets it `get`, `watch` and `list` pods, and replicasets of `apps`; with
`filter.namespace` a Role is enough:

```yaml
serviceAccount:
  role: read-pods
extraObjects:
  role:
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: read-pods}
    rules:
      - {apiGroups: [""], resources: [pods], verbs: [get, watch, list]}
      - {apiGroups: [apps], resources: [replicasets], verbs: [get, watch, list]}
config:
  processors:
    k8s_attributes:
      filter: {namespace: floe-dev}
  service:
    pipelines:
      traces:
        processors: [memory_limiter, k8s_attributes, batch]
```

## Memory

The memory limiter keeps to a percentage of the container's memory limit: it refuses data, and senders
try again.

## NetworkPolicies

With `networkPolicies.enabled` senders come from the release's namespace or from `clients`, a load balancer's
included. Exporters reach the namespace's pods, `exporterPods` and `externalCidrs`, each on the ports of
`exporters`. Cilium matches no node by an `ipBlock` unless it runs with `policyCIDRMatchMode: nodes`: without that
mode list the port of an API server on nodes (`serviceAccount.role`) or of a host that is a node in
`extraEgress`, without `to`.
"""
