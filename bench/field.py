"""Public charts to render beside ours, by their published address and checksum."""

from __future__ import annotations

import hashlib
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

_SECONDS = 20


class Published(NamedTuple):
    """A packaged chart: its address, the digest in its repository's index, and values it does not render without."""

    url: str
    sha256: str
    values: Mapping[str, Any]


FIELD = (
    Published(
        "https://github.com/open-telemetry/opentelemetry-helm-charts/releases/download/"
        "opentelemetry-collector-0.170.0/opentelemetry-collector-0.170.0.tgz",
        "ed140b332233075c7fd15eaebba571fdf100926f08c0a5a274c7b32895315137",
        {"mode": "deployment", "image": {"repository": "otel/opentelemetry-collector-k8s"}},
    ),
    Published(
        "https://github.com/argoproj/argo-helm/releases/download/argo-workflows-1.0.18/argo-workflows-1.0.18.tgz",
        "761537c760643cfa0a8ba464d7f17c7b47eca5c52fd322a7aa608949a0f0bb7f",
        {},
    ),
)


def fetched(cache: Path, field: tuple[Published, ...] = FIELD) -> Iterator[tuple[Path, Mapping[str, Any]] | str]:
    """Each package, on disk, with its values; or a line that says why it is left out."""
    for chart in field:
        target = cache / chart.url.rpartition("/")[2]
        try:
            content = target.read_bytes() if target.exists() else _download(chart.url)
        except OSError as error:
            yield f"render {target.stem}: left out, it could not be fetched ({error})"
            continue
        found = hashlib.sha256(content).hexdigest()
        if found != chart.sha256:
            yield f"render {target.stem}: left out, its checksum {found} is not the published {chart.sha256}"
            continue
        cache.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        yield target, chart.values


def _download(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=_SECONDS) as answer:
        content: bytes = answer.read()
    return content
