"""Get a token as the root principal and list the catalogs. Needs nothing but Python's standard library."""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

URL, REALM = os.environ["POLARIS_URL"], os.environ["POLARIS_REALM"]


def secret(name):
    with open(os.path.join(os.environ["CLIENT"], name)) as file:
        return file.read().strip()


def call(path, data=None, **headers):
    request = urllib.request.Request(URL + path, data, {"Polaris-Realm": REALM, **headers})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def token():
    form = {
        "grant_type": "client_credentials",
        "client_id": secret("client-id"),
        "client_secret": secret("client-secret"),
        "scope": "PRINCIPAL_ROLE:ALL",
    }
    return call("/api/catalog/v1/oauth/tokens", urllib.parse.urlencode(form).encode())["access_token"]


def main():
    catalogs = call("/api/management/v1/catalogs", Authorization="Bearer " + token())["catalogs"]
    print("Polaris answers; catalogs: " + (", ".join(sorted(one["name"] for one in catalogs)) or "none yet"))


if __name__ == "__main__":
    try:
        main()
    except urllib.error.HTTPError as error:
        sys.exit("Polaris at %s refused %s: %s %s" % (URL, error.url, error.code, error.read().decode()[:500]))
    except OSError as error:
        sys.exit("Polaris at %s cannot be reached: %s" % (URL, error))
