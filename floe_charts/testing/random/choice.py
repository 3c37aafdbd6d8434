"""A place where one of several schemas holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.objects import ObjectNode
from floe_charts.testing.random.shapes import Focus


class Choice(Node):
    def __init__(self, branches: list[Node]) -> None:
        self.branches = branches
        self.types = frozenset(name for branch in branches for name in branch.types)
        self.nulls = [branch for branch in branches if branch.types == {"null"}]
        self.others = [branch for branch in branches if branch.types != {"null"}] or self.nulls

    def draw(self, run: Run, default: Any, focus: Focus) -> Any:
        if focus:
            branch = self.branches[focus[0][1]]
        else:
            pick = self.nulls if self.nulls and run.rng.random() < 0.1 else self.others
            branch = run.rng.choice(pick)
        value = branch.draw(run, default, focus[1:])
        if isinstance(branch, ObjectNode) and isinstance(default, Mapping):
            # Helm would merge in what the default set for another branch: delete it.
            gone = {key: None for key in default if not branch.holds(key)}
            run.nulls = run.nulls or bool(gone)
            return {**gone, **value}
        return value

    def steps(self) -> Iterator[tuple[tuple[str, Any], Node]]:
        for index, branch in enumerate(self.branches):
            yield ("branch", index), branch

    def objects(self) -> list[ObjectNode]:
        return [found for branch in self.branches for found in branch.objects()]
