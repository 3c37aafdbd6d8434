"""Charts as they were released: those of a directory, or of a tag or commit of git."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

from floe_charts.cli.failure import Failure

Charts = dict[str, dict[str, bytes]]


def charts_in(directory: Path) -> Charts:
    """Every file of each chart of a directory, by the chart's name and the path in it."""
    from floe_charts.emit.checksums import content_of

    paths = (path for path in sorted(directory.glob("*/**/*")) if path.is_symlink() or path.is_file())
    return _by_chart({path.relative_to(directory).as_posix(): content_of(path) for path in paths})


def charts_at(revision: str, directory: Path) -> Charts:
    """The charts git holds for a directory at a tag or commit; none where it holds no such directory.

    Raises:
        Failure: there is no git, no repository or no such revision.
    """
    top = Path(_asked(directory, "rev-parse", "--show-toplevel"))
    found = git(directory, "rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}")
    if found.returncode:
        raise Failure(
            f"{revision}: neither a directory nor a tag or commit of {top}; git tag lists the tags, "
            "git fetch --tags gets them"
        )
    tree = f"{found.stdout.decode().strip()}:{directory.resolve().relative_to(top.resolve()).as_posix()}"
    tree = tree.removesuffix(":.") + ("^{tree}" if tree.endswith(":.") else "")
    if git(directory, "cat-file", "-e", tree).returncode:
        return {}
    # The archive of a tree, not of the commit: export-ignore in a .gitattributes above it would hide charts.
    done = git(top, "archive", "--format=tar", tree)
    if done.returncode:
        raise Failure(f"{revision}: git archive failed: {_first_line(done)}; see git fsck")
    return _by_chart(_untarred(done.stdout))


def last_tag(directory: Path) -> str | None:
    """The last tag on the way to the commit that is checked out; None where there is none.

    Raises:
        Failure: there is no git or no repository.
    """
    _asked(directory, "rev-parse", "--show-toplevel")
    done = git(directory, "describe", "--tags", "--abbrev=0")
    return None if done.returncode else done.stdout.decode().strip()


def is_shallow(directory: Path) -> bool:
    """Whether the clone lacks history, and with it tags."""
    return git(directory, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def git(directory: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a directory; it speaks English, for its first line may become part of ours."""
    command, env = ["git", "-C", str(directory), *words], {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(command, capture_output=True, check=False, env=env)
    except FileNotFoundError as error:
        raise Failure("git: not on PATH; install it, or name the released charts' directory: --since DIR") from error


def _asked(directory: Path, *words: str) -> str:
    done = git(directory, *words)
    if done.returncode:
        raise Failure(f"{directory}: {_first_line(done)}; name the released charts' directory: --since DIR")
    return done.stdout.decode().strip()


def _first_line(done: subprocess.CompletedProcess[bytes]) -> str:
    return (done.stderr.decode(errors="replace").strip().splitlines() or ["git said nothing"])[0]


def _untarred(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        links = {entry.name: entry.linkname.encode() for entry in archive if entry.issym()}
        opened = {entry.name: archive.extractfile(entry) for entry in archive if entry.isfile()}
        return links | {name: file.read() for name, file in opened.items() if file}


def _by_chart(files: Mapping[str, bytes]) -> Charts:
    names = [path.partition("/")[0] for path in files if path.count("/") == 1 and path.endswith("/Chart.yaml")]
    return {
        name: {path.partition("/")[2]: content for path, content in files.items() if path.startswith(f"{name}/")}
        for name in sorted(names)
    }
