"""Read a values file strictly: what Helm would take silently and wrongly is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from floe_charts.cli.failure import Failure

#: Values by what to call their source in messages: a file, or an option of the command line. Later ones win.
Layers = Mapping[str, Mapping[str, Any]]


def read_values(path: Path) -> dict[str, Any]:
    """The values of a file; an empty one holds none.

    Raises:
        Failure: the file is missing, is no YAML or no mapping, or gives a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Failure(f"{path}: does not exist; check the path") from error
    except IsADirectoryError as error:
        raise Failure(f"{path}: is a directory; name the values file in it") from error
    except UnicodeDecodeError as error:
        raise Failure(f"{path}: is no UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return parse_values(text, str(path))


def parse_values(text: str, where: str) -> dict[str, Any]:
    """The values of a text; ``where`` names it in messages."""
    import yaml

    try:
        values = yaml.load(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" line {mark.line + 1}" if mark else ""
        raise Failure(f"{where}:{line} is no YAML: {error.problem}; fix it") from error
    except yaml.YAMLError as error:
        raise Failure(f"{where}: is no YAML: {str(error).splitlines()[0]}; fix it") from error
    except _Twice as error:
        raise Failure(f"{where}: {error}") from error
    if values is not None and not isinstance(values, Mapping):
        what = "a list" if isinstance(values, list) else f"the single value {values!r:.40}"
        raise Failure(f"{where}: holds {what}, not a mapping; write `key: value` lines")
    return dict(values or {})


def by_source(layers: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Mapping[str, Any]]:
    """The layers in their order; what comes twice counts where it comes last.

    >>> by_source([("a.yaml", {"a": 1}), ("b.yaml", {}), ("a.yaml", {"a": 1})])
    {'b.yaml': {}, 'a.yaml': {'a': 1}}
    """
    found: dict[str, Mapping[str, Any]] = {}
    for source, values in layers:
        found.pop(source, None)
        found[source] = values
    return found


def layered(layers: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Values over each other, as Helm lays files: maps merge, the rest is replaced, a null stays to remove a default.

    >>> layered([{"a": {"b": 1, "c": 2}}, {"a": {"b": None}}])
    {'a': {'b': None, 'c': 2}}
    """
    return reduce(_over, layers, {})


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, item in above.items():
        old = result.get(key)
        result[key] = _over(old, item) if isinstance(old, Mapping) and isinstance(item, Mapping) else item
    return result


class _Twice(Exception):
    """A key is there twice, of which Helm keeps one without a word."""


def _loader() -> Any:
    import yaml

    class Strict(yaml.SafeLoader):
        """Refuses a key given twice; reads dates as text, as Helm does."""

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            seen: dict[Any, int] = {}
            for key_node in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
                line = key_node.start_mark.line + 1
                if key_node.value != "<<" and key_node.value in seen:
                    first = seen[key_node.value]
                    raise _Twice(f"line {line}: the key {key_node.value!r} was given in line {first} already; keep one")
                seen[key_node.value] = line
            return super().construct_mapping(node, deep)

    Strict.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return Strict
