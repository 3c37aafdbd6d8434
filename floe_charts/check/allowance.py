"""Findings a chart declares to be right as they are, each with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from floe_charts.check.finding import Finding

#: Where Chart.yaml keeps them, so that whoever lints the written chart sees them too.
ANNOTATION = "floe-charts/allowed-findings"


@dataclass(frozen=True)
class Allowance:
    """Findings of one rule whose text holds ``text`` are right, because of ``why``.

    >>> Allowance("probes", "daemon", "nothing calls the daemon").covers(Finding("Deployment/daemon", "x", "y", "probes"))
    True
    """

    rule: str
    text: str
    why: str

    def covers(self, finding: Finding) -> bool:
        """Whether this is one of those findings."""
        return finding.rule == self.rule and self.text in str(finding)


def not_allowed(findings: Iterable[Finding], allowed: Iterable[Allowance]) -> Iterator[Finding]:
    """The findings nobody declared to be right."""
    known = tuple(allowed)
    return (finding for finding in findings if not any(allowance.covers(finding) for allowance in known))


def write(allowed: Iterable[Allowance]) -> dict[str, str]:
    """As annotations of Chart.yaml."""
    listed = [asdict(allowance) for allowance in dict.fromkeys(allowed)]
    return {ANNOTATION: json.dumps(listed, indent=2) + "\n"} if listed else {}


def read(chart: Mapping[str, Any]) -> list[Allowance]:
    """From Chart.yaml."""
    text = (chart.get("annotations") or {}).get(ANNOTATION, "[]")
    return [Allowance(**item) for item in json.loads(text)]
