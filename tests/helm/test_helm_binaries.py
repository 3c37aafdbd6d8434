from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.support import helm_binaries
from tests.support.helm_binaries import DownloadError


def test_a_wrong_checksum_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "3.17.3" / "helm"
    with pytest.raises(DownloadError, match="is not the recorded 00; do not run it"):
        helm_binaries._publish(b"x", "00", target)
    assert not target.parent.exists()


def test_a_published_file_is_whole_and_executable(tmp_path: Path) -> None:
    target = tmp_path / "3.17.3" / "helm"
    helm_binaries._publish(b"x", hashlib.sha256(b"x").hexdigest(), target)
    assert target.read_bytes() == b"x"
    assert target.stat().st_mode & 0o111
    assert list(target.parent.iterdir()) == [target]


def test_no_network_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOE_CHARTS_CACHE", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(DownloadError, match=r"^aws-cdk.*: pip could not download it \(.+\); check the network$"):
        helm_binaries.fetch("3.17.3")


def test_an_unknown_version_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert helm_binaries.main(["9.9.9"]) == 2
    assert "known: 3.17.3, 3.19.0" in capsys.readouterr().err
