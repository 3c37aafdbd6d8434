"""collector-config.yaml: receivers, processors, exporters and the pipelines that follow from them."""

from __future__ import annotations

from typing import Any

from floe_charts.charts.otel_collector.exporter_types import logs_in
from floe_charts.charts.otel_collector.raw_config import HEALTH_CHECK
from floe_charts.charts.otel_collector.sending import EVERYWHERE, Sending, exporter_id
from floe_charts.charts.otel_collector.values import HEALTH_PORT, METRICS_PORT, SECRETS, OtelCollectorValues
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.flow.inside import each, is_set, items, merged, not_, only_if
from floe_charts.flow.never_empty import filled, given
from floe_charts.flow.selection import pairs, some
from floe_charts.flow.shared_conditions import any_entry, named
from floe_charts.flow.texts import apply

SIGNALS = ("traces", "metrics", "logs")


class Configuration:
    """The collector's configuration for a chart's values.

    A pipeline exists for a signal that an exporter takes. Without any exporter the collector would refuse to
    start, so then all signals go to ``debug``, which prints them.
    """

    def __init__(self, chart: HelmChart[Any], values: OtelCollectorValues) -> None:
        self.chart, self.values = chart, values
        self.sending = Sending(chart)
        exports = any_entry(chart, "exports", values.exporters, _enabled, "Whether an exporter is on.")
        self.nothing = named(
            chart,
            "exportsNothing",
            not_(exports | values.prometheus.enabled),
            "Whether nothing is exported anywhere.",
        )
        self.signals = {signal: self._wanted(signal) for signal in SIGNALS}

    def _wanted(self, signal: str) -> Any:
        """Whether a pipeline for the signal exists."""
        taken = any_entry(
            self.chart,
            f"exports{signal.capitalize()}",
            self.values.exporters,
            lambda name, exporter: exporter.enabled & takes(exporter, signal),
            f"Whether an exporter takes {signal}.",
        )
        served = taken | self.values.prometheus.enabled if signal == "metrics" else taken
        name = f"receives{signal.capitalize()}"
        return named(self.chart, name, served | self.nothing, f"Whether there is a pipeline for {signal}.")

    def document(self) -> dict[str, Any]:
        """The whole file."""
        return {
            "receivers": {"otlp": {"protocols": self._protocols()}},
            "processors": self._processors(),
            "exporters": self._exporters(),
            "extensions": self._extensions(),
            "service": self._service(),
        }

    def _protocols(self) -> Any:
        otlp = self.values.receivers.otlp
        kinds: dict[str, Any] = {"grpc": otlp.grpc, "http": otlp.http}
        found = {name: only_if(kind.enabled, {"endpoint": f"{EVERYWHERE}:{kind.port}"}) for name, kind in kinds.items()}
        return filled(found, self.chart.registry)

    def _processors(self) -> dict[str, Any]:
        values = self.values.processors
        limiter, batch = values.memory_limiter, values.batch
        attributes = each(
            values.resource_attributes,
            lambda attribute, text: {"key": attribute, "value": text, "action": "upsert"},
        )
        return {
            "memory_limiter": {
                "check_interval": "1s",
                "limit_percentage": limiter.limit_percentage,
                "spike_limit_percentage": limiter.spike_limit_percentage,
            },
            "probabilistic_sampler": only_if(self._sampled(), {"sampling_percentage": values.sampling_percentage}),
            "resource": only_if(is_set(values.resource_attributes), {"attributes": attributes}),
            "batch": {"send_batch_size": batch.size, "timeout": batch.timeout},
        }

    def _sampled(self) -> Any:
        """Whether some traces are dropped."""
        return self.values.processors.sampling_percentage < 100

    def _exporters(self) -> dict[str, Any]:
        prometheus = self.values.prometheus
        fixed = {
            "debug": only_if(self.nothing, {"verbosity": "basic"}),
            "prometheus": only_if(
                prometheus.enabled,
                {
                    "endpoint": f"{EVERYWHERE}:{prometheus.port}",
                    "metric_expiration": prometheus.metric_expiration,
                },
            ),
        }
        sent = pairs(
            self.values.exporters,
            lambda name, exporter: only_if(exporter.enabled, self.sending.settings(name, exporter)),
        )
        return filled(merged(fixed, sent, disjoint=True), self.chart.registry)

    def _extensions(self) -> dict[str, Any]:
        def login(name: str, exporter: Any) -> Any:
            client = {"username": given(exporter.username), "password_file": f"{SECRETS}/{name}"}
            return only_if(_logs_in(exporter), {f"basicauth/{name}": {"client_auth": client}})

        own = {HEALTH_CHECK: {"endpoint": f"{EVERYWHERE}:{HEALTH_PORT}"}}
        return merged(own, pairs(self.values.exporters, login), disjoint=True)

    def _service(self) -> dict[str, Any]:
        collector = self.values.collector
        reader = {"pull": {"exporter": {"prometheus": {"host": EVERYWHERE, "port": METRICS_PORT}}}}
        logins = some(self.values.exporters, lambda name, exporter: only_if(_logs_in(exporter), f"basicauth/{name}"))
        return {
            "extensions": items(HEALTH_CHECK, logins),
            "telemetry": {
                "logs": {"level": collector.log_level, "encoding": "json"},
                "metrics": {"level": collector.metrics_level, "readers": [reader]},
            },
            "pipelines": filled(
                {signal: only_if(when, self._pipeline(signal)) for signal, when in self.signals.items()},
                self.chart.registry,
            ),
        }

    def _pipeline(self, signal: str) -> dict[str, Any]:
        values = self.values
        sampled = only_if(self._sampled(), "probabilistic_sampler") if signal == "traces" else None
        resource = only_if(is_set(values.processors.resource_attributes), "resource")
        sent = some(
            values.exporters,
            lambda name, exporter: only_if(
                exporter.enabled & takes(exporter, signal), exporter_id(self.chart, name, exporter)
            ),
        )
        served = only_if(values.prometheus.enabled, "prometheus") if signal == "metrics" else None
        return {
            "receivers": ["otlp"],
            "processors": items("memory_limiter", sampled, resource, "batch"),
            "exporters": items(only_if(self.nothing, "debug"), served, sent),
        }


def _enabled(name: str, exporter: Any) -> Any:
    return exporter.enabled


def takes(exporter: Any, signal: str) -> Any:
    """Whether an exporter gets a signal."""
    return apply("has", signal, exporter.signals, kind="bool")


def _logs_in(exporter: Any) -> Any:
    return exporter.enabled & logs_in(exporter)
