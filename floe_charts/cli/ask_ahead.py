"""Ask Node for many manifests at once, so that it writes the next ones while Python reads the first."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from typing import Any

_METHODS = ("toString", "toJson")
#: Requests under way: far fewer bytes than a pipe holds, or both sides would wait for each other.
_MOST = 100


def install(process: Any) -> None:
    """Let jsii's module ``process`` find answers that were asked for ahead."""
    node, send = process._NodeProcess, process._NodeProcess.send
    node._ahead = ()

    def found(self: Any, request: Any, response_type: Any) -> Any:
        ahead = self._ahead
        if not ahead:
            return send(self, request, response_type)
        if (getattr(request, "method", None), _ref(request)) == ahead[0]:
            ahead.popleft()
            return _answer(process, self)
        while ahead:  # somebody asks something else: what is under way is asked again when its time comes
            ahead.popleft()
            self._next_message()
        return send(self, request, response_type)

    node.send = found


def ask(objects: Sequence[Any]) -> None:
    """Send what synthesis will ask these objects, if answers would be found."""
    import jsii

    running: Any = jsii._runtime.kernel.provider._process  # type: ignore[attr-defined]
    if getattr(running, "_ahead", True):  # not installed, or answers are still to come
        return
    refs = [item.__jsii_ref__.ref for item in objects[: _MOST // len(_METHODS)]]
    running._ahead = deque((method, ref) for ref in refs for method in _METHODS)
    lines = [
        json.dumps({"api": "invoke", "objref": {"$jsii.byref": ref}, "method": method, "args": []})
        for method, ref in running._ahead
    ]
    running._process.stdin.write("".join(f"{line}\n" for line in lines).encode())
    running._process.stdin.flush()


def _ref(request: Any) -> str | None:
    return getattr(getattr(request, "objref", None), "ref", None)


def _answer(process: Any, running: Any) -> Any:
    """As jsii reads the answer to ``invoke``."""
    message = running._next_message()
    if "ok" in message:
        return process.InvokeResponse(result=message["ok"].get("result"))
    if "callback" in message:
        return running._serializer.structure(message, process._CallbackResponse).callback
    raise RuntimeError(message["error"])
