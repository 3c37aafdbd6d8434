"""The version of a chart against the one released before: a change without a higher version is caught.

Helm's cache, Argo CD and Flux fetch a version they know only once: a change under an old version never arrives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import semver
import yaml

from floe_charts.check.finding import Finding
from floe_charts.check.narrowing import narrowed
from floe_charts.constructs.helmignore import left_out

RULE = "versions"
Files = Mapping[str, bytes]

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
    version = _parsed(stated := _stated(new))
    if version is None:
        yield Finding(f"{name}/Chart.yaml", f"version {stated!r} is not SemVer", "write it as 1.2.3", RULE)
    elif old is not None and (released := _parsed(_stated(old))) and (files := _differing(old, new)):
        if version <= released:
            yield _not_raised(name, version, released, files, since)
        if not _may_break(version, released):
            yield from _broken(name, released, old, new, since)


def _not_raised(name: str, now: semver.Version, old: semver.Version, files: list[str], since: str) -> Finding:
    listed = ", ".join(files[:_SHOWN]) + (f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else "")
    what = f"still has version {now} although {listed} {'differs' if len(files) == 1 else 'differ'} since {since}"
    if now < old:
        what = f"has version {now}, which is lower than {old} of {since}"
    higher = old.finalize_version() if old.prerelease else old.bump_patch()
    return Finding(name, what, f"raise it to {higher} or higher in its ChartInfo and run synth", RULE)


def _may_break(now: semver.Version, old: semver.Version) -> bool:
    if old.prerelease:
        return True
    return (now.major, now.minor) > (0, old.minor) if old.major == 0 else now.major > old.major


def _broken(name: str, released: semver.Version, old: Files, new: Files, since: str) -> Iterator[Finding]:
    needed = released.bump_major() if released.major else released.bump_minor()
    for path, what in narrowed(_schema(old), _schema(new)).items():
        todo = f"bring it back, or raise the version from {released} to {needed} or higher"
        yield Finding(f"{name} {path}".rstrip(), f"{what}, since {since}", todo, RULE)


def _differing(old: Files, new: Files) -> list[str]:
    paths = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    ignored = [line.strip() for line in new.get(".helmignore", b"").decode(errors="replace").splitlines()]
    return sorted(path for path in paths if not left_out(path, ignored))


def _stated(files: Files) -> str:
    content: Any = yaml.safe_load(files["Chart.yaml"])
    return str(content.get("version", "")) if isinstance(content, Mapping) else ""


def _parsed(version: str) -> semver.Version | None:
    return semver.Version.parse(version) if semver.Version.is_valid(version) else None


def _schema(files: Files) -> Any:
    return json.loads(files.get(_SCHEMA, b"{}"))
