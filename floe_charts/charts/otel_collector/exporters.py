"""Values of the exporters: where telemetry goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from floe_charts.charts.otel_collector.exporter_types import CLIENT, TYPES, ExporterKind, ExporterType
from floe_charts.values.constraint import Constraint, HostName, ObjectName, Path, SecretKey
from floe_charts.values.model import REQUIRED, Reserved, Values, value
from floe_charts.values.rules import Rule

Signal = Literal["traces", "metrics", "logs"]
UrlPath = Annotated[
    str,
    Constraint(
        "empty, or a URL path such as /otlp",
        {"pattern": r"^((/([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)+/?|/)?$", "maxLength": 1024},
    ),
]
HeaderName = Annotated[
    str, Constraint("a header name in lower case", {"pattern": r"^[a-z0-9][a-z0-9-]*$", "maxLength": 128})
]
Printable = Annotated[str, Constraint("one line of printable ASCII", {"pattern": r"^[\x20-\x7e]*$", "maxLength": 1024})]

SETTINGS = ("host", "port", "path", *CLIENT, "username", "verbosity")
#: Keys with a default of their own: no null stands for them.
SOLID = ("port", "secret", "verbosity")
#: ``$comment`` is what somebody who sets them is told.
UNUSED = {"$comment": "no such value, for an exporter of this type does not use it"}
ABSENT: dict[str, Any] = {"not": {}, **UNUSED}
NULL: dict[str, Any] = {"enum": [None], **UNUSED}
PRESENT: dict[str, Any] = {"type": "string", "minLength": 1}
WHAT_NEEDED: Mapping[str, Mapping[str, Any]] = {
    "host": {"host": PRESENT},
    "port": {},
    "path": {"path": PRESENT},
    "username": {"username": PRESENT},
    "secret": {"secret": {"required": ["name"]}, "secret.name": PRESENT},
}


def _rules() -> tuple[Rule, ...]:
    pair = (_together("certFile", "keyFile"), _together("keyFile", "certFile"))
    return (*(_rule(name, kind) for name, kind in TYPES.items()), *pair)


def _together(one: str, other: str) -> Rule:
    """The collector does not start with half of a client certificate."""
    given = {"type": "string"}
    return Rule({one: given}, {"": {"required": [other]}, other: given}, f"{one} of an exporter needs its {other}")


def _rule(name: str, kind: ExporterKind) -> Rule:
    """What is missing is refused, and what would do nothing."""
    then: dict[str, Mapping[str, Any]] = {"": {"required": list(kind.needed)}} if kind.needed else {}
    for key in kind.needed:
        then |= WHAT_NEEDED[key]
    then |= {key: ABSENT if key in SOLID else NULL for key in SETTINGS if key not in (*kind.needed, *kind.allowed)}
    then |= {"signals": {"items": {"const": kind.signal}}} if kind.signal else {}
    wants = f"needs {', '.join(kind.needed)} and takes" if kind.needed else "takes"
    others = ", ".join(kind.allowed) or "nothing else"
    return Rule({"type": {"const": name}}, then, f"an exporter of type {name} {wants} {others}")


class SecretValues(Values):
    """A key of an existing Secret, mounted as a file, never copied into a variable or the configuration."""

    name: ObjectName | None = value(None, "Name of the Secret.", example="grafana-cloud")
    key: SecretKey = value("token", "Key of the Secret.")


class ExporterEntry(Values):
    """One place telemetry is sent to.

    Which keys a type needs and takes is checked before the install: an exporter that is named but not
    configured is refused.
    """

    reserved: ClassVar[Reserved] = {"headers": ("authorization",)}
    rules: ClassVar[tuple[Rule, ...]] = _rules()

    type: ExporterType = value(REQUIRED, "What it speaks; jaeger is OTLP over gRPC, grafana_cloud OTLP over HTTP.")
    enabled: bool = value(True, "Send to it.")
    signals: list[Signal] = value(
        REQUIRED,
        "What is sent: jaeger takes traces, prometheus_remote_write metrics.",
        schema={"minItems": 1, "uniqueItems": True},
    )
    host: HostName = value("", "Host it is sent to; of datadog the site, such as datadoghq.eu.")
    port: int = value(443, "Port it is sent to; 4317 is usual for OTLP over gRPC.", minimum=1, maximum=65535)
    path: UrlPath = value(
        "",
        "Path of the URL. prometheus_remote_write must have one, such as /api/v1/write of Prometheus or /api/v1/push of"
        " Mimir; of grafana_cloud it is /otlp unless set; otlp_http adds /v1/traces and the like to it.",
    )
    insecure: bool = value(False, "Send without TLS.")
    ca_file: Path | None = value(None, "File with the certificate authority, mounted by collector.pod.volumes.")
    cert_file: Path | None = value(
        None, "File with the client's certificate, for mutual TLS, mounted by collector.pod.volumes."
    )
    key_file: Path | None = value(None, "File with the key of that certificate, mounted likewise.")
    headers: dict[HeaderName, Printable] = value(
        {}, "Headers, none of them secret; ${env:NAME} and ${file:PATH} are filled in by the collector."
    )
    username: Printable = value("", "User of grafana_cloud: the instance id.")
    secret: SecretValues = value(
        SecretValues(),
        "API key of datadog, token of grafana_cloud; of others the authorization header, such as Bearer abc.",
    )
    verbosity: Literal["basic", "normal", "detailed"] = value("basic", "How much debug prints.")
