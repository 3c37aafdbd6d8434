"""The cdk8s app: plain manifests of every chart, each once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]

FAMILY = """
from dataclasses import replace
from echo import Echo
from floe_charts import Subchart


class Child(Echo):
    info = replace(Echo.info, name="child")


class Other(Echo):
    info = replace(Echo.info, name="other")


class Parent(Echo):
    info = replace(Echo.info, name="parent")
    subcharts = (Subchart(Child, "child.enabled"), Subchart(Other, "other.enabled"))
"""

TABLE = '[tool.floe-charts]\ncharts = ["mine:Parent", "mine:Child", "echo:Echo"]\n'


def test_every_chart_and_subchart_once_with_its_defaults(project: Path) -> None:
    (project / "mine.py").write_text(FAMILY)
    (project / "pyproject.toml").write_text(TABLE)
    subprocess.run(
        [sys.executable, "-m", "floe_charts.app"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "CDK8S_OUTDIR": "manifests"},
        check=True,
    )
    files = sorted((project / "manifests").iterdir())
    assert [path.name.removesuffix(".k8s.yaml") for path in files] == ["child", "echo", "other", "parent"]
    for path in files:
        [deployment] = yaml.safe_load_all(path.read_text())
        assert (deployment["kind"], deployment["spec"]["replicas"]) == ("Deployment", 1)
        assert deployment["metadata"]["name"].endswith("-web")
        assert "{{" not in path.read_text()


def test_a_chart_that_is_not_there_is_one_line(project: Path) -> None:
    (project / "echo.py").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "floe_charts.app"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("floe-charts: pyproject.toml: echo:Echo cannot be imported")


def test_no_node_is_one_line_too(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "floe_charts.app"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "JSII_NODE": "/no/node"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "floe-charts: JSII_NODE: /no/node is no executable; unset it, or name a Node 22 or later\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
