"""Chart.yaml and .helmignore."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from floe_charts.constructs import helmignore
from floe_charts.constructs.info import ChartInfo
from floe_charts.emit.plain_yaml import pair

HELMIGNORE = "\n".join(("# What a package leaves out.", *helmignore.PATTERNS, ""))


def chart_yaml(info: ChartInfo, dependencies: Sequence[dict[str, Any]] = ()) -> str:
    """Chart.yaml: first what Helm's own scaffold has, in its order, then the rest in the order Helm documents."""
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
        ("dependencies", list(dependencies)),
        ("maintainers", [{"name": name} for name in info.maintainers]),
        ("icon", info.icon),
        ("annotations", dict(info.annotations)),
    ]
    return "\n".join(line for key, value in known if value for line in pair(key, value)) + "\n"
