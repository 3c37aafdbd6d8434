"""What a user sees when something is wrong: one line on stderr, exit code 1."""

from __future__ import annotations

import re
from pathlib import Path

import click

#: Errors of other libraries that an author meets: the words worth showing, and what to do.
_FOREIGN = {
    r"There is already a Construct with name '[^']*' in \S+(?: \[[^\]]*\])?": "give one of the two another id",
    r"Field '[^']*' requires a type annotation": "write the type of the value, as in name: str = value(...)",
}


class Failure(click.ClickException):
    """An error that ends the run; the message is ``where: what; what next``."""

    exit_code = 1

    def show(self, file: object = None) -> None:
        """Print it on stderr."""
        click.echo(f"floe-charts: {self.format_message()}", err=True)


def failure(error: Exception | SystemExit) -> Failure:
    """The line for any error, with the line of the chart's source that led to it.

    Our own say where and what next, others get the name of their kind.
    """
    from floe_charts.cli.origin import authors_line, said_by_us

    said = re.sub(r"\s*\n\s*", " ", str(error)).strip()
    if isinstance(error, SyntaxError) and error.filename:
        return Failure(f"{_near(error.filename)}:{error.lineno}: {error.msg}: {(error.text or '').strip()}; correct it")
    where = f"{line}: " if (line := authors_line(error)) else ""
    if isinstance(error, SystemExit):
        return Failure(f"{where}ends the program with {error.code!r}; let a chart raise an error instead")
    if said_by_us(error):
        return Failure(f"{where}{said}")
    if isinstance(error, OSError) and error.filename:
        return Failure(f"{error.filename}: {error.strerror}; check the path and its permissions")
    for pattern, instead in _FOREIGN.items():
        if found := re.search(pattern, said):
            return Failure(f"{where}{found[0]}; {instead}")
    return Failure(f"{where}{type(error).__name__}: {said[:500]}; floe-charts --debug shows the whole way there")


def _near(file: str) -> str:
    path, here = Path(file), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
