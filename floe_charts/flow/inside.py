"""Flow inside an object: a key only if, a list or map if not empty, entries per item, one of two.

Each function works in both readings. With references it returns a stand-in for a template node;
with known values it returns the plain result, and None for what Helm would leave out.
"""

from floe_charts.flow.below import below
from floe_charts.flow.conditional import choose, fallback, is_set, not_, only_if
from floe_charts.flow.loops import each, each_of, each_shared, entries, items
from floe_charts.flow.maps import merged, without
from floe_charts.flow.overlaid import overlaid
from floe_charts.flow.structs import build, joined

__all__ = [
    "below",
    "build",
    "choose",
    "each",
    "each_of",
    "each_shared",
    "entries",
    "fallback",
    "is_set",
    "items",
    "joined",
    "merged",
    "not_",
    "only_if",
    "overlaid",
    "without",
]
