"""The database migration: a hook Job, so that two webservers never migrate at once."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_services.instance import Instance
from floe_charts.charts.floe_services.user_code_values import DAGSTER
from floe_charts.charts.floe_services.values import FloeServicesValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.hook import hook
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.scopes import When

#: Afterwards the database is there for certain. Before an upgrade it may not be: when the first install failed, when a
#: GitOps tool syncs for the first time, or when the upgrade itself switches the built-in server on.
PHASES = ("post-install", "post-upgrade")


class Migration(Component):
    """``dagster instance migrate``, which does nothing where nothing is to be done.

    It brings its own ``dagster.yaml``, which names no run launcher, so that the pod needs no token.
    """

    def __init__(self, scope: Any, id: str, values: FloeServicesValues, instance: Instance) -> None:
        super().__init__(scope, id)
        self.values, self.image, self.instance = values.migration, values.image, instance
        self.peer = self.chart.network.peer(id, self.selector_labels, self.values.enabled)
        enabled = When(self, "enabled", self.values.enabled)
        settings = self.chart.document(
            "migrationYaml", instance.yaml.storage_only(), "dagster.yaml of the migration: the storage alone."
        )
        config = self.metadata(annotations=hook(*PHASES, weight=-5))
        k8s.KubeConfigMap(enabled, "config", metadata=config, data={"dagster.yaml": settings.text})
        spec = k8s.JobSpec(
            backoff_limit=3,
            active_deadline_seconds=self.values.active_deadline_seconds,
            ttl_seconds_after_finished=3600,
            template=self._pod().template(),
        )
        k8s.KubeJob(enabled, "job", metadata=self.metadata(annotations=hook(*PHASES)), spec=spec)

    def _pod(self) -> Pod:
        main = main_container(
            self.chart,
            "migrate",
            self.image,
            self.values.pod,
            command=["dagster", "instance", "migrate"],
            env=self.instance.env(),
            mounts=self.instance.mounts(),
        )
        return Pod(
            self,
            self.values.pod,
            DAGSTER,
            [main],
            init=[self.instance.database.wait()],
            volumes=self.instance.volumes(self.values.pod.tmp_size_limit, self.name),
            restart_policy="Never",
        )
