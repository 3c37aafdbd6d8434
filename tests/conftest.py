"""Options of the whole suite and what a `requirement` marker has to look like."""

from __future__ import annotations

import re

import pytest

_REQUIREMENT = re.compile(r"REQ-\d{3}[a-z]?")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("floe-charts")
    group.addoption(
        "--count",
        type=int,
        default=25,
        help="random values files per chart in the parity and soundness tests",
    )
    group.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden/*/rendered, then review the diff"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A mistyped requirement would count as proof of nothing, so it stops the run."""
    for item in items:
        for marker in item.iter_markers("requirement"):
            if not marker.args or not all(_REQUIREMENT.fullmatch(str(name)) for name in marker.args):
                raise pytest.UsageError(f"{item.nodeid}: requirement{marker.args} is not like 'REQ-606'")


@pytest.fixture(scope="session")
def count(request: pytest.FixtureRequest) -> int:
    """How many random values files each property test draws (`--count`)."""
    return int(request.config.getoption("--count"))


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden tests rewrite what they would compare with (`--update-golden`)."""
    return bool(request.config.getoption("--update-golden"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`chart_name` is every chart in turn; with `seeds`, in parts of its `--count` random values files."""
    wanted = {"chart_name", "seeds"} & set(metafunc.fixturenames)
    if not wanted:
        return
    from tests.support import charts

    if wanted == {"chart_name"}:
        metafunc.parametrize("chart_name", charts.CHARTS)
        return
    parts = charts.chunks(int(metafunc.config.getoption("--count")))
    metafunc.parametrize(("chart_name", "seeds"), parts, ids=[f"{name}-{seeds.start}" for name, seeds in parts])


@pytest.fixture
def unread_values_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """One class of values serves several small charts, of which none reads all of it."""
    monkeypatch.setattr("floe_charts.synth.model._refuse_lost", lambda *_: None)
