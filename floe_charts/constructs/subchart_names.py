"""What a subchart's objects are called, as its parent sees it."""

from __future__ import annotations

from typing import Any

from floe_charts.constructs import names
from floe_charts.constructs.component import COMPONENT
from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.constructs.names import RELEASE_NAME
from floe_charts.template.literal import Literal
from floe_charts.template.text import Define, Include

NAMES = ("name", "qualifiedName", "fullname")


class SubchartNames:
    """Names and labels of a subchart's pods and Services, by the rules and overrides the subchart goes by.

    >>> SubchartNames(self, Orders).pods("web")                       # doctest: +SKIP
    {'app.kubernetes.io/name': …, 'app.kubernetes.io/instance': …, 'app.kubernetes.io/component': 'web'}
    """

    def __init__(self, parent: HelmChart[Any], chart: type[HelmChart[Any]]) -> None:
        self.parent, self.key = parent, chart.info.name
        own = parent.info.name
        cut = parent.shared(names.cutting(own, names.LONGEST))
        found = names.standard(f"{own}.{self.key}", Literal(self.key), (self.key,), cut)
        self.defines: dict[str, Define] = {name: parent.shared(found[name]) for name in NAMES}

    @property
    def fullname(self) -> str:
        """The stem of the subchart's object names."""
        return self.parent.text_ref(Include(self.defines["fullname"]))

    def pods(self, component: str) -> dict[str, str]:
        """What selects the pods of one of the subchart's components."""
        return {**self.labels, COMPONENT: component}

    @property
    def labels(self) -> dict[str, str]:
        """What selects all its pods."""
        name, instance = self.parent.text_ref(Include(self.defines["name"])), self.parent.text_ref(RELEASE_NAME)
        return {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance}
