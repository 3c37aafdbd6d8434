"""Values on which a change of some leaf shows, where neither the defaults nor random values would show it."""

from __future__ import annotations

from typing import Any

_IMAGE = {"repository": "acme/sales", "tag": "1.4.0"}


def _job(kind: str, schedule: str) -> dict[str, Any]:
    return {"type": kind, "image": _IMAGE, "schedule": schedule, "secret": {"name": "warehouse"}}


def _jobs(schedule: str) -> dict[str, Any]:
    return {kind: _job(kind, schedule) for kind in ("dbt", "dlt", "quality", "custom")}


_PUBLISHED = {"collector": {"service": {"type": "LoadBalancer"}}}
_STAGING = {"global": {"environment": "staging"}}
_EXTERNAL = {"mode": "external", "host": "db.example.com", "secret": {"existingSecret": "dagster-db"}}

#: A job of each type, with and without a schedule: what a type inherits shows in nothing else. A load balancer: only
#: there its address ranges count. An external database behind policies: they alone name its addresses.
BACKGROUNDS: dict[str, list[dict[str, Any]]] = {
    "floe-jobs": [
        {"jobs": _jobs("0 6 * * *")},
        {"jobs": _jobs("")},
        {"jobs": _jobs("0 6 * * *"), "defaults": {"suspend": True, "keepFinished": True}},
    ],
    "floe-services": [{"networkPolicies": {"enabled": True}, "postgresql": _EXTERNAL}],
    "otel-collector": [{**_STAGING, **_PUBLISHED}],
    "floe-platform": [{**_STAGING, "otel-collector": _PUBLISHED}],
}
