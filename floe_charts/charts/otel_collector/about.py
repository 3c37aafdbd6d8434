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

## Memory

The memory limiter keeps to a percentage of the container's memory limit: it refuses data, and senders
try again.
"""
