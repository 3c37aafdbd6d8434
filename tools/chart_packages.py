"""dist/charts: every chart as a package that a registry takes, signed where there is a key.

    python -m tools.chart_packages [--helm helm] [--charts generated/charts] [--out dist/charts]

Environment:
    SIGNING_KEYRING     what `gpg --export-secret-keys KEY | base64` prints; without it nothing is signed
    SIGNING_KEY         name of the key in it, such as its e-mail address
    SIGNING_PASSPHRASE  its passphrase, if it has one

Every file gets the same time, so that Helm 4 writes a chart in the same bytes on every run; one with several subcharts
has them in any order. Helm 3 writes the time of packaging. The files are the same in each case.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_TIME = 315532800  # 1980-01-01, the earliest time every archive format can hold


class PackagingError(RuntimeError):
    """A chart could not be packaged; the message says why and what to do."""


def package(helm: str, charts: Path, out: Path, environment: Mapping[str, str]) -> list[Path]:
    """Package each chart of a directory; packages in `out` are replaced.

    Raises:
        PackagingError: there is no helm or no chart, or the key does not fit.
    """
    found = [path.parent for path in sorted(charts.glob("*/Chart.yaml"))]
    if not found:
        raise PackagingError(f"{charts}: there are no charts; run floe-charts synth")
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("*.tgz"), *out.glob("*.tgz.prov")):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        signing = _signing(environment, Path(folder))
        for chart in found:
            copied = _with_fixed_times(chart, Path(folder, "charts", chart.name))
            run(helm, "package", str(copied), "--destination", str(out), *signing)
    return sorted(out.glob("*.tgz"))


def run(helm: str, *words: str, told: str = "") -> str:
    """What helm prints; `told` is its standard input.

    Raises:
        PackagingError: there is no helm, or it failed.
    """
    executable = shutil.which(helm)
    if executable is None:
        raise PackagingError(f"{helm}: no such program; install Helm 3.17 or newer, or name it: make charts HELM=PATH")
    done = subprocess.run([executable, *words], capture_output=True, text=True, check=False, input=told)
    if done.returncode:
        said = " ".join(done.stderr.split()).removeprefix("Error: ")
        raise PackagingError(f"helm {words[0]} {Path(words[1]).name}: {said}")
    return done.stdout


def _signing(environment: Mapping[str, str], folder: Path) -> list[str]:
    """Helm's options for signing; the key is in files that only this user reads and that go with the folder."""
    encoded, key = environment.get("SIGNING_KEYRING", ""), environment.get("SIGNING_KEY", "")
    if bool(encoded) != bool(key):
        raise PackagingError("SIGNING_KEYRING and SIGNING_KEY belong together; set both to sign, or none")
    if not encoded:
        return []
    try:
        (folder / "keyring").write_bytes(base64.b64decode("".join(encoded.split()), validate=True))
    except binascii.Error as error:
        raise PackagingError(f"SIGNING_KEYRING: is no base64 ({error}); see docs/releasing.md") from error
    options = ["--sign", "--key", key, "--keyring", str(folder / "keyring")]
    if passphrase := environment.get("SIGNING_PASSPHRASE"):
        (folder / "passphrase").write_text(passphrase)
        options += ["--passphrase-file", str(folder / "passphrase")]
    return options


def _with_fixed_times(chart: Path, target: Path) -> Path:
    shutil.copytree(chart, target)
    for path in target.rglob("*"):
        os.utime(path, (_TIME, _TIME))
    return target


def main() -> None:
    """Write the packages and name them."""
    parser = argparse.ArgumentParser(description="Package the charts.")
    parser.add_argument("--helm", default="helm", help="the helm to use")
    parser.add_argument("--charts", type=Path, default=Path("generated/charts"))
    parser.add_argument("--out", type=Path, default=Path("dist/charts"))
    options = parser.parse_args()
    try:
        made = package(options.helm, options.charts, options.out, os.environ)
    except PackagingError as error:
        sys.exit(f"floe-charts: {error}")
    for path in made:
        signed = path.with_name(f"{path.name}.prov").exists()
        print(f"{path}: {'signed' if signed else 'not signed: SIGNING_KEYRING is not set'}")


if __name__ == "__main__":
    main()
