"""No Docker Compose file anywhere, and the hook that refuses one knows every name Docker takes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", ".venv-checkov", ".cache", "node_modules", "dist", "build"}

COMPOSE = [
    "docker-compose.yml",
    "docker-compose.yaml",
    "compose.yaml",
    "compose.yml",
    "docker-compose.prod.yml",
    "docker_compose.yml",
    "compose_dev.yaml",
]
OTHERS = ["decompose.yaml", "compose.py", "composer.yaml", "values.yaml", "templates/composition.yaml"]


def files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.startswith(".venv")]
        yield from (Path(folder, name) for name in names)


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    [found] = [hook for repo in config["repos"] for hook in repo["hooks"] if hook["id"] == "no-docker-compose"]
    return dict(found)


@pytest.mark.requirement("REQ-621a")
def test_the_repository_holds_no_compose_file(hook: dict[str, Any]) -> None:
    refused = [path for path in files() if re.search(hook["files"], path.relative_to(ROOT).as_posix())]
    assert refused == []


@pytest.mark.requirement("REQ-621a")
@pytest.mark.parametrize("name", [*COMPOSE, *(f"deploy/{name}" for name in COMPOSE), "Docker-Compose.YML"])
def test_the_hook_refuses_a_compose_file(hook: dict[str, Any], name: str) -> None:
    assert hook["language"] == "fail"
    assert re.search(hook["files"], name)


@pytest.mark.parametrize("name", OTHERS)
def test_the_hook_lets_other_files_pass(hook: dict[str, Any], name: str) -> None:
    assert not re.search(hook["files"], name)
