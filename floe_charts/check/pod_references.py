"""What a pod refers to by name: ConfigMaps, Secrets, claims and its ServiceAccount."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from floe_charts.check.objects import Obj, containers, dig, items


class Reference(NamedTuple):
    """`keys` are those the pod needs of a ConfigMap or Secret; `path` is below the pod spec."""

    path: str
    kind: str
    name: str
    optional: bool = False
    keys: tuple[str, ...] = ()


# field of a volume -> kind it refers to, key that holds the name there
_VOLUMES = {
    "configMap": ("ConfigMap", "name"),
    "secret": ("Secret", "secretName"),
    "persistentVolumeClaim": ("PersistentVolumeClaim", "claimName"),
}
_PROJECTED = {"configMap": ("ConfigMap", "name"), "secret": ("Secret", "name")}
_FROM = {"configMapRef": "ConfigMap", "secretRef": "Secret"}
_KEY_FROM = {"configMapKeyRef": "ConfigMap", "secretKeyRef": "Secret"}


def references_of(spec: Obj) -> Iterator[Reference]:
    """All references of a pod spec, in the order of the spec."""
    if spec.get("serviceAccountName") not in (None, "", "default"):
        yield Reference("serviceAccountName", "ServiceAccount", str(spec["serviceAccountName"]))
    for index, secret in enumerate(items(spec, "imagePullSecrets")):
        yield Reference(f"imagePullSecrets[{index}]", "Secret", str(secret.get("name")))
    for index, volume in enumerate(items(spec, "volumes")):
        yield from _sources(f"volumes[{index}]", volume, _VOLUMES)
        for source in items(dig(volume, "projected"), "sources"):
            yield from _sources(f"volumes[{index}].projected", source, _PROJECTED)
    for path, container in containers(spec):
        yield from _environment(path, container)


def _sources(path: str, holder: Obj, kinds: dict[str, tuple[str, str]]) -> Iterator[Reference]:
    for field, (kind, name_key) in kinds.items():
        source = dig(holder, field)
        if source:
            keys = tuple(str(item.get("key")) for item in items(source, "items"))
            yield Reference(path, kind, str(source.get(name_key)), bool(source.get("optional")), keys)


def _environment(path: str, container: Obj) -> Iterator[Reference]:
    for source in items(container, "envFrom"):
        for field, kind in _FROM.items():
            if ref := dig(source, field):
                yield Reference(f"{path}.envFrom", kind, str(ref.get("name")), bool(ref.get("optional")))
    for variable in items(container, "env"):
        for field, kind in _KEY_FROM.items():
            if ref := dig(variable, "valueFrom", field):
                place, keys = f"{path}.env[{variable.get('name')}]", (str(ref.get("key")),)
                yield Reference(place, kind, str(ref.get("name")), bool(ref.get("optional")), keys)
