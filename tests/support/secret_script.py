"""The script that makes up a Secret, as a module."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from floe_charts.constructs.secret.generated import SCRIPT


def load() -> ModuleType:
    """A new copy, so that a test may set its constants."""
    spec = importlib.util.spec_from_file_location("create_secret", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
