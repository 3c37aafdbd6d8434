"""A typo or a wrong type is refused at every object and every typed value."""

from __future__ import annotations

import pytest

from floe_charts.helm import RenderError, SchemaRefused
from floe_charts.testing.mutations import misspelt, wrong_typed
from floe_charts.values.coalesce import coalesce
from tests.support import charts

#: Of the mutations, every how many-th goes through Helm's own validator; all go through a fast one.
STEP = 25


@pytest.mark.parametrize("kind", [misspelt, wrong_typed])
def test_schema_refuses(chart_name, kind):
    generator, defaults = charts.generator(chart_name), charts.model(chart_name).merged({})
    admitted, number = [], 0
    for number, mutation in enumerate(kind(charts.schema(chart_name), defaults), start=1):
        if generator.checker.is_valid(coalesce(defaults, mutation.values, keep_nulls=True)):
            admitted.append(mutation.why)
        asked = number % STEP == 1 and not _overwritten(chart_name, mutation.path)
        if asked and not _helm_refuses(chart_name, mutation.values):
            admitted.append(f"{mutation.why} (Helm)")
    assert number >= 3, "no mutations were tried"
    assert not admitted, "\n".join(admitted)


def _overwritten(name, path):
    """Helm puts the chart's own globals over a subchart's before it looks: what stood there has no effect."""
    subcharts = {sub.key for sub in charts.model(name).subcharts}
    return path[0] in subcharts and path[1:2] == ("global",)


def _helm_refuses(name, values):
    try:
        charts.in_process(name).render(values)
    except SchemaRefused:
        return True
    except RenderError as error:
        # where a subchart's values should be, Helm refuses what is no map before it asks any schema
        return str(error).startswith("type mismatch on ")
    return False
