"""The README's prose."""

from __future__ import annotations

ABOUT = """\
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

## Code locations and runs

Each entry of `codeLocations` is a gRPC server; its image, built on the chart's Dagster version, also runs
its runs. Images start as user 1000 with a read-only root file system: write to `/tmp`, up to
`tmpSizeLimit`, or to a volume, and use an IO manager that is not the local disk. `runs` sets environment,
volumes, resources and placement of every run's pod; `env` and `volumes` of a code location reach its
server and its runs alone. The Job of a run is stopped after `runs.activeDeadlineSeconds` and deleted
`runs.ttlSecondsAfterFinished` after it ended, failed or not: a Job has but one such time. Runs get no
token for the Kubernetes API; `k8s_job_executor` and Pipes need an account and a token, set by a job's
`dagster-k8s/config` tag.

With `webserver.readOnly` the webserver has no token and no way to the Kubernetes API, and a `dagster.yaml`
without the run launcher, which would want both.

## From outside

`webserver.ingress` makes an Ingress, `webserver.httpRoute` an HTTPRoute of the Gateway API. Both are off; with
both on a cluster can move from one to the other without a gap. A route names its Gateways:

```yaml
webserver:
  httpRoute:
    enabled: true
    parentRefs:
      public:
        namespace: gateways
        sectionName: https
    hostnames: [dagster.example.org]
```

Its certificate belongs to the listener of the Gateway, which must admit routes from the release's namespace.
While `networkPolicies.enabled`, `networkPolicies.clients` must name the pods of the ingress controller or of
the Gateway.

Neither way rewrites a path, and the webserver's pages name their files from the root of the host. On a host
that others share set `webserver.pathPrefix: /dagster`, and `/dagster` as the path of the Ingress or the route.

## One pod only

The daemon and each code location run once, as Dagster demands, and so does the built-in PostgreSQL. They
have no PodDisruptionBudget, which would block node drains. The daemon has no readiness probe: nothing
calls it.

## Upgrades

`dagster instance migrate` runs as a hook after the install and after each upgrade, when the database is
there for certain: `post-install,post-upgrade`, which Argo CD runs after a sync. For a moment new pods
serve on the old schema. Dagster advises to stop webserver and daemon and to back up the database before a
new minor version. Upgrade with `--timeout 20m` too. A new major version of PostgreSQL needs a dump and
restore; the server refuses to start on older data.

The Jobs of runs carry the instance label `dagster`, which Dagster sets. An Argo CD application of that name
that tracks by label would prune them while they run: give it another name.

## Backup and restore

The chart takes no backups. A dump of the built-in database, as consistent as one moment while Dagster runs:

```console
kubectl exec <fullname>-postgresql-0 --container postgresql -- \\
  pg_dump --username dagster --format custom dagster > dagster.dump
```

`dagster` is `postgresql.username` and `postgresql.database`; another `postgresql.port` needs `--port`. Inside the
pod no password is asked for. To restore it, or to have nothing written after a dump, note what
`kubectl get deployments` says and stop whoever writes:

```console
kubectl scale deployment --replicas 0 \\
  --selector app.kubernetes.io/name=floe-services,app.kubernetes.io/instance=<release>
kubectl get pods --selector 'app.kubernetes.io/component in (run_worker, webserver, daemon)'
kubectl get pods --selector dagster/role=code-location
kubectl exec --stdin <fullname>-postgresql-0 --container postgresql -- \\
  pg_restore --username dagster --dbname dagster --clean --if-exists --single-transaction < dagster.dump
```

Restore once both lists are empty, for a run goes on without its daemon; then scale each Deployment back. A tool
that syncs, such as Argo CD, must pause meanwhile. Keep the Secret's content with the dump's: a new release on
an empty volume makes a password of its own.

## A larger volume

A StatefulSet never changes its claims: another `postgresql.storage` makes the upgrade fail. Where the
StorageClass allows expansion:

```console
kubectl patch pvc data-<fullname>-postgresql-0 \\
  --patch '{"spec": {"resources": {"requests": {"storage": "50Gi"}}}}'
kubectl delete statefulset <fullname>-postgresql --cascade=orphan
helm upgrade ... --set postgresql.storage.size=50Gi
```

The pod and its data stay; the upgrade makes the StatefulSet anew and it adopts them.

## NetworkPolicies

With `networkPolicies.enabled` only declared edges are open: clients to the webserver, webserver and
daemon to code locations and to the Kubernetes API (`apiServer`), all of Dagster to the database
(`externalCidrs` when it is external), DNS (`dns`), and `extraEgress` for every pod. Runs and code locations
reach nothing else until `userCodeEgress` says what. Pods of the namespace may call the webserver; a load
balancer's clients reach it only when `clients` lists their addresses. Run pods are recognised by the label
Dagster gives them, `app.kubernetes.io/component: run_worker`. The hook that makes the Secret runs before
the first policies exist.

## Exceptions

PostgreSQL logs plain text, not JSON. Dagster has no metrics endpoint. The JSON logs of a run are in its
events, not in its pod.
"""
