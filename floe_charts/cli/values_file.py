"""Read a values file strictly: what Helm would take silently and wrongly is refused."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from floe_charts.cli.failure import Failure

#: Values by what to call their source in messages: a file, or an option of the command line. Later ones win.
Layers = Mapping[str, Mapping[str, Any]]
#: No object of Kubernetes is half as deep; Python gives up somewhere below a thousand.
_DEEPEST = 100
_TOO_DEEP = f"maps or lists lie more than {_DEEPEST} deep in each other; write them flatter"
_STDIN = Path("-")


def read_values(path: Path) -> dict[str, Any]:
    """The values of a file, of standard input if it is ``-``; an empty one holds none.

    Raises:
        Failure: the file is missing, is no YAML or no mapping, or gives a key twice.
    """
    try:
        text = _stdin() if path == _STDIN else path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Failure(f"{path}: does not exist; check the path") from error
    except IsADirectoryError as error:
        raise Failure(f"{path}: is a directory; name the values file in it") from error
    except UnicodeDecodeError as error:
        raise Failure(f"{path}: is no UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return parse_values(text, str(path))


def _stdin() -> str:
    if sys.stdin is None:  # the shell closed it: `<&-`
        raise Failure(f"{_STDIN}: there is no standard input; give it one, or name a file")
    return sys.stdin.buffer.read().decode()


def parse_values(text: str, where: str) -> dict[str, Any]:
    """The values of a text; ``where`` names it in messages."""
    values = _document(text, where)
    if values is not None and not isinstance(values, Mapping):
        what = "a list" if isinstance(values, list) else f"the single value {values!r:.40}"
        raise Failure(f"{where}: holds {what}, not a mapping; write `key: value` lines")
    if _is_deep(values, _DEEPEST):
        raise Failure(f"{where}: {_TOO_DEEP}")
    return dict(values or {})


def _document(text: str, where: str) -> Any:
    import yaml

    from floe_charts.values.go_yaml import RepeatedKey, load_strict

    try:
        return load_strict(text)
    except RepeatedKey as error:
        raise Failure(f"{where}: {error}") from error
    except RecursionError as error:
        raise Failure(f"{where}: {_TOO_DEEP}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" line {mark.line + 1}" if mark else ""
        if error.problem == "but found another document":
            raise Failure(f"{where}:{line} begins another document, which Helm 3 leaves out; keep one") from error
        raise Failure(f"{where}:{line} is no YAML: {error.problem}; fix it") from error
    except yaml.YAMLError as error:
        raise Failure(f"{where}: is no YAML: {str(error).splitlines()[0]}; fix it") from error


def _is_deep(item: Any, left: int) -> bool:
    inside = item.values() if isinstance(item, Mapping) else item if isinstance(item, list) else ()
    return left < 0 or any(_is_deep(one, left - 1) for one in inside)


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
