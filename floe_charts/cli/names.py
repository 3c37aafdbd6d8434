"""What a release and its namespace may be called: a render under another name could never be installed."""

from __future__ import annotations

import re

import click

from floe_charts.cli.failure import Failure
from floe_charts.name_patterns import DNS_LABEL, RELEASE_NAME


def release_name(ctx: click.Context, param: click.Parameter, name: str) -> str:
    """The name, if Helm takes it for a release."""
    return _checked("--release", name, RELEASE_NAME, 53, "a-z, 0-9, '-' and '.'")


def namespace(ctx: click.Context, param: click.Parameter, name: str) -> str:
    """The name, if Kubernetes takes it for a namespace."""
    return _checked("--namespace", name, DNS_LABEL, 63, "a-z, 0-9 and '-'")


def _checked(option: str, name: str, pattern: str, most: int, words: str) -> str:
    if len(name) > most or not re.fullmatch(pattern, name):
        raise Failure(f"{option} {name!r}: is no name for one; use up to {most} of {words}, no sign first or last")
    return name
