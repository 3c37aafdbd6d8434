"""Put a finished directory in the place of another so that no reader and no kill sees half of it."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2
_RENAME_SWAP = 2  # macOS, renamex_np
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def staging_for(out: Path) -> Path:
    """Name of the directory this process builds in: a sibling, hence on the same file system."""
    return out.with_name(f"{_staging_prefix(out)}{os.getpid()}")


def backup_for(out: Path) -> Path:
    """Where the old directory waits between the two renames of a system without an atomic exchange."""
    return out.with_name(f".{out.name}.floe-charts-old")


def _staging_prefix(out: Path) -> str:
    return f".{out.name}.floe-charts-new-"


def _stagings(out: Path) -> list[tuple[Path, str]]:
    """What looks like a staging directory, with its process: only digits, for anything else is a person's."""
    prefix = _staging_prefix(out)
    found = [(path, path.name[len(prefix) :]) for path in out.parent.iterdir() if path.name.startswith(prefix)]
    return [(path, pid) for path, pid in found if re.fullmatch("[0-9]+", pid)]


@contextmanager
def locked(parent: Path) -> Iterator[None]:
    """Keep a second run on the same parent waiting; the kernel frees the lock of a killed one.

    The lock is on the directory itself and leaves no file behind. Network file systems that lock no
    directories go without: there the process id in the staging name still protects a living run.
    """
    handle = os.open(parent, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def recover(out: Path) -> None:
    """Finish what a killed run left: bring a stranded old directory back, remove half-built ones."""
    backup = backup_for(out)
    if backup.exists() and not out.exists():
        backup.rename(out)
    shutil.rmtree(backup, ignore_errors=True)
    for left, pid in _stagings(out):
        if pid == str(os.getpid()) or not _alive(pid):
            shutil.rmtree(left, ignore_errors=True)


def swap(staging: Path, out: Path) -> None:
    """Make `staging` the directory `out`; what was at `out` before is gone afterwards.

    Raises:
        OSError: the file system refused a rename; `out` is then what it was.
    """
    if not out.exists():
        staging.rename(out)
    elif exchange(staging, out):
        shutil.rmtree(staging)
    else:
        _rename_twice(staging, out)
    sync_directory(out.parent)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step of the kernel; False where the system or file system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform.startswith("linux") and hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(first, second, _RENAME_SWAP)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def sync_directory(path: Path) -> None:
    """Write a directory's entries to disk: a rename survives a power cut only after that."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _rename_twice(staging: Path, out: Path) -> None:
    """A kill between the renames leaves no `out`, only the backup: `recover` of the next run heals it."""
    backup = backup_for(out)
    out.rename(backup)
    try:
        staging.rename(out)
    except OSError:
        backup.rename(out)
        raise
    shutil.rmtree(backup)


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (OverflowError, ProcessLookupError):  # a number longer than that of any process
        return False
    except PermissionError:
        return True  # it lives, under another user
    return True
