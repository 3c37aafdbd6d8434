"""Helm 4.2.3 in process: no executable, no cluster, a fraction of a millisecond per render."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from floe_charts.helm.api import Engine, Install, Rendered
from floe_charts.helm.errors import one_line, render_error, unreadable
from floe_charts.helm.sdk import sdk

# Severities of the SDK's lint report.
_WARNING, _ERROR = 2, 3


class InProcessChart:
    """A chart loaded once and rendered many times, for property tests.

    >>> with InProcessChart(Path("generated/charts/polaris")) as chart:  # doctest: +SKIP
    ...     chart.render({"replicaCount": 3}).objects
    """

    def __init__(self, path: Path) -> None:
        self._helm = sdk()
        try:
            self._chart = self._helm.Chart.load(os.fspath(path))
        except self._helm.HelmError as error:
            raise unreadable(path, str(error)) from error
        self._path = path
        # Helm strikes a subchart out of the loaded chart as soon as one render has it switched off.
        self._alone = not self._chart.dependencies
        self._notes = f"{self._chart.name}/templates/NOTES.txt"
        self._crds = _by_file(self._chart.crds)

    def __enter__(self) -> InProcessChart:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the chart's memory back; rendering after this is an error."""
        self._chart.close()

    def render(
        self,
        values: Mapping[str, Any] | None = None,
        *,
        release: str = "release",
        namespace: str = "default",
        upgrade: bool = False,
    ) -> Rendered:
        """Like `Engine.render`, without reading the chart again."""
        return self.installed(values or {}, Install(release, namespace, upgrade))

    def installed(self, values: Mapping[str, Any], install: Install) -> Rendered:
        """The same, with all that an install is told in one piece."""
        texts = self._texts(values, install)
        notes = texts.get(self._notes, "")
        shown = {path: text for path, text in texts.items() if text.strip() and not _is_notes(path)}
        return Rendered(dict(sorted({**self._crds, **shown}.items())), notes)

    def _texts(self, values: Mapping[str, Any], install: Install) -> dict[str, str]:
        told = {"name": install.release, "namespace": install.namespace}
        state = {"is_upgrade": install.upgrade, "is_install": not install.upgrade}
        chart = self._chart if self._alone else self._helm.Chart.load(os.fspath(self._path))
        try:
            return dict(chart.render(dict(values), **told, **state))
        except self._helm.HelmError as error:
            raise render_error(str(error)) from error
        finally:
            if chart is not self._chart:
                chart.close()


class InProcess(Engine):
    """The embedded engine; every call reads the chart from disk again.

    >>> InProcess().render(Path("generated/charts/polaris")).objects  # doctest: +SKIP
    """

    def _render(self, chart: Path, values: Mapping[str, Any], install: Install) -> Rendered:
        with InProcessChart(chart) as loaded:
            return loaded.installed(values, install)

    def lint(self, chart: Path, values: Mapping[str, Any] | None = None, *, strict: bool = True) -> list[str]:
        """See `Engine.lint`."""
        helm = sdk()
        # Without a namespace Helm renders an empty one and then finds names like `app-` unfit.
        report = helm.lint(os.fspath(chart), dict(values or {}), strict=strict, namespace="default")
        if not report["total_charts_linted"]:
            raise unreadable(chart, " ".join(report["errors"]))
        worst = [item for item in report["messages"] if item["severity"] >= (_WARNING if strict else _ERROR)]
        return [f"{item['path']}: {one_line(item['error'])}" for item in worst]


def _is_notes(path: str) -> bool:
    return path.endswith("/NOTES.txt")


def _by_file(crds: list[dict[str, str]]) -> dict[str, str]:
    return {crd["filename"]: crd["data"] for crd in crds}
