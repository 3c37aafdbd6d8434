"""A mistake in a chart's source, or in its place, is one line and exit code 1; what was written stays to the byte."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
BUILD = "    def build(self, values: EchoValues) -> None:\n"
FIELD = "    expose: bool"
#: A second chart, which writes a value of the first.
OTTO = f"""

SEEN: list[EchoValues] = []


class Otto(Echo):
    info = ChartInfo("otto", "0.1.0", app_version="1.0.0", description="Another.")

{BUILD}        web = Component(self, "web")
        k8s.KubeConfigMap(web, "config", metadata=web.metadata(), data={{"a": SEEN[0].message}})
"""
MAPS = """\
        for id in ("a", "b"):
            k8s.KubeConfigMap(web, id, metadata=web.metadata())
"""
TEXTS = """\
        for text in ("a", "b"):
            self.text("title", text)
"""
CRON = "a cron line (minute hour day month weekday) or @hourly, @daily, @weekly, @monthly, @yearly"


class Mistake(NamedTuple):
    """What is said of a source that has ``wrong`` for ``right``, and ``more`` at its end."""

    said: str
    right: str = ""
    wrong: str = ""
    more: str = ""


MISTAKES = {
    "two objects of one name": Mistake(
        said='echo/web/a and echo/web/b are both ConfigMap {{ include "echo.fullname" . }}-web; '
        "name one of them otherwise, or put them under opposite conditions",
        more=MAPS,
    ),
    "a named template twice": Mistake(
        said="echo.py:{end}: echo: the template name 'echo.title' is used for two contents; choose another for one",
        more=TEXTS,
    ),
    "a template's file twice": Mistake(
        said="echo: the chart writes templates/web/deployment.yaml itself; give your file another path",
        more="        self.extra_files['templates/web/deployment.yaml'] = 'a: b'\n",
    ),
    "a value declared twice": Mistake(
        said="echo.py:17: EchoValues.message is declared twice; give one of the two another name, or take it away",
        right=FIELD,
        wrong=f"    message: str = value('', 'Again.')\n{FIELD}",
    ),
    "another chart's value": Mistake(
        said="otto/web/config.data.a: a reference from another chart's values reached otto; "
        "pass it through the chart's own values",
        right=BUILD,
        wrong=f"{BUILD}        SEEN.append(values)\n",
        more=OTTO,
    ),
    "a default that is no cron line": Mistake(
        said=f"echo: default 'every night' of value 'at': 'every night' is not {CRON}; fix either",
        right=FIELD,
        wrong=f"    at: Cron = value('every night', 'When.')\n{FIELD}",
    ),
}


@pytest.fixture
def source(written: Path) -> Iterator[Path]:
    """The source of a chart that has been written already, and is imported anew."""
    del sys.modules["echo"]
    before = content(written / "generated")
    yield written / "echo.py"
    assert content(written / "generated") == before


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_chart_is_told_and_loses_nothing(source: Path, refused: Callable[..., str], name: str) -> None:
    mistake = MISTAKES[name]
    text = source.read_text().replace("import LabelKey", "import Cron, LabelKey")
    text = text.replace(mistake.right, mistake.wrong, 1) + mistake.more
    source.write_text(text)
    if mistake.more == OTTO:
        (source.parent / "pyproject.toml").write_text('[tool.floe-charts]\ncharts = ["echo:Echo", "echo:Otto"]\n')
    assert refused("synth") == mistake.said.replace("{end}", str(len(text.splitlines())))


@pytest.fixture
def closed(source: Path) -> Iterator[Path]:
    """The project with a chart that has changed, where nobody may write."""
    source.write_text(source.read_text().replace('"hello"', '"good morning"'))
    folder = source.parent / "generated"
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.mark.usefixtures("closed", "unprivileged")
def test_charts_that_may_not_be_replaced_stay(closed: Path, refused: Callable[..., str]) -> None:
    said = f"{closed}/charts: cannot write here: Permission denied; choose another with --out"
    assert refused("synth") == said


def test_a_file_on_the_way_to_the_output_is_named(source: Path, refused: Callable[..., str]) -> None:
    (source.parent / "file").write_text("mine")
    assert refused("synth", "--out", "file/charts") == (
        f"{source.parent}/file: is a file, not a directory; choose another with --out"
    )
    assert (source.parent / "file").read_text() == "mine"


@pytest.mark.parametrize("schedule", ["every night", "61 * * * *", "0 3 * *", "@nightly"])
def test_a_schedule_that_is_no_cron_line_is_told(tmp_path: Path, run: Callable, schedule: str) -> None:
    file = tmp_path / "v.yaml"
    job = f'{{type: dbt, image: {{repository: a/b, tag: "1"}}, schedule: "{schedule}"}}'
    file.write_text(f"jobs:\n  nightly: {job}\n")
    said = f'{file}: jobs.nightly.schedule: expected {CRON}, or empty, found the text "{schedule}"'
    done = run("validate", "floe-jobs", "--out", ROOT / "generated/charts", "-f", file)
    assert (done.exit_code, done.stdout.splitlines()) == (1, [said])
