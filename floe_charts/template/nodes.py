"""YAML nodes of a template, one module for each sort: the names the rest of the library uses.

Maps and lists are nodes made of parts, which ``parts`` lists. ``present`` says under which condition a node prints
anything, so that a key is never left with nothing under it.
"""

from floe_charts.template.conditional import Conditional, Either
from floe_charts.template.embedded import Document
from floe_charts.template.node import Always, Node
from floe_charts.template.scalars import Block, Scalar, Value

__all__ = ["Always", "Block", "Conditional", "Document", "Either", "Node", "Scalar", "Value"]
