"""Which charts a run is about: those the current directory's project names, else the floe platform's own."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from floe_charts.charts import CHARTS
from floe_charts.cli.failure import Failure
from floe_charts.suggestion import suggestion

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart

_FORM = 'write charts = ["my_charts.echo:Echo"]'
_T = TypeVar("_T")


@dataclass(frozen=True)
class Charts:
    """Targets such as ``my_charts.echo:Echo``; ``names`` where the names are known without importing them."""

    targets: tuple[str, ...]
    names: tuple[str, ...] = ()
    source: str = "floe_charts.charts"

    @classmethod
    def here(cls) -> Charts:
        """The charts of the current directory; its modules become importable.

        Raises:
            Failure: the project's table is not as it should be.
        """
        file = Path("pyproject.toml")
        if (table := _table(file)) is None:
            _refuse_below(Path.cwd())
            return cls(tuple(CHARTS.values()), tuple(CHARTS))
        sys.path.insert(0, str(Path.cwd()))
        return cls(_targets(file, table), source=str(file))

    def load(self, *names: str) -> list[type[HelmChart[Any]]]:
        """The chart classes, or those of these names.

        Raises:
            Failure: no chart has such a name, two have the same, or a class cannot be imported.
        """
        if self.names and names:
            targets = dict(zip(self.names, self.targets, strict=True))
            return [_load(target, self.source) for target in _chosen(targets, names)]
        found = self._by_name()
        return _chosen(found, names) if names else list(found.values())

    def _by_name(self) -> dict[str, type[HelmChart[Any]]]:
        found: dict[str, type[HelmChart[Any]]] = {}
        for target in dict.fromkeys(self.targets):
            chart = _load(target, self.source)
            other = found.setdefault(chart.info.name, chart)
            if other is not chart:  # one would be written over the other
                both = f"{other.__module__}:{other.__name__} and {target}"
                raise Failure(f"{self.source}: {both} are both called {chart.info.name!r}; give one another info.name")
        return found


def _chosen(known: Mapping[str, _T], names: tuple[str, ...]) -> list[_T]:
    for name in names:
        if name not in known:
            raise Failure(f"{name}: no chart has this name; {suggestion(name, list(known))}")
    return [known[name] for name in dict.fromkeys(names)]


def _refuse_below(directory: Path) -> None:
    """In a folder of somebody's project nobody wants the floe platform's charts."""
    for above in directory.parents:
        if (file := above / "pyproject.toml").is_file() and _table(file) is not None:
            raise Failure(f"{directory}: lies inside the project of {file}; run floe-charts in {above}")


def _table(file: Path) -> Mapping[str, Any] | None:
    """What ``[tool.floe-charts]`` holds, or None if the file is about something else."""
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8", errors="replace")
    if "floe-charts" not in text:
        return None  # parsing is the slow part
    tools = _parse(file, text).get("tool", {})
    if not isinstance(tools, Mapping):
        raise Failure(f"{file}: 'tool' is no table; write [tool.floe-charts] and below it charts = [...]")
    return tools.get("floe-charts")


def _parse(file: Path, text: str) -> dict[str, Any]:
    tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        content: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Failure(f"{file}: is no TOML: {error}; fix it there") from error
    return content


def _targets(file: Path, table: Mapping[str, Any]) -> tuple[str, ...]:
    charts = table.get("charts") if isinstance(table, Mapping) else None
    if not isinstance(charts, list) or not charts or not all(isinstance(item, str) for item in charts):
        raise Failure(f"{file}: has no list of charts; {_FORM}")
    for target in charts:
        if target.count(":") != 1 or not all(target.split(":")):
            raise Failure(f"{file}: {target!r} names no class; {_FORM}")
    return tuple(charts)


def _load(target: str, source: str) -> type[HelmChart[Any]]:
    module_name, _, class_name = target.partition(":")
    try:
        found = getattr(import_module(module_name), class_name, None)
    except ImportError as error:
        raise Failure(f"{source}: {target} cannot be imported: {_why(error)}") from error
    from floe_charts.constructs.helm_chart import HelmChart

    if found is None:
        raise Failure(f"{source}: {module_name} has no class {class_name}; check the name")
    if not (isinstance(found, type) and issubclass(found, HelmChart)):
        raise Failure(f"{source}: {target} is no HelmChart; derive it from floe_charts.HelmChart")
    for attribute in ("info", "values_type"):
        if not hasattr(found, attribute):
            raise Failure(f"{source}: {target} does not state {attribute!r}; set it on the class")
    return found


def _why(error: ImportError) -> str:
    """The line whose import failed, what is wrong there, and what to do."""
    from floe_charts.cli.origin import authors_line

    where = f"{line}: " if (line := authors_line(error)) else ""
    said, circular, _ = str(error).partition(" (most likely due to a circular import)")
    if circular:
        return f"{where}{said}: two modules import each other; import one of them where it is used, in a function"
    return f"{where}{said}; check the name and what is installed"
