"""otel-collector: the span that helm test sends."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading

import pytest

from floe_charts.charts.otel_collector.span_test import SCRIPT
from tests.charts.collector import (
    HTTP,
    NAME,
    objects,
    one,
)
from tests.support import charts


@pytest.mark.requirement("REQ-635")
def test_helm_test_sends_a_span_where_traces_go_somewhere():
    pod = one("Pod", {}, "release-otel-collector-test")
    assert pod["metadata"]["annotations"]["helm.sh/hook"] == "test"
    assert pod["metadata"]["labels"]["app.kubernetes.io/component"] == "test"
    assert pod["spec"]["containers"][0]["args"] == ["http://release-otel-collector:4318"]
    for off in (
        {"exporters": {"loki": HTTP}},
        {"receivers": {"otlp": {"http": {"enabled": False}}}},
        {"test": {"enabled": False}},
    ):
        assert not any(kind == "Pod" for kind, _ in objects(off))
        assert "helm test" not in charts.in_process(NAME).render(off).notes
    assert "helm test" in charts.in_process(NAME).render({}).notes


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (200, "{}", "took the span"),
        (200, '{"partialSuccess": {"rejectedSpans": "1"}}', "rejected"),
        (404, "no", "answered 404"),
    ],
)
@pytest.mark.requirement("REQ-635")
def test_the_script_says_what_the_collector_answered(status, answer, said):
    got = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT.read_text(), url], capture_output=True, text=True, timeout=30
        )
        server.shutdown()
    [(path, sent)] = got
    assert path == "/v1/traces"
    assert len(sent["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["traceId"]) == 32
    assert said in run.stdout + run.stderr
    assert (run.returncode == 0) == (said == "took the span")
