"""Kill a process that writes charts, again and again, and print what each kill left as JSON.

Run as `killing.py DIRECTORY exchange|fallback SEED`: a program of one thread, since only such a one may fork.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from floe_charts.emit import output, swap

OLD = {"web": {f"templates/{n}.yaml": f"old {n}\n" for n in range(6)}, "jobs": {"Chart.yaml": "old\n"}}
NEW = {"web": {f"templates/{n}.yaml": f"new {n}\n" for n in range(3, 9)}, "jobs": {"Chart.yaml": "new\n"}}


def state(out: Path) -> str:
    """Which charts are readable at `out`: `old`, `new`, or what is wrong."""
    files = {p.relative_to(out).as_posix(): p.read_text() for p in out.rglob("*") if p.is_file()}
    if files.pop("jobs/notes.txt", None) != "a person wrote this\n":
        return f"lost a person's file: {sorted(files)}"
    files.pop(output.CHECKSUMS, None)
    for name, charts in (("old", OLD), ("new", NEW)):
        whole = {f"{chart}/{path}": text for chart, texts in charts.items() for path, text in texts.items()}
        if files == whole:
            return name if not output.compare(out, charts) else f"{name}, but with other checksums"
    return f"neither: {sorted(files)}"


def reset(out: Path) -> None:
    output.write_charts(out, OLD, only=False)


def kill_at_event(out: Path, number: int) -> bool:
    """Write in a child that kills itself at its n-th audit event; False if it was finished before."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, args: object) -> None:
            nonlocal seen
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        output.write_charts(out, NEW, only=False)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def kill_after(out: Path, seconds: float) -> bool:
    """Write old and new in turn in a child, and kill it from outside after a time."""
    child = os.fork()
    if child == 0:
        while True:
            output.write_charts(out, NEW, only=False)
            output.write_charts(out, OLD, only=False)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def after_kill(out: Path) -> dict[str, object]:
    """What a reader sees at once, what the next run begins with, and what litter it leaves."""
    at_once = state(out) if out.exists() else "absent"
    swap.recover(out)
    recovered = state(out)
    reset(out)
    return {
        "at_once": at_once,
        "recovered": recovered,
        "litter": sorted(path.name for path in out.parent.iterdir()),
    }


def main(directory: Path, way: str, seed: int) -> None:
    out = directory / "charts"
    if way == "fallback":
        swap.exchange = lambda one, other: False
    reset(out)
    (out / "jobs/notes.txt").write_text("a person wrote this\n")
    every, number = [], 1
    while kill_at_event(out, number):
        every.append(after_kill(out))
        number += 1
    finished = state(out)
    chance = random.Random(seed)
    timed = [after_kill(out) for _ in range(40) if kill_after(out, chance.uniform(0.001, 0.04))]
    print(json.dumps({"every": every, "timed": timed, "finished": finished}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
