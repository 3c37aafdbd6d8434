"""docs/requirements.md: which test proves which requirement.

    python -m tools.traceability            # writes the page
    python -m tools.traceability --check    # exits 1 when it is stale

The table comes from the ``requirement`` marks of the tests, so a requirement without a mark shows as open.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

PAGE = Path("docs/requirements.md")
HEAD = Path("docs/requirements.head.md")
TITLES = {
    "REQ-600": "Layer 3 services are Deployments, at least two in prod",
    "REQ-601": "Databases are StatefulSets with volumes",
    "REQ-602": "Data work runs as Jobs with limits on tries and time",
    "REQ-603": "Schedules are CronJobs, cron lines checked before install",
    "REQ-604": "A Service for every workload, reached by name",
    "REQ-605": "Requests and limits on every container",
    "REQ-606": "Pod Security Standard restricted everywhere",
    "REQ-607": "One namespace per environment",
    "REQ-608": "Default deny, then the declared edges",
    "REQ-609": "Liveness and readiness on every long-lived container",
    "REQ-610": "Quota and limit ranges",
    "REQ-611": "Init containers name what they wait for",
    "REQ-612": "Logs to stdout, as JSON where the product can",
    "REQ-613": "Pull policy by environment, no latest tag",
    "REQ-614": "Credentials only in Secrets, mounted as files",
    "REQ-615": "One registry for all images",
    "REQ-616": "PVC for data, ConfigMap for configuration, emptyDir for scratch",
    "REQ-617": "Several containers in a pod, each with its own resources",
    "REQ-618": "Pods apart: softly or hard",
    "REQ-619": "Pull secrets on every account",
    "REQ-620": "Scheduling knobs on every workload",
    "REQ-621": "floe-platform deploys everything in one install",
    "REQ-621a": "No Docker Compose file",
    "REQ-622": "A values file per environment",
    "REQ-623": "Start order by waits with timeouts",
    "REQ-624": "A changed configuration rolls the pods that use it",
    "REQ-625": "Pinned dependencies with conditions and a lock",
    "REQ-626": "The collector's configuration is built from values",
    "REQ-627": "Jobs from a map of values",
    "REQ-628": "SemVer; a change without a new version is caught",
    "REQ-629": "Hooks with delete policy, resources and deadline",
    "REQ-630": "Package and distribute",
    "REQ-631": "Lint and validators on every chart and environment",
    "REQ-632": "Every value documented once, where it is declared",
    "REQ-633": "Optional features behind enabled",
    "REQ-634": "Service mesh, optional",
    "REQ-635": "helm test for each service",
}

#: What is not built yet, and so has no test.
LATER = {"REQ-634": "not built yet: the mesh comes in a later piece of work"}


class Marks:
    """A pytest plugin that notes the marks of everything collected."""

    def __init__(self) -> None:
        self.proofs: dict[str, set[str]] = defaultdict(set)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note each marked test by its file and function."""
        for item in session.items:
            name = item.originalname if isinstance(item, pytest.Function) else item.name
            test = f"{item.path.relative_to(Path.cwd()).as_posix()}::{name}"
            for mark in item.iter_markers("requirement"):
                for name in mark.args:
                    self.proofs[str(name)].add(test)


def page() -> str:
    """The text of the page."""
    marks = Marks()
    with redirect_stdout(StringIO()):
        code = pytest.main(["--collect-only", "-qq", "-p", "no:xdist", "tests"], plugins=[marks])
    if code:
        raise SystemExit(
            f"tests could not be collected (pytest exit code {int(code)}); run pytest --collect-only to see why"
        )
    rows = [f"| {name} | {title} | {_proof(name, marks.proofs.get(name, set()))} |" for name, title in TITLES.items()]
    return (
        "\n".join(
            [
                HEAD.read_text().rstrip(),
                "",
                "| Requirement | What must hold | Proved by |",
                "| --- | --- | --- |",
                *rows,
            ]
        )
        + "\n"
    )


def _proof(name: str, tests: set[str]) -> str:
    listed = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in sorted(tests))
    return listed or LATER.get(name, "open: no test is marked")


def main() -> None:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 when the page is stale")
    text = page()
    if not parser.parse_args().check:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        sys.exit("docs/requirements.md is stale; run: python -m tools.traceability")


if __name__ == "__main__":
    main()
