"""Ports, counts and sizes in Kubernetes' own classes, made once for each constant: each one is a round trip to Node."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from cdk8s_plus_27 import k8s

from floe_charts.refs.union import remember

T = TypeVar("T")


def int_or_string(value: Any) -> k8s.IntOrString:
    """A number, a name, or a reference to either.

    >>> int_or_string("http") is int_or_string("http")
    True
    """
    return _shared(_int_or_string, value)


def quantity(value: Any) -> k8s.Quantity:
    """A size such as ``10Gi``, a number, or a reference to either.

    >>> quantity("10Gi").value
    '10Gi'
    """
    return _shared(_quantity, value)


def _shared(make: Callable[[Any], T], value: Any) -> T:
    """A constant is made once; two charts' references may look alike, so each is made anew."""
    return _constant(make, value) if type(value) in (int, str) else remember(make(value), value)


@cache
def _constant(make: Callable[[Any], T], value: int | str) -> T:
    return remember(make(value), value)


def _int_or_string(value: Any) -> k8s.IntOrString:
    return k8s.IntOrString.from_string(value) if isinstance(value, str) else k8s.IntOrString.from_number(value)


def _quantity(value: Any) -> k8s.Quantity:
    return k8s.Quantity.from_string(value) if isinstance(value, str) else k8s.Quantity.from_number(value)
