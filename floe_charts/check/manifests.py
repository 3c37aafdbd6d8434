"""Reading rendered YAML, strictly.

`helm template` and `helm lint` let a repeated key pass, and one of the two values is lost.
"""

from __future__ import annotations

from typing import Any

import yaml

from floe_charts.check.objects import Obj, flatten


class _Strict(yaml.SafeLoader):
    """A safe loader that refuses a key given twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        # "<<" merges another mapping in; a key that is no scalar is for the base class to refuse.
        scalars = [k for k, _ in node.value if isinstance(k, yaml.ScalarNode) and k.value != "<<"]
        for key_node in scalars:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise ValueError(f"line {line}: the key {key!r} appears twice; keep one")
            seen.add(key)
        return super().construct_mapping(node, deep)


def _text(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


# Go's parser, which Kubernetes uses, has no dates, and reads `=` and `<<` as text unless they are keys.
for _tag in ("merge", "value", "timestamp"):
    _Strict.add_constructor(f"tag:yaml.org,2002:{_tag}", _text)


def load_objects(text: str) -> list[Obj]:
    """The objects of a YAML stream, empty documents left out and Lists unfolded.

    Raises ValueError, with the line, for a key given twice, and yaml.YAMLError for what is no YAML.
    """
    return list(flatten(yaml.load_all(text, Loader=_Strict)))
