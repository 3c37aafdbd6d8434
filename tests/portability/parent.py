"""A parent chart that holds another chart under a condition and shares an open ``global`` with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml


def parent_chart(chart: Path, directory: Path) -> Path:
    """The parent's directory; the chart lies unpacked below it."""
    about = yaml.safe_load((chart / "Chart.yaml").read_text())
    root = directory / "parent"
    shutil.copytree(chart, root / "charts" / chart.name)
    dependency = {"name": about["name"], "version": about["version"], "condition": "part.enabled"}
    text = {"apiVersion": "v2", "name": "parent", "version": "1.0.0", "dependencies": [dependency]}
    (root / "Chart.yaml").write_text(yaml.safe_dump(text))
    (root / "values.yaml").write_text("global:\n  other: {}\n")
    return root
