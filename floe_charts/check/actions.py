"""A lexer for Go templates, just deep enough to tell function names from strings, fields and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+')
  | (?P<field>\.[A-Za-z_]\w*)
  | (?P<variable>\$\w*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<end>\s-\}\}|\}\})
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"\{\{(?:-\s)?\s*/\*.*?\*/\s*(?:-)?\}\}", re.DOTALL)


class Token(NamedTuple):
    """`kind` is string, field, variable or word."""

    kind: str
    text: str


class Action(NamedTuple):
    """One `{{ ... }}`: the line it starts on (from 1) and its tokens; `closed` is False without a `}}`."""

    line: int
    tokens: tuple[Token, ...]
    closed: bool = True


def actions(template: str) -> Iterator[Action]:
    """The actions of a template, comments left out.

    >>> [token.text for token in next(actions('{{ .Values.now | quote }}')).tokens]
    ['.Values', '.now', 'quote']
    """
    position = template.find("{{")
    while position >= 0:
        comment = _COMMENT.match(template, position)
        if comment:
            position = template.find("{{", comment.end())
            continue
        tokens, end = _tokens(template, position + 2)
        yield Action(template.count("\n", 0, position) + 1, tuple(tokens), end is not None)
        position = template.find("{{", end) if end is not None else -1


def _tokens(template: str, start: int) -> tuple[list[Token], int | None]:
    """The tokens of the action that starts here, and where it ends, if it does."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(template, start):
        kind = str(match.lastgroup)
        if kind == "end":
            return tokens, match.end()
        if kind != "other":
            tokens.append(Token(kind, match.group()))
    return tokens, None
