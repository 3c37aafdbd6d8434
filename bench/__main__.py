"""``python -m bench [--field] [--beside CHART_DIR]...``: speed of synth, and of rendering beside other charts."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.rendering import rendering
from bench.synthesis import growing, help_text, whole_synth

BOUNDS = "synth at most 1.6 times the import of cdk8s-plus, --help under 0.3 s, a cost per object that does not grow"


def main() -> None:
    """Print every figure as soon as it is there."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--charts", type=Path, default=Path("generated/charts"), help="folder of generated charts")
    parser.add_argument(
        "--beside", type=Path, action="append", default=[], help="a chart to render beside ours; may be repeated"
    )
    parser.add_argument("--field", action="store_true", help="fetch two public charts and render them too")
    options = parser.parse_args()
    print(f"what we aim for: {BOUNDS}")
    for figures in (whole_synth(), help_text(), growing(), rendering(options.charts, options.beside, options.field)):
        for line in figures:
            print(line, flush=True)


if __name__ == "__main__":
    main()
