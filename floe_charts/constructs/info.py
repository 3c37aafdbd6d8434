"""What Chart.yaml says about a chart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import semver


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
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.name):
            raise ValueError(
                f"chart name {self.name!r}: use lower-case letters, digits and '-', starting with a letter"
            )
        if not semver.Version.is_valid(self.version):
            raise ValueError(f"{self.name}: version {self.version!r} is not SemVer; write it as 1.2.3")
