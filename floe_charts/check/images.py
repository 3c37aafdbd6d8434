"""Each image states a tag or a digest, and the tag is not `latest`.

With `latest`, or no tag, two pods of one release can run different programs and a roll-back rolls nothing
back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Objects, all_containers

RULE = "images"

# A port belongs to the first part only: in "host:5000/app" there is no tag.
_IMAGE = re.compile(
    r"(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]+)?/)?"
    r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
    r"(?P<digest>@sha256:[0-9a-f]{64})?"
)


def check(objects: Objects, *, pull_policy: str | None = None) -> Iterator[Finding]:
    """With `pull_policy`, each container must also have exactly that imagePullPolicy."""
    for place, container in all_containers(objects):
        for what, todo in _problems(str(container.get("image") or "")):
            yield Finding(f"{place}.image", what, todo, RULE)
        policy = container.get("imagePullPolicy")
        if pull_policy and policy != pull_policy:
            yield Finding(place, f"imagePullPolicy is {policy}", f"set it to {pull_policy}", RULE)


def has_version(text: object) -> TypeGuard[str]:
    """Whether this is an image reference with a tag or a digest.

    >>> has_version("docker.io/library/postgres:17"), has_version("postgres"), has_version("IfNotPresent")
    (True, False, False)
    """
    match = _IMAGE.fullmatch(text) if isinstance(text, str) else None
    return match is not None and bool(match["tag"] or match["digest"])


def _problems(image: str) -> Iterator[tuple[str, str]]:
    match = _IMAGE.fullmatch(image)
    if match is None:
        yield f"{image!r} is no image reference", "write registry/repository:tag or @sha256:digest"
    elif match["tag"] == "latest":
        yield f"{image} uses the tag latest", "name a version"
    elif not match["tag"] and not match["digest"]:
        yield f"{image} has neither tag nor digest", "name a version"
