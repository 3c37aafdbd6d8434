"""Quantities as exact numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floe_charts.kubernetes.quantity import quantity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("500m", "0.5"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+1k", "1000"),
        ("-2", "-2"),
        ("1Ki", "1024"),
        ("1.5Gi", "1610612736"),
        ("2Ei", str(2**61)),
        ("1M", "1000000"),
        ("1E", "1e18"),
        ("1E3", "1000"),
        ("1e3", "1000"),
        ("12e-1", "1.2"),
        ("100n", "1e-7"),
        ("0.1n", "1e-9"),
        ("-0.1n", "-1e-9"),
        ("3u", "3e-6"),
        (2, "2"),
        ("1.", "1"),
        (".5k", "500"),
        (0.25, "0.25"),
    ],
)
def test_quantities(text: str | float, number: str) -> None:
    assert quantity(text) == Fraction(number)


@pytest.mark.parametrize(
    "text",
    ["", "m", "1 Gi", "1GB", "1mi", "1Mib", "1K", "0x10", "1e", "1e2Ki", "1_000", "٣", "1\n", True, "1e12345", "abc"],
)
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(ValueError, match="quantity; write"):
        quantity(text)


@given(st.integers(0, 2**53), st.sampled_from(["", "k", "Ki", "M", "Mi", "G", "Gi"]))
def test_a_thousand_milli_is_one(count: int, suffix: str) -> None:
    assert quantity(f"{count * 1000}m") == count
    assert quantity(f"{count}{suffix}") == count * quantity(f"1{suffix}")
