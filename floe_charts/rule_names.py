"""The names of lint's rules that an ``Allowance`` can excuse a finding of.

They stand here because a chart names them and a chart knows nothing of the rules' code, ``floe_charts.check``.
"""

from __future__ import annotations

RULE_NAMES = (
    "disruption",
    "duplicates",
    "hardening",
    "hooks",
    "images",
    "labels",
    "names",
    "network",
    "pod_security",
    "probes",
    "references",
    "resources",
    "secrets",
    "selectors",
    "service_accounts",
    "service_type",
    "targets",
    "templates",
    "values",
)
