"""The names of a release and its namespace: refused where Helm or Kubernetes would refuse them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from floe_charts.helm.sdk import sdk

NAMES = ["mine", "1a", "a.b", "a" * 53, "Bad Name", "", "a" * 54, "a-", "-a", "a..b", "a.-b", "a_b", "\xe4", "a\n"]


def helm_takes(name: str) -> bool:
    with suppress(sdk().HelmError):
        sdk().validate_release_name(name)
        return True
    return False


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", NAMES)
def test_a_release_has_a_name_that_helm_takes(run: Callable, name: str) -> None:
    """A name that is taken gets as far as the file that is missing."""
    done = run("template", "echo", f"--release={name}", "-f", "no-such.yaml")
    expected = "no-such.yaml: " if helm_takes(name) else f"--release {name!r}: is no name for one; use up to 53 of a-z"
    assert done.exit_code == 1
    assert done.stderr.startswith(f"floe-charts: {expected}")


@pytest.mark.usefixtures("project")
def test_a_namespace_is_a_dns_label(run: Callable, refused: Callable[..., str]) -> None:
    for name in ("Bad", "a.b", "n" * 64, ""):
        expected = f"--namespace {name!r}: is no name for one; use up to 63 of a-z, 0-9 and '-', no sign first or last"
        assert refused("template", "echo", f"--namespace={name}") == expected
    assert refused("template", "echo", f"--namespace={'n' * 63}", "-f", "no.yaml").startswith("no.yaml: ")
