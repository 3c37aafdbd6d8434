"""PostgreSQL: built in or external, one object to wire services to."""

from floe_charts.constructs.database.postgres import Postgres
from floe_charts.constructs.database.values import PostgresValues, postgres_rules

__all__ = ["Postgres", "PostgresValues", "postgres_rules"]
