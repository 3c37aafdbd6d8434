"""YAML documents that travel as text inside an object."""

from __future__ import annotations

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
        text = cls(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=10**6))
        text.document = document
        return text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and yaml.load(other, Loader=_LOADER) == yaml.load(str(self), Loader=_LOADER)

    def __hash__(self) -> int:
        return super().__hash__()


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
