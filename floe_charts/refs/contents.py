"""What a container holds, stand-ins included, which refuse to show it to a chart's author."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping
from typing import Any, cast


def items_of(sequence: list[Any] | tuple[Any, ...]) -> Iterator[Any]:
    """The items of a list or tuple."""
    return list.__iter__(sequence) if isinstance(sequence, list) else iter(sequence)


def pairs_of(mapping: Mapping[Any, Any]) -> ItemsView[Any, Any]:
    """Keys and values of a dict."""
    return dict.items(cast(dict[Any, Any], mapping))


def is_empty(mapping: Mapping[Any, Any]) -> bool:
    """Whether a dict holds nothing; one marker is something."""
    return not dict.__len__(cast(dict[Any, Any], mapping))
