"""Where a chart's folder keeps its allowances, so that whoever lints the written chart sees them too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from floe_charts.constructs.allowance import Allowance

#: Packages leave it out.
FILE = ".floe-lint.json"


def write(allowed: Iterable[Allowance]) -> dict[str, str]:
    """As a file of the chart's folder, by its path; none where nothing is declared."""
    listed = [asdict(allowance) for allowance in dict.fromkeys(allowed)]
    return {FILE: json.dumps(listed, indent=2) + "\n"} if listed else {}


def read(chart: Path) -> list[Allowance]:
    """From a chart's folder. Raises ValueError for a file that `write` did not write."""
    file = chart / FILE
    if not file.is_file():
        return []
    try:
        return [Allowance(**item) for item in json.loads(file.read_text(encoding="utf-8"))]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{file}: is no list of allowances; run floe-charts synth") from error
