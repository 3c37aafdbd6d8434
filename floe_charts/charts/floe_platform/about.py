"""What the README says beyond the table of values."""

from floe_charts.charts.floe_services import FloeServices

ABOUT = f"""
It deploys

- Apache Polaris, the Iceberg REST catalog, with a PostgreSQL of its own (or an external one),
- the chart `floe-services` (Dagster and its PostgreSQL) as a subchart,
- the chart `otel-collector` (OpenTelemetry Collector) as a subchart.

Values of a subchart lie under its name, e.g. `floe-services.webserver.replicas`; the READMEs of the
subcharts list them. Each is left out with `enabled: false`. Settings under `global` hold for all of
them (registry, pull secrets, environment, security preset); set them at the top, not under a
subchart. All else at the top, `scheduling` and `networkPolicies` included, is about Polaris and its
database only.

The requests of `values-dev.yaml` fit a namespace whose quota on requests is 4 CPUs and 8Gi of memory,
those of staging 8 CPUs and 16Gi, those of prod 16 CPUs and 32Gi; each includes as many runs as
`floe-services.daemon.maxConcurrentRuns` lets through at once. A roll-out asks for one pod more of each
Deployment; where the quota is used up, it goes on when a run ends. A quota on limits has to be larger:
limits leave room for bursts.

## The namespace

Make one namespace for each environment before the install. The chart makes none: Helm wants a release's
namespace before the release, and `--create-namespace` gives it neither labels nor a quota. With this label
the API server takes only pods of the restricted Pod Security Standard, which all of the chart's are:

```sh
kubectl create namespace floe-dev
kubectl label namespace floe-dev pod-security.kubernetes.io/enforce=restricted
kubectl create quota floe --namespace floe-dev --hard=requests.cpu=4,requests.memory=8Gi,pods=50
```

All objects land in the namespace of the release, and rights are Roles in it: whoever installs needs no
right outside of it. Callers from other namespaces get through the NetworkPolicies only where a value
lists them.

## The catalog

Each Polaris pod prepares database and realm before it starts (`bootstrap` of the admin tool, from
an image with the same tag), so there is no order of hooks to keep. Where realm and tables exist,
nothing is done. Two pods that meet an empty database do this at the same time: one of them fails on
the other's rows, is restarted, and finds all done. One such failure of the container `bootstrap` at
the first install is no fault. The tag is pinned to 1.7: Polaris 1.8 wants a schema made in the
database first, and neither version migrates an older one by itself.

Root credentials and the key that signs tokens are generated once into Secrets and kept;
`polaris.root.existingSecret` and `polaris.tokenKey.existingSecret` take your own. All replicas
share the key, so any of them accepts any token. Read the root principal's secret from the key
`client-secret`. A root Secret of your own has three keys, whose names `polaris.root.clientIdKey`,
`clientSecretKey` and `credentialsKey` change:

```yaml
stringData:
  client-id: root
  client-secret: the secret
  credentials.yaml: |
    POLARIS:
      client-id: root
      client-secret: the secret
```

`POLARIS` is the realm. Catalogs are made over the REST API; endpoint, region and path style of an object
store are settings of each catalog. Its credentials are either the pod's cloud identity
(`serviceAccount.annotations`) or an AWS credentials file from a Secret (`polaris.objectStore`).

## Secrets

Passwords and keys are mounted as files. The database's password reaches Polaris through the libpq
service file, which its JDBC driver reads by `PGSERVICEFILE`; no credential is in an environment
variable. A Secret of your own for it has the keys that the README of `floe-services` lists, `caKey` for the
CA of a database that wants `sslmode=verify-full` included; its service file may hold only settings
that the driver knows as well, for it refuses others. `helm uninstall` keeps generated Secrets together
with the volumes of the databases: restore both or neither.

## Time and room

Give Helm time for the first start of two databases: `--timeout {FloeServices.timeout}`, and the same for an upgrade. A
roll-out of Polaris starts a new pod before it stops an old one; it therefore needs room for one pod
more, and with `spread: hard` a node more than there are replicas.

Before a new minor version of Polaris, Dagster or PostgreSQL, read its release notes and back up both
databases. A new major version of PostgreSQL needs a dump and restore. The size of a database's volume
is fixed once it is installed; the README of `floe-services` says how to enlarge it, and
`polaris.database` follows the same recipe. Leave `nameOverride` and `fullnameOverride`, those of `floe-services` too,
as they were installed: claims and generated Secrets are named by them, and under another name a database starts empty.

## Backup and restore

The chart takes no backups. A dump of the catalog's built-in database, as consistent as one moment while
Polaris runs:

```console
kubectl exec <fullname>-polaris-db-0 --container postgresql -- \\
  pg_dump --username polaris --format custom polaris > polaris.dump
```

`polaris` is `polaris.database.username` and `polaris.database.database`; another `polaris.database.port`
needs `--port`. Inside the pod no password is asked for. To restore it, stop Polaris and wait until its pods are gone:

```console
kubectl scale deployment <fullname>-polaris --replicas 0
kubectl wait pod --for delete --timeout 5m \\
  --selector app.kubernetes.io/instance=<release>,app.kubernetes.io/component=polaris
kubectl exec --stdin <fullname>-polaris-db-0 --container postgresql -- \\
  pg_restore --username polaris --dbname polaris --clean --if-exists --single-transaction < polaris.dump
kubectl scale deployment <fullname>-polaris --replicas <as before>
```

A dump holds what the catalog knows of its tables, not their files in the object store: both must be of one
time. The Secrets of root principal and signing key belong to it as well. The README of `floe-services` has
the same for Dagster's database.

## Argo CD

Every render of the same values is the same: nothing is random, nothing is looked up in the cluster.
The hooks that generate Secrets are plain Helm hooks (`pre-install`, `pre-upgrade`), which Argo CD runs
before a sync; a Secret that exists is left alone. Generated Secrets are no part of the release: Argo CD
neither shows nor prunes them.

## From outside

`polaris.ingress` makes an Ingress in front of the catalog, `polaris.httpRoute` an HTTPRoute of the Gateway
API; the management port is behind neither. The README of `floe-services` shows a route; there the values of
the webserver lie under `floe-services.webserver`.

## NetworkPolicies

Each chart has `networkPolicies` of its own; `values-staging.yaml` and `values-prod.yaml` switch on all
three. At the top they isolate Polaris and its database: clients and every pod of the namespace reach
the catalog's port, Polaris reaches its database, the object store and the collector. The edges between
charts (runs and code locations to the catalog, both to the collector) come with the subchart whose
pods they are about, so that no pod is isolated without the edges of its own chart.

DNS is expected in `kube-system`, on the node (NodeLocal DNSCache, 169.254.20.10) or in
`openshift-dns`; `networkPolicies.dns` takes other places. Narrow `networkPolicies.apiServer.cidrs` to
where your API server answers. `networkPolicies.extraEgress` opens more, and `networkPolicies.clients`
lets callers in from elsewhere: without it a LoadBalancer, an Ingress or an HTTPRoute answers nobody outside.
`networkPolicies.scrapers` lets a Prometheus of another namespace read the metrics of Polaris (`/q/metrics` on
port 8182 of the Service `<name>-polaris-management`) without making it a client of the catalog;
`otel-collector.networkPolicies.scrapers` does so for the collector's.

Cilium matches no node by an `ipBlock` unless it runs with `policyCIDRMatchMode: nodes`. Without that mode list the
port of an API server on nodes, without `to`, in `networkPolicies.extraEgress`, and in
`floe-services.networkPolicies.extraEgress` as well. An external database that is pods of the cluster goes there
too; the README of `floe-services` shows both.

On OpenShift set `global.securityPreset: platform`, which leaves user ids to the cluster.
"""
