"""Names an installer can make the same: refused by Helm, by the model and with known values alike."""

from __future__ import annotations

from typing import Any

import pytest

from floe_charts import fallback
from floe_charts.constructs.distinct_names import SameNames, Taken, refuse_same_names
from floe_charts.helm import RenderError
from floe_charts.testing import concrete, differences, model_of, render
from tests.support.probe import ProbeValues, chart_of, config_map


def _build(self: Any, values: ProbeValues) -> None:
    config_map(self, {"a": values.message, "b": values.web.host, "c": values.mode})
    web = Taken(fallback(values.web.host, f"{values.message}-web"), values.web.enabled)
    refuse_same_names(self, {"message": Taken(values.message), "web.host": web})
    refuse_same_names(self, {"mode": Taken(values.mode), "message": Taken(values.message)})


PROBE = chart_of(_build)
pytestmark = pytest.mark.usefixtures("unread_values_pass")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"message": "x", "web": {"enabled": True, "host": "x"}}, "x is the name of both message and web.host:"),
        ({"message": "external", "mode": "external"}, "external is the name of both mode and message:"),
    ],
    ids=["one call", "another call"],
)
def test_one_name_for_two_is_refused(values: dict[str, Any], said: str) -> None:
    with pytest.raises(RenderError, match=said):
        render(PROBE, values)
    with pytest.raises(SameNames, match=said):
        model_of(PROBE).evaluate(values)
    with pytest.raises(SameNames, match=said):
        concrete(PROBE, values)


@pytest.mark.parametrize("web", [{"enabled": False, "host": "x"}, {"enabled": True, "host": "y"}, {"enabled": True}])
def test_names_that_differ_or_are_not_taken_pass(web: dict[str, Any]) -> None:
    assert differences(PROBE, {"message": "x", "web": web}) == []
