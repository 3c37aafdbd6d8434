"""A real Kubernetes API server with its etcd, from the folder that ``setup-envtest`` fills: no node, no controllers.

``KUBEBUILDER_ASSETS`` names the folder, as it does for Kubernetes' own projects: kube-apiserver, etcd and kubectl.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any

VARIABLE = "KUBEBUILDER_ASSETS"
#: Seconds until the server must answer.
_START = 90
_TOKEN = "tests-only"  # of a server that listens on this machine's loopback only


@dataclass(frozen=True)
class ApiServer:
    """A running server: its port, where its kubectl and its kubeconfig lie, and the certificate to trust it by."""

    port: int
    kubectl: Path
    kubeconfig: Path
    certificate: Path

    def run(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Kubectl's output, whatever its exit code."""
        command = [str(self.kubectl), f"--kubeconfig={self.kubeconfig}", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=300, check=False)

    def namespace(self, name: str, labels: Mapping[str, str] | None = None) -> str:
        """The name of a new namespace."""
        about = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels or {}}}
        if found := self.complaints([about], "default"):
            raise RuntimeError(f"namespace {name}: {found}")
        return name

    def complaints(self, objects: Iterable[Mapping[str, Any]], namespace: str, *options: str) -> list[str]:
        """What the server refuses or warns of; ``--dry-run=server`` among the options leaves nothing behind."""
        listed = {"apiVersion": "v1", "kind": "List", "items": list(objects)}
        arguments = ["apply", f"--namespace={namespace}", "--server-side", "--validate=strict", *options]
        done = self.run(*arguments, "--filename=-", stdin=json.dumps(listed))
        said = [line for line in done.stderr.splitlines() if line.strip()]
        return said or ([] if done.returncode == 0 else [f"kubectl ended with {done.returncode}"])


@contextmanager
def api_server(assets: Path, folder: Path) -> Iterator[ApiServer]:
    """Start etcd and kube-apiserver, keep their files in ``folder``, and end them."""
    etcd, secure = _free_port(), _free_port()
    key, tokens = folder / "service-account.pem", folder / "tokens.csv"
    subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
    tokens.write_text(f"{_TOKEN},admin,admin,system:masters\n")
    with ExitStack() as stack:
        stack.enter_context(_process([assets / "etcd", *_etcd_flags(folder, etcd)], folder / "etcd.log"))
        flags = _server_flags(folder, etcd, secure, key, tokens)
        stack.enter_context(_process([assets / "kube-apiserver", *flags], folder / "kube-apiserver.log"))
        certificate = folder / "certificates/apiserver.crt"
        server = ApiServer(secure, assets / "kubectl", _kubeconfig(folder, secure), certificate)
        _wait(server, folder / "kube-apiserver.log")
        yield server


def _etcd_flags(folder: Path, port: int) -> list[str]:
    client = f"http://127.0.0.1:{port}"
    peer = f"http://127.0.0.1:{_free_port()}"
    return [
        f"--data-dir={folder / 'etcd'}",
        f"--listen-client-urls={client}",
        f"--advertise-client-urls={client}",
        f"--listen-peer-urls={peer}",
        "--unsafe-no-fsync",
    ]


def _server_flags(folder: Path, etcd: int, secure: int, key: Path, tokens: Path) -> list[str]:
    return [
        f"--etcd-servers=http://127.0.0.1:{etcd}",
        "--bind-address=127.0.0.1",
        f"--secure-port={secure}",
        f"--cert-dir={folder / 'certificates'}",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={key}",
        f"--service-account-signing-key-file={key}",
        f"--token-auth-file={tokens}",
        "--authorization-mode=RBAC",
        # Pods here run nowhere: what they name need not be there first.
        "--disable-admission-plugins=ServiceAccount,Priority,RuntimeClass",
    ]


def _kubeconfig(folder: Path, port: int) -> Path:
    cluster = {"server": f"https://127.0.0.1:{port}", "insecure-skip-tls-verify": True}
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "tests", "cluster": cluster}],
        "users": [{"name": "admin", "user": {"token": _TOKEN}}],
        "contexts": [{"name": "tests", "context": {"cluster": "tests", "user": "admin"}}],
        "current-context": "tests",
    }
    path = folder / "kubeconfig"
    path.write_text(json.dumps(config))
    path.chmod(0o600)
    return path


def _wait(server: ApiServer, log: Path) -> None:
    end = time.monotonic() + _START
    while server.run("get", "--raw=/readyz").stdout != "ok":
        if time.monotonic() > end:
            raise TimeoutError(f"kube-apiserver was not ready after {_START} s:\n{log.read_text()[-2000:]}")
        time.sleep(0.5)


@contextmanager
def _process(command: list[Any], log: Path) -> Iterator[None]:
    arguments = [str(part) for part in command]
    with log.open("w") as output, subprocess.Popen(arguments, stdout=output, stderr=output) as running:
        try:
            yield
        finally:
            _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """Politely, then not: a server that waits for its watches would outlive the tests."""
    running.terminate()
    try:
        running.wait(timeout=15)
    except subprocess.TimeoutExpired:
        running.kill()


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def assets() -> Path | None:
    """The folder with the programs, if there is one."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder else None
