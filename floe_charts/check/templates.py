"""Emitted templates render the same each time, on each Helm version, and read well.

`lookup`, random functions and the clock make `helm template`, Argo CD and `helm upgrade` disagree: passwords
change at each synchronisation and pods restart. `default true` turns a user's false into true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath

from floe_charts.check.actions import Action, actions
from floe_charts.check.finding import Finding

RULE = "templates"

#: How a template starts that ``floe-charts synth`` wrote.
GENERATED = "{{- /* Generated from "

_UNSTABLE = "take it from a value, an existing Secret or a Job that makes it once"
_PORTABLE = "use the form without must"
_FORBIDDEN = {
    "lookup": "read it from a value; lookup finds nothing under helm template",
    "now": _UNSTABLE,
    "ago": _UNSTABLE,
    "uuidv4": _UNSTABLE,
    "shuffle": _UNSTABLE,
    "bcrypt": _UNSTABLE,  # these three salt their result at random
    "htpasswd": _UNSTABLE,
    "encryptAES": _UNSTABLE,
    "getHostByName": "let the pod resolve the name",
    "env": "read it from a value",
    "expandenv": "read it from a value",
    "mustToYaml": _PORTABLE,
    "mustToToml": _PORTABLE,
}
_FAMILIES = re.compile(r"(rand|gen)[A-Z]\w*")
_UNORDERED = {"keys", "values"}
_ORDER_IS_NO_MATTER = {"sortAlpha", "len", "has"}

Problem = tuple[str, str]


def check_templates(files: Mapping[str, str], *, max_line: int = 220) -> list[Finding]:
    """Look at the files under a `templates` folder, by path from the chart's root.

    Raises ValueError when there are files but none is a template: the paths then likely start elsewhere.
    """
    templates = {path: text for path, text in files.items() if "templates" in PurePosixPath(path).parts[:-1]}
    if files and not templates:
        raise ValueError("check_templates: no path has a templates folder; give paths from the chart's root")
    return [finding for path, text in templates.items() for finding in _template(path, text, max_line)]


def _template(path: str, text: str, max_line: int) -> Iterator[Finding]:
    problems = [(action.line, *problem) for action in actions(text) for problem in _action(action)]
    for number, line in enumerate(text.split("\n"), 1):
        problems += [(number, *problem) for problem in _line(line, 0 if _as_it_comes(path, text) else max_line)]
    for number, what, todo in sorted(problems):
        yield Finding(f"{path}:{number}", what, todo, RULE)


def _as_it_comes(path: str, text: str) -> bool:
    """Whether nobody can break the lines: NOTES have a terminal's width, and what is generated has no author here."""
    return path.endswith(".txt") or text.startswith(GENERATED)


def _action(action: Action) -> Iterator[Problem]:
    words = {token.text for token in action.tokens if token.kind == "word"}
    if not action.closed:
        yield "an action is not closed", "add }}"
    for word in sorted(words):
        if todo := _FORBIDDEN.get(word) or (_UNSTABLE if _FAMILIES.fullmatch(word) else ""):
            yield f"calls {word}", todo
    if words & _UNORDERED and not words & _ORDER_IS_NO_MATTER:
        yield "lists a map in random order", "pipe it through sortAlpha"
    if any(token.kind == "field" and token.text == ".Capabilities" for token in action.tokens):
        yield "depends on .Capabilities, which helm template and Argo CD do not know", "gate on a value"
    for one, other in pairwise(action.tokens):
        if (one.text, other.text) == ("default", "true"):
            yield "default true turns false into true", "test with hasKey or eq nil"
        if one.text == "tpl" and other.kind == "string":
            yield "calls tpl on a constant", "write the constant as template text"


def _line(line: str, max_line: int) -> Iterator[Problem]:
    if "\t" in line:
        yield "has a tab", "use spaces; YAML refuses tabs as indentation"
    if line != line.rstrip():
        yield "ends in white space", "remove it"
    if max_line and len(line) > max_line:
        yield f"has {len(line)} characters, more than {max_line}", "break the line"
