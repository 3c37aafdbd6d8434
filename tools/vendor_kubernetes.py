"""Write `schemas/kubernetes-<minor>.json` from the OpenAPI `swagger.json` of a Kubernetes release.

    python tools/vendor_kubernetes.py path/to/swagger.json 1.27

`schemas/README.md` says where the swagger file comes from.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"

KINDS = {
    "io.k8s.api.apps.v1": "DaemonSet Deployment ReplicaSet StatefulSet",
    "io.k8s.api.autoscaling.v2": "HorizontalPodAutoscaler",
    "io.k8s.api.batch.v1": "CronJob Job",
    "io.k8s.api.core.v1": "ConfigMap LimitRange Namespace PersistentVolume PersistentVolumeClaim Pod"
    " ResourceQuota Secret Service ServiceAccount",
    "io.k8s.api.networking.v1": "Ingress IngressClass NetworkPolicy",
    "io.k8s.api.policy.v1": "PodDisruptionBudget",
    "io.k8s.api.rbac.v1": "ClusterRole ClusterRoleBinding Role RoleBinding",
    "io.k8s.api.scheduling.v1": "PriorityClass",
    "io.k8s.api.storage.v1": "StorageClass",
}
"""The kinds a chart deploys; every definition they reach is kept."""

DROPPED = {"x-kubernetes-unions", "x-kubernetes-patch-strategy"}

Schema = dict[str, Any]


def roots() -> list[str]:
    """Full names of the kinds in `KINDS`."""
    return [f"{group}.{kind}" for group, kinds in KINDS.items() for kind in kinds.split()]


def cleaned(node: Any) -> Any:
    """`node` without what nobody reads; a property that is called `description` survives."""
    if isinstance(node, list):
        return [cleaned(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept: Schema = {}
    for key, value in node.items():
        if key == "properties":
            kept[key] = {name: cleaned(item) for name, item in value.items()}
        elif key not in DROPPED and not (key == "description" and isinstance(value, str)):
            kept[key] = cleaned(value)
    return kept


def references(node: Any) -> set[str]:
    """Full names of the definitions that `node` points at."""
    if isinstance(node, list):
        return set().union(*map(references, node))
    if not isinstance(node, dict):
        return set()
    found = set().union(*map(references, node.values()))
    target = node.get("$ref")
    return found | {target.rpartition("/")[2]} if isinstance(target, str) else found


def reached(definitions: dict[str, Schema]) -> dict[str, Schema]:
    """The closure of the kinds; their `status` is the cluster's to write and is left out."""
    for name in roots():
        definitions[name]["properties"].pop("status", None)
    found: dict[str, Schema] = {}
    waiting = roots()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = definitions[name]
            waiting += references(definitions[name])
    return found


def text(definitions: dict[str, Schema]) -> str:
    """One definition a line, sorted: compact, and a diff names what changed."""
    lines = (
        f"{json.dumps(name)}: {json.dumps(definitions[name], sort_keys=True, ensure_ascii=False)}"
        for name in sorted(definitions)
    )
    return '{"definitions": {\n' + ",\n".join(lines) + "\n}}\n"


def main(arguments: list[str]) -> int:
    """Write the file; 2 when the arguments are not a path and a `<major>.<minor>` version."""
    if len(arguments) != 2 or not re.fullmatch(r"\d+\.\d+", arguments[1]):
        print("usage: vendor_kubernetes.py PATH_TO_SWAGGER MAJOR.MINOR", file=sys.stderr)
        return 2
    source, version = arguments
    definitions = reached(json.loads(Path(source).read_text(encoding="utf-8"))["definitions"])
    target = SCHEMAS / f"kubernetes-{version}.json"
    target.write_text(text(cleaned(definitions)), encoding="utf-8")
    print(f"{target.name}: {len(definitions)} definitions, {target.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
