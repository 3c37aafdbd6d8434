"""The version of a chart against the one released before: a change without a higher version is caught.

Helm's cache, Argo CD and Flux fetch a version they know only once: a change under an old version never arrives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from floe_charts.check.finding import Finding
from floe_charts.check.narrowing import narrowed
from floe_charts.check.version_step import Files, VersionStep, parsed, stated, version_step

RULE = "versions"

_SCHEMA = "values.schema.json"
_SHOWN = 8


def check_versions(old: Mapping[str, Files], new: Mapping[str, Files], since: str) -> list[Finding]:
    """What is wrong with the versions of the charts in `new`, given those of `old`.

    Args:
        old: files of each chart as it was released, by its name; a chart that is not in it is free to begin anywhere.
        new: files of each chart now.
        since: what the findings call the release.

    A value that is gone, or admits less, needs a higher major version, before 1.0.0 a higher minor one. Nothing
    is promised about a pre-release, so after one it does not.

    >>> chart = {"Chart.yaml": b"version: 1.0.0"}
    >>> print(*check_versions({"web": chart}, {"web": {**chart, "values.yaml": b""}}, "v1"))
    web: still has version 1.0.0 although values.yaml differs since v1; raise it to 1.0.1 or higher in its ChartInfo and run synth
    """  # noqa: E501  a finding is one line
    return [finding for name, files in new.items() for finding in _chart(name, old.get(name), files, since)]


def _chart(name: str, old: Files | None, new: Files, since: str) -> Iterator[Finding]:
    if parsed(version := stated(new)) is None:
        yield Finding(f"{name}/Chart.yaml", f"version {version!r} is not SemVer", "write it as 1.2.3", RULE)
    elif old is not None and (step := version_step(old, new)):
        if step.now <= step.released:
            yield _not_raised(name, step, since)
        if not step.may_break:
            yield from _broken(name, step, narrowed(_schema(old), _schema(new)), since)


def _not_raised(name: str, step: VersionStep, since: str) -> Finding:
    files, now, old = step.files, step.now, step.released
    listed = ", ".join(files[:_SHOWN]) + (f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else "")
    what = f"still has version {now} although {listed} {'differs' if len(files) == 1 else 'differ'} since {since}"
    if now < old:
        what = f"has version {now}, which is lower than {old} of {since}"
    higher = old.finalize_version() if old.prerelease else old.bump_patch()
    return Finding(name, what, f"raise it to {higher} or higher in its ChartInfo and run synth", RULE)


def _broken(name: str, step: VersionStep, narrower: Mapping[str, str], since: str) -> Iterator[Finding]:
    for path, what in narrower.items():
        yield Finding(f"{name} {path}".rstrip(), f"{what}, since {since}", f"bring it back, or {step.raise_it}", RULE)


def _schema(files: Files) -> Any:
    return json.loads(files.get(_SCHEMA, b"{}"))
