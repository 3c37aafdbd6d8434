"""The optional `helm-python-sdk`, imported late: the compiler itself needs no Helm."""

from __future__ import annotations

import importlib
from typing import Any

from floe_charts.helm.errors import HelmMissing

_ADVICE = "install it with: pip install 'floe-charts[helm]'"


def sdk() -> Any:
    """The module `helm_python`, Helm 4.2.3 inside this process.

    Raises:
        HelmMissing: the extra is not installed, or has no build for this platform.
    """
    try:
        return importlib.import_module("helm_python")
    except ImportError as error:
        raise HelmMissing(f"Helm's in-process engine is missing ({error}); {_ADVICE}") from error
