"""The named templates of a chart: what many objects share, written once in ``_helpers.tpl``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, TypeVar, cast

from floe_charts.constructs import names
from floe_charts.constructs.document import Text, certainty, covered, laid_over, never_blank, said
from floe_charts.constructs.helmignore import helms_own, left_out
from floe_charts.constructs.info import ChartInfo
from floe_charts.flow.lifting import same_type, to_expr, to_node
from floe_charts.flow.order import ordered
from floe_charts.flow.whole import pairs_of
from floe_charts.refs.declared import EntryMap
from floe_charts.refs.ref import refuse_markers
from floe_charts.refs.registry import Registry
from floe_charts.refs.stand_in import stand_in
from floe_charts.template.call import Call
from floe_charts.template.context import Context
from floe_charts.template.expression import Expr
from floe_charts.template.files import FileText
from floe_charts.template.literal import Literal
from floe_charts.template.nodes import Either, Node, Value
from floe_charts.template.parts import Map, Seq, sole_splice
from floe_charts.template.simplify import simplified
from floe_charts.template.text import Define, Include, choice_of

T = TypeVar("T")


def _whole(node: Node, place: str) -> Node:
    """A map or a list, perhaps one of two; raises ValueError for one that is there only if."""
    body: Node = Map(tuple(pairs_of(node))) if isinstance(node, Either) else node
    if not isinstance(body, (Map, Seq)):
        raise ValueError(f"{place} is no map or list, or there only if; put the condition where it is used")
    return body


def _never_empty(body: Node, place: str) -> Node:
    """Raises ValueError for one that may be empty: ``include`` would leave ``null`` behind the key above it."""
    if certainty(body) is not True:
        raise ValueError(f"{place} may be empty; put the condition where it is used")
    return body


def _why_changed(path: str, text: str) -> str:
    """Why ``.Files.Get`` would not give a file's text, and what to do about it."""
    if pattern := left_out(path):
        return f".helmignore leaves out {pattern}, so {path} would be empty; rename it"
    if place := helms_own(path):
        return f"Helm reads {place} itself and not as a file of the chart's; put {path} elsewhere, as in files/"
    if text.startswith("\ufeff"):
        return f"Helm drops the byte order mark that {path} starts with; leave it out"
    return ""


def _on_one_line(node: Node) -> Node:
    """What a function makes of a values map as JSON: as YAML its last text would lose its line break to ``include``."""
    splice = sole_splice(node)
    return Value(replace(splice.expr, kind="any")) if splice and isinstance(splice.expr, Call) else node


def _asking_once(define: Define) -> Define:
    """The same with each condition asked once; itself where nothing changes, for others refer to the very object."""
    body = simplified(define.body)
    return define if body is define.body else replace(define, body=body)


