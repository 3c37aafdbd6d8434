"""What the accounts of a release may do at a real API server, and that the Jobs that make Secrets can."""

from __future__ import annotations

import itertools
import json
from uuid import uuid4

import pytest

from floe_charts.check.objects import name_of, pod_specs
from floe_charts.constructs.secret.generated import SCRIPT
from floe_charts.template.context import Release
from tests.support import charts
from tests.support.secret_script import load

pytestmark = pytest.mark.server
RUNS = {
    *(("jobs.batch", verb) for verb in ("create", "delete", "list")),
    ("jobs.batch/status", "get"),
    *(("pods", verb) for verb in ("delete", "list")),
    ("pods/log", "get"),
    ("events", "list"),
}
MAKES_A_SECRET = {("secrets", "create")}


@pytest.fixture
def platform(server):
    """The objects of a floe-platform, and a namespace of its own that holds its accounts and their rights."""
    release = Release("floe", server.namespace(f"access-{uuid4()}"))
    objects = charts.model("floe-platform").evaluate({}, release)
    rights = [item for item in objects if item["kind"] in ("ServiceAccount", "Role", "RoleBinding")]
    assert not server.complaints(rights, release.namespace)
    return release, objects


@pytest.fixture
def script(server, platform, tmp_path, monkeypatch):
    """The script of the Jobs, with the files and variables that a pod of the account gets."""
    module = load()
    monkeypatch.setattr(module, "ACCOUNT", tmp_path)
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "127.0.0.1")
    monkeypatch.setenv("KUBERNETES_SERVICE_PORT", str(server.port))
    (tmp_path / "namespace").write_text(platform[0].namespace)
    (tmp_path / "ca.crt").write_bytes(server.certificate.read_bytes())
    return module


def makers(objects):
    """The pods that make Secrets: their account and their container."""
    for item in objects:
        for pod in pod_specs(item):
            container = pod.spec["containers"][0]
            if container["name"] == "create-secret":
                yield pod.spec["serviceAccountName"], container


@pytest.mark.requirement("REQ-614")
def test_each_secret_is_made_once_by_an_account_that_can_do_nothing_else(server, platform, script, tmp_path, capsys):
    release, objects = platform
    found = list(makers(objects))
    assert len(found) == 4
    for account, container in found:
        assert container["command"] == ["python3", "-c", SCRIPT.read_text()]
        token = server.run("create", "token", account, f"--namespace={release.namespace}").stdout
        (tmp_path / "token").write_text(token)
        name = container["args"][0]
        script.main(*container["args"])
        made = secret(server, release, name)
        script.main(*container["args"])
        assert secret(server, release, name) == made
        assert capsys.readouterr().out == f"Secret {name} created\nSecret {name} exists and stays as it is\n"
        assert allowed(server, release, account) == MAKES_A_SECRET


@pytest.mark.requirement("REQ-614")
def test_mounted_keys_are_in_the_secrets_that_were_made(server, platform, script, tmp_path):
    release, objects = platform
    for account, container in makers(objects):
        (tmp_path / "token").write_text(server.run("create", "token", account, f"-n={release.namespace}").stdout)
        script.main(*container["args"])
    volumes = [
        volume["secret"]
        for item in objects
        for pod in pod_specs(item)
        for volume in pod.spec.get("volumes", [])
        if "secret" in volume
    ]
    assert volumes
    for volume in volumes:
        keys = secret(server, release, volume["secretName"]).keys()
        assert {entry["key"] for entry in volume["items"]} <= keys


@pytest.mark.requirement("REQ-607")
def test_one_account_manages_the_jobs_of_runs_and_the_others_have_no_rights(server, platform):
    release, objects = platform
    accounts = [name_of(item) for item in objects if item["kind"] == "ServiceAccount"]
    rights = {name: allowed(server, release, name) for name in accounts}
    assert rights.pop("floe-floe-services-run-access") == RUNS
    secrets = {account for account, _ in makers(objects)}
    assert rights == {name: MAKES_A_SECRET if name in secrets else set() for name in rights}
    assert len(rights) == 7


def secret(server, release, name):
    done = server.run("get", "secret", name, f"--namespace={release.namespace}", "--output=json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["data"]


def allowed(server, release, account):
    """Each resource with each verb that the account has been granted, beyond what the server grants every account."""
    return _granted(server, release, account) - _granted(server, release, "nobody")


def _granted(server, release, account):
    user = f"--as=system:serviceaccount:{release.namespace}:{account}"
    kind = {"kind": "SelfSubjectRulesReview", "apiVersion": "authorization.k8s.io/v1"}
    asked = json.dumps({**kind, "spec": {"namespace": release.namespace}})
    # kubectl would look up the schema as the account, which may not read it.
    done = server.run("create", user, "--filename=-", "--validate=false", "--output=json", stdin=asked)
    assert done.returncode == 0, done.stderr
    rules = json.loads(done.stdout)["status"]["resourceRules"]
    return {
        (_qualified(resource, group), verb)
        for rule in rules
        for group, resource, verb in itertools.product(rule["apiGroups"], rule["resources"], rule["verbs"])
    }


def _qualified(resource, group):
    name, slash, part = resource.partition("/")
    return f"{name}.{group}{slash}{part}" if group else resource
