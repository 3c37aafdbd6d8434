"""Ports and counts as Kubernetes' int-or-string, made once for each constant: each one is a round trip to Node."""

from __future__ import annotations

from functools import cache
from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.refs.union import remember


def int_or_string(value: Any) -> k8s.IntOrString:
    """A number, a name, or a reference to either."""
    return _constant(value) if type(value) in (int, str) else _made(value)


@cache
def _constant(value: int | str) -> k8s.IntOrString:
    return _made(value)


def _made(value: Any) -> k8s.IntOrString:
    made = k8s.IntOrString.from_string(value) if isinstance(value, str) else k8s.IntOrString.from_number(value)
    return remember(made, value)
