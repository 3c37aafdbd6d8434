"""README: upgrades, rollback, backups, and what else an operator has to know."""

from __future__ import annotations

OPERATION = """\
## Upgrades

`dagster instance migrate` runs as a hook after the install and after each upgrade, when the database is
there for certain: `post-install,post-upgrade`, which Argo CD runs after a sync. For a moment new pods
serve on the old schema. Upgrade with `--timeout 20m` too. A new major version of PostgreSQL needs a dump
and restore; the server refuses to start on older data. Leave `nameOverride` and `fullnameOverride` as they were
installed: the claim and the generated Secret are named by them, and under another name an empty database starts.

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

Parameters that the built-in server refuses need no dump: `helm rollback` replaces its pod, ready or not.
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
kubectl get pods --selector 'app.kubernetes.io/component in (webserver, daemon)'
kubectl get pods --selector 'dagster/role in (code-location, run)'
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
balancer's clients reach it only when `clients` lists their addresses. The pods of runs and of their steps are
recognised by the label `dagster/role: run`, which the launcher gives them. The hook that makes the Secret has a policy
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
