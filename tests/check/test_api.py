"""What the API server would refuse is said once: by ``api_errors``, and by no rule again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from floe_charts.check import api_errors, check_objects, immutable_changes
from floe_charts.check.image_list import images
from tests.check.release import POD, WEB, changed, own, release
from tests.check.rich import rich_objects

MAIN = f"{POD}.containers[0]"
INIT = f"{POD}.initContainers[0]"

pytestmark = pytest.mark.requirement("REQ-631")


def test_a_good_release_is_taken() -> None:
    assert api_errors(release()) == []


@pytest.mark.parametrize(
    ("target", "path", "value", "said"),
    [
        (WEB, f"{MAIN}.env[1].name", "DB_PASSWORD", "name=DB_PASSWORD is given twice"),
        (WEB, f"{MAIN}.volumeMounts[1].mountPath", "/tmp", "mountPath=/tmp is given twice"),
        (WEB, f"{INIT}.name", "web", "name=web is also an init container"),
        (WEB, "metadata.labels['a b']", "c", "metadata.labels: "),
        (WEB, f"{POD}.volumes[0].name", "Tmp", "volumes[0].name: "),
        ("HTTPRoute/demo-web", "metadata.annotations", {"a": 1}, "metadata.annotations.a: "),
        (WEB, f"{MAIN}.volumeMounts[0].name", "cache", "no volume cache"),
        (WEB, f"{MAIN}.resources.requests.cpu", "101m", "101m is above the limit of"),
        (WEB, f"{MAIN}.resources.requests.cpu", -1, "resources.requests.cpu: "),
        ("StatefulSet/demo-db", "spec.replicas", "two", "spec.replicas: "),
    ],
)
def test_a_mistake_is_said_once(target: str, path: str, value: Any, said: str) -> None:
    objects = changed(target, path, value)
    (line,) = api_errors(objects)
    assert line.startswith(f"{target} ")
    assert said in line
    assert check_objects(objects) == []


WRONG = ["two", 3, True, [], ["x"], [{}], [[]], {"a": 1}, {"a": []}, None]


@pytest.mark.parametrize("objects", [release(), rich_objects()], ids=["good", "rich"])
@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_no_rule_fails_on_a_wrong_type(objects: list[Any], wrong: Any) -> None:
    """Lint says all that is wrong at once, so its rules see what the API server would refuse."""
    for index, obj in enumerate(objects):
        for path in leaves(obj):
            other = own(obj)
            replace(other, path, wrong)
            api_errors([other])
            after = [*objects[:index], other, *objects[index + 1 :]]
            check_objects(after)
            immutable_changes(objects, after)
            immutable_changes(after, objects)
            images(after)


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything below a node."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, below in pairs:
        yield (*path, step)
        yield from leaves(below, (*path, step))


def replace(node: Any, path: tuple[Any, ...], new: Any) -> None:
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = new
