"""Ask a Dagster webserver how it is: its own status page, then GraphQL. Needs only Python's standard library.

Argument: the server's address and path prefix, as in http://floe-webserver:3000. One line says what did not answer.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from typing import Any

ATTEMPTS, PAUSE = 10, 3


def ask(url: str, body: object = None) -> Any:
    """The JSON a GET answers, or a POST where there is a body."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read().decode())


def check(address: str) -> str:
    """What the server says of itself; an error if it says anything else."""
    served = ask(f"{address}/server_info")["dagster_webserver_version"]
    answered = ask(f"{address}/graphql", {"query": "{ version }"})["data"]["version"]
    return f"webserver {served} answers, GraphQL of dagster {answered} too"


def main(address: str) -> None:
    """Ask a few times: a Service needs a moment to follow its pods."""
    problem = ""
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE if attempt else 0)
        try:
            print(check(address))
            return
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"{address} does not answer as Dagster does: {error!r}"
    sys.exit(problem)


if __name__ == "__main__":
    main(sys.argv[1])
