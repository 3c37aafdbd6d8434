from __future__ import annotations

from pathlib import Path

import pytest

from floe_charts.helm import HelmBinary, HelmMissing, RenderError
from tests.helm.chart_files import CHART
from tests.helm.engines import BINARIES, write
from tests.support.helm_binaries import helm_binary


def test_a_missing_executable_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HelmMissing, match=r"^no helm on PATH; install Helm 3\.17 or later, or use"):
        HelmBinary()
    with pytest.raises(HelmMissing, match=r"nowhere: no executable helm there; "):
        HelmBinary(tmp_path / "nowhere")


def test_a_hanging_executable_is_stopped(tmp_path: Path) -> None:
    script = write(tmp_path, {"helm": "#!/bin/sh\nexec sleep 20\n"}) / "helm"
    script.chmod(0o755)
    with pytest.raises(RenderError, match=r"template took longer than 0\.2 s; stopped it$"):
        HelmBinary(script, timeout=0.2).render(write(tmp_path / "web", CHART))


def test_an_executable_that_fails_without_a_word_is_named(tmp_path: Path) -> None:
    script = write(tmp_path, {"helm": "#!/bin/sh\nexit 3\n"}) / "helm"
    script.chmod(0o755)
    chart = write(tmp_path / "web", CHART)
    for call in (HelmBinary(script).render, HelmBinary(script).lint):
        with pytest.raises(RenderError, match=r"/helm: ended with exit code 3 and said nothing; is it helm\?$"):
            call(chart)


def test_an_executable_that_lints_nothing_is_no_clean_lint(tmp_path: Path) -> None:
    script = write(tmp_path, {"helm": "#!/bin/sh\n"}) / "helm"
    script.chmod(0o755)
    with pytest.raises(RenderError, match=r"/helm: ended with exit code 0 and said nothing; is it helm\?$"):
        HelmBinary(script).lint(write(tmp_path / "web", CHART))


@pytest.mark.parametrize("version", BINARIES)
def test_the_one_on_path_is_found(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(helm_binary(version).parent))
    assert HelmBinary().version() == version
