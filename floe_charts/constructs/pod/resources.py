"""Requests and limits of CPU and memory."""

from __future__ import annotations

from typing import Any

#: All four must be given: a quota on limits refuses a pod that leaves one out.
COMPLETE = {
    "required": ["requests", "limits"],
    "properties": {part: {"required": ["cpu", "memory"]} for part in ("requests", "limits")},
}


def resources(cpu: str, memory: str, cpu_limit: str, memory_limit: str) -> Any:
    """Requests, then limits.

    >>> resources("100m", "64Mi", "1", "128Mi")["limits"]
    {'cpu': '1', 'memory': '128Mi'}
    """
    return {"requests": {"cpu": cpu, "memory": memory}, "limits": {"cpu": cpu_limit, "memory": memory_limit}}
