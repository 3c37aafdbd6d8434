"""What a rule says when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Finding:
    """One thing wrong, where it is and what to do about it.

    >>> str(Finding("Pod/a spec", "hostPID is true", "remove it", "pod_security"))
    'Pod/a spec: hostPID is true; remove it'
    """

    where: str
    what: str
    todo: str
    rule: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.todo}"

    def with_rule(self) -> str:
        """The line with the rule's name behind it, which an ``Allowance`` takes."""
        return f"{self} [{self.rule}]"

    def within(self, chart: str) -> Finding:
        """The same finding, its place prefixed with the chart's name; unchanged when `chart` is empty."""
        return replace(self, where=f"{chart}/{self.where}") if chart else self
