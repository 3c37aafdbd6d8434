"""Constructs of a chart. They import cdk8s, which starts Node, so a missing Node is told here."""

from floe_charts.node import ensure_node

ensure_node()
