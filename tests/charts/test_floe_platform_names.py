"""floe-platform: whatever its release is called, no two objects of the three charts have one name."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from floe_charts.constructs.distinct_names import SameNames
from floe_charts.helm import RenderError
from floe_charts.template.context import Release
from floe_charts.testing import concrete
from floe_charts.testing.readings import compare, identity
from tests.charts.platform_objects import NAME
from tests.support import charts

POLICIES = {"networkPolicies": {"enabled": True}}
ALL: dict[str, Any] = {**POLICIES, "floe-services": POLICIES, "otel-collector": POLICIES}
#: After two or three of the charts, and so as long as Helm allows.
AFTER_CHARTS = [
    "floe-services-floe-platform",
    "floe-services-otel-collector",
    "floe-platform-otel-collector",
    "floe-platform-floe-services-otel-collector",
    "otel-collector.floe-services.floe-platform.team-seven",
    "floe-services-otel-collector-floe-platform-" + "x" * 10,
]


@pytest.mark.requirement("REQ-621")
@pytest.mark.parametrize("release", [*AFTER_CHARTS, "floe", "floe-services", "otel-collector-" + "x" * 38])
def test_no_two_objects_have_one_name(release: str) -> None:
    assert len(release) <= 53
    rendered = charts.in_process(NAME).render(ALL, release=release).objects
    assert [found for found, times in Counter(map(identity, rendered)).items() if times > 1] == []
    assert all(len(name) <= 63 for _, name in map(identity, rendered))
    evaluated = charts.model(NAME).evaluate(ALL, Release(name=release))
    assert list(compare(evaluated, rendered)) == []


def test_the_readings_agree_on_the_names() -> None:
    release = Release(name=AFTER_CHARTS[0])
    evaluated = charts.model(NAME).evaluate(ALL, release)
    built = concrete(charts.chart_class(NAME), ALL, release=release)
    assert list(compare(evaluated, built)) == []


@pytest.mark.parametrize(
    ("chart", "release", "name"),
    [
        ("floe-platform", "floe", "floe-floe-platform-polaris"),
        ("floe-platform", "floe", "floe-floe-services-webserver"),
        ("floe-platform", "floe-platform", "floe-platform-polaris"),
        ("floe-platform", "floe-platform", "floe-platform-otel-collector"),
        ("floe-services", "floe-services", "floe-services-webserver"),
        ("floe-services", "floe-services-dev", "floe-services-dev-webserver"),
    ],
)
def test_names_of_releases_stay(chart: str, release: str, name: str) -> None:
    """A name is an identity: another one would be another object, with empty volumes."""
    found = charts.in_process(chart).render({}, release=release).objects
    assert ("Deployment", name) in map(identity, found)


SERVICES, COLLECTOR = "floe-services", "otel-collector"
ACCOUNT = {"serviceAccount": {"name": "x"}}
#: What the account of those who launch runs is called unless it is named.
LAUNCHER = "floe-floe-services-run-access"


@pytest.mark.requirement("REQ-621")
@pytest.mark.parametrize(
    ("values", "one", "other"),
    [
        ({"fullnameOverride": "x", SERVICES: {"fullnameOverride": "x"}}, NAME, SERVICES),
        ({"nameOverride": "x", COLLECTOR: {"nameOverride": "x"}}, NAME, COLLECTOR),
        ({"nameOverride": "floe-services"}, NAME, SERVICES),
        ({"fullnameOverride": "floe-x", SERVICES: {"nameOverride": "x"}}, NAME, SERVICES),
        ({SERVICES: {"fullnameOverride": "x"}, COLLECTOR: {"fullnameOverride": "x"}}, SERVICES, COLLECTOR),
        ({**ACCOUNT, SERVICES: ACCOUNT}, "serviceAccount", f"{SERVICES}.serviceAccount"),
        ({**ACCOUNT, SERVICES: {"runAccess": {"name": "x"}}}, "serviceAccount", f"{SERVICES}.runAccess"),
        ({**ACCOUNT, COLLECTOR: ACCOUNT}, "serviceAccount", f"{COLLECTOR}.serviceAccount"),
        ({SERVICES: ACCOUNT, COLLECTOR: ACCOUNT}, f"{SERVICES}.serviceAccount", f"{COLLECTOR}.serviceAccount"),
        ({"serviceAccount": {"name": LAUNCHER}}, "serviceAccount", f"{SERVICES}.runAccess"),
    ],
)
def test_one_name_for_two_charts_or_accounts_is_refused(values: dict[str, Any], one: str, other: str) -> None:
    """Two ServiceAccounts of one name would be one: the last, with its rights and its cloud identity."""
    said = f"is the name of both {one} and {other}:"
    with pytest.raises(RenderError, match=said):
        charts.in_process(NAME).render(values, release="floe")
    with pytest.raises(SameNames, match=said):
        charts.model(NAME).evaluate(values, Release(name="floe"))
    with pytest.raises(SameNames, match=said):
        concrete(charts.chart_class(NAME), values, release=Release(name="floe"))


def test_an_account_that_only_one_chart_creates_may_serve_all() -> None:
    shared = {"serviceAccount": {"name": "x", "create": False}}
    values = {**ACCOUNT, SERVICES: shared, COLLECTOR: shared}
    evaluated = charts.model(NAME).evaluate(values, Release(name="floe"))
    rendered = charts.in_process(NAME).render(values, release="floe").objects
    assert list(compare(evaluated, rendered)) == []
    assert [identity(found) for found in rendered].count(("ServiceAccount", "x")) == 1


def test_a_subchart_that_is_off_shares_no_name() -> None:
    values = {"fullnameOverride": "x", SERVICES: {"enabled": False, "fullnameOverride": "x"}}
    evaluated = charts.model(NAME).evaluate(values, Release(name="floe"))
    rendered = charts.in_process(NAME).render(values, release="floe").objects
    assert list(compare(evaluated, rendered)) == []
    assert ("ServiceAccount", "x") in map(identity, rendered)
