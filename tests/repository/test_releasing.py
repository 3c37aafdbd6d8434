"""What a release holds: packages that render what their directory does, signed so that a change shows.

Pushing and pulling need a registry: the release workflow proves those, on the packages that are tested here.
"""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from floe_charts import __version__
from floe_charts.charts import CHARTS
from floe_charts.cli.chart_folder import environments
from floe_charts.helm import HelmBinary, InProcess
from tests.support.helm_binaries import helm_binary
from tools.chart_packages import PackagingError, package
from tools.publish import absent, contents, named, push, settings, signed

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "generated/charts"
HELMS = ("3.19.0", "4.3.1")
NAME = "floe test"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as path:
        yield Path(path)


@pytest.fixture(scope="module")
def packed(folder: Path):
    """The packages made by one version of Helm, by the chart's name."""

    @cache
    def by(version: str) -> dict[str, Path]:
        made = package(str(helm_binary(version)), WRITTEN, folder / version, {})
        return {named(path)[0]: path for path in made}

    return by


@pytest.mark.requirement("REQ-630")
@pytest.mark.parametrize("version", HELMS)
def test_every_chart_is_packaged_under_its_name_and_version(packed, version: str) -> None:
    assert packed(version).keys() == CHARTS.keys()
    assert all(path.name == "-".join(named(path)) + ".tgz" for path in packed(version).values())


@pytest.mark.requirement("REQ-630")
@pytest.mark.parametrize("version", HELMS)
@pytest.mark.parametrize("name", CHARTS)
def test_a_package_renders_exactly_what_its_directory_renders(packed, name: str, version: str) -> None:
    for file, values in environments(WRITTEN / name).items():
        of_directory = InProcess().render(WRITTEN / name, values, release="floe", namespace="floe-dev")
        of_package = InProcess().render(packed(version)[name], values, release="floe", namespace="floe-dev")
        assert of_package == of_directory, file
    helm = HelmBinary(helm_binary(version))
    assert helm.render(packed(version)[name]) == helm.render(WRITTEN / name)


def charts_of(package: Path) -> set[str]:
    """The subcharts in a package."""
    return {path.split("/")[2] for path in contents(package) if path.split("/")[1] == "charts"}


@pytest.mark.requirement("REQ-630")
def test_packages_of_both_helms_hold_the_same_files_and_those_of_helm_4_the_same_bytes(packed, tmp_path: Path) -> None:
    first, other = (packed(version) for version in HELMS)
    assert charts_of(other["floe-platform"]) == {"floe-services", "otel-collector"}
    again = package(str(helm_binary("4.3.1")), WRITTEN, tmp_path, {})
    for path in again:
        name, _ = named(path)
        assert contents(first[name]) == contents(other[name]) == contents(path)
        if len(charts_of(path)) < 2:  # Helm writes several subcharts in any order
            assert other[name].read_bytes() == path.read_bytes()
        assert not [member for member in contents(path) if ".floe-lint.json" in member]


@contextmanager
def keyring(passphrase: str = "") -> Iterator[dict[str, str]]:
    """A throw-away key as a release gets it, and a file of its public half under PUBLIC."""
    if shutil.which("gpg") is None:
        pytest.skip("no gpg on PATH, which makes the key")
    with tempfile.TemporaryDirectory(prefix="gpg") as home:  # short, for the agent's socket lies in it

        def gpg(*words: str) -> bytes:
            options = ["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", passphrase]
            env = {**os.environ, "GNUPGHOME": home}
            return subprocess.run(["gpg", *options, *words], capture_output=True, check=True, env=env).stdout

        try:
            gpg("--quick-generate-key", f"{NAME} <test@example.org>", "rsa2048", "sign", "1d")
            secret = base64.encodebytes(gpg("--export-secret-keys")).decode()
            Path(home, "public").write_bytes(gpg("--export"))
            yield {"SIGNING_KEYRING": secret, "SIGNING_KEY": NAME, "PUBLIC": str(Path(home, "public"))}
        finally:
            subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)


@pytest.fixture(scope="module")
def key() -> Iterator[dict[str, str]]:
    with keyring("a phrase") as environment:
        yield environment | {"SIGNING_PASSPHRASE": "a phrase"}


def verify(version: str, path: Path, public: str) -> subprocess.CompletedProcess[str]:
    command = [str(helm_binary(version)), "verify", str(path), "--keyring", public]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.requirement("REQ-630")
