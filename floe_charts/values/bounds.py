"""The bounds of a value as keywords of its schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What the schema calls a bound, for each kind of value that can have it.
_BOUNDED: Mapping[str, Mapping[str, str]] = {
    "minimum": {"int": "minimum", "number": "minimum"},
    "maximum": {"int": "maximum", "number": "maximum"},
    "minLength": {"str": "minLength", "list": "minItems", "map": "minProperties"},
}


def bound_keywords(where: str, kind: str, bounds: Mapping[str, Any]) -> dict[str, Any]:
    """The bounds under the names of the kind: the schema ignores one of another kind without a word.

    Raises TypeError for a bound that a value of this kind cannot have.

    >>> bound_keywords("Web.hosts", "list", {"minLength": 1})
    {'minItems': 1}
    """
    for bound in bounds:
        if kind not in _BOUNDED[bound]:
            said = {"minLength": "min_length"}.get(bound, bound)
            raise TypeError(f"{where}: {said}= bounds no value of kind '{kind}'; say what you mean with schema=")
    return {_BOUNDED[bound][kind]: limit for bound, limit in bounds.items()}
