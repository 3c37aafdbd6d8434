"""Golden cases: ``tests/golden/<chart>/<case>/{values.yaml,rendered/}``, one object a file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from floe_charts.helm.documents import parse

HERE = Path(__file__).parent


def cases(chart: str = "*") -> list[Path]:
    """The folders of the cases, of one chart or of all."""
    return sorted(path.parent for path in HERE.glob(f"{chart}/*/values.yaml"))


def rendered_files(objects: list[dict[str, Any]]) -> dict[str, str]:
    """Each object as YAML, by file name."""
    named = {f"{item['kind'].lower()}-{item['metadata']['name']}.yaml": item for item in objects}
    return {
        name: yaml.dump(item, Dumper=_Dumper, sort_keys=False, width=120)
        for name, item in sorted(named.items())
    }


def write(case: Path, files: dict[str, str]) -> None:
    folder = case / "rendered"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("**/*.yaml"):
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def golden_objects(case: Path) -> list[dict[str, Any]]:
    """What the case's golden files hold."""
    files = sorted(case.glob("rendered/**/*.yaml"))
    return [parse(path.name, path.read_text(encoding="utf-8")) for path in files]


def differing(case: Path, files: dict[str, str]) -> Iterator[str]:
    """A diff for each object that is not what its golden file says, and each file without an object."""
    found = {
        str(path.relative_to(case / "rendered")): path.read_text(encoding="utf-8")
        for path in case.glob("rendered/**/*.yaml")
    }
    for name in sorted(found.keys() | files.keys()):
        golden, now = found.get(name), files.get(name)
        if golden is None or now is None:
            why = "missing: run make golden" if golden is None else "no such object is rendered any more"
            yield f"{case.name}/rendered/{name}: {why}"
        elif parse(name, golden) != parse(name, now):
            lines = difflib.unified_diff(
                golden.splitlines(), now.splitlines(), f"golden/{name}", f"rendered/{name}", lineterm=""
            )
            yield "\n".join(lines)


class _Dumper(yaml.SafeDumper):
    pass


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
