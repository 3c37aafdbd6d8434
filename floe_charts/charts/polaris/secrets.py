"""The Secrets of the catalog: the root principal and the key that signs tokens."""

from __future__ import annotations

from typing import Any

from cdk8s_plus_27 import k8s

from floe_charts.charts.polaris.values import KEY_MOUNT, ROOT_MOUNT, PolarisValues
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.secret import GeneratedSecret, SecretGeneratorValues, secret_name
from floe_charts.flow.inside import is_set, not_

CREDENTIALS, CLIENT_ID, CLIENT_SECRET = "credentials.yaml", "client-id", "client-secret"
KEY_FILE = f"{KEY_MOUNT}/symmetric.key"


class PolarisSecrets:
    """Both Secrets with their volumes and mounts; each is generated unless the installer has one."""

    def __init__(self, chart: HelmChart[Any], values: PolarisValues, generator: SecretGeneratorValues) -> None:
        self.values = values
        #: The root principal's files, with the keys of the Secret that hold them.
        self.files = {
            CLIENT_ID: values.root.client_id_key,
            CLIENT_SECRET: values.root.client_secret_key,
            CREDENTIALS: values.root.credentials_key,
        }
        root, key = f"{chart.fullname}-polaris-root", f"{chart.fullname}-polaris-token-key"
        self.root = chart.text(
            "polaris-root.secret", secret_name(values.root.existing_secret, root), "The Secret of the root principal."
        )
        self.key = chart.text(
            "polaris-token-key.secret",
            secret_name(values.token_key.existing_secret, key),
            "The Secret with the key that signs tokens.",
        )
        needed = not_(is_set(values.root.existing_secret))
        GeneratedSecret(chart, "polaris-root", name=root, texts=self._root_texts(), values=generator, needed=needed)
        needed = not_(is_set(values.token_key.existing_secret))
        GeneratedSecret(
            chart,
            "polaris-token-key",
            name=key,
            texts=[(values.token_key.key, "{random}")],
            values=generator,
            needed=needed,
        )

    def _root_texts(self) -> list[tuple[str, str]]:
        realm, client = self.values.realm, self.values.root.client_id
        credentials = f'{{"{realm}": {{"client-id": "{client}", "client-secret": "{{random}}"}}}}\n'
        texts = {CLIENT_ID: f"{client}", CLIENT_SECRET: "{random}", CREDENTIALS: credentials}
        return [(key, texts[file]) for file, key in self.files.items()]

    def root_volume(self, *files: str) -> k8s.Volume:
        """Some of the root principal's files."""
        keys = [k8s.KeyToPath(key=self.files[file], path=file) for file in files]
        return k8s.Volume(name="root", secret=k8s.SecretVolumeSource(secret_name=self.root, items=keys))

    @staticmethod
    def root_mount() -> k8s.VolumeMount:
        """Where they are mounted."""
        return k8s.VolumeMount(name="root", mount_path=ROOT_MOUNT, read_only=True)

    def key_volume(self) -> k8s.Volume:
        """The signing key."""
        keys = [k8s.KeyToPath(key=self.values.token_key.key, path="symmetric.key")]
        return k8s.Volume(name="token-key", secret=k8s.SecretVolumeSource(secret_name=self.key, items=keys))

    @staticmethod
    def key_mount() -> k8s.VolumeMount:
        """Where it is mounted."""
        return k8s.VolumeMount(name="token-key", mount_path=KEY_MOUNT, read_only=True)
