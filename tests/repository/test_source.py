"""What every supported Python must be able to read."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "floe_charts"


def test_class_variables_say_their_type() -> None:
    """pydantic on Python 3.10 cannot evaluate a bare ClassVar: no chart could be imported there."""
    sources = {path: path.read_text() for path in PACKAGE.rglob("*.py")}
    assert len(sources) > 100
    assert not [str(path) for path, text in sources.items() if re.search(r": ClassVar\b(?!\[)", text)]
