"""The Polaris server: stateless pods in front of a database, each of which prepares the realm before it starts."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.polaris.secrets import CREDENTIALS, PolarisSecrets
from floe_charts.charts.polaris.settings import API_PORT, MANAGEMENT_PORT, Settings, jdbc_url
from floe_charts.charts.polaris.values import ROOT_MOUNT, STORE_MOUNT, PolarisValues
from floe_charts.constructs.component import Component
from floe_charts.constructs.database import Postgres
from floe_charts.constructs.database.postgres import PASSWORD_ENV
from floe_charts.constructs.pod.container import container, main_container
from floe_charts.constructs.pod.image import image_of
from floe_charts.constructs.pod.pod import Pod
from floe_charts.constructs.pod.probes import http, probe
from floe_charts.constructs.pod.security import User
from floe_charts.constructs.workload import deployment, disruption_budget, port
from floe_charts.flow.inside import is_set, items, only_if
