"""jsii's argument checks are left out while a command builds, and only then.

This holds on to what jsii generates: should a release look otherwise, the command line would be slow without a word.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START = """
import sys
from contextlib import suppress
from floe_charts.cli.type_checks import LazyTypeguard, defer, unchecked

def checked():
    try:
        k8s.ContainerPort(container_port="many")
    except TypeError as error:
        return "container_port" in str(error)
    return False
"""
DEFERRED = f"{START}defer()\nfrom cdk8s_plus_27 import k8s\n"


def printed(program: str) -> str:
    """What a Python of its own prints: cdk8s must not be there yet."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_deferred_checks_are_there_from_the_first_question_on() -> None:
    lazy = "print(type(sys.modules['typeguard']) is LazyTypeguard, checked(), type(sys.modules['typeguard']))"
    assert printed(DEFERRED + lazy) == "True True <class 'module'>"


def test_unchecked_skips_them_and_they_come_back() -> None:
    inside = "with unchecked():\n    print(checked(), type(sys.modules['typeguard']) is LazyTypeguard)\n"
    again = "with unchecked():\n    print(checked())\n"
    lines = printed(f"{DEFERRED}{inside}print(checked())\n{again}print(checked())").splitlines()
    assert lines == ["False True", "True", "False", "True"]


def test_they_come_back_after_an_exception() -> None:
    fail = "with suppress(ValueError), unchecked():\n    raise ValueError\n"
    assert printed(f"{DEFERRED}{fail}print(checked())") == "True"


@pytest.mark.parametrize("first", ["", "import typeguard\ndefer()\n"])
def test_where_cdk8s_came_first_every_check_stays(first: str) -> None:
    program = f"{START}{first}from cdk8s_plus_27 import k8s\ndefer()\nwith unchecked():\n    print(checked())"
    assert printed(program) == "True"
