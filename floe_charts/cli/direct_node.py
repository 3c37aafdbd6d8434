"""One Node process instead of two.

jsii starts a Node that starts another, only to pack what that one prints and to copy each message from pipe to
pipe. Both cost: the second start when cdk8s is imported, the copy in each call. So the command line starts
the inner program itself, told to use its standard input and output. Library users get jsii's own way.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

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


def direct() -> None:
    """Make jsii start one Node, if it is a jsii this can be done to; only before cdk8s is imported."""
    if os.name != "posix" or "JSII_RUNTIME" in os.environ:
        return
    from jsii._kernel.providers.process import _NodeProcess as process

    extract, start = process._jsii_runtime, process.start

    def runtime(self: Any) -> str:
        return _inner(extract(self))

    def started(self: Any) -> None:
        os.environ["NODE_PRESERVE_SYMLINKS"] = "1"  # as jsii asks of the second Node
        try:
            start(self)
        finally:
            del os.environ["NODE_PRESERVE_SYMLINKS"]

    process._jsii_runtime, process.start = runtime, started  # type: ignore[method-assign]


def _inner(outer: str) -> str:
    """The program ``outer`` would start, changed in its temporary folder; ``outer`` itself if it is an unknown one."""
    program = Path(outer).parent.parent / "lib" / "program.js"
    text = program.read_text(encoding="utf-8") if program.is_file() else ""
    if text.count(_CHANNEL) != 1:
        return outer
    program.write_text(_PREAMBLE + text.replace(_CHANNEL, _STANDARD), encoding="utf-8")
    return str(program)
