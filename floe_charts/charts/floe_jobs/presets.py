"""What dbt, dlt and the tools for data quality need to run on a read-only root, and one example of each.

Only /tmp is writable. Variables are the products' own; none of them holds a credential.
"""

from __future__ import annotations

from typing import Any


def _texts(**variables: str) -> dict[str, Any]:
    return {"env": {name: {"value": text} for name, text in variables.items()}}


#: Without both paths dbt exits with 2, also with file logs off.
DBT = _texts(
    DBT_LOG_FORMAT="json",
    DBT_LOG_PATH="/tmp/dbt/logs",
    DBT_PROFILES_DIR="/etc/floe/job",
    DBT_SEND_ANONYMOUS_USAGE_STATS="false",
    DBT_TARGET_PATH="/tmp/dbt/target",
    DBT_USE_COLORS="false",
)
#: State comes back from the destination, so scratch space is enough for dlt.
DLT = _texts(
    DLT_DATA_DIR="/tmp/dlt",
    DLT_LOCAL_DIR="/tmp/dlt/local",
    RUNTIME__DLTHUB_TELEMETRY="false",
    RUNTIME__LOG_FORMAT="JSON",
)
#: dbt tests and Great Expectations.
QUALITY = _texts(**{name: entry["value"] for name, entry in DBT["env"].items()}, GX_ANALYTICS_ENABLED="false")

PRESETS: dict[str, Any] = {"dbt": DBT, "dlt": DLT, "quality": QUALITY}

EXAMPLES: dict[str, Any] = {
    "transform": {
        "type": "dbt",
        "image": {"repository": "acme/sales-dbt", "tag": "1.4.0"},
        "command": ["dbt"],
        "args": ["build", "--project-dir", "/app"],
        "schedule": "0 6 * * *",
        "timeZone": "Europe/Zurich",
        "secret": {"name": "warehouse", "files": {"profiles.yml": "profiles.yml"}},
    },
    "ingest": {
        "type": "dlt",
        "image": {"repository": "acme/sales-ingest", "tag": "1.4.0"},
        "command": ["python", "-m", "sales.ingest"],
        "env": {"DLT_PROJECT_DIR": {"value": "/etc/floe/job"}},
        "schedule": "*/30 * * * *",
        "backoffLimit": 3,
        "secret": {"name": "sources", "files": {"secrets.toml": ".dlt/secrets.toml"}},
    },
    "checks": {
        "type": "quality",
        "image": {"repository": "acme/sales-dbt", "tag": "1.4.0"},
        "command": ["dbt"],
        "args": ["test", "--project-dir", "/app"],
        "schedule": "30 6 * * *",
        "secret": {"name": "warehouse"},
    },
    "backfill": {
        "type": "custom",
        "image": {"repository": "acme/backfill", "tag": "2026.1"},
        "args": ["--from", "2026-01-01"],
        "activeDeadlineSeconds": 14400,
        "volumes": {"/work": {"emptyDir": {"sizeLimit": "10Gi"}}},
    },
}

__all__ = ["EXAMPLES", "PRESETS"]
