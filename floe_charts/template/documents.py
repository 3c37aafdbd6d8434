"""YAML documents that travel as text inside an object."""

from __future__ import annotations

from typing import Any

import yaml

from floe_charts.values.go_scalar import resolved
from floe_charts.values.go_yaml import load


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
        return isinstance(other, str) and load(str(other)) == load(str(self))

    def __hash__(self) -> int:
        return super().__hash__()


#: Whatever is no text; the dumper then writes quotes.
_NOT_TEXT = "tag:yaml.org,2002:value"


class _Dumper(yaml.SafeDumper):
    """Quotes what Go would take for more than text: `y`, `1e4`, `0o17`."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag a reader would give; none that is text's, if Go reads the plain scalar as something else."""
        tag: Any = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]  # types-PyYAML leaves it bare
        text = kind is yaml.ScalarNode and implicit[0] and tag == self.DEFAULT_SCALAR_TAG
        return _NOT_TEXT if text and not isinstance(resolved(value), str) else tag
