"""Helpers for testing charts: synthesize, render with Helm's engine in process, hold the readings side by side."""

from floe_charts.testing.difference import Difference
from floe_charts.testing.readings import concrete, differences, model_of, render, synth

__all__ = ["Difference", "concrete", "differences", "model_of", "render", "synth"]
