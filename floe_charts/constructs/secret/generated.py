"""A Secret generated once, by a hook Job, and never touched again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.access import bind, service_account
from floe_charts.constructs.component import COMPONENT, Component
from floe_charts.constructs.hook import before_install
from floe_charts.constructs.pod.container import main_container
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.security import NOBODY
from floe_charts.constructs.scopes import When
from floe_charts.constructs.secret.values import SecretGeneratorValues
from floe_charts.template.text import Include

SCRIPT = Path(__file__).with_name("create_secret.py")


class GeneratedSecret(Component):
    """``texts`` are keys and texts in which ``{random}`` becomes one password; pairs, for an installer names the keys.

    Rendered only while generation is on and the installer gave no Secret of their own (``needed``).
    Everything it uses is a hook of lower weight, so that it works before anything else of the release exists.
    Uninstalling keeps the Secret: data outlives releases.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        texts: Iterable[tuple[str, str]],
        values: SecretGeneratorValues,
        needed: Any,
    ) -> None:
        super().__init__(scope, id)
        self.secret, self.texts, self.values = name, tuple(texts), values
        wanted = values.enabled & needed
        made = When(self, "generated", wanted)
        # a hook too: in an upgrade the last release's policies already deny this pod whatever no policy opens
        peer = self.chart.network.peer(id, self.selector_labels, wanted, before_install(-10))
        self.chart.network.call_api_server(peer, "creates the Secret", self.chart.values)
        self._access(made)
        self._job(made)

    def _access(self, scope: Construct) -> None:
        """An account that may create Secrets and nothing else; RBAC cannot narrow ``create`` to one name."""
        metadata = self.metadata(annotations=before_install(-10))
        service_account(scope, self.chart, metadata)
        creating = k8s.PolicyRule(api_groups=[""], resources=["secrets"], verbs=["create"])
        k8s.KubeRole(scope, "role", metadata=metadata, rules=[creating])
        bind(scope, self.chart, metadata, self.name, self.name)

    def _job(self, scope: Construct) -> None:
        account: dict[str, Any] = {"service_account_name": self.name, "automount_service_account_token": True}
        pod = Pod(self, self.values.pod, NOBODY, [self._container()], restart_policy="Never", **account)
        spec = k8s.JobSpec(
            backoff_limit=3, active_deadline_seconds=300, ttl_seconds_after_finished=3600, template=pod.template()
        )
        k8s.KubeJob(scope, "job", metadata=self.metadata(annotations=before_install(-5)), spec=spec)

    def _container(self) -> k8s.Container:
        app = self.chart.ref(Include(self.chart.defines[f"{self.chart.info.name}.name"]))
        about = {
            "label:app.kubernetes.io/name": app,
            f"label:{COMPONENT}": self.label,
            "annotation:floe-charts/release": self.chart.release_name,
        }
        return main_container(
            self.chart,
            "create-secret",
            self.values.image,
            self.values.pod,
            command=["python3", "-c", SCRIPT.read_text()],
            args=[self.secret, *(f"{key}={text}" for key, text in (*about.items(), *self.texts))],
        )
