"""One job: a Job, or with a schedule a CronJob, both with the same spec."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_jobs.values import SECRET_FOLDER, JobEntry
from floe_charts.constructs.component import Component
from floe_charts.constructs.hook import hook
from floe_charts.constructs.partial import partial
from floe_charts.constructs.pod.container import container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.scratch import tmp, tmp_mount
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.scopes import Entry, When
from floe_charts.flow.inside import build, each, fallback, is_set, items, not_, only_if

CONTAINER = "job"
SECRET = "secret"
#: A Job's name becomes a label of its pods; a CronJob adds eleven characters for each run.
LONGEST_JOB, LONGEST_CRON_JOB = 63, 52


#: Mode 0440: the pod's group reads, others do not.
GROUP_READS = 0o440


class Job(Component):
    """The objects of one entry. All jobs are one component: one selector and one policy hold for them."""

    def __init__(self, job: Entry[JobEntry], label: str) -> None:
        super().__init__(job.scope, "job", label=label)
        self.key, self.values = job.key, job.value
        scheduled: Any = is_set(self.values.schedule)
        enabled: Any = self.values.enabled
        self.spec = partial(self.chart, "jobSpec", self._spec, "The spec of one job.", job=job.value, name=job.key)
        each_release: Any = self.values.run == "release"
        unscheduled: Any = enabled & not_(scheduled)
        self._cron_job(When(self, "scheduled", enabled & scheduled))
        self._job(When(self, "once", unscheduled & not_(each_release)))
        self._hook(When(self, "each-release", unscheduled & each_release))

    def _job(self, scope: Any) -> None:
        """A spec cannot be changed, so a changed one makes a new Job: the name ends in a checksum of it."""
        name = f"{self.chart.fullname}-{self.key}-{self.spec.checksum}"
        k8s.KubeJob(scope, "job", metadata=self._named(name, LONGEST_JOB), spec=self.spec.value)

    def _hook(self, scope: Any) -> None:
        """Helm deletes the last one before it makes the next, but only one of the same name: no checksum here."""
        name = f"{self.chart.fullname}-{self.key}"
        metadata = self._named(name, LONGEST_JOB, annotations=hook("post-install", "post-upgrade", keep=True))
        k8s.KubeJob(scope, "hook", metadata=metadata, spec=self.spec.value)

    def _named(self, name: str, longest: int, **fields: Any) -> k8s.ObjectMeta:
        return self.metadata(name=self.chart.cut(name, longest), labels=self._labels(self.values, self.key), **fields)

    def _cron_job(self, scope: Any) -> None:
        values = self.values
        spec = build(
            k8s.CronJobSpec,
            schedule=values.schedule,
            time_zone=values.time_zone,
            suspend=values.suspend,
            concurrency_policy=values.concurrency_policy,
            starting_deadline_seconds=values.starting_deadline_seconds,
            successful_jobs_history_limit=values.successful_jobs_history_limit,
            failed_jobs_history_limit=values.failed_jobs_history_limit,
            job_template=k8s.JobTemplateSpec(spec=self.spec.value),
        )
        metadata = self._named(f"{self.chart.fullname}-{self.key}", LONGEST_CRON_JOB)
        k8s.KubeCronJob(scope, "cron-job", metadata=metadata, spec=spec)

    def _spec(self, job: JobEntry, name: str) -> k8s.JobSpec:
        return k8s.JobSpec(
            backoff_limit=job.backoff_limit,
            active_deadline_seconds=job.active_deadline_seconds,
            ttl_seconds_after_finished=only_if(not_(job.keep_finished), job.ttl_seconds_after_finished),
            pod_failure_policy=only_if(is_set(job.final_exit_code), self._final(job)),
            template=self._pod(job, name).template(),
        )

    @staticmethod
    def _final(job: JobEntry) -> k8s.PodFailurePolicy:
        codes: list[Any] = [job.final_exit_code]
        exits = k8s.PodFailurePolicyOnExitCodesRequirement(container_name=CONTAINER, operator="In", values=codes)
        # Kubernetes 1.27 requires the key that the rule does not use
        rule = k8s.PodFailurePolicyRule(action="FailJob", on_exit_codes=exits, on_pod_conditions=[])
        return k8s.PodFailurePolicy(rules=[rule])

    def _pod(self, job: JobEntry, name: str) -> Pod:
        return Pod(
            self,
            job,
            User(job.run_as_user, job.run_as_group),
            [self._container(job)],
            volumes=items(
                tmp(job.tmp_size_limit),
                only_if(is_set(job.secret.name), self._secret(job)),
            ),
            labels=self._labels(job, name),
            restart_policy="Never",
            service_account_name=fallback(job.service_account_name, self.chart.service_account),
        )

    @staticmethod
    def _labels(job: JobEntry, name: str) -> dict[str, str]:
        return {"floe/job": name, "floe/type": job.type}

    def _container(self, job: JobEntry) -> k8s.Container:
        secret = k8s.VolumeMount(name=SECRET, mount_path=SECRET_FOLDER, read_only=True)
        return container(
            self.chart,
            CONTAINER,
            job.image,
            resources=job.resources,
            more_env=job.env,
            env_from=job.env_from,
            more_volumes=job.volumes,
            mounts=items(tmp_mount(), only_if(is_set(job.secret.name), secret)),
            command=job.command,
            args=job.args,
        )

    @staticmethod
    def _secret(job: JobEntry) -> k8s.Volume:
        files = each(job.secret.files, lambda key, path: k8s.KeyToPath(key=key, path=path))
        return k8s.Volume(
            name=SECRET,
            secret=k8s.SecretVolumeSource(secret_name=job.secret.name, items=files, default_mode=GROUP_READS),
        )
