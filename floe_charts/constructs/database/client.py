"""What a client of the database finds in its container: one folder with files, and libpq's variables."""

from __future__ import annotations

from floe_charts.values.model import Reserved

#: Section of the service file.
SERVICE = "floe"
#: Everything about the database that is a file; the built-in server keeps its password there too.
MOUNT = "/etc/floe/postgres"
SERVICE_FILE = f"{MOUNT}/pg_service.conf"
#: What the installer's service file calls ``sslrootcert``; libpq and the JDBC driver both read that setting.
CA_FILE = f"{MOUNT}/ca.crt"
#: What names the service file to libpq, and to PostgreSQL's JDBC driver.
VARIABLES = {"PGSERVICEFILE": SERVICE_FILE}
#: Seconds a roll-out of pods that wait for the database may make no progress: the wait (600 unless said), images and
#: the pods' own start, together what the READMEs tell Helm to wait. Kubernetes' 600 would call the first start failed.
PROGRESS_DEADLINE = 1200
#: What a container that logs in by libpq's variables alone has of the chart's.
RESERVED: Reserved = {
    "env": ("PGDATABASE", "PGHOST", "PGPORT", "PGSERVICE", "PGUSER", *VARIABLES),
    "volumes": (MOUNT,),
}
