"""Push dist/charts to an OCI registry, and attach the packages to the GitHub release of a tag.

    python -m tools.publish [--helm helm] [--packages dist/charts]

Environment:
    RELEASE         the tag, v and the version of floe-charts
    REGISTRY        host and path to push to, such as ghcr.io/floe/charts
    REGISTRY_USER   who logs in there
    REGISTRY_TOKEN  and with what

A version that is already there is left alone if it holds the same files, and is an error otherwise.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from floe_charts import __version__
from tools.chart_packages import PackagingError, run

# How helm ends when a registry has no such version. ghcr.io denies to read a package that nobody has pushed yet;
# whoever may not write it either is told so by the push.
_ABSENT = re.compile(r"(: not found|: response status code (404: .*|403: denied\b.*))$")


class Settings(NamedTuple):
    """What the environment says."""

    release: str
    registry: str
    user: str
    token: str


def settings(environment: Mapping[str, str]) -> Settings:
    """The environment, checked before anything is published.

    Raises:
        PackagingError: a variable is missing, or the tag is not the version of this source.
    """
    names = ("RELEASE", "REGISTRY", "REGISTRY_USER", "REGISTRY_TOKEN")
    missing = [name for name in names if not environment.get(name)]
    if missing:
        raise PackagingError(f"{', '.join(missing)}: not set; only the release workflow publishes, on a tag")
    found = Settings(*(environment[name] for name in names))
    if found.release != f"v{__version__}":
        raise PackagingError(f"tag {found.release}: the source is version {__version__}; tag it v{__version__}")
    return found._replace(registry=found.registry.lower())  # an OCI name has no capitals, an owner's name may


def signed(directory: Path) -> list[Path]:
    """The packages of a directory.

    Raises:
        PackagingError: there are none, or one has no signature.
    """
    packages = sorted(directory.glob("*.tgz"))
    if not packages:
        raise PackagingError(f"{directory}: there are no packages; run make charts")
    bare = [path.name for path in packages if not path.with_name(f"{path.name}.prov").exists()]
    if bare:
        raise PackagingError(f"{', '.join(bare)}: not signed; docs/releasing.md says where the key belongs")
    return packages


def contents(package: Path) -> dict[str, bytes]:
    """The files of a package: Helm 3 writes the same files with other times, hence in other bytes."""
    with tarfile.open(package) as archive:
        opened = {entry.name: archive.extractfile(entry) for entry in archive if entry.isfile()}
        return {name: file.read() for name, file in opened.items() if file}


def push(helm: str, package: Path, registry: str) -> str:
    """Push one package, and its .prov with it, unless it is there; tells which.

    Raises:
        PackagingError: the registry holds that version with other files, did not say whether it does, or helm failed.
    """
    name, version = named(package)
    with tempfile.TemporaryDirectory() as folder:
        try:
            run(helm, "pull", f"oci://{registry}/{name}", "--version", version, "--destination", folder)
        except PackagingError as error:
            if not absent(str(error)):  # a push might replace what could not be compared
                raise
            run(helm, "push", str(package), f"oci://{registry}")
            return f"{name} {version}: pushed"
        [there] = Path(folder).glob("*.tgz")
        if contents(there) != contents(package):
            raise PackagingError(f"{name} {version}: is in {registry} with other files; raise the chart's version")
    return f"{name} {version}: already there"


def absent(said: str) -> bool:
    r"""Whether helm's message says that the registry has no such version, rather than that it could not ask.

    >>> absent("helm pull echo: failed to perform \"FetchReference\" on source: ghcr.io/floe/echo:1.0.0: not found")
    True
    >>> absent("helm pull echo: dial tcp 10.0.0.1:443: i/o timeout")
    False
    """
    return _ABSENT.search(said) is not None


def named(package: Path) -> tuple[str, str]:
    """Name and version of a packaged chart."""
    found = next(
        content for path, content in contents(package).items() if path.count("/") == 1 and "Chart.yaml" in path
    )
    chart = yaml.safe_load(found)
    return chart["name"], chart["version"]


def main() -> None:
    """Log in, push each package, make the release."""
    parser = argparse.ArgumentParser(description="Publish the packaged charts.")
    parser.add_argument("--helm", default="helm", help="the helm to use")
    parser.add_argument("--packages", type=Path, default=Path("dist/charts"))
    options = parser.parse_args()
    try:
        found, packages = settings(os.environ), signed(options.packages)
        _log_in(options.helm, found)
        for package in packages:
            print(push(options.helm, package, found.registry), flush=True)
    except PackagingError as error:
        sys.exit(f"floe-charts: {error}")
    files = [str(path) for path in sorted(options.packages.glob("*.tgz*"))]
    command = ["gh", "release", "create", found.release, "--verify-tag", "--generate-notes", *files]
    sys.exit(subprocess.run(command, check=False).returncode)


def _log_in(helm: str, found: Settings) -> None:
    host = found.registry.partition("/")[0]
    run(helm, "registry", "login", host, "--username", found.user, "--password-stdin", told=found.token)


if __name__ == "__main__":
    main()
