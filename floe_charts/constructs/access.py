"""Who pods are to the Kubernetes API: accounts, and the roles they are bound to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdk8s_plus_27 import k8s
from constructs import Construct

from floe_charts.constructs.pod.pod import pull_secrets

if TYPE_CHECKING:
    from floe_charts.constructs.helm_chart import HelmChart


def service_account(scope: Construct, chart: HelmChart[Any], metadata: k8s.ObjectMeta) -> k8s.KubeServiceAccount:
    """An account that may pull the chart's images, and whose pods get no token unless they ask for one.

    >>> service_account(web, self, web.metadata())                                        # doctest: +SKIP
    """
    return k8s.KubeServiceAccount(
        scope,
        "account",
        metadata=metadata,
        automount_service_account_token=False,
        image_pull_secrets=pull_secrets(chart),
    )


def bind(
    scope: Construct, chart: HelmChart[Any], metadata: k8s.ObjectMeta, role: str, account: str
) -> k8s.KubeRoleBinding:
    """Give an account of the release's namespace what a Role there allows.

    >>> bind(web, self, web.metadata(), web.name, self.service_account)                   # doctest: +SKIP
    """
    subject = k8s.Subject(kind="ServiceAccount", name=account, namespace=chart.release_namespace)
    wanted = k8s.RoleRef(api_group="rbac.authorization.k8s.io", kind="Role", name=role)
    return k8s.KubeRoleBinding(scope, "binding", metadata=metadata, role_ref=wanted, subjects=[subject])