class NamedTemplates:
    """Part of every chart: adds named templates and refers to them; with known values it gives back the values."""

    info: ClassVar[ChartInfo]
    registry: Registry | None
    context: Context
    defines: dict[str, Define]
    extra_files: dict[str, str]

    def ref(self, expr: Expr) -> Any:
        """An expression as a stand-in of this chart; its value where values are known."""
        if self.registry:
            return stand_in(expr, self.registry)
        return stand_in(Literal(expr.evaluate(self.context)), None)

    def text_ref(self, expr: Expr) -> str:
        """The same for an expression that gives text."""
        return cast(str, self.ref(expr))

    def define(self, define: Define) -> Define:
        """Add a named template, and what to include; raises ValueError when the name is taken."""
        if define.name in self.defines:
            raise ValueError(f"{self.info.name}: the template name {define.name!r} is used twice; choose another")
        return self.shared(define)

    def shared(self, define: Define) -> Define:
        """A named template that many places ask for, added by the first; raises ValueError for another one's name."""
        written = _asking_once(define)
        known = self.defines.setdefault(define.name, written)
        if known.body != written.body and known.write() != written.write():
            raise ValueError(
                f"{self.info.name}: the template name {define.name!r} is used for two contents; choose another for one"
            )
        return known

    def template(self, name: str, value: T, comment: str = "", *, as_written: bool = False) -> T:
        """A piece of YAML as a named template, for what many objects share.

        Its keys come in the order Kubernetes' manifests are written in; ``as_written`` keeps them in the order of
        the source, for what many documents share.
        """
        if self.registry is None:
            return value
        place = f"{self.info.name}: template {name!r}"
        whole = _whole(to_node(value, self.registry), place)
        body = _never_empty(whole if as_written else ordered(whole), place)
        kind = "list" if isinstance(body, Seq) else "map"
        define = self.shared(Define(f"{self.info.name}.{name}", body, comment, kind=kind))
        return cast(T, same_type(Include(define), value, self.registry))

    def file(self, path: str, text: str) -> str:
        """A file shipped with the chart, and a reference to its text; its ``{{`` mean nothing to Helm.

        Raises ValueError when the chart has another file at ``path``, or Helm would not give its text as it is, and
        MisusedReference for text with values in it.
        """
        refuse_markers(text, "part of a file: a ConfigMap's data, or self.document(...), takes values")
        if why := _why_changed(path, text):
            raise ValueError(f"{self.info.name}: {why}")
        if self.extra_files.setdefault(path, text) != text:
            raise ValueError(f"{self.info.name}: two files at {path}; give one of them another path")
        return text if self.registry is None else self.text_ref(FileText(path))

    def text(self, name: str, value: str, comment: str = "") -> str:
        """A text as a named template, for what stands in many places."""
        if self.registry is None:
            return value
        expr = to_expr(value, self.registry)
        define = self.shared(Define(f"{self.info.name}.{name}", choice_of(expr), comment, plain=expr.plain))
        return self.text_ref(Include(define))

    def map(self, name: str, value: Mapping[str, T], comment: str = "") -> dict[str, T]:
        """A map made of values, as a named template that is read back: for what several loops and conditions need.

        Unlike ``template`` it may be empty, and stands wherever a values map does.

        >>> self.map("hosts", merged(entries(values.jobs, host)), "The hosts of the jobs.")        # doctest: +SKIP
        """
        if self.registry is None:
            return cast(dict[str, T], value)
        body = _on_one_line(to_node(value, self.registry))
        define = self.shared(Define(f"{self.info.name}.{name}", body, comment, kind="map"))
        item, plain = getattr(value, "item", None), getattr(value, "plain_keys", False)
        return EntryMap(said(Include(define)), self.registry, item, plain)

    def document(
        self, name: str, data: Mapping[str, Any], comment: str = "", over: Mapping[str, Any] | None = None
    ) -> Text:
        """A YAML document built from values, for a ConfigMap key: its text and a checksum of what it says.

        ``over`` is a free map of the installer's that is laid over it last: maps are merged, lists and texts replaced.

        >>> self.document("config", {"level": values.level}, "Settings.", over=values.config)    # doctest: +SKIP
        """
        full = f"{self.info.name}.{name}"
        if self.registry is None:
            return Text.known(data if over is None else laid_over(data, over))
        place = f"{self.info.name}: document {name!r}"
        body = never_blank(_whole(to_node(data, self.registry), place), place)
        if over is not None:
            own = self.define(Define(f"{full}Generated", body, f"{comment} Without what is laid over it.", kind="map"))
            body = covered(own, to_expr(over, self.registry))
        return Text.symbolic(Include(self.define(Define(full, body, comment, kind="map"))), self.registry)

    def cut(self, text: str, length: int) -> str:
        """Text cut to a length of 10 or more, with a hash of the whole so that two long names stay apart.

        Raises ValueError for less, which the hash alone would fill.
        """
        if length < 10:
            raise ValueError(f"{self.info.name}: cut to {length} characters; a hash of 8 and a dash need 10 at least")
        define = self.shared(names.cutting(self.info.name, length))
        return self.text_ref(Include(define, {"text": to_expr(text, self.registry)}))
