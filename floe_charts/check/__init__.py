"""Rules over what the charts emit: one rule a file, a bad and a good example of each in its tests.

What the API server would refuse, `api_errors` says; the rules begin where it ends.

All of them over what Helm rendered, then with a setting of one's own for a rule:

>>> findings = check_objects(load_objects(rendered), chart="floe-services")  # doctest: +SKIP

>>> excused = partial(probes.check, exceptions={"daemon": {"readiness": "serves no port"}})  # doctest: +SKIP
>>> findings = check_objects(load_objects(rendered), {**ALL, "probes": excused})  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from floe_charts.check import (
    disruption,
    duplicates,
    hardening,
    hooks,
    images,
    labels,
    names,
    network,
    pod_security,
    probes,
    references,
    resources,
    secrets,
    selectors,
    service_accounts,
    service_type,
    targets,
)
from floe_charts.check.api import api_errors
from floe_charts.check.finding import Finding
from floe_charts.check.immutable import immutable_changes, restarts
from floe_charts.check.manifests import load_objects
from floe_charts.check.objects import Obj, Objects, containers, flatten, pod_specs
from floe_charts.check.templates import check_templates
from floe_charts.check.values import check_values

Rule = Callable[[Objects], Iterator[Finding]]

ALL: Mapping[str, Rule] = {
    pod_security.RULE: pod_security.check,
    hardening.RULE: hardening.check,
    resources.RULE: resources.check,
    probes.RULE: probes.check,
    images.RULE: images.check,
    labels.RULE: labels.check,
    names.RULE: names.check,
    secrets.RULE: secrets.check,
    service_accounts.RULE: service_accounts.check,
    references.RULE: references.check,
    selectors.RULE: selectors.check,
    targets.RULE: targets.check,
    duplicates.RULE: duplicates.check,
    disruption.RULE: disruption.check,
    network.RULE: network.check,
    service_type.RULE: service_type.check,
    hooks.RULE: hooks.check,
}
"""All rules over objects, by name, with their default settings."""


def check_objects(objects: Iterable[Obj | None], rules: Mapping[str, Rule] = ALL, *, chart: str = "") -> list[Finding]:
    """What the rules find in rendered objects, rule by rule; `chart` is put before each place."""
    found = list(flatten(objects))
    return [finding.within(chart) for rule in rules.values() for finding in rule(found)]


__all__ = [
    "ALL",
    "Finding",
    "Obj",
    "Objects",
    "Rule",
    "api_errors",
    "check_objects",
    "check_templates",
    "check_values",
    "containers",
    "immutable_changes",
    "load_objects",
    "pod_specs",
    "restarts",
]
