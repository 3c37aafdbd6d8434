"""Quantities as exact numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from floe_charts.kubernetes import quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1), ("500m", Fraction(1, 2)), ("2Ki", 2048), ("1e3", 1000), ("1E3", 1000), ("1E", 10**18),
        ("0.5", Fraction(1, 2)), (".5k", 500), ("1.", 1), (0.5, Fraction(1, 2)), ("-3u", Fraction(-3, 10**6)),
    ],
)  # fmt: skip
def test_quantities(text: str | float, value: Fraction | int) -> None:
    assert quantity(text) == value


@pytest.mark.parametrize("text", ["", "abc", "1gb", "1 Gi", "1K", "1e12345"])
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(ValueError, match=r"write a number such as"):
        quantity(text)
