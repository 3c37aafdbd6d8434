"""``helm test`` of a database: one query, as the services run theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdk8s_plus_27 import k8s

from floe_charts.constructs.component import Component
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.scopes import When
from floe_charts.constructs.workload import helm_test_pod

if TYPE_CHECKING:
    from floe_charts.constructs.database.postgres import Postgres

#: Any user but root will do for a client.
CLIENT = User(999, 999)
#: No start-up file, no password prompt: a wrong password is to fail and not to wait.
QUERY = ("psql", "--no-psqlrc", "--no-password", "--tuples-only", "--command", "select 1")
DEADLINE = 120


class DatabaseTest(Component):
    """A pod that runs ``select 1``, with the host, user and password file the services use."""

    def __init__(self, scope: Any, id: str, database: Postgres, options: WorkloadOptions, enabled: Any) -> None:
        super().__init__(scope, id)
        self.database, self.options = database, options
        self.peer = self.chart.network.peer(id, self.selector_labels, enabled)
        database.used_by(self.peer, "helm test")
        helm_test_pod(self, self._pod(), scope=When(self, "enabled", enabled))

    def _pod(self) -> Pod:
        container = main_container(
            self.chart,
            "psql",
            self.database.values.image,
            self.options,
            command=list(QUERY),
            env=self.database.client_environment(),
            mounts=[self.database.service_mount()],
        )
        volumes: list[k8s.Volume] = [self.database.service_file()]
        once: dict[str, Any] = {"restart_policy": "Never", "active_deadline_seconds": DEADLINE}
        return Pod(self, self.options, CLIENT, [container], volumes=volumes, **once)
