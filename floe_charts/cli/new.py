"""``floe-charts new``: a chart project of somebody's own that works at once."""

from __future__ import annotations

import builtins
from pathlib import Path
from string import Template

import click

from floe_charts.chart_name import WORDS, is_chart_name
from floe_charts.cli import options
from floe_charts.cli.failure import Failure

SCAFFOLD = Path(__file__).with_name("scaffold")
# Where each text goes; "dot-" because packages leave out files that start with a dot.
FILES = {
    "pyproject.toml.tmpl": "pyproject.toml",
    "chart.py.tmpl": "${module}/chart.py",
    "init.py.tmpl": "${module}/__init__.py",
    "conftest.py.tmpl": "tests/conftest.py",
    # No package of a chart ends in "_rendering": pytest would take the test's module for it.
    "test_rendering.py.tmpl": "tests/test_rendering.py",
    "README.md.tmpl": "README.md",
    "dot-gitignore.tmpl": ".gitignore",
}

# Classes the chart's modules import; with "Chart" its values would be called ChartValues.
TAKEN = {
    "Any",
    "Chart",
    "ChartInfo",
    "ChartValues",
    "Component",
    "HelmChart",
    "Kubernetes",
    "LabelKey",
    "LabelValue",
    "When",
}


@click.command("new")
@click.argument("name")
@click.option("--dir", "directory", type=options.PATH, help="Where; by default a new directory NAME.")
def command(name: str, directory: Path | None) -> None:
    """Start a project with a chart NAME of your own, its test included."""
    target = directory or Path(name)
    write_project(name, target)
    click.echo(f"{target}: ready; next: cd {target} && pip install -e '.[test]' && floe-charts synth && pytest")


def write_project(name: str, target: Path) -> None:
    """Write the files of a new project.

    Raises:
        Failure: the name is no chart name, or the directory holds something already.
    """
    if not is_chart_name(name):
        raise Failure(f"{name}: is no chart name; use {WORDS}")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Failure(f"{target}: exists and is not empty; choose another with --dir")
    words = {"name": name, "module": name.replace("-", "_") + "_chart", "title": class_name(name)}
    for source, path in FILES.items():
        text = Template((SCAFFOLD / source).read_text(encoding="utf-8")).substitute(words)
        place = target / Template(path).substitute(words)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def class_name(name: str) -> str:
    """The class of a chart: no keyword or builtin, nothing its modules import, and nothing pytest takes for a test.

    >>> class_name("my-web"), class_name("true"), class_name("helm-chart"), class_name("tester")
    ('MyWeb', 'MyTrue', 'MyHelmChart', 'MyTester')
    """
    title = name.title().replace("-", "")
    return f"My{title}" if title in TAKEN or title.startswith("Test") or hasattr(builtins, title) else title
