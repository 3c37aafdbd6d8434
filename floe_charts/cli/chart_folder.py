"""A chart on disk: an emitted one, or one built for the moment."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from floe_charts.cli.failure import Failure
from floe_charts.cli.options import CHARTS
from floe_charts.emit.folder import write_folder
from floe_charts.suggestion import suggestion

if TYPE_CHECKING:
    from floe_charts.helm import Engine

SCHEMA = "values.schema.json"


@contextmanager
def built(name: str) -> Iterator[Path]:
    """The chart as its source says, in a directory that lives as long as the context."""
    from floe_charts.cli.building import build_files

    with for_the_moment(name, build_files(name)[name]) as path:
        yield path


@contextmanager
def for_the_moment(name: str, files: Mapping[str, str | bytes]) -> Iterator[Path]:
    """A chart's files in a directory that lives as long as the context."""
    with tempfile.TemporaryDirectory(prefix="floe-charts-") as directory:
        yield write_folder(Path(directory), name, files)


@contextmanager
def written_or_built(name: str, out: Path) -> Iterator[Path]:
    """The chart in ``out`` if it is there, which takes no Node and no time; else as its source says."""
    if (out / name / SCHEMA).is_file():
        yield out / name
        return
    with built(name) as path:
        yield path


@contextmanager
def without_schemas(chart: Path) -> Iterator[Path]:
    """A copy that renders values its schemas refuse; packed subcharts are unpacked for theirs."""
    with unpacked(chart) as copy:
        for schema in copy.rglob(SCHEMA):
            schema.unlink()
        yield copy


@contextmanager
def unpacked(chart: Path) -> Iterator[Path]:
    """A copy in which each subchart, and each of theirs, is a folder."""
    with tempfile.TemporaryDirectory(prefix="floe-charts-") as directory:
        copy = Path(shutil.copytree(chart, Path(directory, chart.name)))
        while archives := list(copy.rglob("charts/*.tgz")):
            for archive in archives:
                _unpack(archive)
                archive.unlink()
        yield copy


def _unpack(archive: Path) -> None:
    with tarfile.open(archive) as packed:
        for entry in packed:
            if (content := packed.extractfile(entry)) is not None:
                target = archive.parent / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())


def written(charts: Path, *names: str) -> list[Path]:
    """The charts of a directory, or those of these names.

    Raises:
        Failure: there is no such directory or chart.
    """
    if (charts / "Chart.yaml").is_file() and not names:
        return [charts]
    found = {path.parent.name: path.parent for path in sorted(charts.glob("*/Chart.yaml"))}
    if not found:
        raise Failure(f"{charts}: {_nothing_there(charts)}")
    for name in names:
        if name not in found:
            raise Failure(f"{charts / name}: no chart has this name; {suggestion(name, list(found))}")
    return [found[name] for name in dict.fromkeys(names or found)]


def _nothing_there(charts: Path) -> str:
    what = "holds no charts" if charts.is_dir() else "is no directory"
    if (CHARTS / charts / "Chart.yaml").is_file():  # other commands take a chart's name there
        return f"{what}; the chart of that name is --chart {charts}"
    return f"{what}; run floe-charts synth, or name the directory of the charts"


def environments(chart: Path) -> dict[str, dict[str, Any]]:
    """What to render a chart with: nothing, and each of its ``values-*.yaml``."""
    from floe_charts.cli.values_file import read_values

    return {
        "values.yaml": {},
        **{path.name: read_values(path) for path in sorted(chart.glob("values-*.yaml"))},
    }


def engine(helm: Path | None) -> Engine:
    """Helm in this process, or the executable that was asked for."""
    from floe_charts.helm import HelmBinary, InProcess

    return HelmBinary(helm) if helm else InProcess()
