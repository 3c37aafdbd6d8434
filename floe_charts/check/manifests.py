"""Reading rendered YAML, strictly.

`helm template` and `helm lint` let a repeated key pass, and one of the two values is lost.
"""

from __future__ import annotations

from floe_charts.check.objects import Obj, flatten
from floe_charts.values.go_yaml import load_all_strict


def load_objects(text: str) -> list[Obj]:
    """The objects of a YAML stream, empty documents left out and Lists unfolded.

    Raises ValueError, with the line, for a key given twice, and yaml.YAMLError for what is no YAML.
    """
    return list(flatten(load_all_strict(text)))
