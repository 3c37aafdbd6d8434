"""Ask a Dagster webserver how it is: its own status page, then GraphQL. Needs nothing but Python's standard library.

Argument: the server's address, as in http://floe-webserver:3000. Exit code 1 and one line say what did not answer.
"""

import json
import sys
import time
import urllib.error
import urllib.request

ATTEMPTS, PAUSE = 10, 3


def ask(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read().decode())


def check(address):
    served = ask(address + "/server_info")["dagster_webserver_version"]
    answered = ask(address + "/graphql", {"query": "{ version }"})["data"]["version"]
    return "webserver %s answers, GraphQL of dagster %s too" % (served, answered)


def main(address):
    for attempt in range(ATTEMPTS):
        try:
            print(check(address))
            return
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = "%s does not answer as Dagster does: %r" % (address, error)
        time.sleep(PAUSE if attempt + 1 < ATTEMPTS else 0)
    sys.exit(problem)


if __name__ == "__main__":
    main(sys.argv[1])
