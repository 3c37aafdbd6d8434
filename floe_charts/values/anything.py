"""What an installer may write freely: any JSON, as long as YAML can hold it."""

from __future__ import annotations

#: The definition's name in a chart's schema; the emitter adds it where something refers to it.
ANYTHING = "Anything"
#: As a part of a schema written by hand.
FREE = {"$ref": f"#/definitions/{ANYTHING}"}
