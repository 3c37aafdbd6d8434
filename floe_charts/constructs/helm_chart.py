"""HelmChart: a cdk8s chart that is read twice, with references or with known values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar, cast

import cdk8s
from constructs import Construct

from floe_charts.check.allowance import Allowance
from floe_charts.constructs import names
from floe_charts.constructs.info import ChartInfo
from floe_charts.constructs.places import Place, settle
from floe_charts.flow.inside import same_type
from floe_charts.flow.lifting import home, to_expr, to_node
from floe_charts.refs.registry import Registry, text_marker
from floe_charts.refs.stand_in import stand_in
from floe_charts.refs.view import Known, View
from floe_charts.synth.order import ordered
from floe_charts.template.context import Context, Release
from floe_charts.template.embedded import ends_open
from floe_charts.template.expression import Expr, Literal
from floe_charts.template.manifest import Loop
from floe_charts.template.nodes import Document
from floe_charts.template.paths import VALUES, Path
from floe_charts.template.text import Define, Include, WithLineBreak, choice_of
from floe_charts.values.model import Values, fields

V = TypeVar("V", bound=Values)
T = TypeVar("T")


@dataclass(frozen=True)
class Subchart:
    """A dependency on another chart of the same app: its values lie under ``key``, ``condition`` switches it on."""

    chart: type[HelmChart[Any]]
    condition: str

    @property
    def key(self) -> str:
        """The key of the subchart's values in the parent's."""
        return self.chart.info.name


class HelmChart(cdk8s.Chart, Generic[V]):
    """Base of every chart. A subclass states ``info`` and ``values_type`` and builds its constructs in ``build``.

    Without ``values`` the attribute ``values`` holds references, and the tree becomes Helm templates. With ``values`` it holds
    what they say, and the tree is plain Kubernetes objects, in any cdk8s app.

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

    def __init__(self, scope: Construct, id: str, values: V | None = None, release: Release | None = None) -> None:
        super().__init__(scope, id)
        settle(self, Place(self, self.node.path))
        self.registry = Registry(self.info.name) if values is None else None
        self.context = self._context(values, release or Release(name=id))
        self.defines: dict[str, Define] = {}
        self.flow: dict[str, Expr | Loop] = {}
        self.components: dict[str, Any] = {}
        self.extra_files: dict[str, str] = {}
        self.discarded: list[Construct] = []
        self._standard = {name: self.define(define) for name, define in names.standard(self.info.name).items()}
        self.values: V = self._view(values)
        self.build(self.values)

    def build(self, values: V) -> None:
        """Create the chart's constructs; what a subclass overrides."""
        raise NotImplementedError(f"{type(self).__name__} must override build(self, values)")

    def _context(self, values: V | None, release: Release) -> Context:
        chart = {"name": self.info.name, "version": self.info.version, "appVersion": self.info.app_version}
        return Context(values.to_values() if values is not None else {}, release, chart)

    def _view(self, values: V | None) -> Any:
        return Known(values) if values is not None else View(self.values_type, Path(VALUES), self.registry)  # type: ignore[arg-type]

    def notes(self) -> list[Any]:
        """Lines of NOTES.txt: text, f-strings over references, or ``only_if(condition, line)``."""
        return [
            f"{self.info.name} {self.info.app_version} is installed as {self.release_name} in {self.release_namespace}."
        ]

    def notes_text(self) -> str:
        """NOTES.txt as template text."""
        from floe_charts.template.notes import notes_text

        return notes_text([to_node(line, self.registry) for line in self.notes()]) if self.registry else ""

    # what templates call .Release, .Chart and include

    def ref(self, expr: Expr) -> Any:
        """An expression as a stand-in of this chart; its value where values are known."""
        if self.registry:
            return stand_in(expr, self.registry)
        return stand_in(Literal(expr.evaluate(self.context)), None)

    @property
    def release_name(self) -> str:
        """The name of the installation."""
        return str.__str__(self.ref(names.RELEASE_NAME)) if self.registry is None else self.ref(names.RELEASE_NAME)

    @property
    def release_namespace(self) -> str:
        """The namespace of the installation."""
        return self.ref(names.NAMESPACE)  # type: ignore[no-any-return]

    @property
    def fullname(self) -> str:
        """The stem of every object's name."""
        return self.ref(Include(self._standard["fullname"]))  # type: ignore[no-any-return]

    @property
    def standard_labels(self) -> dict[str, str]:
        """Labels of every object; other keys may stand beside them."""
        return self._labels("labels")

    @property
    def selector_labels(self) -> dict[str, str]:
        """Labels that never change: what selectors hold."""
        return self._labels("selectorLabels")

    def _labels(self, name: str) -> dict[str, str]:
        include = Include(self._standard[name])
        if self.registry is None:
            return dict(include.evaluate(self.context))
        return {text_marker(self.registry.mark(include)): ""}

    def cut(self, text: str, length: int) -> str:
        """Text cut to a length, with a hash of the whole so that two long names stay apart."""
        name = f"{self.info.name}.cut{length}"
        if name not in self.defines:
            self.define(names.cutting(self.info.name, length))
        return self.ref(Include(self.defines[name], {"text": to_expr(text, self.registry)}))  # type: ignore[no-any-return]

    # named templates

    def define(self, define: Define) -> Define:
        """Add a named template; raises ValueError when the name is taken."""
        if define.name in self.defines:
            raise ValueError(f"{self.info.name}: the template name {define.name!r} is used twice; choose another")
        self.defines[define.name] = define
        return define

    def template(self, name: str, value: T, comment: str = "") -> T:
        """A piece of YAML as a named template, for what many objects share."""
        if self.registry is None:
            return value
        full = f"{self.info.name}.{name}"
        if full not in self.defines:
            self.define(Define(full, ordered(to_node(value, self.registry)), comment, kind="map"))
        return cast(T, same_type(Include(self.defines[full]), value, self.registry))

    def text(self, name: str, value: str, comment: str = "") -> str:
        """A text as a named template, for what stands in many places."""
        if self.registry is None:
            return value
        full = f"{self.info.name}.{name}"
        if full not in self.defines:
            expr = to_expr(value, self.registry)
            self.define(Define(full, choice_of(expr), comment, plain=expr.plain))
        return cast(str, self.ref(Include(self.defines[full])))

    def document(self, name: str, data: Mapping[str, Any], comment: str = "") -> Text:
        """A YAML document built from values, for a ConfigMap key: its text and a checksum of what it says."""
        full = f"{self.info.name}.{name}"
        if self.registry is None:
            return Text.known(data)
        define = self.define(Define(full, to_node(data, self.registry), comment, kind="map"))
        return Text.symbolic(Include(define), self.registry)

    def generate_object_name(self, api_object: cdk8s.ApiObject) -> str:
        """A name for an object that got none: the release's stem and the construct's path."""
        path = api_object.node.path.split("/")[1:]
        return "-".join([self.fullname, *(part.lower() for part in path if part not in ("Resource", "Default"))])


def names_param(name: str) -> Any:
    """Where a named template's parameter is read."""
    from floe_charts.template.paths import Source

    return Source("param", name)


class Text:
    """A document as text for a ConfigMap key, with a checksum over what it says and not over its layout."""

    def __init__(self, text: str, checksum: str) -> None:
        self.text, self.checksum = text, checksum

    @classmethod
    def symbolic(cls, include: Include, registry: Registry) -> Text:
        """From a named template."""
        from floe_charts.flow.lifting import OpaqueText
        from floe_charts.template.expression import call

        whole = WithLineBreak(include) if ends_open(include.define.body) else include
        checksum = call("sha256sum", call("toJson", call("fromYaml", whole, kind="map")), kind="str", plain=True)
        return cls(OpaqueText(Document(include), registry), stand_in(checksum, registry))

    @classmethod
    def known(cls, data: Any) -> Text:
        """From known data."""
        from floe_charts.flow.known import plain_data
        from floe_charts.template.documents import YamlText
        from floe_charts.template.functions import FUNCTIONS, go_json

        document = plain_data(data)
        return cls(str(YamlText.of(document)), FUNCTIONS["sha256sum"](go_json(document)))


__all__ = ["HelmChart", "Text", "fields", "home", "replace"]
