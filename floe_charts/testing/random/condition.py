"""An object's ``if``/``then``/``else``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from floe_charts.testing.random.checker import checker, error_paths
from floe_charts.testing.random.merging import merge
from floe_charts.testing.random.nodes import Node, Run
from floe_charts.testing.random.overlays import over, put
from floe_charts.testing.random.shapes import MISSING, Path

if TYPE_CHECKING:
    from floe_charts.testing.random.objects import ObjectNode
    from floe_charts.testing.random.plan import Plan


class Condition:
    """An ``if``/``then``/``else`` of an object: redraws what the branch refuses, keeps the rest."""

    def __init__(self, plan: Plan, owner: ObjectNode, rule: Mapping[str, Any]) -> None:
        self.test = checker(rule["if"], root=plan.root)
        self.branches = {True: rule.get("then", True), False: rule.get("else", True)}
        self.checks = {key: checker(branch, root=plan.root) for key, branch in self.branches.items()}
        self.plan, self.owner = plan, owner
        self._nodes: dict[bool, Node | None] = {}

    def _node(self, holds: bool) -> Node | None:
        if holds not in self._nodes:
            both = merge(self.owner.flat, self.plan.flat(self.branches[holds]))
            self._nodes[holds] = self.plan.of_flat(both)
        return self._nodes[holds]

    def satisfy(self, run: Run, base: Mapping[str, Any], out: dict[str, Any]) -> dict[str, Any]:
        for _ in range(4):
            merged = over(base, out, keep_nulls=False)
            holds = self.test.is_valid(merged)
            if self.branches[holds] is True or self.checks[holds].is_valid(merged):
                return out
            for path in dict.fromkeys(path for path, _ in error_paths(self.checks[holds], merged)):
                out = self._redraw(run, self._node(holds), base, out, path)
        return out

    def _redraw(self, run: Run, node: Node | None, base: Any, out: Any, path: Path) -> Any:
        from floe_charts.testing.random.objects import ObjectNode

        now: Any = over(base, out, keep_nulls=False)
        for key in path:
            node = next((found for o in node.objects() if (found := o.child(str(key)))), None) if node else None
            if key not in (now if isinstance(now, Mapping) else range(len(now))):
                return out  # redrawn before, on the way to another error
            now = now[key]
        if node is None:
            return out
        if isinstance(node, ObjectNode) and isinstance(now, Mapping):
            return put(out, path, {**now, **node.fill(run, now, ())} if path else {**out, **node.fill(run, now, ())})
        return put(out, path, run.draw(node, MISSING, ()))
