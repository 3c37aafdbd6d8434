"""Start the Node that jsii talks to without waiting for it.

jsii starts a Node that starts another, only to pack what that one prints and to copy each message from pipe to
pipe; and it waits for Node while cdk8s is imported, although nobody needs an answer yet. The command line starts the
inner program itself, told to use its standard input and output, and hears the first answers when it asks its
first question: meanwhile Python imports the charts. Library users get jsii's own way.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from floe_charts.cli import ask_ahead

_CHANNEL, _STANDARD = "readFD:3,writeFD:3", "readFD:0,writeFD:1"
#: What the program or a library prints must not get between the messages: it goes where jsii looks for it.
_PREAMBLE = """\
for (const name of ["stdout", "stderr"]) {
  const write = (chunk, _, done) => {
    require("fs").writeSync(2, JSON.stringify({ [name]: chunk.toString("base64") }) + "\\n");
    done();
  };
  Object.defineProperty(process, name, { value: new (require("stream").Writable)({ write }) });
}
"""
_SYMLINKS = "NODE_PRESERVE_SYMLINKS"


def without_waiting() -> None:
    """Change how jsii starts Node; too late, and nothing changes, if it runs."""
    if "constructs" in sys.modules:
        return
    from jsii._kernel.providers import process

    if os.name == "posix" and "JSII_RUNTIME" not in os.environ:
        _one_process(process._NodeProcess)
    _late_answers(process)
    ask_ahead.install(process)


def _one_process(node: Any) -> None:
    extract, start = node._jsii_runtime, node.start

    def started(self: Any) -> None:
        os.environ[_SYMLINKS] = "1"  # as jsii asks of the second Node
        try:
            start(self)
        finally:
            del os.environ[_SYMLINKS]

    node._jsii_runtime = lambda self: _inner(extract(self))
    node.start = started


def _inner(outer: str) -> str:
    """The program ``outer`` would start, changed in its temporary folder; ``outer`` itself if it is an unknown one."""
    program = Path(outer).parent.parent / "lib" / "program.js"
    text = program.read_text(encoding="utf-8") if program.is_file() else ""
    if text.count(_CHANNEL) != 1:
        return outer
    program.write_text(_PREAMBLE + text.replace(_CHANNEL, _STANDARD), encoding="utf-8")
    return str(program)


def _late_answers(process: Any) -> None:
    """Node's greeting, and what it says to ``load``, are read before the first other request."""
    node, provider = process._NodeProcess, process.ProcessProvider
    greet, send = node.handshake, node.send

    def load(self: Any, request: Any) -> None:
        running = self._process
        if running._unheard is None:
            send(running, request, process.LoadResponse)
            return
        line = json.dumps(running._serializer.unstructure(request))
        running._process.stdin.write(f"{line}\n".encode())
        running._process.stdin.flush()
        running._unheard.append(request.name)

    def heard(self: Any, request: Any, response_type: Any) -> Any:
        if (names := self._unheard) is not None:
            self._unheard = None
            greet(self)
            for name in names:
                _refuse_failure(name, self._next_message())
        return send(self, request, response_type)

    node.handshake = lambda self: setattr(self, "_unheard", [])
    node.send, provider.load = heard, load


def _refuse_failure(name: str, answer: Any) -> None:
    if "ok" not in answer:
        raise RuntimeError(f"{name}: Node cannot load it: {answer.get('error')}; reinstall floe-charts")
