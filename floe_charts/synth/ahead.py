"""Where the command line puts a faster way to ask many objects for their paths and manifests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cdk8s


def _nothing(objects: Sequence[cdk8s.ApiObject]) -> None:
    """Ask when it is time."""


#: Called before each object in turn is asked for its path (``to_string``) and its manifest (``to_json``).
ask: Callable[[Sequence[cdk8s.ApiObject]], None] = _nothing
