"""An upgrade from the released chart to the present one, rendered with the same values.

What a schema admits says nothing of what the API server refuses to change in an object that is there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from floe_charts.check import Finding, immutable_changes, restarts
from floe_charts.check.version_step import Files, VersionStep, version_step
from floe_charts.cli.chart_folder import environments, for_the_moment
from floe_charts.cli.progress import say
from floe_charts.helm import HelmError, InProcess
from floe_charts.helm.api import Object
from floe_charts.helm.sdk import sdk

RULE = "upgrades"


class Upgrade(NamedTuple):
    """The objects with a values file before and after, or why Helm renders none any more."""

    file: str
    old: list[Object]
    new: list[Object]
    error: str = ""


def check_upgrades(old: Mapping[str, Files], new: Mapping[str, Files], since: str) -> list[Finding]:
    """What an installer of the charts in `old` runs into, where the version in `new` promises that nothing breaks.

    Rendered are the defaults and each environment of the released chart. Which pods restart is progress, no finding.

    Raises:
        HelmMissing: there is no engine in this process.
    """
    sdk()  # Without one, every chart would look as if nobody could have installed it.
    steps = {name: version_step(old[name], files) for name, files in new.items() if name in old}
    return [
        finding
        for name, step in steps.items()
        if step is not None
        for finding in _findings(name, step, list(_upgrades(name, old[name], new[name])), since)
    ]


def _upgrades(name: str, old: Files, new: Files) -> Iterator[Upgrade]:
    with for_the_moment(name, old) as before, for_the_moment(name, new) as after:
        for file, values in environments(before).items():
            try:
                there = _objects(before, values)
            except HelmError:
                continue  # nobody can have installed it
            try:
                yield Upgrade(file, there, _objects(after, values))
            except HelmError as error:
                yield Upgrade(file, there, [], str(error))


def _objects(chart: Path, values: Mapping[str, Any]) -> list[Object]:
    return InProcess().render(chart, values, upgrade=True).objects


def _findings(name: str, step: VersionStep, upgrades: list[Upgrade], since: str) -> Iterator[Finding]:
    restarted = dict.fromkeys(one for upgrade in upgrades for one in restarts(upgrade.old, upgrade.new))
    say(f"{name}: an upgrade from {since} restarts {', '.join(restarted) or 'nothing'}")
    if step.may_break:
        return
    for upgrade in upgrades:
        if upgrade.error:
            what = f"of {since} does not render any more: {upgrade.error}"
            yield Finding(f"{name}/{upgrade.file}", what, f"take its values again, or {step.raise_it}", RULE)
    for (place, what), files in _immutable(upgrades).items():
        shown = "" if len(files) == len(upgrades) else f" with {', '.join(files)}"
        todo = f"keep it, or {step.raise_it} and describe the migration"
        yield Finding(f"{name} {place}", f"{what}, since {since}{shown}", todo, RULE)


def _immutable(upgrades: Iterable[Upgrade]) -> dict[tuple[str, str], list[str]]:
    """Each change once, with the values files it shows under."""
    found: dict[tuple[str, str], list[str]] = {}
    for upgrade in upgrades:
        for finding in immutable_changes(upgrade.old, upgrade.new):
            found.setdefault((finding.where, finding.what), []).append(upgrade.file)
    return found
