"""All files of one chart as text."""

from __future__ import annotations

from functools import lru_cache

from floe_charts.constructs import allowance_file
from floe_charts.emit.chart_yaml import HELMIGNORE, chart_yaml
from floe_charts.emit.dependencies import dependency_entries, dependency_files
from floe_charts.emit.plan import refuse_odd_path
from floe_charts.emit.readme import readme
from floe_charts.emit.schema import schema_text
from floe_charts.emit.values_yaml import overlay_yaml, values_yaml
from floe_charts.synth.model import ChartModel
from floe_charts.template.manifest import Manifest
from floe_charts.template.node import MayBeEmpty


def chart_files(model: ChartModel) -> dict[str, str | bytes]:
    """Every file of the chart by its path; the same model always gives the same bytes."""
    return dict(_files(model))


@lru_cache(maxsize=16)
def _files(model: ChartModel) -> dict[str, str | bytes]:
    """Once for a chart's own folder and for the archive inside its parent."""
    info, source = model.info, model.source
    files: dict[str, str | bytes] = {
        ".helmignore": HELMIGNORE,
        "Chart.yaml": chart_yaml(info, dependency_entries(model)),
        "README.md": readme(info, model.values_type, list(model.overlays), source.about, source.timeout),
        "templates/NOTES.txt": model.notes,
        "templates/_helpers.tpl": helpers(model),
        "values.schema.json": schema_text(model),
        "values.yaml": values_yaml(info.name, model.values_type()),
        **allowance_file.write(model.allowed),
    }
    files |= {f"values-{name}.yaml": overlay_yaml(info.name, name, overlay) for name, overlay in model.overlays.items()}
    files |= {path: _template(info.name, path, manifest) for path, manifest in model.manifests.items()}
    files |= dependency_files(model, chart_files)
    for path in model.extra_files:
        refuse_odd_path(path)
        if path in files:
            raise ValueError(f"{info.name}: the chart writes {path} itself; give your file another path")
    return dict(sorted({**files, **model.extra_files}.items()))


def _template(chart: str, path: str, manifest: Manifest) -> str:
    try:
        return header(manifest.source) + manifest.write()
    except MayBeEmpty as error:
        raise error.at(f"{chart}/{path}") from None


def helpers(model: ChartModel) -> str:
    """_helpers.tpl."""
    return (
        header(model.source.__module__) + "\n" + "\n\n".join(define.write() for define in model.defines.values()) + "\n"
    )


def header(module: str) -> str:
    """A template comment that says where the text comes from; it prints nothing."""
    place = module.replace(".", "/") + ".py"
    return f"{{{{- /* Generated from {place}. Edit that file, then run: floe-charts synth */ -}}}}\n"
