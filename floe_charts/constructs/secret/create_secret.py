"""Create a Secret unless it exists. Runs in the cluster with nothing but Python's standard library.

Arguments: the Secret's name, then a JSON object of key to text; ``{random}`` in a text becomes one random password, the same in
every key. An existing Secret is left as it is, whatever it holds.
"""

import base64
import json
import os
import secrets
import ssl
import sys
import urllib.error
import urllib.request

ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount"


def read(name):
    with open(os.path.join(ACCOUNT, name)) as file:
        return file.read().strip()


def manifest(name, texts, labels):
    password = secrets.token_urlsafe(24)
    data = {
        key: base64.b64encode(text.replace("{random}", password).encode()).decode()
        for key, text in texts.items()
    }
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "type": "Opaque",
        "metadata": {"name": name, "labels": labels},
        "data": data,
    }


def address(environ, namespace):
    """Where Secrets are created; an IPv6 host needs brackets."""
    host = environ["KUBERNETES_SERVICE_HOST"]
    host = "[" + host + "]" if ":" in host else host
    return "https://%s:%s/api/v1/namespaces/%s/secrets" % (
        host,
        environ["KUBERNETES_SERVICE_PORT"],
        namespace,
    )


def create(body):
    url = address(os.environ, read("namespace"))
    headers = {"Authorization": "Bearer " + read("token"), "Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    trusted = ssl.create_default_context(cafile=os.path.join(ACCOUNT, "ca.crt"))
    return urllib.request.urlopen(request, context=trusted, timeout=30)


def main(name, texts, labels):
    try:
        create(manifest(name, json.loads(texts), json.loads(labels)))
    except urllib.error.HTTPError as error:
        if error.code != 409:
            sys.exit("Secret %s could not be created: %s %s" % (name, error.code, error.read().decode()))
        print("Secret %s exists and stays as it is" % name)
    except OSError as error:
        sys.exit("Secret %s could not be created: %s" % (name, error))
    else:
        print("Secret %s created" % name)


if __name__ == "__main__":
    main(*sys.argv[1:4])
