"""The command line: ``floe-charts synth`` and its siblings.

A command's module only parses arguments; what it needs is imported when it runs, since jsii alone takes
half a second.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from floe_charts import __version__
from floe_charts.cli.failure import Failure, failure
from floe_charts.suggestion import suggestion

#: 128 and the number of SIGINT, as of a program that the signal ended.
_INTERRUPTED = 130
COMMANDS = ("diff", "images", "lint", "new", "synth", "template", "validate", "versions")


class Commands(click.Group):
    """One module a command; an error is one line on stderr, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands by the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"floe_charts.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word; of an unknown one, the command that was probably meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}; {suggestion(args[0], list(COMMANDS))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click ends quietly when `| head` has seen enough
        except KeyboardInterrupt:
            click.echo("floe-charts: interrupted", err=True)
            raise click.exceptions.Exit(_INTERRUPTED) from None
        except (Exception, SystemExit) as error:
            if ctx.params["debug"]:
                raise
            raise failure(error) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, envvar="FLOE_CHARTS_DEBUG", help="Show the traceback of an error.")
@click.version_option(__version__, package_name="floe-charts", message="%(version)s")
def cli(debug: bool) -> None:
    """Typed cdk8s constructs in, Helm charts out.

    The charts are those of `[tool.floe-charts] charts = ["module:Class"]` in the current directory's
    pyproject.toml, or else the floe platform's own.

    Exit codes: 0 all is well, 1 findings or an error (one line on stderr), 2 a command or option that does not exist.
    """


def main() -> None:
    """The entry point of ``floe-charts``."""
    gc.disable()  # a run is short and keeps nearly all it makes
    try:
        cli(prog_name="floe-charts")
    except SystemExit as end:
        _leave(end.code if isinstance(end.code, int) else 1 if end.code else 0)


def _leave(code: int) -> NoReturn:
    """End without taking the interpreter apart, a tenth of a second with all of cdk8s in it."""
    sys.unraisablehook = _unraisable
    atexit._run_exitfuncs()  # ends Node and removes its files
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            if stream:  # None where the shell closed it: `>&-`
                stream.flush()
    os._exit(code)


def _unraisable(ignored: sys.UnraisableHookArgs) -> None:
    """Say nothing where jsii takes leave of a Node that is gone: why it is has been said."""
    if not isinstance(ignored.exc_value, BrokenPipeError):
        sys.__unraisablehook__(ignored)


__all__ = ["COMMANDS", "Failure", "cli", "main"]
