"""An unpacked `charts/child` without a repository is the one layout every Helm command leaves as it is."""

from __future__ import annotations

import os
import subprocess
import tarfile
from pathlib import Path

import pytest
import yaml

from floe_charts.helm import chart_lock
from tests.helm.engines import BINARIES, write
from tests.support.helm_binaries import helm_binary

pytestmark = pytest.mark.parametrize("version", BINARIES)

_CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Chart.Name }}\n"
# Fields whose place, escaping or key order in Go's JSON could differ from ours.
_RICH = {
    "alias": "kind",
    "enabled": True,
    "tags": ["b", "a<&>ü"],
    "import-values": ["data", {"parent": "p", "child": "c"}],
}


@pytest.mark.parametrize("extra", [{}, _RICH], ids=["plain", "rich"])
def test_the_unpacked_layout_needs_no_build(version: str, extra: dict[str, object], tmp_path: Path) -> None:
    parent = _parent(tmp_path, {"condition": "child.enabled", **extra})
    before = _tree(parent)
    for command in (["lint", "--strict", "."], ["dependency", "build", "."]):
        done = _helm(version, *command, cwd=parent)
        assert done.returncode == 0, done.stdout + done.stderr
    assert _tree(parent) == before
    assert _helm(version, "template", "r", ".", cwd=parent).stdout.count("kind: ConfigMap") == 2


def test_packaging_works_offline_and_holds_each_file_once(version: str, tmp_path: Path) -> None:
    parent = _parent(tmp_path, {"condition": "child.enabled"})
    done = _helm(version, "package", ".", "-d", str(tmp_path), cwd=parent)
    assert done.returncode == 0, done.stderr
    with tarfile.open(tmp_path / "parent-0.1.0.tgz") as archive:
        names = archive.getnames()
    assert len(names) == len(set(names))
    assert "parent/charts/child/templates/config.yaml" in names


def test_a_wrong_digest_is_out_of_sync(version: str, tmp_path: Path) -> None:
    parent = _parent(tmp_path, {"condition": "child.enabled"})
    lock = parent / "Chart.lock"
    lock.write_text(lock.read_text().replace("sha256:", "sha256:0"))
    assert "out of sync" in _helm(version, "dependency", "build", ".", cwd=parent).stderr


def test_a_local_repository_would_double_the_files(version: str, tmp_path: Path) -> None:
    """Why the emitted Chart.yaml names no `file://` repository."""
    parent = _parent(tmp_path, {"repository": "file://charts/child"})
    assert _helm(version, "dependency", "build", ".", cwd=parent).returncode == 0
    assert sorted(path.name for path in (parent / "charts").iterdir()) == ["child", "child-0.1.0.tgz"]


def _parent(root: Path, extra: dict[str, object]) -> Path:
    dependency = {"name": "child", "version": "0.1.0", **extra}
    meta = {"apiVersion": "v2", "name": "parent", "version": "0.1.0", "icon": "https://example.org/i.svg"}
    files = {
        "Chart.yaml": yaml.safe_dump({**meta, "dependencies": [dependency]}, allow_unicode=True),
        "Chart.lock": chart_lock([dependency]),
        "values.yaml": "child: {enabled: true}\nkind: {}\n",
        "templates/config.yaml": _CONFIG,
        "charts/child/Chart.yaml": "apiVersion: v2\nname: child\nversion: 0.1.0\n",
        "charts/child/values.yaml": "exports: {data: {}}\nc: {}\n",
        "charts/child/templates/config.yaml": _CONFIG,
    }
    return write(root / "parent", files)


def _tree(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _helm(version: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    homes = {f"HELM_{kind}_HOME": str(cwd.parent / kind) for kind in ("CACHE", "CONFIG", "DATA")}
    command = [str(helm_binary(version)), *args]
    env = {**os.environ, **homes}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False)
