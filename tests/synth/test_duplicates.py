"""Two objects with one kind and name are refused, unless their conditions exclude each other."""

from __future__ import annotations

from typing import Any

import cdk8s
import cdk8s_plus_27 as kplus
import pytest

from floe_charts import ForEach, When, not_
from floe_charts.synth.collect import collect
from floe_charts.synth.duplicates import DuplicateObject, refuse_duplicates
from floe_charts.template.nodes import Scalar
from floe_charts.template.parts import Map, Pair
from floe_charts.template.text import Define
from floe_charts.testing import differences
from tests.support.probe import Body, chart_of, config_map, tree

CONDITIONS: dict[str, tuple[Any, Any, bool]] = {
    "opposite": (lambda v: v.debug, lambda v: ~v.debug, True),
    "not_": (lambda v: not_(v.debug), lambda v: v.debug, True),
    "two constants": (lambda v: v.mode == "builtin", lambda v: v.mode == "external", True),
    "other than": (lambda v: v.mode == "builtin", lambda v: v.mode != "builtin", True),
    "more and less": (lambda v: v.replicas > 1, lambda v: v.replicas <= 1, True),
    "de Morgan": (lambda v: v.debug & v.web.enabled, lambda v: ~v.debug | ~v.web.enabled, True),
    "with more beside": (lambda v: v.debug & v.web.enabled, lambda v: ~v.debug & v.web.enabled, True),
    "the same": (lambda v: v.debug, lambda v: v.debug, False),
    "unrelated": (lambda v: v.debug, lambda v: v.web.enabled, False),
    "overlapping": (lambda v: v.debug | v.web.enabled, lambda v: ~v.debug, False),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions(name: str) -> None:
    first, second, fine = CONDITIONS[name]

    def build(self: Any, values: Any) -> None:
        config_map(When(self, "one", first(values)), {"a": "b"})
        config_map(When(self, "two", second(values)), {"a": "b"})

    found = collect(tree(build))
    if fine:
        refuse_duplicates(found)
        return
    with pytest.raises(DuplicateObject, match="probe/one/config and probe/two/config are both ConfigMap probe"):
        refuse_duplicates(found)


def looped(name: Any) -> Body:
    def build(self: Any, values: Any) -> None:
        for job in ForEach(self, "job", values.jobs):
            config_map(job.scope, {"a": "b"}, name=name(job))

    return build


@pytest.mark.parametrize("name", [lambda job: "probe", lambda job: f"{job.scope.node.id}"])
def test_a_loop_needs_its_key_in_the_name(name: Any) -> None:
    with pytest.raises(DuplicateObject, match=r"probe/job/config: each round of the loop over .Values.jobs"):
        refuse_duplicates(collect(tree(looped(name))))


def test_names_that_differ_are_fine() -> None:
    refuse_duplicates(collect(tree(looped(lambda job: f"probe-{job.key}"))))
    refuse_duplicates(collect(tree(lambda self, v: [config_map(self, {}, name, name) for name in ("a", "b")] and None)))


def test_a_template_name_is_used_once() -> None:
    def build(self: Any, values: Any) -> None:
        for _ in range(2):
            self.define(Define("probe.twice", Map((Pair("a", Scalar(1)),))))

    with pytest.raises(ValueError, match=r"probe: the template name 'probe.twice' is used twice; choose another"):
        tree(build)


def test_pods_of_a_loop_that_one_selector_takes_are_refused() -> None:
    def build(self: Any, values: Any) -> None:
        for job in ForEach(self, "job", values.jobs):
            metadata = cdk8s.ApiObjectMetadata(name=f"x-{job.key}")
            kplus.Deployment(job.scope, "web", metadata=metadata).add_container(image="a:1")

    with pytest.raises(DuplicateObject, match=r"probe/job/web\S*: the pods of each round .* cdk8s.io/metadata.addr"):
        refuse_duplicates(collect(tree(build)))


@pytest.mark.usefixtures("unread_values_pass")
def test_workloads_of_a_loop_may_carry_the_address_that_nothing_selects() -> None:
    """cdk8s-plus labels pods with it whatever ``select`` says, and Jobs and CronJobs have no selector at all."""

    def build(self: Any, values: Any) -> None:
        for job in ForEach(self, "job", values.jobs):
            named = {name: cdk8s.ApiObjectMetadata(name=f"{name}-{job.key}") for name in ("web", "once", "daily")}
            containers = [kplus.ContainerProps(image=job.value.image)]
            web = kplus.Deployment(
                job.scope,
                "web",
                metadata=named["web"],
                select=False,
                pod_metadata=cdk8s.ApiObjectMetadata(labels={"job": job.key}),
                containers=containers,
            )
            web.select(kplus.LabelSelector.of(labels={"job": job.key}))
            kplus.Job(job.scope, "once", metadata=named["once"], containers=containers)
            kplus.CronJob(
                job.scope, "daily", metadata=named["daily"], schedule=cdk8s.Cron.daily(), containers=containers
            )

    assert differences(chart_of(build), {"jobs": {"a": {"image": "x:1"}, "b": {"image": "y:1"}}}) == []


def test_what_else_selects_by_it_is_refused() -> None:
    def build(self: Any, values: Any) -> None:
        for job in ForEach(self, "job", values.jobs):
            metadata = cdk8s.ApiObjectMetadata(name=f"x-{job.key}")
            pods = cdk8s.ApiObjectMetadata(labels={"job": job.key})
            containers = [kplus.ContainerProps(image="a:1")]
            web = kplus.Deployment(
                job.scope, "web", metadata=metadata, select=False, pod_metadata=pods, containers=containers
            )
            web.select(kplus.LabelSelector.of(labels={"job": job.key}))
            kplus.NetworkPolicy(job.scope, "policy", metadata=metadata, selector=web)

    with pytest.raises(DuplicateObject, match="probe/job/policy"):
        refuse_duplicates(collect(tree(build)))
