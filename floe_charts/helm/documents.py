"""From rendered text to objects, read the way Kubernetes reads them.

PyYAML follows YAML 1.1 to the letter and disagrees with Go's parser on `1e+07`, `=`, `0o7` and dates, so the
text goes through Go's. Numbers travel as float64, as in Helm: integers are exact up to 2**53.
"""

from __future__ import annotations

import re
from typing import Any

from floe_charts.helm.errors import RenderError, one_line
from floe_charts.helm.sdk import sdk

# Only at column 0: an indented `---` is text inside a block scalar.
_SEPARATOR = re.compile(r"^---(?=[ \t\r]|$)", re.MULTILINE)
_NOTHING = re.compile(r"\s*(#[^\n]*\s*)*")


def split(text: str) -> list[str]:
    """The YAML documents of a manifest stream; those holding only blanks and comments are left out."""
    return [doc for doc in _SEPARATOR.split(text) if not _NOTHING.fullmatch(doc)]


def parse(source: str, document: str) -> dict[str, Any]:
    """One document as Kubernetes would decode it.

    Args:
        source: template path, for the message.
        document: YAML text holding one mapping.

    Raises:
        RenderError: the text is no YAML, or no mapping.
    """
    helm = sdk()
    try:
        mapping: dict[str, Any] = helm.values_from_yaml(document)
    except helm.HelmError as error:
        raise RenderError(f"{source}: rendered no YAML mapping: {one_line(str(error))}") from error
    return mapping
