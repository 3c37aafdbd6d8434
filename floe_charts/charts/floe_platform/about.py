"""What the README says beyond the table of values."""

ABOUT = """
It deploys

- Apache Polaris, the Iceberg REST catalog, with a PostgreSQL of its own (or an external one),
- the chart `floe-services` (Dagster and its PostgreSQL) as a subchart,
- the chart `otel-collector` (OpenTelemetry Collector) as a subchart.

Values of a subchart lie under its name, e.g. `floe-services.webserver.replicas`; the READMEs of the
subcharts list them. Each is left out with `enabled: false`. Settings under `global` hold for all of
them; set them at the top, not under a subchart.

## The catalog

Each Polaris pod prepares database and realm before it starts (`bootstrap` of the admin tool, from
an image with the same tag), so there is no order of hooks to keep. Where realm and tables exist,
nothing is done. The tag is pinned to 1.7: Polaris 1.8 wants a schema made in the database first,
and neither version migrates an older one by itself.

Root credentials and the key that signs tokens are generated once into Secrets and kept;
`polaris.root.existingSecret` and `polaris.tokenKey.existingSecret` take your own. All replicas
share the key, so any of them accepts any token. Read the root principal's secret from the key
`client-secret`. Catalogs are made over the REST API; endpoint, region and path style of an object
store are settings of each catalog. Its credentials are either the pod's cloud identity
(`serviceAccount.annotations`) or an AWS credentials file from a Secret (`polaris.objectStore`).

## Secrets

Passwords and keys are mounted as files. The database's password reaches Polaris through the libpq
service file, which its JDBC driver reads by `PGSERVICEFILE`; no credential is in an environment
variable.
"""
