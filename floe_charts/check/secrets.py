"""No credential stands in clear outside a Secret.

Environment values, arguments, ConfigMaps and annotations are shown to anyone who may list objects, and end up
in logs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from floe_charts.check.finding import Finding
from floe_charts.check.objects import Obj, Objects, all_pods, containers, dig, items, texts, where
from floe_charts.check.plaintext import is_literal, looks_secret, plaintexts

RULE = "secrets"
_TODO = "put it in a Secret and mount that, or use secretKeyRef"


def check(objects: Objects, *, allowed: Collection[str] = ()) -> Iterator[Finding]:
    """Look for credentials in clear; `allowed` are names of environment variables that only look like credentials."""
    for obj in objects:
        if obj.get("kind") == "ConfigMap":
            yield from _config(obj)
        yield from _annotations(where(obj, "metadata.annotations"), dig(obj, "metadata"))
    for obj, pod in all_pods(objects):
        if obj["kind"] != "Pod":
            yield from _annotations(where(obj, f"{pod.path}: annotations"), pod.metadata)
        for path, container in containers(pod.spec):
            place = where(obj, f"{pod.path}.{path}")
            yield from _environment(place, container, allowed)
            yield from _arguments(place, container)


def _config(obj: Obj) -> Iterator[Finding]:
    for key, text in dig(obj, "data").items():
        secret = looks_secret(str(key)) and is_literal(text)
        for what in [*(["its own text"] if secret else []), *plaintexts(str(text))]:
            yield Finding(where(obj, f"data.{key}"), f"{what} is in clear", _TODO, RULE)


def _annotations(place: str, metadata: Obj) -> Iterator[Finding]:
    for key, text in dig(metadata, "annotations").items():
        if (looks_secret(str(key)) and is_literal(text)) or any(plaintexts(str(text))):
            yield Finding(place, f"{key} is in clear", _TODO, RULE)


def _environment(place: str, container: Obj, allowed: Collection[str]) -> Iterator[Finding]:
    for variable in items(container, "env"):
        name, value = str(variable.get("name")), variable.get("value")
        named = looks_secret(name, any_key=True) and is_literal(value)
        if name not in allowed and (named or any(plaintexts(str(value or "")))):
            yield Finding(f"{place}.env", f"{name} is in clear", _TODO, RULE)


def _arguments(place: str, container: Obj) -> Iterator[Finding]:
    for argument in [*texts(container, "command"), *texts(container, "args")]:
        for what in plaintexts(argument):
            yield Finding(place, f"{what} is in clear on the command line", _TODO, RULE)
