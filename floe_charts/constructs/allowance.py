"""Findings a chart declares to be right as they are, each with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from floe_charts.check.finding import Finding

#: Where a chart's folder keeps them, so that whoever lints the written chart sees them too; packages leave it out.
FILE = ".floe-lint.json"


@dataclass(frozen=True)
class Allowance:
    """Findings of one rule whose text holds ``text`` are right, because of ``why``.

    >>> from floe_charts.check import Finding
    >>> Allowance("probes", "daemon", "nothing calls the daemon").covers(Finding("Pod/daemon", "x", "y", "probes"))
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
    """As a file of the chart's folder, by its path; none where nothing is declared."""
    listed = [asdict(allowance) for allowance in dict.fromkeys(allowed)]
    return {FILE: json.dumps(listed, indent=2) + "\n"} if listed else {}


def read(chart: Path) -> list[Allowance]:
    """From a chart's folder."""
    file = chart / FILE
    return [Allowance(**item) for item in json.loads(file.read_text(encoding="utf-8"))] if file.is_file() else []
