"""Get a token as the root principal and list the catalogs. Needs nothing but Python's standard library."""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any


def secret(name: str) -> str:
    return Path(os.environ["CLIENT"], name).read_text().strip()


def call(path: str, key: str, data: bytes | None = None, **headers: str) -> Any:
    url, realm = os.environ["POLARIS_URL"] + path, os.environ["POLARIS_REALM"]
    request = urllib.request.Request(url, data, {"Polaris-Realm": realm, **headers})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)[key]


def token() -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": secret("client-id"),
        "client_secret": secret("client-secret"),
        "scope": "PRINCIPAL_ROLE:ALL",
    }
    return str(call("/api/catalog/v1/oauth/tokens", "access_token", urllib.parse.urlencode(form).encode()))


def main() -> None:
    catalogs = call("/api/management/v1/catalogs", "catalogs", Authorization="Bearer " + token())
    print("Polaris answers; catalogs: " + (", ".join(sorted(one["name"] for one in catalogs)) or "none yet"))


if __name__ == "__main__":
    server = os.environ["POLARIS_URL"]
    try:
        main()
    except urllib.error.HTTPError as error:
        sys.exit(f"Polaris at {server} refused {error.url}: {error.code} {error.read().decode()[:500]}")
    except OSError as error:
        sys.exit(f"Polaris at {server} cannot be reached: {error}")
