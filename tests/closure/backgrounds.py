"""Values on which a change of some leaf shows, where neither the defaults nor random values would show it."""

from __future__ import annotations

from typing import Any

from floe_charts.testing.random import put

_IMAGE = {"repository": "acme/sales", "tag": "1.4.0"}


def _job(kind: str, schedule: str) -> dict[str, Any]:
    secret = {"secret": {"name": "warehouse"}} if schedule else {}  # one without inherits the name
    return {"type": kind, "image": _IMAGE, "schedule": schedule, **secret}


def _jobs(schedule: str) -> dict[str, Any]:
    return {kind: _job(kind, schedule) for kind in ("dbt", "dlt", "quality", "custom")}


def _volumes(*pods: str) -> dict[str, Any]:
    """A volume in each pod: only there a sidecar's mountVolumes counts."""
    found: dict[str, Any] = {}
    for pod in pods:
        found = put(found, (*pod.split("."), "volumes"), {"/data": {"emptyDir": {}}})
    return found


_PUBLISHED = {"collector": {"service": {"type": "LoadBalancer"}}}
_STAGING = {"global": {"environment": "staging"}}
_EXPORTER = {"type": "otlp_grpc", "host": "otel.example.com", "port": 4317, "signals": ["traces"]}
_EXTERNAL = {"mode": "external", "host": "db.example.com", "secret": {"existingSecret": "dagster-db"}}

_OWN = {"secret": {"existingSecret": "own"}}
_ROUTE: dict[str, Any] = {"httpRoute": {"parentRefs": {"public": {}}}}
#: What the schema wants beside every switch that is on: a route has a gateway.
NEEDED: dict[str, dict[str, Any]] = {
    "floe-services": {"webserver": _ROUTE},
    "floe-platform": {"floe-services": {"webserver": _ROUTE}, "polaris": _ROUTE},
}

#: A job of each type, with and without a schedule: what a type inherits shows in nothing else. A load balancer: only
#: there its address ranges count. An external database, or an
#: exporter, behind policies: they alone name its addresses. Accounts and Secrets of the installer's own: only beside
#: their names can the chart's be off.
BACKGROUNDS: dict[str, list[dict[str, Any]]] = {
    "floe-jobs": [
        {"jobs": _jobs("0 6 * * *")},
        {"jobs": _jobs("")},
        {"jobs": _jobs("0 6 * * *"), "defaults": {"suspend": True, "keepFinished": True}},
    ],
    "floe-services": [
        {"runAccess": {"name": "own"}, "postgresql": _OWN},
        {"networkPolicies": {"enabled": True}, "postgresql": _EXTERNAL},
        {
            **_volumes("webserver.pod", "daemon.pod", "codeLocationPod", "migration.pod"),
            **_volumes("postgresql.server", "secrets.pod", "test.pod"),
            "codeLocations": {"sales": {"image": _IMAGE, "module": "sales.definitions"}},
        },
    ],
    "otel-collector": [
        {**_STAGING, **_PUBLISHED},
        _volumes("collector.pod", "test.pod"),
        {"networkPolicies": {"enabled": True}, "exporters": {"out": _EXPORTER}},
    ],
    "floe-platform": [
        {"polaris": {"root": {"existingSecret": "root"}, "tokenKey": {"existingSecret": "own"}, "database": _OWN}},
        {**_STAGING, "otel-collector": _PUBLISHED},
        _volumes("polaris.pod", "polaris.database.server", "polaris.test.pod", "secrets.pod"),
    ],
}
