"""``floe-charts versions`` renders the release and the chart of now: what an upgrade would run into."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts.cli import upgrades

OLD, CHART = Path("old/echo"), Path("generated/charts/echo")
DEPLOYMENT = "templates/web/deployment.yaml"
SELECTOR = "spec.selector: changes, but is immutable, since old"
TODO = "keep it, or raise the version from 0.1.0 to 0.2.0 or higher and describe the migration"


@pytest.fixture(autouse=True)
def _released(written: Path) -> None:
    shutil.copytree(CHART.parent, OLD.parent)
    change("Chart.yaml", "0.1.0", "0.1.1")


def change(file: str, old: str, new: str, chart: Path = CHART) -> None:
    text = (chart / file).read_text()
    assert old in text
    (chart / file).write_text(text.replace(old, new, 1))


def findings(run: Callable) -> list[str]:
    done = run("versions", "--since", "old")
    lines: list[str] = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (1 if lines else 0, "")
    return lines


def other_selector() -> None:
    change(DEPLOYMENT, "matchLabels:", "matchLabels:\n      more: x")


@pytest.mark.requirement("REQ-628")
def test_an_immutable_field_that_changes_needs_a_version_that_may_break(run: Callable) -> None:
    other_selector()
    assert findings(run) == [f"echo Deployment/release-echo-web {SELECTOR}; {TODO}"]
    change("Chart.yaml", "0.1.1", "0.2.0")
    assert findings(run) == []


@pytest.mark.requirement("REQ-628")
def test_each_released_environment_is_upgraded_with_its_own_values(run: Callable) -> None:
    (OLD / "values-big.yaml").write_text("replicas: 7\n")
    change(DEPLOYMENT, "matchLabels:", "matchLabels:\n{{- if eq (int .Values.replicas) 7 }}\n      a: b\n{{- end }}")
    assert findings(run) == [f"echo Deployment/release-echo-web {SELECTOR} with values-big.yaml; {TODO}"]
    other_selector()
    assert findings(run) == [f"echo Deployment/release-echo-web {SELECTOR}; {TODO}"]


@pytest.mark.requirement("REQ-628")
def test_an_environment_that_renders_no_more_is_told_with_helms_reason(run: Callable) -> None:
    (OLD / "values-big.yaml").write_text("replicas: 7\n")
    change(DEPLOYMENT, "spec:", '{{- if eq (int .Values.replicas) 7 }}{{ fail "too many" }}{{ end }}\nspec:')
    [line] = findings(run)
    assert line.startswith("echo/values-big.yaml: of old does not render any more: ")
    assert "too many" in line
    assert line.endswith("; take its values again, or raise the version from 0.1.0 to 0.2.0 or higher")


def test_what_nobody_could_install_is_not_upgraded(run: Callable) -> None:
    (OLD / "values-wrong.yaml").write_text("replicas: many\n")
    assert findings(run) == []


@pytest.mark.parametrize(("text", "restarted"), [("replicas: 1", "nothing"), ("hello", "Deployment/release-echo-web")])
def test_a_terminal_is_told_what_restarts(
    run: Callable, monkeypatch: pytest.MonkeyPatch, text: str, restarted: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(upgrades, "say", said.append)
    change("values.yaml", text, "replicas: 2" if text[-1] == "1" else "goodbye")
    assert findings(run) == []
    assert said == [f"echo: an upgrade from old restarts {restarted}"]


def test_without_helms_engine_the_rest_is_compared(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    other_selector()
    monkeypatch.setitem(sys.modules, "helm_python", None)
    done = run("versions", "--since", "old")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "the objects of an upgrade were not compared: Helm's in-process engine is missing" in done.stderr
