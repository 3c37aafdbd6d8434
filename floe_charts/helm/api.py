"""What a Helm engine offers, whichever one it is, and what a render hands back."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from floe_charts.helm.documents import parse, split

Object = dict[str, Any]


#: A path as Helm gives it: the chart, the subcharts in it, and the folder of definitions, which are no templates.
_CRDS = re.compile(r"[^/]+/(charts/[^/]+/)*crds/")


@dataclass(frozen=True)
class Rendered:
    """One render of a chart.

    Attributes:
        manifests: rendered text by template path (`polaris/templates/service.yaml`), hooks, helm tests and
            CRDs included, sorted by path; templates that rendered to nothing are left out.
        notes: the chart's own NOTES.txt; empty from a `helm` executable, whose `template` prints none.
    """

    manifests: Mapping[str, str]
    notes: str = ""

    @cached_property
    def objects(self) -> list[Object]:
        """The Kubernetes objects, ordered by kind, namespace, name and API version on every engine.

        Raises:
            RenderError: a template rendered something that is no YAML mapping.
            HelmMissing: `helm-python-sdk` is not installed (Go's YAML parser comes from there).
        """
        return _objects(self.manifests)

    @cached_property
    def templated(self) -> list[Object]:
        """The same without what lies in `crds/`, of the chart or its subcharts: Helm sends that as it is written."""
        return _objects({path: text for path, text in self.manifests.items() if not _CRDS.match(path)})

    @property
    def text(self) -> str:
        """The manifests as one YAML stream, each document under a `# Source:` line."""
        parts = ((path, doc) for path, text in self.manifests.items() for doc in split(text))
        return "".join(f"---\n# Source: {path}\n{doc.strip(chr(10))}\n" for path, doc in parts)


@dataclass(frozen=True)
class Install:
    """What `helm install` or `upgrade` is told beside the chart and its values."""

    release: str = "release"
    namespace: str = "default"
    upgrade: bool = False


class Engine(ABC):
    """Renders and lints charts: `InProcess()` or `HelmBinary()`."""

    def render(
        self,
        chart: Path,
        values: Mapping[str, Any] | None = None,
        *,
        release: str = "release",
        namespace: str = "default",
        upgrade: bool = False,
    ) -> Rendered:
        """The chart with these values laid over its own, as `helm install` (or `upgrade`) would send it.

        Raises:
            SchemaRefused: values.schema.json does not admit the values.
            RenderError: a template failed, for instance by `fail` or `required`.
            ChartUnreadable: there is no chart at that path.
        """
        return self._render(chart, values or {}, Install(release, namespace, upgrade))

    @abstractmethod
    def _render(self, chart: Path, values: Mapping[str, Any], install: Install) -> Rendered:
        """What `render` promises, by this engine."""

    @abstractmethod
    def lint(self, chart: Path, values: Mapping[str, Any] | None = None, *, strict: bool = True) -> list[str]:
        """What `helm lint` finds, one line each; empty when the chart is fine.

        Helm lets `fail` and `required` pass here: prove refusals with `render`.
        """


def _objects(manifests: Mapping[str, str]) -> list[Object]:
    found = [parse(path, doc) for path, text in manifests.items() for doc in split(text)]
    return sorted((obj for obj in found if obj), key=_identity)


def _identity(obj: Object) -> tuple[str, str, str, str]:
    metadata = obj.get("metadata")
    meta = metadata if isinstance(metadata, dict) else {}
    named = (obj.get("kind"), meta.get("namespace"), meta.get("name"), obj.get("apiVersion"))
    kind, namespace, name, api = ("" if part is None else str(part) for part in named)
    return kind, namespace, name, api
