"""What Chart.yaml says about a chart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import semver

from floe_charts.chart_name import WORDS, is_chart_name

#: What Helm's lint takes for a URL, and people can open.
_URL = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#](%[0-9A-Fa-f]{2}|[!-$&-~])*)?")


@dataclass(frozen=True)
class ChartInfo:
    """Name, versions and provenance of a chart.

    ``home`` is the page of what the chart deploys, ``sources`` are where its source code lies, ``icon`` is an SVG or
    PNG that stays where it is (Helm's lint recommends one): all URLs. ``maintainers`` are names. Raises ValueError
    for a name, a version or a URL that Helm would refuse.

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
    icon: str = ""
    annotations: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not is_chart_name(self.name):
            raise ValueError(f"{self.name}: is no chart name; use {WORDS}")
        if not semver.Version.is_valid(self.version):
            raise ValueError(f"{self.name}: version {self.version!r} is not SemVer; write it as 1.2.3")
        urls = {"home": (self.home,), "icon": (self.icon,), "sources": self.sources}
        for key, url in ((key, url) for key, found in urls.items() for url in found):
            if not _URL.fullmatch(url) and (url or key == "sources"):
                raise ValueError(f"{self.name}: {key} {url!r} is no URL; write it as https://example.com/page")
