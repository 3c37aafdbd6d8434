"""What can go wrong when Helm reads, renders or lints a chart; every message is one line."""

from __future__ import annotations

# Helm 3 and 4 both say this; the findings below it are worded differently per version.
_SCHEMA_REFUSAL = "don't meet the specifications of the schema"
_NOISE = ("Use --debug flag",)


class HelmError(Exception):
    """Helm could not do what was asked."""


class HelmMissing(HelmError):
    """Neither the embedded engine nor the asked-for `helm` executable is there."""


class ChartUnreadable(HelmError):
    """The path holds no chart that Helm can load."""


class RenderError(HelmError):
    """Helm refused to render the chart with these values, or rendered something that is not YAML."""


class SchemaRefused(RenderError):
    """The chart's values.schema.json, or that of a subchart, refused the values."""


def one_line(message: str) -> str:
    r"""Helm's message without its line breaks, its `Error:` prefix and its advice about flags.

    >>> one_line("Error: nil pointer\n  at x\n\nUse --debug flag to render out invalid YAML")
    'nil pointer at x'
    """
    lines = (line.strip() for line in message.removeprefix("Error: ").splitlines())
    return " ".join(line for line in lines if line and not line.startswith(_NOISE))


def render_error(message: str) -> RenderError:
    """The error for a refused render: `SchemaRefused` when a schema is the reason."""
    kind = SchemaRefused if _SCHEMA_REFUSAL in message else RenderError
    return kind(one_line(message))


def unreadable(chart: object, message: str) -> ChartUnreadable:
    """The error for a path that holds no chart."""
    return ChartUnreadable(f"{chart}: not a chart Helm can load ({one_line(message)}); check the path")
