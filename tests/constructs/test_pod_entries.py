"""What installers add to pods: variables, containers that share volumes, images by digest, accounts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from floe_charts.check.objects import dig
from floe_charts.helm import SchemaRefused
from tests.support import charts

Object = dict[str, Any]
IMAGE = {"repository": "acme/tool", "tag": "1"}
DIGEST = f"sha256:{'0' * 64}"
RESOURCES = {part: {"cpu": "1", "memory": "1Gi"} for part in ("requests", "limits")}


def collector(**pod: Any) -> Object:
    """The pod of the collector."""
    objects = charts.in_process("otel-collector").render({"collector": {"pod": pod}}).objects
    [found] = [item for item in objects if item["kind"] == "Deployment"]
    return dict(dig(found, "spec", "template", "spec"))


def refused(**pod: Any) -> str:
    with pytest.raises(SchemaRefused) as caught:
        collector(**pod)
    return str(caught.value)


def tool(**fields: Any) -> Object:
    return {"image": IMAGE, "resources": RESOURCES, **fields}


@pytest.mark.parametrize(
    "path",
    ["metadata.namespace", "status.podIPs", "spec.nodeName", "metadata.labels['acme.org/team']"],
)
def test_a_variable_may_hold_a_field_of_the_pod(path: str) -> None:
    [container] = collector(env={"A": {"field": path}})["containers"]
    assert container["env"] == [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": path}}}]


@pytest.mark.parametrize(
    "entry",
    [
        {"field": "metadata.labels"},
        {"field": "metadata.labels['']"},
        {"field": "spec.hostname"},
        {"field": "status.hostIPs"},
        {"field": ""},
        {"field": "metadata.name", "value": "a"},
    ],
)
def test_what_the_downward_api_does_not_give_a_variable_is_refused(entry: Object) -> None:
    assert "env" in refused(env={"A": entry})


@pytest.mark.parametrize(("kind", "place"), [("sidecars", "containers"), ("initContainers", "initContainers")])
def test_an_added_container_shares_the_volumes_of_the_pod_if_it_wants_to(kind: str, place: str) -> None:
    volumes = {"/work": {"emptyDir": {}}, "/certs": {"secret": {"secretName": "certs"}, "readOnly": True}}
    added = {"a": tool(), "b": tool(mountVolumes=True)}
    pod = collector(volumes=volumes, **{kind: added})
    found = {container["name"].split("-")[-1]: container for container in pod[place]}
    mine = [mount for mount in pod["containers"][0]["volumeMounts"] if mount["name"].startswith("extra-")]
    assert {mount["mountPath"] for mount in mine} == {"/work", "/certs"}
    assert found["b"]["volumeMounts"] == mine
    assert "volumeMounts" not in found["a"]
    assert {mount["name"] for mount in mine} <= {volume["name"] for volume in pod["volumes"]}


def test_a_container_that_would_share_no_volumes_mounts_none() -> None:
    assert "volumeMounts" not in collector(sidecars={"a": tool(mountVolumes=True)})["containers"][1]


def test_a_code_locations_sidecar_shares_the_volumes_of_the_location() -> None:
    location = {"image": IMAGE, "module": "m", "volumes": {"/own": {"emptyDir": {}}}}
    values = {
        "codeLocations": {"sales": location},
        "codeLocationPod": {"sidecars": {"a": tool(mountVolumes=True)}, "volumes": {"/shared": {"emptyDir": {}}}},
    }
    objects = charts.in_process("floe-services").render(values).objects
    [sidecar] = [item for item in containers(objects) if item["name"] == "sidecar-a"]
    assert [mount["mountPath"] for mount in sidecar["volumeMounts"]] == ["/own", "/shared"]


@pytest.mark.parametrize("path", ["/tmp", "/tmp/", "/", "//tmp", "/data//tmp", "/data/../tmp", "/./tmp", "tmp"])
@pytest.mark.parametrize("place", ["webserver.pod", "codeLocationPod", "codeLocations.sales", "runs"])
def test_a_reserved_mount_path_is_not_to_be_had_by_another_spelling(place: str, path: str) -> None:
    values: Object = {"volumes": {path: {"emptyDir": {}}}}
    if place == "codeLocations.sales":
        values |= {"image": IMAGE, "module": "m"}
    for key in reversed(place.split(".")):
        values = {key: values}
    found = charts.generator("floe-services").errors(values)
    assert {where[-1] for where, _ in found} <= {"volumes", path}
    assert found


def containers(objects: list[Object]) -> Iterator[Object]:
    for item in objects:
        yield from dig(item, "spec", "template", "spec").get("containers", ())


def test_a_digest_alone_says_which_image_it_is() -> None:
    image = {"repository": "acme/tool", "digest": DIGEST}
    pod = collector(sidecars={"a": tool(image=image)})
    assert pod["containers"][1]["image"] == f"docker.io/acme/tool@{DIGEST}"
    jobs = {"load": {"type": "custom", "image": image}}
    [job] = [item for item in charts.in_process("floe-jobs").render({"jobs": jobs}).objects if item["kind"] == "Job"]
    assert [item["image"] for item in containers([job])] == [f"docker.io/acme/tool@{DIGEST}"]


@pytest.mark.parametrize("image", [{}, {"digest": ""}, {"tag": None}, {"tag": ""}, {"digest": None, "tag": None}])
def test_an_image_with_neither_tag_nor_digest_is_refused(image: Object) -> None:
    assert "image" in refused(sidecars={"a": tool(image={"repository": "acme/tool", **image})})


@pytest.mark.parametrize("name", ["floe-jobs", "floe-services", "otel-collector", "floe-platform"])
def test_an_account_nobody_makes_needs_a_name(name: str) -> None:
    chart = charts.in_process(name)
    with pytest.raises(SchemaRefused, match="name"):
        chart.render({"serviceAccount": {"create": False}})
    objects = chart.render({"serviceAccount": {"create": False, "name": "mine"}}).objects
    made = [item["metadata"]["name"] for item in objects if item["kind"] == "ServiceAccount"]
    assert f"release-{name}" not in made
    assert "mine" not in made


@pytest.mark.parametrize("part", ["floe-services", "otel-collector"])
def test_the_account_of_a_subchart_needs_a_name_too(part: str) -> None:
    chart = charts.in_process("floe-platform")
    with pytest.raises(SchemaRefused, match="name"):
        chart.render({part: {"serviceAccount": {"create": False}}})
    assert chart.render({part: {"enabled": False, "serviceAccount": {"create": False}}}).objects


PROBE = {"httpGet": {"path": "/", "port": "port-9187"}}


@pytest.mark.requirement("REQ-617")
def test_a_sidecar_has_ports_and_probes_of_its_own() -> None:
    probes = {
        "startup": {**PROBE, "failureThreshold": 30},
        "readiness": {**PROBE, "successThreshold": 2},
        "liveness": {"tcpSocket": {"port": 9187}},
    }
    pod = collector(sidecars={"exporter": tool(ports={"9187": {}, "53": {"protocol": "UDP"}}, **probes)})
    found = pod["containers"][1]
    assert found["ports"] == [
        {"name": "port-53", "containerPort": 53, "protocol": "UDP"},
        {"name": "port-9187", "containerPort": 9187, "protocol": "TCP"},
    ]
    assert {name: found[f"{name}Probe"] for name in probes} == probes


@pytest.mark.parametrize(
    "fields",
    [
        {"ports": {"0": {}}},
        {"ports": {"65536": {}}},
        {"ports": {"http": {}}},
        {"ports": {"80": {"hostPort": 80}}},
        {"readiness": {}},
        {"readiness": {"httpGet": {"port": 80, "host": "example.org"}}},
        {"readiness": {**PROBE, "terminationGracePeriodSeconds": 5}},
        {"liveness": {**PROBE, "successThreshold": 2}},
        {"startup": {**PROBE, "exec": {"command": ["true"]}}},
    ],
    ids=str,
)
def test_what_no_server_takes_of_a_sidecar_is_refused(fields: Object) -> None:
    (key,) = fields
    values = {"collector": {"pod": {"sidecars": {"a": tool(**fields)}}}}
    assert {path[4] for path, _ in charts.generator("otel-collector").errors(values)} == {key}


@pytest.mark.parametrize("key", ["ports", "startup", "readiness", "liveness"])
def test_an_init_container_is_asked_nothing(key: str) -> None:
    """The API server refuses a probe of a container that must end before the others start."""
    assert key in refused(initContainers={"a": tool(**{key: {}})})


def test_variables_come_from_whole_secrets_and_config_maps() -> None:
    sources = {"settings": {"kind": "ConfigMap", "prefix": "APP_"}, "api": {"kind": "Secret", "optional": True}}
    [container] = collector(envFrom=sources)["containers"]
    assert container["envFrom"] == [
        {"secretRef": {"name": "api", "optional": True}},
        {"configMapRef": {"name": "settings", "optional": False}, "prefix": "APP_"},
    ]
    assert "kind" in refused(envFrom={"api": {}})
    assert "prefix" in refused(envFrom={"api": {"kind": "Secret", "prefix": "A B"}})


def test_a_pod_finds_hosts_and_asks_dns_as_it_is_told() -> None:
    asked = {"nameservers": ["10.0.0.53"], "options": [{"name": "ndots", "value": "2"}]}
    pod = collector(hostAliases={"10.1.2.3": ["db.corp", "cache.corp"], "fd00::1": ["six.corp"]}, dnsConfig=asked)
    assert pod["hostAliases"] == [
        {"ip": "10.1.2.3", "hostnames": ["db.corp", "cache.corp"]},
        {"ip": "fd00::1", "hostnames": ["six.corp"]},
    ]
    assert pod["dnsConfig"] == asked
    assert "nameservers" in refused(dnsConfig={"nameservers": [f"10.0.0.{number}" for number in range(4)]})
    assert "searches" in refused(dnsConfig={"searches": ["no name"]})
