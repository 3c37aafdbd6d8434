"""No object appears twice.

Helm 3 let the last one win without a word; server-side apply, the way of Helm 4, refuses the whole release.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Objects, identity

RULE = "duplicates"


def check(objects: Objects) -> Iterator[Finding]:
    """Objects are told apart by group, kind, namespace and name."""
    for (_, kind, _, name), times in Counter(map(identity, objects)).items():
        if times > 1:
            yield Finding(f"{kind}/{name}", "is rendered twice", "give one another name", RULE)
