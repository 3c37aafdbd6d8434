"""A synthesized chart: everything emission writes and parity evaluates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

import cdk8s

from floe_charts.constructs.allowance import Allowance
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.info import ChartInfo
from floe_charts.refs.foreign import told
from floe_charts.refs.ref import refuse_markers
from floe_charts.synth.closure import refuse_unbound, refuse_undeclared, refuse_unread
from floe_charts.synth.collect import collect, files
from floe_charts.synth.declarations import refuse_bad_declarations, refuse_bad_overlays, refuse_unknown_rules
from floe_charts.synth.defaults import refuse_bad_defaults
from floe_charts.synth.duplicates import refuse_duplicates
from floe_charts.synth.reads import reads
from floe_charts.template.context import Context, Release
from floe_charts.template.functions import merge_overwrite
from floe_charts.template.manifest import Manifest
from floe_charts.template.text import Define
from floe_charts.values.coalesce import coalesce
from floe_charts.values.model import Values


@dataclass(frozen=True)
class SubchartModel:
    """A chart inside another: its model, the key its values lie under, and the condition that switches it on."""

    model: ChartModel
    key: str
    condition: str


@dataclass(frozen=True, eq=False)
class ChartModel:
    """The template files, named templates and values of one chart; equal only to itself."""

    info: ChartInfo
    values_type: type[Values]
    manifests: Mapping[str, Manifest]
    defines: Mapping[str, Define]
    source: type[HelmChart[Any]]
    notes: str = ""
    overlays: Mapping[str, Values] = field(default_factory=dict)
    extra_files: Mapping[str, str] = field(default_factory=dict)
    subcharts: tuple[SubchartModel, ...] = ()

    @property
    def defaults(self) -> dict[str, Any]:
        """The content of values.yaml."""
        return self.values_type().to_values()

    @property
    def allowed(self) -> list[Allowance]:
        """Findings declared to be right, the subcharts' included."""
        return [*self.source.allowed, *(item for sub in self.subcharts for item in sub.model.allowed)]

    def merged(self, overrides: Mapping[str, Any]) -> dict[str, Any]:
        """The values Helm hands the templates: own defaults, overrides, and the defaults of subcharts that are on.

        A null removes a default, a subchart's too. A subchart's condition may stand in its own defaults.
        """
        own = coalesce(self.defaults, overrides)
        given = {sub.key: _given(sub, self.defaults, overrides) for sub in self.subcharts}
        whole = {**own, **{sub.key: sub.model.merged(given[sub.key]) for sub in self.subcharts}}
        return {**whole, **{sub.key: given[sub.key] for sub in self.subcharts if not _condition(sub.condition, whole)}}

    def evaluate(self, overrides: Mapping[str, Any], release: Release = Release()) -> list[dict[str, Any]]:
        """The objects Helm would render for these overrides, subcharts included."""
        return self.objects(self.merged(overrides), release)

    def objects(self, values: Mapping[str, Any], release: Release) -> list[dict[str, Any]]:
        """The same for values that are merged already: merged twice, a default that a null removed would be back."""
        chart = {"name": self.info.name, "version": self.info.version, "appVersion": self.info.app_version}
        context = Context(values, release, chart, self.extra_files)
        own = [item for manifest in self.manifests.values() for item in manifest.evaluate(context)]
        return own + [item for sub in self.subcharts for item in sub_objects(sub, values, replace(release, root=False))]


def _given(sub: SubchartModel, defaults: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """What parent and installer say of a subchart; their nulls are kept, for they remove the subchart's defaults."""
    said = [part.get(sub.key) or {} for part in (defaults, overrides)]
    return merge_overwrite(*said)


def sub_objects(sub: SubchartModel, values: Mapping[str, Any], release: Release) -> list[dict[str, Any]]:
    """A subchart's objects, if its condition holds."""
    below = sub_values(sub, values)
    return [] if below is None else sub.model.objects(below, release)


def sub_values(sub: SubchartModel, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a subchart sees: its own part of the values and the parent's ``global``; None where it is switched off."""
    if not _condition(sub.condition, values):
        return None
    below = dict(values.get(sub.key) or {})
    return {**below, "global": coalesce(below.get("global") or {}, values.get("global") or {})}


def _condition(path: str, values: Mapping[str, Any]) -> bool:
    found: Any = values
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, bool) else True


def synthesize(chart: type[HelmChart[Any]]) -> ChartModel:
    """Build the chart's tree with references and read it back."""
    refuse_bad_declarations(chart.info.name, chart.values_type, chart.subcharts)
    refuse_bad_defaults(chart.info.name, chart.values_type)
    refuse_bad_overlays(chart.info.name, chart.values_type, chart.overlays)
    refuse_unknown_rules(chart.info.name, chart.allowed)
    tree = chart(cdk8s.App(), chart.info.name)
    with told(tree.registry):  # cdk8s asks some of a construct's own checks only here
        found = collect(tree)
    refuse_duplicates(found)
    model = ChartModel(
        info=chart.info,
        values_type=chart.values_type,
        manifests=dict(sorted({**files(found), **tree.manifests}.items())),
        defines=tree.defines,
        source=chart,
        notes=tree.notes_text(),
        overlays=chart.overlays,
        extra_files=tree.extra_files,
        subcharts=tuple(SubchartModel(synthesize(sub.chart), sub.key, sub.condition) for sub in chart.subcharts),
    )
    _refuse_lost(model, tree)
    return model


def _refuse_lost(model: ChartModel, tree: HelmChart[Any]) -> None:
    """Loop variables outside of their loops, paths to no value, and values that nothing reads.

    Rules, conditions of subcharts, and subcharts read values too.
    """
    assert tree.registry is not None
    rules = (path for rule in getattr(model.values_type, "rules", ()) for path in (*rule.when, *rule.then))
    below = (path for sub in model.subcharts for path in (sub.key, sub.condition))
    for path, text in model.extra_files.items():
        refuse_markers(text, f"part of {path}: use raw(...) in a template, or self.document(...)")
    by_hand = {path: text for path, text in model.extra_files.items() if path.startswith("templates/")}
    # a file at a manifest's path is refused where files are written: until then the manifest counts
    templates = {**by_hand, **model.manifests, **model.defines, "NOTES.txt": model.notes}
    seen = {name: reads(template, {}) for name, template in templates.items()}
    refuse_unbound(model.info.name, seen)
    own_words = {**by_hand, **{f"raw({text!r})": text for text in tree.registry.raw_texts}}
    told = {name: reads(text, {}) for name, text in own_words.items()}
    refuse_undeclared(model.info.name, model.values_type, told, [sub.key for sub in model.subcharts])
    refuse_unread(model.info.name, model.values_type, chain(*seen.values()), tree.registry, [*rules, *below])
