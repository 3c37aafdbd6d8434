"""README: the first start, passwords and the database."""

from __future__ import annotations

DATABASE = """\
A Dagster instance: webserver, daemon, gRPC servers for code locations, a Job for every run, and its
PostgreSQL.

## The first start

Pods wait for the database up to `postgresql.wait.timeoutSeconds` (600), and its first start may take most
of that. The migration, a hook, waits too: `migration.activeDeadlineSeconds` (900) must stay longer than
the wait, and Helm's timeout (5 minutes unless said) longer than the migration.

The requests fit a namespace whose quota is 4 CPUs and 8Gi of memory: `values-dev.yaml` lets three runs
through at once, each requesting 250m and 512Mi. In every environment set `daemon.maxConcurrentRuns` to
what the quota holds beside the services: a run over it waits as a Job without a pod, then fails after
`runs.startTimeoutSeconds`.

## Passwords

No password is in the values. Unless `postgresql.secret.existingSecret` names a Secret, a hook Job
generates one before the install, called `<fullname>-postgresql-auth`, and leaves it alone ever after:
upgrades and GitOps syncs never change it, and `helm uninstall` keeps it together with the data. Its
annotation `floe-charts/release` names the release. Restore both or neither.

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
migrates its tables. More libpq settings go into the service file. One that insists on TLS, from a server
whose certificate a CA of your own or of the provider has signed:

```ini
[floe]
password=the password again
sslmode=verify-full
sslrootcert=/etc/floe/postgres/ca.crt
```

The CA's certificates, in PEM, are a third key of the Secret, which `postgresql.secret.caKey` names. Whatever
connects to the database has it as that file: services, code locations, runs, migration and test. The server's
certificate must name `postgresql.host`.

## Parameters of the built-in server

```yaml
postgresql:
  parameters:
    max_connections: "200"
    shared_buffers: 1GB
```

Each is an argument of the server and wins over what `ALTER SYSTEM` has set; a change restarts it. What it
holds in memory counts against `postgresql.server.resources`, `shared_buffers` and what each connection
takes included. Each process of Dagster and each run has connections of its own. Port, paths and
addresses are the chart's.
"""
