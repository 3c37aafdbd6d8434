"""The installer's own keys of dagster.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from floe_charts.values.anything import FREE
from floe_charts.values.constraint import Constraint
from floe_charts.values.model import value

#: A key of dagster.yaml.
SettingName = Annotated[str, Constraint("a key of dagster.yaml, such as run_retries", {"pattern": "^[a-z][a-z0-9_]*$"})]
#: What the chart writes, and the older spellings of it that Dagster refuses beside it.
OWN = (
    "storage",
    "run_storage",
    "event_log_storage",
    "schedule_storage",
    "run_coordinator",
    "run_queue",
    "run_launcher",
    "telemetry",
)
#: Keys of which the chart writes a part, or a default.
MERGED = ("compute_logs", "concurrency", "run_monitoring")


def _open(*taken: str, **properties: Any) -> Mapping[str, Any]:
    """A free map without the keys that the chart sets from values of their own."""
    return {"type": "object", "properties": {**_refused(*taken), **properties}, "additionalProperties": FREE}


def _refused(*keys: str) -> dict[str, Any]:
    """Keys that may not be there. Where ``propertyNames`` says so, Helm's message does not tell where they stand."""
    return {key: {"description": "The chart sets it itself.", "not": {}} for key in keys}


SCHEMA: Mapping[str, Any] = {
    "properties": {
        **_refused(*OWN),
        "compute_logs": {
            "type": "object",
            "required": ["module", "class"],
            "additionalProperties": False,
            "properties": {"module": {"type": "string"}, "class": {"type": "string"}, "config": _open()},
        },
        "concurrency": _open(runs=_open("max_concurrent_runs")),
        "run_monitoring": _open("enabled", "start_timeout_seconds"),
    }
}
EXAMPLE: Mapping[str, Any] = {
    "compute_logs": {
        "module": "dagster_aws.s3.compute_log_manager",
        "class": "S3ComputeLogManager",
        "config": {"bucket": "acme-dagster", "prefix": "compute-logs", "skip_empty_files": True},
    },
    "run_retries": {"enabled": True, "max_retries": 2},
    "concurrency": {
        "pools": {"default_limit": 1},
        "runs": {"tag_concurrency_limits": [{"key": "dagster/backfill", "limit": 5}]},
    },
    "run_monitoring": {"max_runtime_seconds": 43200},
    "retention": {"sensor": {"purge_after_days": {"skipped": 7}}},
    "sensors": {"use_threads": True, "num_workers": 4},
    "python_logs": {"python_log_level": "INFO"},
    "code_servers": {"reload_timeout": 300},
}


def dagster_yaml_value() -> Any:
    """The value for them."""
    return value(
        {},
        "More keys of dagster.yaml, in Dagster's own spelling, beside those the chart writes from other values."
        " Dagster checks them when it starts.",
        schema=SCHEMA,
        example=EXAMPLE,
    )
