"""``floe-charts template``: print what Helm would send, from the source as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from floe_charts.cli import options
from floe_charts.cli.failure import Failure
from floe_charts.cli.names import namespace, release_name
from floe_charts.cli.values_file import Layers, by_source, layered, read_values

if TYPE_CHECKING:
    from floe_charts.helm import Engine, Rendered


@click.command("template")
@click.argument("name")
@options.files("A values file; may repeat.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A value, as helm takes it; may repeat.")
@click.option("--release", default="release", show_default=True, callback=release_name, help="Name of the release.")
@click.option("--namespace", default="default", show_default=True, callback=namespace, help="Its namespace.")
@click.option("--show-only", metavar="PATH", multiple=True, help="Only this template, as templates/web/service.yaml.")
@options.helm
def command(
    name: str,
    files: tuple[Path, ...],
    settings: tuple[str, ...],
    release: str,
    namespace: str,
    show_only: tuple[str, ...],
    helm: Path | None,
) -> None:
    """Print the manifests of chart NAME."""
    from floe_charts.cli.chart_folder import built, engine

    # Before the build: a mistyped file should not wait for it.
    values = by_source([(str(file), read_values(file)) for file in files])
    values |= by_source([(f"--set {text}", _parse(text)) for text in settings])
    with built(name) as chart:
        rendered = rendered_or_refused(chart, engine(helm), values, release, namespace)
    if show_only:
        rendered = type(rendered)(_only(rendered.manifests, name, show_only))
    click.echo(rendered.text, nl=False)


def rendered_or_refused(chart: Path, engine: Engine, values: Layers, release: str, namespace: str) -> Rendered:
    """What Helm makes of the chart; what its schema refuses is told as ``validate`` tells it."""
    from floe_charts.cli.validate import schema_findings
    from floe_charts.helm import SchemaRefused

    try:
        return engine.render(chart, layered(values.values()), release=release, namespace=namespace)
    except SchemaRefused as error:  # Helm's own words hold the schema's longest patterns
        found = schema_findings(chart, values)
        if not found:
            raise
        *others, last = found
        for line in others:
            Failure(line).show()
        raise Failure(last) from error


def _parse(setting: str) -> dict[str, Any]:
    from floe_charts.helm.errors import one_line
    from floe_charts.helm.sdk import sdk

    helm = sdk()
    try:
        values: dict[str, Any] = helm.parse_set_string(setting)
    except helm.HelmError as error:
        raise Failure(f"--set {setting}: {one_line(str(error))}; write it as web.replicas=2") from error
    return values


def _only(manifests: Mapping[str, str], name: str, wanted: Sequence[str]) -> dict[str, str]:
    found = {path: text for path, text in manifests.items() if any(path in (one, f"{name}/{one}") for one in wanted)}
    for one in wanted:
        if not {one, f"{name}/{one}"} & found.keys():
            known = ", ".join(path.removeprefix(f"{name}/") for path in manifests)
            raise Failure(f"{name}/{one}: no such template, or it renders nothing with these values; there are {known}")
    return found
