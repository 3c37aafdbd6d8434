"""What people read: NOTES.txt after an install, and the README's prose."""

from __future__ import annotations

from typing import Any

from floe_charts.flow.inside import is_set, not_, only_if

ABOUT = """\
A Dagster instance: webserver, daemon, gRPC servers for code locations, a Job for every run, and its
PostgreSQL.

## Passwords

No password is in the values. Unless `postgresql.secret.existingSecret` names a Secret, a hook Job makes
one up before the install, called `<fullname>-postgresql-auth`, and leaves it alone ever after: upgrades
and GitOps syncs never change it, and `helm uninstall` keeps it together with the data. Restore both or
neither.

A Secret of your own needs two keys: `password`, and `pg_service.conf`, the libpq service file that
Dagster's processes read:

```ini
[floe]
password=the password again
```

The built-in server reads the password only when it creates its data. To change it, run `ALTER ROLE` in
the database, change both keys, then restart webserver, daemon and code locations.

## A database of your own

```yaml
postgresql:
  mode: external
  host: db.example.com
  secret:
    existingSecret: dagster-db
```

Nothing of the built-in server is rendered then. The role must own the database: Dagster creates and
migrates its tables. More libpq settings, `sslmode=verify-full` for one, go into the service file.

## Code locations and runs

Each entry of `codeLocations` is a gRPC server; its image, built on the chart's Dagster version, also runs
its runs. Images start as user 1000 with a read-only root file system: write to `/tmp` or to a volume, and
use an IO manager that is not the local disk. `runs` sets environment, volumes, resources and placement of
every run's pod. The Job of a run is stopped after `runs.activeDeadlineSeconds` and deleted
`runs.ttlSecondsAfterFinished` after it ended, failed or not: a Job has but one such time. Runs get no
token for the Kubernetes API; `k8s_job_executor` and Pipes need an account and a token, set by a job's
`dagster-k8s/config` tag.

## One pod only

The daemon and each code location run once, as Dagster demands, and so does the built-in PostgreSQL. They
have no PodDisruptionBudget, which would block node drains. The daemon has no readiness probe: nothing
calls it.

## Upgrades

`dagster instance migrate` runs as a hook after the install and before an upgrade, while the old pods
still serve. Dagster advises to stop webserver and daemon and to back up the database before a new minor
version. With Argo CD the hook also comes before the first sync, when the built-in server does not exist
yet: set `migration.enabled: false` for that one. A new major version of PostgreSQL needs a dump and
restore; the server refuses to start on older data.

## NetworkPolicies

With `networkPolicies.enabled` only declared edges are open: clients to the webserver, webserver and
daemon to code locations and to the Kubernetes API (443 and 6443 in `apiServerCidr`), all of Dagster to
the database (`externalCidr` when it is external), DNS in `kube-system`. Runs and code locations reach
nothing else until `userCodeEgress` says what. Run pods are told by the label Dagster gives them,
`app.kubernetes.io/component: run_worker`. The hook that makes the Secret runs before the first policies
exist.

## Exceptions

PostgreSQL logs plain text, not JSON. Dagster has no metrics endpoint. The JSON logs of a run are in its
events, not in its pod.
"""


def notes(chart: Any, secret: str) -> list[Any]:
    """Lines of NOTES.txt; they name the Secret and never what is in it."""
    values, namespace = chart.values, chart.release_namespace
    service, port = f"{chart.fullname}-webserver", values.webserver.service.port
    generated = values.secrets.enabled & not_(is_set(values.postgresql.secret.existing_secret))
    return [
        f"{chart.info.name} {chart.info.version} is installed as {chart.release_name} in {namespace}.",
        "",
        "Open the user interface at http://localhost:3000 with",
        f"  kubectl --namespace {namespace} port-forward service/{service} 3000:{port}",
        "Test the release with",
        f"  helm test {chart.release_name} --namespace {namespace}",
        "",
        f"The database's password is in the Secret {secret}, key {values.postgresql.secret.password_key}.",
        only_if(generated, "It was generated once and survives upgrades and helm uninstall."),
        only_if(not_(is_set(values.code_locations)), "There is no code yet: add an entry to codeLocations."),
    ]
