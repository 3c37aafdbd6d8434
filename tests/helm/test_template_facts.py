"""The edges of Helm's template functions are the same on every engine the charts promise to run on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from floe_charts.helm import Engine, RenderError
from tests.helm.engines import ENGINES, engine_named, write
from tests.helm.facts import DEFAULTS, FACTS, REFUSED, VALUES, Fact


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_named(request.param)


@pytest.fixture(scope="module")
def printed(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What every fact printed, in one render: a process start per fact would take minutes."""
    chart = _chart(tmp_path_factory.mktemp("facts"), FACTS)
    manifests = engine.render(chart, VALUES).manifests
    return {Path(path).stem: text.strip().removeprefix("fact: |-\n  ") for path, text in manifests.items()}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_prints(fact: Fact, printed: Mapping[str, str]) -> None:
    assert printed[fact.name] == f"[{fact.expected}]"


@pytest.mark.parametrize("fact", REFUSED, ids=lambda fact: fact.name)
def test_stops_the_render(fact: Fact, engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=fact.expected) as refusal:
        engine.render(_chart(tmp_path, [fact]), VALUES)
    assert "\n" not in str(refusal.value)


def test_checksums_can_be_computed_outside_helm() -> None:
    expected = next(fact.expected for fact in FACTS if fact.name == "sha")
    text = json.dumps(VALUES["map"], sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == expected


def _chart(root: Path, facts: Iterable[Fact]) -> Path:
    templates = {f"templates/{fact.name}.yaml": f"fact: |-\n  [{{{{ {fact.expression} }}}}]\n" for fact in facts}
    meta = {
        "Chart.yaml": "apiVersion: v2\nname: facts\nversion: 0.1.0\n",
        "values.yaml": json.dumps(DEFAULTS),
    }
    return write(root, {**meta, **templates})
