"""Secrets: an existing one, or one generated once by a Job and kept ever after."""

from floe_charts.constructs.secret.generated import GeneratedSecret
from floe_charts.constructs.secret.values import SecretGeneratorValues, generated_or_existing, secret_name

__all__ = ["GeneratedSecret", "SecretGeneratorValues", "generated_or_existing", "secret_name"]
