"""Send one span over OTLP/HTTP and say whether the collector took it.

Runs in the cluster with nothing but Python's standard library.

Argument: the URL of the collector, without /v1/traces.
"""

from __future__ import annotations

import json
import secrets
import sys
import time
import urllib.error
import urllib.request
from typing import Any


def span() -> dict[str, Any]:
    now = time.time_ns()
    return {
        "traceId": secrets.token_hex(16),
        "spanId": secrets.token_hex(8),
        "name": "helm-test",
        "kind": 1,
        "startTimeUnixNano": str(now - 1000000),
        "endTimeUnixNano": str(now),
    }


def body() -> dict[str, Any]:
    service = {"key": "service.name", "value": {"stringValue": "helm-test"}}
    scope = {"scope": {"name": "helm-test"}, "spans": [span()]}
    return {"resourceSpans": [{"resource": {"attributes": [service]}, "scopeSpans": [scope]}]}


def send(url: str) -> Any:
    request = urllib.request.Request(
        url, json.dumps(body()).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read() or b"{}")


def main(base: str) -> None:
    url = base + "/v1/traces"
    try:
        answer = send(url)
    except urllib.error.HTTPError as error:
        sys.exit(f"{url} answered {error.code}: {error.read().decode(errors='replace')}")
    except OSError as error:
        sys.exit(f"{url} could not be reached: {error}")
    rejected = int((answer.get("partialSuccess") or {}).get("rejectedSpans") or 0)
    if rejected:
        sys.exit(f"{url} rejected the span: {json.dumps(answer)}")
    print(f"{url} took the span")


if __name__ == "__main__":
    main(sys.argv[1])
