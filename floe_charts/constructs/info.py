"""What Chart.yaml says about a chart."""

from __future__ import annotations

from dataclasses import dataclass, field

import semver

from floe_charts.chart_name import WORDS, is_chart_name


@dataclass(frozen=True)
class ChartInfo:
    """Name, versions and provenance of a chart.

    >>> ChartInfo("echo", "0.1.0", app_version="1.0", description="Answers what it is asked.").name
    'echo'
    """

    name: str
    version: str
    app_version: str
    description: str
    kube_version: str = ">=1.27.0-0"
    keywords: tuple[str, ...] = ()
    home: str = ""
    sources: tuple[str, ...] = ()
    maintainers: tuple[str, ...] = ()
    annotations: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not is_chart_name(self.name):
            raise ValueError(f"{self.name}: is no chart name; use {WORDS}")
        if not semver.Version.is_valid(self.version):
            raise ValueError(f"{self.name}: version {self.version!r} is not SemVer; write it as 1.2.3")
