"""HelmChart: a cdk8s chart that is read twice, with references or with known values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

import cdk8s
from constructs import Construct

from floe_charts.constructs import names
from floe_charts.constructs.allowance import Allowance
from floe_charts.constructs.document import Text
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.named_templates import NamedTemplates
from floe_charts.constructs.places import Place, settle
from floe_charts.constructs.subchart import Subchart
from floe_charts.flow.lifting import to_node
from floe_charts.refs.foreign import told
from floe_charts.refs.known import Known
from floe_charts.refs.registry import Registry, map_marker
from floe_charts.refs.view import View
from floe_charts.template.context import Context, Release
from floe_charts.template.expression import Expr
from floe_charts.template.manifest import Loop, Manifest
from floe_charts.template.notes import notes_text
from floe_charts.template.paths import VALUES, Path
from floe_charts.template.text import Define, Include
from floe_charts.values.model import Values

__all__ = ["HelmChart", "Subchart", "Text"]

V = TypeVar("V", bound=Values)
#: What a class of values states; on a chart, where ``overlays`` and ``allowed`` are, it would be ignored.
_OF_VALUES = {"rules", "reserved", "exactly_one"}


class HelmChart(cdk8s.Chart, NamedTemplates, Generic[V]):
    """Base of every chart. A subclass states ``info`` and ``values_type`` and builds its constructs in ``build``.

    Without ``values`` the attribute ``values`` holds references, and the tree becomes Helm templates.
    With ``values`` it holds what they say, and the tree is plain Kubernetes objects, in any cdk8s app.

    >>> class Echo(HelmChart[EchoValues]):                                             # doctest: +SKIP
    ...     info = ChartInfo("echo", "0.1.0", app_version="1.0", description="Echoes.")
    ...     values_type = EchoValues
    ...     def build(self, values: EchoValues) -> None: ...
    """

    info: ClassVar[ChartInfo]
    values_type: ClassVar[type[Values]]
    #: ``values-<name>.yaml`` files: typed overlays by environment.
    overlays: ClassVar[Mapping[str, Values]] = {}
    #: Charts this one deploys as dependencies.
    subcharts: ClassVar[tuple[Subchart, ...]] = ()
    #: Findings of ``floe-charts lint`` that are right as they are.
    allowed: ClassVar[tuple[Allowance, ...]] = ()
    #: What README.md says beyond the description.
    about: ClassVar[str] = ""
    #: How long Helm must wait for hooks, as in ``20m``, where its own five minutes are too short.
    timeout: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name in _OF_VALUES & vars(cls).keys():
            raise TypeError(f"{cls.__name__}.{name}: nothing reads it here; state '{name}' on the class of its values")

    def __init__(self, scope: Construct, id: str, values: V | None = None, release: Release | None = None) -> None:
        super().__init__(scope, id)
        settle(self, Place(self, self.node.path))
        self.registry = Registry(self.info.name) if values is None else None
        self.context = self._context(values, release or Release(name=id))
        self.defines: dict[str, Define] = {}
        self.loops: dict[str, tuple[Define, Any]] = {}
        self.flow: dict[str, Expr | Loop] = {}
        self.components: dict[str, Any] = {}
        self.extra_files: dict[str, str] = {}
        #: Template files no single construct stands for.
        self.manifests: dict[str, Manifest] = {}
        self.discarded: list[Construct] = []
        self._standard = {name: self.define(define) for name, define in self._named().items()}
        self.values: V = self._view(values)
        with told(self.registry):
            self.build(self.values)

    def build(self, values: V) -> None:
        """Create the chart's constructs; what a subclass overrides."""
        raise NotImplementedError(f"{type(self).__name__} must override build(self, values)")

    def _named(self) -> dict[str, Define]:
        """The templates of names and labels; a chart without ``common_labels`` has no other labels than its own."""
        found = names.standard(self.info.name)
        labels = names.labelled(self.info.name, found["ownLabels"])
        return {**found, "labels": labels} if self.takes_common_labels else found

    @property
    def takes_common_labels(self) -> bool:
        """Whether an installer may give labels to all objects."""
        return "common_labels" in self.values_type.model_fields

    def _context(self, values: V | None, release: Release) -> Context:
        chart = {"name": self.info.name, "version": self.info.version, "appVersion": self.info.app_version}
        return Context(values.to_values() if values is not None else {}, release, chart)

    def _view(self, values: V | None) -> Any:
        if values is not None:
            return Known(values)
        assert self.registry is not None
        return View(self.values_type, Path(VALUES), self.registry)

    def notes(self) -> list[Any]:
        """Lines of NOTES.txt: text, f-strings over references, or ``only_if(condition, line)``."""
        return [f"{self.info.name} {self.app_version} is installed as {self.release_name} in {self.release_namespace}."]

    def notes_text(self) -> str:
        """NOTES.txt as template text."""
        return notes_text([to_node(line, self.registry) for line in self.notes()]) if self.registry else ""

    # what templates call .Release, .Chart and include

    @property
    def release_name(self) -> str:
        """The name of the installation."""
        name = self.text_ref(names.RELEASE_NAME)
        return str.__str__(name) if self.registry is None else name

    @property
    def release_namespace(self) -> str:
        """The namespace of the installation."""
        return self.text_ref(names.NAMESPACE)

    @property
    def chart_version(self) -> str:
        """The chart's version; ``helm package --version`` may give another than ``info`` says."""
        return self.text_ref(names.CHART_VERSION)

    @property
    def app_version(self) -> str:
        """The version of what the chart deploys; ``helm package --app-version`` may give another."""
        return self.text_ref(names.APP_VERSION)

    @property
    def fullname(self) -> str:
        """The stem of every object's name."""
        return self.text_ref(Include(self._standard["fullname"]))

    @property
    def standard_labels(self) -> dict[str, str]:
        """Labels of every object, the installer's ``commonLabels`` among them.

        A key written beside them must be reserved: ``reserved = {"commonLabels": ("tier",)}``.
        """
        return self._labels("labels" if self.takes_common_labels else "ownLabels")

    @property
    def own_labels(self) -> dict[str, str]:
        """Those of them that the chart itself gives."""
        return self._labels("ownLabels")

    @property
    def selector_labels(self) -> dict[str, str]:
        """Labels that never change: what selectors hold."""
        return self._labels("selectorLabels")

    def _labels(self, name: str) -> dict[str, str]:
        include = Include(self._standard[name])
        if self.registry is None:
            return dict(include.evaluate(self.context))
        return map_marker(self.registry.mark(include))

    def generate_object_name(self, api_object: cdk8s.ApiObject) -> str:
        """A name for an object that got none: the release's stem and the construct's path."""
        path = api_object.node.path.split("/")[1:]
        return "-".join([self.fullname, *(part.lower() for part in path if part not in ("Resource", "Default"))])
