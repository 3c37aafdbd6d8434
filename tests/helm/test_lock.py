from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from floe_charts.helm import chart_lock

# As written by `helm dependency update` of 3.17.3 and 4.3.1 for the same Chart.yaml.
_LOCAL = "sha256:ee48c12074fbc21b69aa84632ae2bde1133081b28970c84b61eea8c185e18730"
_UNPACKED = "sha256:ca62e6e2b09c9373841da3e884b510e9f7ccc9c84a9fa1ff00d57dac0b0e0cea"


@pytest.mark.parametrize(("repository", "digest"), [("file://../child", _LOCAL), ("", _UNPACKED)])
def test_digest_is_helms_own(repository: str, digest: str) -> None:
    assert _read(_child(repository=repository))["digest"] == digest


def test_no_repository_and_an_empty_one_are_the_same() -> None:
    assert chart_lock([_child()]) == chart_lock([_child(repository="")])


def test_false_and_empty_fields_do_not_count() -> None:
    assert chart_lock([_child(tags=[], enabled=False, alias="")]) == chart_lock([_child()])


def test_every_field_counts() -> None:
    extra = {"tags": ["a"], "enabled": True, "alias": "b", "import-values": ["x"], "condition": "y"}
    locks = {chart_lock([_child(**{key: value})]) for key, value in extra.items()}
    assert len(locks) == len(extra)


def test_the_lock_is_stable_and_holds_what_helm_needs() -> None:
    lock = _read(_child(condition="child.enabled"))
    assert lock["dependencies"] == [{"name": "child", "repository": "", "version": "0.1.0"}]
    assert lock["generated"] == "2000-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"version": "0.1.0"}, "has no name; add one"),
        ({"name": "child"}, "dependency child: '' is no exact version"),
        ({"name": "child", "version": ">=0.1.0"}, "dependency child: '>=0.1.0' is no exact version"),
        ({"name": "child", "version": "0.1.0", "repo": ""}, "dependency child: unknown key repo; Helm knows"),
    ],
)
def test_refusals(entry: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        chart_lock([entry])


def _child(**extra: Any) -> dict[str, Any]:
    return {"name": "child", "version": "0.1.0", "condition": "child.enabled", **extra}


def _read(*entries: dict[str, Any]) -> dict[str, Any]:
    lock: dict[str, Any] = yaml.safe_load(chart_lock(entries))
    return lock
