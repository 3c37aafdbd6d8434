"""YAML documents that travel as text inside an object."""

from __future__ import annotations

import math
import re
from typing import Any

import yaml


class YamlText(str):
    """Text of a YAML document that compares as the document, not by its layout.

    Helm lays a document out by the template, Python by its own writer; what a program reads out of both is the same.
    """

    document: Any

    @classmethod
    def of(cls, document: Any) -> YamlText:
        """The document written out."""
        text = cls(yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6))
        text.document = document
        return text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and yaml.load(str(other), Loader=_Loader) == yaml.load(str(self), Loader=_Loader)

    def __hash__(self) -> int:
        return super().__hash__()


_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]  # which base there is depends on the machine
    """Reads as Go does, which writes the text: 1e-07 is a number; dates, ``=`` and ``<<`` are text."""


for _tag in ("merge", "value", "timestamp"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _Loader.construct_yaml_str)


def _number(loader: Any, node: Any) -> float | str:
    """A fraction; one that no float64 holds, such as 32e+44261, is text to Go."""
    value = loader.construct_yaml_float(node)
    return str(node.value) if math.isinf(value) and "inf" not in node.value.lower() else float(value)


_Loader.add_constructor("tag:yaml.org,2002:float", _number)


class _Dumper(yaml.SafeDumper):
    """Quotes what Go would take for a number."""


for _class in (_Loader, _Dumper):
    _class.add_implicit_resolver(
        "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+$"), list("-+0123456789")
    )
