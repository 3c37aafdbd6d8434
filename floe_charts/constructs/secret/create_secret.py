"""Create a Secret unless it exists. Runs in the cluster with nothing but Python's standard library.

Arguments: the Secret's name, then ``key=text`` for each key; ``{random}`` in a text becomes one random password, the
same in every key. ``label:key=text`` and ``annotation:key=text`` go into its metadata: no key of a Secret has a
colon. An existing Secret is left as it is, whatever it holds.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import ssl
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

ACCOUNT = Path("/var/run/secrets/kubernetes.io/serviceaccount")


def marked(texts: Mapping[str, str], mark: str) -> dict[str, str]:
    """The texts whose keys begin with a mark, without it."""
    return {key[len(mark) :]: text for key, text in texts.items() if key.startswith(mark)}


def manifest(name: str, texts: Mapping[str, str]) -> dict[str, object]:
    """The Secret, with a new password."""
    password = secrets.token_urlsafe(24)
    filled = {key: text.replace("{random}", password).encode() for key, text in texts.items() if ":" not in key}
    data = {key: base64.b64encode(content).decode() for key, content in filled.items()}
    labels = {"app.kubernetes.io/managed-by": "floe-charts", **marked(texts, "label:")}
    metadata = {"name": name, "labels": labels, "annotations": marked(texts, "annotation:")}
    return {"apiVersion": "v1", "kind": "Secret", "type": "Opaque", "metadata": metadata, "data": data}


def address(environ: Mapping[str, str], namespace: str) -> str:
    """Where Secrets are created; an IPv6 host needs brackets."""
    host, port = environ["KUBERNETES_SERVICE_HOST"], environ["KUBERNETES_SERVICE_PORT"]
    bracketed = f"[{host}]" if ":" in host else host
    return f"https://{bracketed}:{port}/api/v1/namespaces/{namespace}/secrets"


def create(body: dict[str, object]) -> None:
    """Send the Secret to the Kubernetes API, as the pod's account."""
    token, namespace = ((ACCOUNT / name).read_text().strip() for name in ("token", "namespace"))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    url = address(os.environ, namespace)
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    trusted = ssl.create_default_context(cafile=str(ACCOUNT / "ca.crt"))
    urllib.request.urlopen(request, context=trusted, timeout=30).close()


def main(name: str, *texts: str) -> None:
    """Create it, or say why not in one line."""
    try:
        create(manifest(name, dict(text.split("=", 1) for text in texts)))
    except urllib.error.HTTPError as error:
        if error.code != 409:
            sys.exit(f"Secret {name} could not be created: {error.code} {error.read().decode()}")
        print(f"Secret {name} exists and stays as it is")
    except OSError as error:
        sys.exit(f"Secret {name} could not be created: {error}")
    else:
        print(f"Secret {name} created")


if __name__ == "__main__":
    main(*sys.argv[1:])
