"""README: code locations and runs, dagster.yaml, rights, and the ways in."""

from __future__ import annotations

DAGSTER = """\
## Code locations and runs

Each entry of `codeLocations` is a gRPC server; its image, built on the chart's Dagster version, also runs
its runs. Images start as user 1000 with a read-only root file system: write to `/tmp`, up to
`tmpSizeLimit`, or to a volume, and use an IO manager that is not the local disk. The Job of a run is
stopped after `runs.activeDeadlineSeconds` and deleted `runs.ttlSecondsAfterFinished` after it ended,
failed or not: a Job has but one such time. Runs get no token for the Kubernetes API; `k8s_job_executor`
and Pipes need an account and a token, set by a job's `dagster-k8s/config` tag, and with `networkPolicies.enabled`
the API server in `networkPolicies.userCodeEgress`. The pods of steps are runs to the policies.

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
"""
