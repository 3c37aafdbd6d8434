"""Findings a chart declares to be right as they are, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from floe_charts.check.finding import Finding


@dataclass(frozen=True)
class Allowance:
    """Findings of one rule whose text holds ``text`` are right, because of ``why``.

    ``rule`` is one of ``floe_charts.rule_names``; synthesis refuses a chart that allows itself anything else.

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
