"""What Kubernetes would refuse in one render."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator

from floe_charts.check import load_objects
from floe_charts.helm import Rendered
from floe_charts.helm.documents import parse, split
from floe_charts.kubernetes import VERSIONS, duplicate_keys, is_known, object_errors
from tests.soundness.custom import CUSTOM

NEWEST = max(VERSIONS, key=lambda version: [int(part) for part in version.split(".")])
#: The one file with objects of kinds nobody knows beforehand: those an installer adds.
EXTRA = "templates/extra-objects.yaml"


def unsound(rendered: Rendered) -> Iterator[str]:
    """One line for each thing wrong, by the strict schemas of the oldest and the newest version known."""
    try:
        load_objects(rendered.text)
    except ValueError as error:
        yield str(error)
    custom = _custom(rendered)
    for item in (*filter(is_known, rendered.objects), *custom):
        where = f"{item['kind']} {item['metadata'].get('name')}"
        for version in ("1.27", NEWEST):
            yield from (f"{where}, {version}: {error}" for error in object_errors(item, version))
        yield from (f"{where}: {error}" for error in duplicate_keys(item))
    yield from (line for item in custom for line in custom_errors(item))


def _custom(rendered: Rendered) -> list[Any]:
    """The custom resources of the chart itself."""
    unknown = [item for item in rendered.objects if not is_known(item)]
    texts = [text for path, text in rendered.manifests.items() if unknown and path.endswith(EXTRA)]
    added = [parse(EXTRA, document) for text in texts for document in split(text)]
    return [item for item in unknown if item not in added]


def custom_errors(item: Any) -> Iterator[str]:
    """What its definition would refuse in a custom resource of ours."""
    name = f"{item['apiVersion']} {item['kind']}"
    schema = CUSTOM.get((item["apiVersion"], item["kind"]))
    if schema is None:
        yield f"{name}: no schema says what is right; add one to tests/soundness/custom.py"
        return
    for error in Draft7Validator(schema).iter_errors(item):
        yield f"{name} {'.'.join(map(str, error.absolute_path))}: {error.message}"
