"""``floe-charts images``: the list to mirror, from what the charts render."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from floe_charts.charts import CHARTS
from floe_charts.check.image_list import images

WRITTEN = Path(__file__).parents[2] / "generated/charts"
DIGEST = f"sha256:{'0' * 64}"


def listed(run: Callable, *words: object) -> list[str]:
    done = run("images", WRITTEN, *words)
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    lines: list[str] = done.stdout.splitlines()
    assert lines == sorted(set(lines))
    return lines


def test_all_charts_are_listed_together_and_each_image_once(run: Callable) -> None:
    together = listed(run)
    assert set(together) == {image for name in CHARTS for image in listed(run, "--chart", name)}
    assert all(re.fullmatch(r"[a-z.]+/[a-z0-9/._-]+(:[\w.-]+|@sha256:[0-9a-f]{64})", image) for image in together)


def test_hooks_tests_and_init_containers_count(run: Callable) -> None:
    found = listed(run, "--chart", "floe-services")
    rendered = run("template", "floe-services").stdout
    named = set(re.findall(r"^ *image: \"?([^\"\n]+)", rendered, re.MULTILINE))
    assert len(named) > 2
    assert named == set(found)


def test_values_change_the_list(run: Callable, tmp_path: Path) -> None:
    file = tmp_path / "mirror.yaml"
    file.write_text("global: {imageRegistry: registry.example.org}\n")
    own = listed(run, "--chart", "floe-services", "-f", file)
    assert own
    assert all(image.startswith("registry.example.org/") for image in own)
    assert len(own) == len(listed(run, "--chart", "floe-services"))


def test_values_without_a_chart_or_for_another_one_are_refused(
    run: Callable, refused: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "v.yaml"
    file.write_text("nope: 1\n")
    assert refused("images", WRITTEN, "-f", file).endswith(
        "values are those of one chart, here are 4; name one with --chart"
    )
    assert "nope: there is no such value" in refused("images", WRITTEN, "--chart", "floe-jobs", "-f", file)
    assert "did you mean 'floe-jobs'?" in refused("images", WRITTEN, "--chart", "floe-job")


def test_the_guides_commands_list_the_images(run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the repository is checked out, and where a package was pulled."""
    guide = (WRITTEN.parents[1] / "docs/releasing.md").read_text(encoding="utf-8")
    commands = re.findall(r"`floe-charts (images [^`]+)`", guide)
    assert len(commands) == 2
    monkeypatch.chdir(tmp_path)
    Path("my-values.yaml").write_text("global: {imageRegistry: registry.example.org}\n")
    for command, place in zip(commands, ["generated/charts", "floe-platform"], strict=True):
        Path(place).parent.mkdir(exist_ok=True)
        Path(place).symlink_to(WRITTEN if place != "floe-platform" else WRITTEN / "floe-platform")
        done = run(*command.split())
        assert (done.exit_code, done.stderr) == (0, "")
        assert all(image.startswith("registry.example.org/") for image in done.stdout.splitlines())


def test_a_charts_name_in_place_of_a_directory_is_told_how_to_write_it(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(WRITTEN.parents[1])
    for command in ("images", "lint"):
        said = "floe-jobs: is no directory; the chart of that name is --chart floe-jobs"
        assert refused(command, "floe-jobs") == said


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"a.yaml": "run_launcher: {config: {job_image: 'x/dagster:1'}}"}, ["x/dagster:1"]),
        ({"a.yaml": f"- containers:\n  - image: x/side@{DIGEST}\n"}, [f"x/side@{DIGEST}"]),
        ({"a.json": '{"runImage": "x/run:2"}'}, ["x/run:2"]),
        ({"a.yaml": "image: x/untagged\nimage_pull_policy: Always:1"}, []),
        ({"a.sh": "if [ $image: ]; then\n\t{\n", "b": "image"}, []),
    ],
)
def test_a_configuration_names_images_too(data: dict[str, str], found: list[str]) -> None:
    assert images([{"kind": "ConfigMap", "data": data}]) == found


def test_variables_and_volumes_name_images_too() -> None:
    env = [
        {"name": "DAGSTER_CURRENT_IMAGE", "value": "x/code:3"},
        {"name": "OTHER", "value": "a/b:1"},
        {"name": "IMAGE"},
    ]
    spec = {
        "containers": [{"image": "x/daemon", "env": env}, {}],
        "ephemeralContainers": [{"image": "x/debug:1"}],
        "volumes": [{"name": "v", "image": {"reference": "x/model:1"}}, {"name": "w", "emptyDir": {}}],
    }
    template = {"spec": {"template": {"spec": spec}}}
    cron = {"kind": "CronJob", "spec": {"jobTemplate": template}}
    assert images([cron, None]) == ["x/code:3", "x/daemon", "x/debug:1", "x/model:1"]
