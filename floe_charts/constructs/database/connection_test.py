"""``helm test`` of a database: one query, as the services run theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from floe_charts.constructs.helm_test import HelmTest
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.options import WorkloadOptions
from floe_charts.constructs.pod.security import User

if TYPE_CHECKING:
    from floe_charts.constructs.database.postgres import Postgres

#: Any user but root will do for a client.
CLIENT = User(999, 999)
#: No start-up file, no password prompt: a wrong password is to fail and not to wait.
QUERY = ("psql", "--no-psqlrc", "--no-password", "--tuples-only", "--command", "select 1")
DEADLINE = 120


class DatabaseTest(HelmTest):
    """A pod that runs ``select 1``, with the host, user and password file the services use."""

    def __init__(self, scope: Any, id: str, database: Postgres, options: WorkloadOptions, enabled: Any) -> None:
        super().__init__(scope, id, enabled)
        database.used_by(self.peer, "helm test")
        container = main_container(
            self.chart,
            "psql",
            database.values.image,
            options,
            command=list(QUERY),
            env=database.client_environment(),
            mounts=[database.service_mount()],
        )
        self.run(options, container, deadline_seconds=DEADLINE, user=CLIENT, volumes=[database.service_file()])
