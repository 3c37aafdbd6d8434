"""What a template can see when it is evaluated in Python instead of by Helm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Release:
    """The installation a chart is rendered for, as Helm's ``.Release``."""

    name: str = "release"
    namespace: str = "default"
    service: str = "Helm"
    #: Whether the chart is installed by itself and not as another one's subchart: Helm's ``.Chart.IsRoot``.
    root: bool = True


@dataclass(frozen=True)
class Context:
    """One evaluation: merged values, release, chart metadata, loop variables and template parameters.

    ``values`` are the coalesced values (defaults and overrides merged), as Helm hands them to a template.
    """

    values: Mapping[str, Any]
    release: Release = Release()
    chart: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)

    def bind(self, **variables: Any) -> Context:
        """The same context with loop variables added."""
        return replace(self, variables={**self.variables, **variables})

    def call(self, params: Mapping[str, Any]) -> Context:
        """The context inside a named template: its own parameters, no loop variables."""
        return replace(self, variables={}, params=params)
