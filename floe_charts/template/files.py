"""The text of a file that comes with the chart."""

from __future__ import annotations

import json
from dataclasses import dataclass

from floe_charts.template.context import Context
from floe_charts.template.expression import Env, Expr, Kind


@dataclass(frozen=True)
class FileText(Expr):
    """``.Files.Get``: the engine never parses the file, so the ``{{`` of dashboards in it stay what they are."""

    path: str
    kind: Kind = "str"

    def text(self, env: Env) -> str:
        return f"{env.member('Files.Get')} {json.dumps(self.path)}"

    def evaluate(self, context: Context) -> str:
        return context.files.get(self.path, "")
