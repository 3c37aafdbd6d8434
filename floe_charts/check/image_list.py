"""Every image that rendered objects name: what a cluster without a way out has to have beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from floe_charts.check.images import has_version
from floe_charts.check.objects import Obj, PodAt, all_containers, all_pods, dig, flatten, items
from floe_charts.values.go_yaml import load


def images(objects: Iterable[Obj | None]) -> list[str]:
    """The images of containers and volumes, and those that a variable or a ConfigMap names; sorted, each once.

    A name there ends in "image" and its text states a tag or digest: so Dagster's run launcher is told what to start.

    >>> images([{"kind": "Pod", "spec": {"initContainers": [{"image": "b:1"}], "containers": [{"image": "a:1"}]}}])
    ['a:1', 'b:1']
    """
    found = list(flatten(objects))
    return sorted({*_of_pods(found), *_configured(found)})


def _of_pods(objects: list[Obj]) -> Iterator[str]:
    containers = (container.get("image") for _, container in all_containers(objects))
    volumes = (dig(volume, "image").get("reference") for _, pod in all_pods(objects) for volume in _volumes(pod))
    return (str(image) for image in (*containers, *volumes) if image)


def _volumes(pod: PodAt) -> list[Obj]:
    return items(pod.spec, "volumes")


def _configured(objects: list[Obj]) -> Iterator[str]:
    variables = [entry for _, container in all_containers(objects) for entry in items(container, "env")]
    documents = [_document(str(text)) for obj in objects if _is_config(obj) for text in dig(obj, "data").values()]
    named = [(str(entry.get("name")), entry.get("value")) for entry in variables]
    named += [pair for document in documents for pair in _pairs(document)]
    return (text for name, text in named if name.lower().endswith("image") and has_version(text))


def _is_config(obj: Obj) -> bool:
    return obj.get("kind") == "ConfigMap"


def _document(text: str) -> Any:
    try:
        return load(text) if "image" in text.lower() else None
    except yaml.YAMLError:
        return None  # a script, say


def _pairs(node: Any) -> Iterator[tuple[str, Any]]:
    """All keys of a document with their values, whatever they lie in."""
    if isinstance(node, Mapping):
        yield from node.items()
    if isinstance(node, (Mapping, list)):
        for below in node.values() if isinstance(node, Mapping) else node:
            yield from _pairs(below)
