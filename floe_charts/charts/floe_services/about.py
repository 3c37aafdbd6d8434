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
`tmpSizeLimit`, or to a volume, and use an IO manager that is not the local disk. The Job of a run is
stopped after `runs.activeDeadlineSeconds` and deleted `runs.ttlSecondsAfterFinished` after it ended,
failed or not: a Job has but one such time. Runs get no token for the Kubernetes API; `k8s_job_executor`
and Pipes need an account and a token, set by a job's `dagster-k8s/config` tag.

| What a location sets | Its gRPC server | Its runs |
| --- | --- | --- |
| `env`, `volumes`, `podLabels`, `podAnnotations` | over those of `codeLocationPod` | over those of `runs` |
| `serviceAccountName` | in place of the chart's account | in place of the chart's account |
| `resources`, `nodeSelector`, `tolerations`, `affinity` | its own | those of `runs` |
| `runs.resources` | | each request and limit over that of `runs.resources`, the others as there |

`envFrom` is for all locations at once, as `codeLocationPod.envFrom` and `runs.envFrom`: code is imported in
both, so what it reads then stands in both.

"Over" goes entry by entry: a variable, path or label that both set is the location's, whole. Labels that
Dagster, a selector or a NetworkPolicy goes by are refused. Helm merges the maps of several values files and
takes no entry out again, not even by null: `enabled: false` drops a location that a file below has.

An account of its own gives a team's code a cloud identity that the other locations do not have:

```yaml
codeLocations:
  sales:
    image: {repository: acme/sales, tag: 1.4.0}
    module: sales.definitions
    serviceAccountName: sales        # exists already, with the annotations of its cloud
    podLabels: {azure.workload.identity/use: "true"}
runs:
  podLabels: {sidecar.istio.io/inject: "false"}
  podAnnotations:
    cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
    karpenter.sh/do-not-disrupt: "true"
```

It needs no right in Kubernetes, and no token is mounted: user code acts as it, so give it what the code
reads and writes and nothing else. Whoever may launch runs in the namespace may use every account in it.

## dagster.yaml

`dagsterYaml` holds more top-level keys of Dagster's instance configuration: `run_retries`, `retention`,
`sensors`, `schedules`, `python_logs`, `code_servers` and so on. What the chart writes is refused there:
storage, launcher, coordinator and telemetry, `concurrency.runs.max_concurrent_runs`
(`daemon.maxConcurrentRuns`), and of `run_monitoring` the keys `enabled` (`daemon.enabled`) and
`start_timeout_seconds` (`runs.startTimeoutSeconds`). Limits by tag and pools go under `concurrency`.

What a run writes to stdout and stderr is kept nowhere: without `dagsterYaml.compute_logs` the chart sets
NoOpComputeLogManager, since every pod's disk is read-only and none is shared. The user interface then shows
a run's events and no raw logs; these are in the log of the run's pod until its Job is deleted. To keep them:

```yaml
dagsterYaml:
  compute_logs:
    module: dagster_aws.s3.compute_log_manager
    class: S3ComputeLogManager
    config: {bucket: acme-dagster, prefix: compute-logs, skip_empty_files: true}
```

Every Dagster process loads it, so all images need the package, here `dagster-aws`. Runs write to the bucket
and the webserver reads from it: give both credentials (`runs.env`, `webserver.pod.env`, or their accounts)
and, while `networkPolicies.enabled`, a way there (`networkPolicies.extraEgress`). The configuration stands in
the arguments of each run's Job: put no secret into it, but `{env: NAME}`. Gigabytes of logs need room in
`runs.tmpSizeLimit`, where they wait for their upload.

## Rights

The webserver and the daemon launch, watch and stop runs as an account of their own, with a Role in the
release's namespace. Who may not make Roles gives three names, and the chart makes no account, Role or
RoleBinding at all:

```yaml
serviceAccount: {create: false, name: floe}
runAccess: {create: false, name: floe-launcher}
postgresql:
  secret: {existingSecret: dagster-db}
```

`floe` needs no right. `floe-launcher` needs, in the release's namespace:

| API group | Resource | Verbs |
| --- | --- | --- |
| `batch` | `jobs` | `create`, `delete`, `list` |
| `batch` | `jobs/status` | `get` |
| core | `pods` | `delete`, `list` |
| core | `pods/log` | `get` |
| core | `events` | `list` |

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
calls it. `daemon.replicas: 0` stops it for a while, and runs wait in the queue; `daemon.enabled: false` is
for good, and runs start without a queue.

## Upgrades

`dagster instance migrate` runs as a hook after the install and after each upgrade, when the database is
there for certain: `post-install,post-upgrade`, which Argo CD runs after a sync. For a moment new pods
serve on the old schema. Upgrade with `--timeout 20m` too. A new major version of PostgreSQL needs a dump
and restore; the server refuses to start on older data.

Before a new minor version of Dagster, Dagster advises to stop webserver and daemon and to back up the
database. Each step is an upgrade with all of your values and these:

1. `daemon.replicas: 0` and `webserver.replicas: 0`, with the old chart; then wait until no run is left.
2. Dump the database, as under "Backup and restore".
3. The new chart, still with both at 0: the hook migrates the schema.
4. The new chart without them.

## Rollback

`helm rollback` brings back the objects, not the schema: a migrated database stays migrated, and an older
Dagster may not read it. So go back in this order: stop webserver and daemon as above, restore the dump, then
`helm rollback` to the revision from before step 1. What happened since the dump is lost. Into the built-in
database, made anew because no restore removes what the migration added:

```console
kubectl exec -i <fullname>-postgresql-0 -- sh -c 'dropdb -U dagster --force dagster &&
  createdb -U dagster dagster && pg_restore -U dagster -d dagster' < dagster.dump
```

Where no schema changed, as between patch versions, `helm rollback` alone is enough.

## What stays

`helm uninstall` leaves the database's claim, the generated Secret, the Jobs of runs until their time is up,
and the pods of `helm test`: a test's pod stays so that its log can be read, the next test replaces it. To be
rid of them: `kubectl delete pod <fullname>-webserver-test <fullname>-postgresql-test`.

## Argo CD

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
Dagster gives them, `app.kubernetes.io/component: run_worker`. The hook that makes the Secret has a policy
that is a hook too: it comes before the Job and goes after it.

Cilium matches no node by an `ipBlock` unless it runs with `policyCIDRMatchMode: nodes`, so `apiServer.cidrs`
does not reach an API server on nodes, nor `externalCidrs` what listens on one. Set that mode, or list
the port alone, without `to`, in `extraEgress`. Nor is a pod an address outside: where an external database
is pods of the cluster, name them there too.

```yaml
networkPolicies:
  extraEgress:
    - ports: [{port: 6443, protocol: TCP}]
    - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: databases}}}]
      ports: [{port: 5432, protocol: TCP}]
```

## Exceptions

PostgreSQL logs plain text, not JSON. Dagster has no metrics endpoint. The JSON logs of a run are in its
events, not in its pod.
"""
