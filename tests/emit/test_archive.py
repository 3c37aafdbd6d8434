"""A chart archive: the same bytes everywhere, and one that every reader of .tgz opens."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from floe_charts.emit.archive import chart_archive
from floe_charts.helm import InProcess

CHART: dict[str, str | bytes] = {
    "templates/map.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n",
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "values.yaml": "größe: 1\n",
    "charts/sub-1.0.0.tgz": b"\x1f\x8b\xff",
}


def members(archive: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as opened:
        return {entry.name: opened.extractfile(entry).read() for entry in opened}  # type: ignore[union-attr]


def test_holds_every_file_below_the_charts_name_and_chart_yaml_first() -> None:
    found = members(chart_archive("web", CHART))
    assert next(iter(found)) == "web/Chart.yaml"
    assert found == {f"web/{path}": file.encode() if isinstance(file, str) else file for path, file in CHART.items()}


def test_says_nothing_of_the_machine_or_the_moment() -> None:
    with tarfile.open(fileobj=io.BytesIO(chart_archive("web", CHART)), mode="r:gz") as opened:
        facts = {(entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname, entry.mode) for entry in opened}
    assert facts == {(0, 0, 0, "", "", 0o644)}


def test_bytes_depend_neither_on_order_nor_on_the_process() -> None:
    program = (
        "import hashlib; from floe_charts.emit.archive import chart_archive as archive; "
        "print(end=hashlib.sha256(archive('web', {'b': 'x', 'Chart.yaml': 'y', 'a': b'z'})).hexdigest())"
    )
    here = hashlib.sha256(chart_archive("web", {"a": b"z", "Chart.yaml": "y", "b": "x"})).hexdigest()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout == here


@pytest.mark.parametrize("size", [0, 1, 0xFFFF - 512, 0xFFFF, 0x10000, 300_000])
def test_files_around_the_length_of_a_stored_block_survive(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    archive = chart_archive("web", {"Chart.yaml": "name: web\n", "data": content})
    assert members(archive)["web/data"] == content
    assert gzip.decompress(archive)[:14] == b"web/Chart.yaml"


def test_helm_renders_it(tmp_path: Path) -> None:
    path = tmp_path / "web-1.0.0.tgz"
    path.write_bytes(chart_archive("web", {name: CHART[name] for name in ("Chart.yaml", "templates/map.yaml")}))
    [obj] = InProcess().render(path, release="there").objects
    assert obj["metadata"]["name"] == "there"
