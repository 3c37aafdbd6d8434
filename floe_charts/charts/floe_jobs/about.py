"""What the chart's README says beyond its values."""

from __future__ import annotations

ABOUT = """\
## How long finished Jobs stay

Kubernetes gives a Job one `ttlSecondsAfterFinished`, for success and failure alike, so the two wishes "a
succeeded Job goes after an hour" and "a failed one stays for a week" cannot both be met by that number.
What happens instead:

- **With a schedule** (CronJob): the last 3 succeeded and the last 10 failed runs stay
  (`successfulJobsHistoryLimit`, `failedJobsHistoryLimit`), and none longer than 7 days. For a schedule of
  every hour or more often, succeeded runs thus go after a few hours; set `successfulJobsHistoryLimit: 0`
  and they go at once.
- **Without a schedule** (Job): it stays 7 days, whether it succeeded or failed, so that a failure can be
  looked into on Monday. `ttlSecondsAfterFinished: 3600` clears it away after an hour instead, a failed
  one too. Set it for a job, for a type in `presets`, or for all in `defaults`.

## When a job without a schedule runs

A Job's spec cannot be changed once it exists. With `run: once` the Job's name therefore ends in a
checksum of its whole spec: an upgrade that changes nothing in it leaves the Job alone, and one that
changes it makes a new Job, which runs. Helm then deletes the old Job, and a run of it that is still under
way is stopped.

The whole spec is more than the job's own entry: what it inherits, `global`, `scheduling`, `serviceAccount`,
and what the chart itself writes, which a new version of the chart may change. A checksum of the entry alone would
keep the name then, and Kubernetes would refuse the upgrade. So before such a change switch off
(`enabled: false`) what must not run a second time.

Once the TTL has removed a finished Job, the next upgrade makes it again, and it runs again; a GitOps
controller does that as soon as it notices. So write jobs that may be repeated, or give a job that must not
be `keepFinished: true`: its Job has no TTL then, and stays until it changes, is switched off or uninstalled.
`helm rollback` over such a change makes the older revision's Job, which Helm had deleted, again: it runs once more.

With `run: release` the job is a Helm hook: it runs after every install and every upgrade, `helm upgrade`
waits for it, and its failure fails the release. The last such Job stays until the next release or its
TTL; `helm uninstall` leaves it, as it does every hook.

## What jobs inherit

A job's settings are laid over those of its type in `presets`, and these over `defaults`. Maps are merged,
`resources` among them: `resources: {requests: {cpu: "3"}}` leaves memory and limits as they were. Lists and
single values are replaced. `null` is refused in a job, since it could mean both "inherit" and
"nothing". For instance `env` of a job adds to the variables of its type and can replace each.

## Files and credentials

The root file system is read-only; `/tmp` is writable up to `tmpSizeLimit` and gone after the run. A Secret
named in `secret` is mounted under `/etc/floe/job`: dbt looks there for `profiles.yml`; for dlt put the key
at `.dlt/secrets.toml` and set `DLT_PROJECT_DIR` to that folder. Where a product reads a credential only
from an environment variable, `env` of a job takes a key of a Secret. Jobs get no token for the Kubernetes
API.

## Sidecars

A Job succeeds when all containers of its pod have ended, so a container in `sidecars` must end by itself
once the job's own has. One that keeps running holds the pod until `activeDeadlineSeconds`, and the run
counts as failed. (Kubernetes ends sidecars itself from 1.29 on, in a form that 1.27 does not know.)

## NetworkPolicies

With `networkPolicies.enabled` jobs call what `networkPolicies.services` and `networkPolicies.external` list, and
nobody calls them. Cilium matches no node by an address range unless it runs with `policyCIDRMatchMode: nodes`:
without that mode list the port of what listens on a node, such as the API server, in
`networkPolicies.extraEgress`, without `to`. A database that is pods of the cluster goes into `services`.
"""
