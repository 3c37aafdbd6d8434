"""The construct tree of a chart as ordered template files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cdk8s
from constructs import Node as ConstructNode

from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.flow.order import ordered
from floe_charts.flow.resolve import Resolver
from floe_charts.template.expression import Expr
from floe_charts.template.logic import conjuncts
from floe_charts.template.manifest import Loop, Manifest, manifest
from floe_charts.template.node import MayBeEmpty
from floe_charts.template.nodes import Node
from floe_charts.template.simplify import simplified


@dataclass(frozen=True)
class Found:
    """One API object of the tree."""

    path: str
    component: str
    kind: str
    node: Node
    flow: tuple[Expr | Loop, ...]
    source: str = ""


def collect(chart: HelmChart[Any]) -> list[Found]:
    """Every API object of the chart, with the scopes it lies in."""
    return [_found(chart, path, api_object) for path, api_object in _objects(chart)]


def _objects(chart: HelmChart[Any]) -> Iterator[tuple[str, cdk8s.ApiObject]]:
    objects = [construct for construct in ConstructNode.of(chart).find_all() if isinstance(construct, cdk8s.ApiObject)]
    for api_object in objects:
        yield api_object.to_string(), api_object


def _found(chart: HelmChart[Any], path: str, api_object: cdk8s.ApiObject) -> Found:
    assert chart.registry is not None
    data: dict[str, Any] = api_object.to_json()
    scopes = list(_prefixes(path))
    flow = tuple(chart.flow[prefix] for prefix in scopes if prefix in chart.flow)
    component = next((chart.components[prefix] for prefix in reversed(scopes) if prefix in chart.components), None)
    folder = component.id if component else ""
    given = tuple(holds for scope in flow if isinstance(scope, Expr) for holds in conjuncts(scope))
    try:
        node = ordered(simplified(Resolver(chart.registry, given).node(data, path), given))
    except MayBeEmpty as error:
        raise error.at(path) from None
    return Found(path, folder, data["kind"], node, flow, source_of(chart, component))


def source_of(chart: HelmChart[Any], component: Any) -> str:
    """The module an object is written in: its component's, if that is a class of its own, else the chart's."""
    module = type(component).__module__ if component else ""
    return module if module not in ("", "floe_charts.constructs.component") else type(chart).__module__


def _prefixes(path: str) -> Iterator[str]:
    words = path.split("/")
    return ("/".join(words[:count]) for count in range(1, len(words) + 1))


def files(found: list[Found]) -> dict[str, Manifest]:
    """One file an object: ``templates/<component>/<kind>.yaml``; the construct's id tells two of a kind apart."""
    places = [f"templates/{item.component + '/' if item.component else ''}{item.kind.lower()}" for item in found]
    together: dict[str, list[Found]] = {}
    for place, item in zip(places, found, strict=True):
        together.setdefault(place, []).append(item)
    result: dict[str, Manifest] = {}
    for place, item in zip(places, found, strict=True):
        namesakes = together[place]
        name = place if len(namesakes) == 1 else f"{place}-{_own_id(item, namesakes)}"
        result[f"{name}.yaml"] = manifest(item.node, list(item.flow), item.source)
    return dict(sorted(result.items()))


def _own_id(item: Found, namesakes: list[Found]) -> str:
    """The construct's own id where that tells the objects apart, else its path."""
    own = _words(item)
    unique = own and [_words(other)[-1:] for other in namesakes].count(own[-1:]) == 1
    return (own[-1] if unique else "-".join(own)).lower()


def _words(item: Found) -> list[str]:
    return [word for word in item.path.split("/")[1:] if word not in ("Resource", item.component)]
