"""What Kubernetes would refuse in one render."""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check import load_objects
from floe_charts.helm import Rendered
from floe_charts.kubernetes import VERSIONS, duplicate_keys, object_errors

NEWEST = max(VERSIONS, key=lambda version: [int(part) for part in version.split(".")])


def unsound(rendered: Rendered) -> Iterator[str]:
    """One line for each thing wrong, by the strict schemas of the oldest and the newest version known."""
    try:
        load_objects(rendered.text)
    except ValueError as error:
        yield str(error)
    for item in rendered.objects:
        where = f"{item['kind']} {item['metadata'].get('name')}"
        for version in ("1.27", NEWEST):
            yield from (f"{where}, {version}: {error}" for error in object_errors(item, version))
        yield from (f"{where}: {error}" for error in duplicate_keys(item))
