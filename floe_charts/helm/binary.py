"""The same engine API over a `helm` executable of any version from 3.17 on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from floe_charts.helm.api import Engine, Install, Rendered
from floe_charts.helm.documents import split
from floe_charts.helm.errors import HelmMissing, RenderError, one_line, render_error, unreadable

_SOURCE = re.compile(r"^# Source: (\S+)\n", re.MULTILINE)
_ERROR = re.compile(r"^Error: (.*)", re.MULTILINE | re.DOTALL)
# How helm starts; another program's silence is no clean bill.
_LINTS = "==> Linting"
# A finding may run over several lines; the closing count goes to stderr when there is one to report.
_FINDING = re.compile(
    r"^\[(INFO|WARNING|ERROR)\] (.*?)(?=^\[(?:INFO|WARNING|ERROR)\] |\Z)",
    re.MULTILINE | re.DOTALL,
)


class HelmBinary(Engine):
    """A `helm` executable.

    Args:
        path: the executable; without it the one on PATH.
        timeout: seconds one call may take.

    Raises:
        HelmMissing: there is none.

    >>> HelmBinary("/opt/helm-3.17.3/helm").render(Path("charts/polaris"))  # doctest: +SKIP
    """

    def __init__(self, path: str | os.PathLike[str] | None = None, *, timeout: float = 120) -> None:
        found = shutil.which(os.fspath(path) if path else "helm")
        if found is None:
            what = f"{path}: no executable helm there" if path else "no helm on PATH"
            raise HelmMissing(f"{what}; install Helm 3.17 or later, or use the in-process engine")
        self.path = Path(found)
        self._timeout = timeout

    def version(self) -> str:
        """The version without its `v`, such as `3.17.3`."""
        return self._run("version", "--template", "{{.Version}}").stdout.removeprefix("v")

    def _render(self, chart: Path, values: Mapping[str, Any], install: Install) -> Rendered:
        """See `Engine.render`. Notes are empty: `helm template` prints none."""
        _check_chart(chart)
        flags = ["--namespace", install.namespace, "--include-crds", *(["--is-upgrade"] if install.upgrade else [])]
        done = self._run("template", install.release, os.fspath(chart), *flags, "--values", "-", values=values)
        if done.returncode:
            raise render_error(self._complaint(done))
        return Rendered(_by_source(done.stdout))

    def lint(self, chart: Path, values: Mapping[str, Any] | None = None, *, strict: bool = True) -> list[str]:
        """See `Engine.lint`."""
        _check_chart(chart)
        flags = ["--strict"] if strict else []
        done = self._run("lint", os.fspath(chart), *flags, "--values", "-", values=values)
        counted = ("WARNING", "ERROR") if strict else ("ERROR",)
        found = [one_line(text) for level, text in _FINDING.findall(done.stdout) if level in counted]
        if not found and (done.returncode or _LINTS not in done.stdout):
            raise RenderError(one_line(self._complaint(done)))
        return found

    def _complaint(self, done: subprocess.CompletedProcess[str]) -> str:
        """Helm's error without the warnings it prints before."""
        if not done.stderr.strip():
            return f"{self.path}: ended with exit code {done.returncode} and said nothing; is it helm?"
        found = _ERROR.search(done.stderr)
        return found[1] if found else done.stderr

    def _run(self, *args: str, values: Mapping[str, Any] | None = None) -> subprocess.CompletedProcess[str]:
        command = [os.fspath(self.path), *args]
        try:
            return subprocess.run(
                command,
                input=json.dumps(dict(values or {}), ensure_ascii=False),  # JSON is YAML but for surrogate pairs
                capture_output=True,
                encoding="utf-8",
                timeout=self._timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            what = f"{self.path} {args[0]} took longer than {self._timeout:g} s; stopped it"
            raise RenderError(what) from error


def _check_chart(chart: Path) -> None:
    # Helm would take a path that does not exist for the name of a chart in a repository.
    if not chart.is_file() and not (chart / "Chart.yaml").is_file():
        raise unreadable(chart, "Chart.yaml file is missing")


def _by_source(stream: str) -> dict[str, str]:
    """Group Helm's output by the template it came from; Helm itself orders it by kind."""
    grouped: dict[str, list[str]] = {}
    for document in split(stream):
        found = _SOURCE.search(document)
        if found is None:
            raise RenderError(f"helm printed a document without a Source line: {one_line(document)[:80]}")
        grouped.setdefault(found[1], []).append(document[found.end() :])
    return {path: "---\n".join(texts) for path, texts in sorted(grouped.items())}
