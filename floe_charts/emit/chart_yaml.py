"""Chart.yaml and .helmignore."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from floe_charts.constructs import helmignore
from floe_charts.constructs.info import ChartInfo
from floe_charts.emit.plain_yaml import pair

HELMIGNORE = "\n".join(("# What a package leaves out.", *helmignore.PATTERNS, ""))


def chart_yaml(info: ChartInfo, dependencies: Sequence[dict[str, Any]] = ()) -> str:
    """Chart.yaml in the order Helm's own scaffold uses."""
    known: list[tuple[str, Any]] = [
        ("apiVersion", "v2"),
        ("name", info.name),
        ("description", info.description),
        ("type", "application"),
        ("version", info.version),
        ("appVersion", info.app_version),
        ("kubeVersion", info.kube_version),
        ("keywords", list(info.keywords)),
        ("home", info.home),
        ("sources", list(info.sources)),
        ("maintainers", [{"name": name} for name in info.maintainers]),
        ("annotations", dict(info.annotations)),
        ("dependencies", list(dependencies)),
    ]
    return "\n".join(line for key, value in known if value for line in pair(key, value)) + "\n"
