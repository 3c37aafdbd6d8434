"""Whole processes, timed in turn with a baseline, so that a slow moment of the machine hits both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

#: An installed package has its byte code; a checkout must be let keep it, or every run compiles all sources anew.
_ENVIRONMENT = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: Sequence[str]) -> float:
    """Wall time of one run; its output is thrown away, a failure is not."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
    return time.perf_counter() - started


def paired(command: Sequence[str], baseline: Sequence[str], runs: int = 7) -> tuple[float, float, float]:
    """Medians of both and of their ratio, over pairs of runs after one warm-up each."""
    seconds(baseline), seconds(command)
    pairs = [(seconds(baseline), seconds(command)) for _ in range(runs)]
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    return statistics.median(ours for _, ours in pairs), statistics.median(theirs for theirs, _ in pairs), ratio


def median_ms(work: Callable[[], object], runs: int = 30) -> float:
    """Milliseconds of a call in this process."""
    work()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


PYTHON = sys.executable
