"""Write one chart's files to standard output as a digest each: what another process compares."""

from __future__ import annotations

import hashlib
import json
import sys

from floe_charts.emit.chart import chart_files
from tests.support import charts


def main(names: list[str]) -> None:
    found = {name: {path: _digest(text) for path, text in chart_files(charts.model(name)).items()} for name in names}
    print(json.dumps(found))


def _digest(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
