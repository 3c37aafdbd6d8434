"""What this user may not read is an error of one line, whichever option names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def hidden(written: Path) -> Path:
    """A values file and a directory that nobody may read."""
    (written / "hidden.yaml").touch(mode=0o000)
    (written / "hidden").mkdir(mode=0o000)
    return written


@pytest.mark.usefixtures("hidden", "unprivileged")
@pytest.mark.parametrize("words", [("validate", "echo"), ("template", "echo"), ("images",)], ids=" ".join)
def test_a_values_file_that_cannot_be_read_is_one_line(refused: Callable[..., str], words: tuple[str, ...]) -> None:
    expected = "hidden.yaml: Permission denied; check the path and its permissions"
    assert refused(*words, "-f", "hidden.yaml") == expected


@pytest.mark.usefixtures("hidden", "unprivileged")
@pytest.mark.parametrize(
    "words",
    [
        ("lint", "hidden"),
        ("images", "hidden"),
        ("diff", "--out", "hidden"),
        ("synth", "--out", "hidden"),
        ("validate", "echo", "-f", "hidden/v.yaml"),
        ("new", "web", "--dir", "hidden"),
        ("lint", "--helm", "hidden.yaml"),
        ("template", "echo", "--helm", "hidden.yaml"),
    ],
    ids=" ".join,
)
def test_a_path_that_cannot_be_read_is_one_line(refused: Callable[..., str], words: tuple[str, ...]) -> None:
    assert "hidden" in refused(*words).split(": ")[0]