@pytest.mark.parametrize("version", HELMS)
def test_a_signature_holds_until_a_byte_changes(version: str, key: dict[str, str], tmp_path: Path) -> None:
    made = package(str(helm_binary(version)), WRITTEN, tmp_path, key)
    assert len(made) == len(CHARTS)
    for path in made:
        done = verify(version, path, key["PUBLIC"])
        assert done.returncode == 0, done.stderr
        assert f"Signed by: {NAME}" in done.stdout + done.stderr
    assert signed(tmp_path) == made
    made[0].write_bytes(made[0].read_bytes() + b"\0")
    assert "sha256 sum does not match" in verify(version, made[0], key["PUBLIC"]).stderr
    provenance = made[1].with_name(f"{made[1].name}.prov")
    provenance.write_text(provenance.read_text().replace("version: ", "version: 9", 1))
    assert verify(version, made[1], key["PUBLIC"]).returncode != 0


@pytest.mark.requirement("REQ-630")
def test_a_signature_of_somebody_else_is_refused(key: dict[str, str], tmp_path: Path) -> None:
    with keyring() as stranger:
        path, *_ = package(str(helm_binary("4.3.1")), WRITTEN, tmp_path, stranger)
        assert verify("4.3.1", path, stranger["PUBLIC"]).returncode == 0
        assert verify("4.3.1", path, key["PUBLIC"]).returncode != 0


def test_a_wrong_passphrase_is_one_line(key: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match=r"^helm package floe-jobs: .+") as error:
        package(str(helm_binary("4.3.1")), WRITTEN, tmp_path, {**key, "SIGNING_PASSPHRASE": "another"})
    assert "\n" not in str(error.value)
    assert list(tmp_path.glob("*.prov")) == []


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"SIGNING_KEY": "floe"}, "SIGNING_KEYRING and SIGNING_KEY belong together"),
        ({"SIGNING_KEY": "floe", "SIGNING_KEYRING": "no base64!"}, "SIGNING_KEYRING: is no base64"),
        ({}, "no-such-helm: no such program; install Helm 3.17 or newer, or name it: make charts HELM=PATH"),
    ],
)
def test_what_cannot_be_packaged_is_one_line(environment: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match=f"^{message}"):
        package("no-such-helm", WRITTEN, tmp_path, environment)


def test_a_package_without_a_signature_is_not_published(packed, tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match="there are no packages; run make charts"):
        signed(tmp_path)
    path = packed("4.3.1")["floe-jobs"]
    with pytest.raises(PackagingError, match=rf"{path.name}.*: not signed; docs/releasing\.md"):
        signed(path.parent)


def test_nothing_is_published_but_under_the_tag_of_its_version() -> None:
    known = {"REGISTRY": "ghcr.io/Floe/charts", "REGISTRY_USER": "floe", "REGISTRY_TOKEN": "t"}
    assert settings({**known, "RELEASE": f"v{__version__}"}).registry == "ghcr.io/floe/charts"
    with pytest.raises(PackagingError, match=r"^tag v9\.0\.0: the source is version .*; tag it v"):
        settings({**known, "RELEASE": "v9.0.0"})
    with pytest.raises(PackagingError, match=r"^RELEASE, REGISTRY_TOKEN: not set"):
        settings({**known, "REGISTRY_TOKEN": ""})


# What Helm 3.19.0 and 4.3.1 both print after a pull that a registry answered with this status and code.
ASKED = 'helm pull floe-jobs: failed to perform "FetchReference" on source: '
URL = 'GET "https://ghcr.io/v2/floe/charts/floe-jobs/manifests/0.1.0": '


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ghcr.io/floe/charts/floe-jobs:0.1.0: not found", True),
        (f"{URL}response status code 403: denied: denied", True),
        (f"{URL}response status code 401: unauthorized: authentication required", False),
        (f"{URL}response status code 503: Service Unavailable", False),
        (f"{URL}dial tcp: lookup ghcr.io on 127.0.0.53:53: no such host", False),
        (f"{URL}dial tcp 127.0.0.1:443: connect: connection refused", False),
    ],
)
def test_only_a_version_the_registry_says_it_lacks_is_absent(said: str, expected: bool) -> None:
    assert absent(ASKED + said) == expected


@pytest.mark.parametrize("version", HELMS)
def test_a_registry_that_does_not_answer_gets_no_push(packed, version: str) -> None:
    with socket.socket() as taken:  # bound and not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        registry = f"127.0.0.1:{taken.getsockname()[1]}/charts"
        with pytest.raises(PackagingError, match=r"^helm pull floe-jobs: .*connection refused"):
            push(str(helm_binary(version)), packed("4.3.1")["floe-jobs"], registry)
