"""Names leave room for what controllers append, and for the release names of others.

A name that is one character too long installs in one release and fails in the next, whose release name is
longer.
"""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Objects, name_of, where

RULE = "names"

# A StatefulSet puts its name and a hash in one label, a CronJob a time stamp in the names of its Jobs.
_LONGEST = {"StatefulSet": 52, "CronJob": 52, "CustomResourceDefinition": 253, "APIService": 253}


def check(objects: Objects) -> Iterator[Finding]:
    """Up to 63 characters, so that each name can be a label's value as well."""
    for obj in objects:
        kind, length = str(obj.get("kind")), len(name_of(obj))
        longest = _LONGEST.get(kind, 63)
        if length > longest:
            what = f"the name has {length} characters, a {kind} may have {longest}"
            yield Finding(where(obj), what, "cut it and append a hash", RULE)
