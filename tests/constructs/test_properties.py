"""A properties file: one line a key, whoever gives it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from floe_charts import ChartInfo, HelmChart, Values, value
from floe_charts.charts.polaris.values import PolarisValues
from floe_charts.check.objects import dig
from floe_charts.constructs.properties import properties_file
from floe_charts.imports import k8s
from floe_charts.testing import differences, model_of, render
from floe_charts.values.model import Reserved, reserved_keys
from tests.support import charts


class AppValues(Values):
    """Values of the chart below."""

    reserved: ClassVar[Reserved] = {"settings": ("debug", "port")}

    debug: bool = value(False, "Say more.")
    settings: dict[str, str] = value({}, "More settings.")


class App(HelmChart[AppValues]):
    """A ConfigMap with a properties file."""

    info = ChartInfo("app", "0.1.0", app_version="1.0", description="Has settings.")
    values_type = AppValues
    own: ClassVar[dict[str, str]] = {"port": "80", "debug": "true"}

    def build(self, values: AppValues) -> None:
        when = {"debug": values.debug}
        text = properties_file(self, "file", self.own, values, "settings", "Settings.", when).text
        k8s.KubeConfigMap(self, "config", metadata=k8s.ObjectMeta(name=self.fullname), data={"app.properties": text})


class Careless(App):
    """The same with a property that nobody reserved."""

    own: ClassVar[dict[str, str]] = {**App.own, "host": "a"}


def test_the_installers_lines_stand_below_the_charts() -> None:
    values = {"debug": True, "settings": {"host": "b", "a.b": "c"}}
    (found,) = render(App, values)
    assert found["data"]["app.properties"] == "port=80\ndebug=true\na.b=c\nhost=b\n"
    assert differences(App, values) == []


@pytest.mark.parametrize("key", App.own)
def test_an_own_property_is_refused_even_while_it_is_not_there(key: str) -> None:
    with pytest.raises(Exception, match=key):
        render(App, {"settings": {key: "81"}})


def test_an_own_property_must_be_reserved() -> None:
    with pytest.raises(ValueError, match=r"AppValues: .* set host; add it to reserved\['settings'\]"):
        model_of(Careless)


def test_polaris_reserves_what_it_writes_and_no_more() -> None:
    objects: list[Any] = charts.in_process("floe-platform").render({}).objects
    (text,) = (
        dig(item, "data")["application.properties"] for item in objects if "application.properties" in dig(item, "data")
    )
    written = sorted(line.partition("=")[0] for line in text.splitlines())
    assert written == [*reserved_keys(PolarisValues)["properties"]]
