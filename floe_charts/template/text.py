"""Text and named templates, one module for each idea: the names the rest of the library uses."""

from floe_charts.template.choice import Choice, bare, choice_of, escape
from floe_charts.template.concat import AsText, Concat
from floe_charts.template.named import Body, Define, Include, WithLineBreak
from floe_charts.template.raw import Raw

__all__ = [
    "AsText",
    "Body",
    "Choice",
    "Concat",
    "Define",
    "Include",
    "Raw",
    "WithLineBreak",
    "bare",
    "choice_of",
    "escape",
]
