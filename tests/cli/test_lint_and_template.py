"""Findings in written charts, and manifests from the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from floe_charts.constructs.allowance import Allowance
from floe_charts.constructs.allowance_file import FILE, write

CHART = Path("generated/charts/echo")
SERVICE = CHART / "templates/web/service.yaml"


@pytest.mark.usefixtures("written")
def test_lint_prints_one_finding_a_line_and_exits_1(run: Callable) -> None:
    done = run("lint")
    assert done.exit_code == 1
    assert "may run as root" in done.stdout
    assert all(line.startswith("echo/") for line in done.stdout.splitlines())


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("templates/bad.yaml", "a: {{ randAlphaNum 5 }}\n", "echo/templates/bad.yaml:1: calls randAlphaNum"),
        ("templates/bad.yaml", '{{ fail "no" }}\n', "echo/helm template: "),
        ("values-prod.yaml", "replicsa: 2\n", "echo/helm lint: "),
        ("values-prod.yaml", "message: null\n", "echo/values-prod.yaml message: is null"),
        (
            "values-prod.yaml",
            "resources: {requests: {cpu: 2}, limits: {cpu: 1}}\n",
            "2 is above the limit of 1; lower it or raise the limit (with values-prod.yaml)",
        ),
        (
            "templates/bad.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndaat: {}\n",
            "'daat' was unexpected",
        ),
        (
            "templates/bad.yaml",
            "kind: Service\napiVersion: v1\nspec: {ports: [{name: a, port: 1}, {name: a, port: 2}]}\n",
            "spec.ports[1]: name=a is given twice",
        ),
    ],
)
def test_lint_finds(run: Callable, file: str, text: str, said: str) -> None:
    (CHART / file).write_text(text)
    done = run("lint", "--chart", "echo")
    assert done.exit_code == 1
    assert any(said in line for line in done.stdout.splitlines()), done.stdout


LONG = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: '{{ .Release.Name }}-settings-x'}\n"
HELD = "the name has 64 characters, a ConfigMap may have 63; cut it and append a hash [names]"


@pytest.mark.usefixtures("written")
def test_a_name_that_only_a_long_release_makes_too_long_is_found(run: Callable) -> None:
    """A name that is one character too long installs in one release and fails in the next."""
    (CHART / "templates/long.yaml").write_text(LONG)
    place = f"echo/ConfigMap/{'r' * 53}-settings-x"
    [line] = [line for line in run("lint").stdout.splitlines() if "characters" in line]
    assert line == f"{place}: {HELD} (with a release name of 53 letters)"
    (CHART / "templates/long.yaml").write_text(LONG.replace("-x", ""))
    assert "characters" not in run("lint").stdout
    (CHART / FILE).write_text(write([Allowance("names", "-settings-x", "nothing takes it for a label")])[FILE])
    (CHART / "templates/long.yaml").write_text(LONG)
    assert "characters" not in run("lint").stdout


@pytest.mark.usefixtures("written")
def test_a_chart_that_only_a_long_release_cannot_render_is_found_and_one_that_never_renders_once(run: Callable) -> None:
    for condition, more in (("gt (len .Release.Name) 50", " (with a release name of 53 letters)"), ("true", "")):
        (CHART / "templates/bad.yaml").write_text(f'{{{{ if {condition} }}}}{{{{ fail "too long" }}}}{{{{ end }}}}')
        [line] = [line for line in run("lint").stdout.splitlines() if line.startswith("echo/helm template: ")]
        assert line.endswith(f"too long{more}")


@pytest.mark.usefixtures("written")
def test_lint_lets_through_what_the_chart_declares_to_be_right(run: Callable) -> None:
    """Values included: a setting may only be called like a credential."""
    (CHART / "values-prod.yaml").write_text("clientSecretKey: client-secret\n")
    held = "clientSecretKey: holds a credential"
    assert held in run("lint", "--chart", "echo").stdout
    named = Allowance("values", "clientSecretKey", "it is the name of a key")
    (CHART / FILE).write_text(write([named])[FILE])
    assert held not in run("lint", "--chart", "echo").stdout


@pytest.mark.usefixtures("written")
def test_a_finding_in_a_template_may_be_allowed_too(run: Callable) -> None:
    """Else a chart that asks .Capabilities, beside a value's condition say, could never pass."""
    (CHART / "templates/bad.yaml").write_text("{{ if .Capabilities.APIVersions.Has `a/v1` }}\n{{ end }}\n")
    told = [line for line in run("lint", "--chart", "echo").stdout.splitlines() if "depends on .Capabilities" in line]
    assert [line.endswith("[templates]") for line in told] == [True]
    named = Allowance("templates", "bad.yaml:1: depends on .Capabilities", "a value decides beside it")
    (CHART / FILE).write_text(write([named])[FILE])
    assert "depends on .Capabilities" not in run("lint", "--chart", "echo").stdout


