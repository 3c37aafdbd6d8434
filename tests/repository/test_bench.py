"""The public charts the bench renders: only what has the published checksum, and a line for what is left out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bench.field import FIELD, Published, fetched


def test_a_package_is_taken_with_its_checksum_and_kept(tmp_path: Path) -> None:
    source = tmp_path / "web-1.0.0.tgz"
    source.write_bytes(b"packed")
    chart = Published(source.as_uri(), hashlib.sha256(b"packed").hexdigest(), {"mode": "x"})
    kept = (tmp_path / "cache/web-1.0.0.tgz", {"mode": "x"})
    assert list(fetched(tmp_path / "cache", (chart,))) == [kept]
    source.unlink()
    assert list(fetched(tmp_path / "cache", (chart,))) == [kept]


def test_what_is_not_there_or_is_another_is_left_out_with_a_line(tmp_path: Path) -> None:
    (tmp_path / "other.tgz").write_bytes(b"another")
    charts = tuple(Published((tmp_path / name).as_uri(), "0" * 64, {}) for name in ("none.tgz", "other.tgz"))
    missing, other = fetched(tmp_path / "cache", charts)
    assert str(missing).startswith("render none: left out, it could not be fetched (")
    assert str(other).startswith("render other: left out, its checksum ")
    assert not (tmp_path / "cache").exists()


def test_a_published_chart_is_named_with_its_version() -> None:
    for chart in FIELD:
        assert chart.url.startswith("https://")
        assert len(chart.sha256) == 64
