"""Ask Helm's own engine what an expression comes to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from floe_charts.helm import InProcess

CHART = "apiVersion: v2\nname: probe\nversion: 0.1.0\n"


@contextmanager
def chart(files: Mapping[str, str]) -> Iterator[Path]:
    with TemporaryDirectory() as directory:
        for name, text in {"Chart.yaml": CHART, **files}.items():
            path = Path(directory, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield Path(directory)


def rendered(template: str, values: Mapping[str, Any] | None = None, helpers: str = "") -> str:
    """The text of one template."""
    with chart({"templates/a.yaml": template, "templates/_h.tpl": helpers}) as path:
        return InProcess().render(path, values).manifests.get("probe/templates/a.yaml", "")


def objects(template: str, values: Mapping[str, Any] | None = None, helpers: str = "") -> list[Any]:
    """The objects of one template, read by Go's YAML parser."""
    with chart({"templates/a.yaml": template, "templates/_h.tpl": helpers}) as path:
        return InProcess().render(path, values).objects


def results(
    expressions: Sequence[str], values: Mapping[str, Any] | None = None, helpers: str = "", before: str = ""
) -> list[Any]:
    """What the expressions come to, as JSON says it."""
    lines = "".join(f'{{{{ toJson (dict "r" ({text})) }}}}\n' for text in expressions)
    return [json.loads(line)["r"] for line in rendered(before + lines, values, helpers).split("\n") if line]
