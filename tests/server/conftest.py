"""One API server for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.api_server import VARIABLE, ApiServer, api_server, assets


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    folder = assets()
    if folder is None:
        pytest.skip(f"{VARIABLE} names no folder with kube-apiserver, etcd and kubectl; make server fills one")
    with api_server(folder, tmp_path_factory.mktemp("server")) as running:
        yield running