@pytest.mark.usefixtures("written")
def test_lint_refuses_what_is_not_there(refused: Callable[..., str]) -> None:
    missing = "is no directory; run floe-charts synth, or name the directory of the charts"
    assert refused("lint", "nowhere") == f"nowhere: {missing}"
    assert refused("lint", "--chart", "ehco") == "generated/charts/ehco: no chart has this name; did you mean 'echo'?"
    assert refused("lint", "--helm", "no/helm").startswith("no/helm: no executable helm there; install Helm")


@pytest.mark.usefixtures("written")
def test_a_broken_environment_file_is_one_line(refused: Callable[..., str]) -> None:
    (CHART / "values-prod.yaml").write_text("a: 1\na: 2\n")
    assert refused("lint") == f"{CHART}/values-prod.yaml: line 2: the key 'a' was given in line 1 already; keep one"


@pytest.mark.usefixtures("project")
def test_template_takes_values_settings_and_release(run: Callable) -> None:
    Path("v.yaml").write_text("replicas: 2\nmessage: from the file\n")
    words = ("-f", "v.yaml", "--set", "replicas=3,expose=true", "--release", "mine", "--namespace", "there")
    done = run("template", "echo", *words)
    assert done.exit_code == 0, done.output
    deployment, service = sorted(yaml.safe_load_all(done.stdout), key=lambda obj: obj["kind"])
    assert deployment["spec"]["replicas"] == 3
    assert deployment["spec"]["template"]["spec"]["containers"][0]["args"] == ["-text=from the file"]
    assert service["metadata"]["name"] == "mine-echo-web"


@pytest.mark.usefixtures("project")
def test_show_only_prints_one_template_or_names_those_there_are(run: Callable, refused: Callable[..., str]) -> None:
    words = ("template", "echo", "--set", "expose=true", "--show-only")
    assert yaml.safe_load(run(*words, "templates/web/service.yaml").stdout)["kind"] == "Service"
    assert refused(*words, "templates/web/job.yaml") == (
        "echo/templates/web/job.yaml: no such template, or it renders nothing with these values; "
        "there are templates/web/deployment.yaml, templates/web/service.yaml"
    )


@pytest.mark.usefixtures("project")
def test_template_refuses_values_the_schema_does_not_admit(refused: Callable[..., str]) -> None:
    told = '--set replicas=many: replicas: expected an integer, found the text "many"'
    assert refused("template", "echo", "--set", "replicas=many") == told
    assert refused("template", "echo", "--set", "replicas").endswith("write it as web.replicas=2")


@pytest.mark.usefixtures("project")
def test_template_tells_every_refusal_in_the_words_of_validate(run: Callable) -> None:
    Path("v.yaml").write_text("replicsa: 2\nresources: {limits: {cpu: 1 core}}\n")
    done, checked = run("template", "echo", "-f", "v.yaml"), run("validate", "echo", "-f", "v.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(checked.stdout.splitlines()) == 2
    assert done.stderr.splitlines() == [f"floe-charts: {line}" for line in checked.stdout.splitlines()]
