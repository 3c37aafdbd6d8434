"""From one version of a chart to the next: what differs, and whether it may break an installer's upgrade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import semver

from floe_charts.constructs.helmignore import left_out
from floe_charts.values.go_yaml import load

#: A chart's files by their path in it.
Files = Mapping[str, bytes]


class VersionStep(NamedTuple):
    """The version that was released, the present one, and the files of the package that differ."""

    released: semver.Version
    now: semver.Version
    files: list[str]

    @property
    def may_break(self) -> bool:
        """Whether SemVer lets it: nothing is promised about a pre-release, nor from 0.1 to 0.2."""
        old, now = self.released, self.now
        if old.prerelease:
            return True
        return (now.major, now.minor) > (0, old.minor) if old.major == 0 else now.major > old.major

    @property
    def raise_it(self) -> str:
        """What to do for a change that breaks something."""
        old = self.released
        return f"raise the version from {old} to {old.bump_major() if old.major else old.bump_minor()} or higher"


def version_step(old: Files, new: Files) -> VersionStep | None:
    """None where the packages are the same, or a version is no SemVer.

    >>> version_step({"Chart.yaml": b"version: 0.1.0"}, {"Chart.yaml": b"version: 0.1.1"}).may_break
    False
    """
    released, now = parsed(stated(old)), parsed(stated(new))
    files = _differing(old, new)
    return VersionStep(released, now, files) if released and now and files else None


def stated(files: Files) -> str:
    """The version in Chart.yaml; empty where there is none."""
    content = load(files["Chart.yaml"].decode(errors="replace"))
    return str(content.get("version", "")) if isinstance(content, Mapping) else ""


def parsed(version: str) -> semver.Version | None:
    """None for what is no SemVer."""
    return semver.Version.parse(version) if semver.Version.is_valid(version) else None


def _differing(old: Files, new: Files) -> list[str]:
    paths = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    ignored = [line.strip() for line in new.get(".helmignore", b"").decode(errors="replace").splitlines()]
    return sorted(path for path in paths if not left_out(path, ignored))
