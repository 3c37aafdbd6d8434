"""What an installer may write freely: any JSON, as long as YAML can hold it.

Go's ``toYaml`` reads its own JSON back as YAML. U+007F to U+009F, U+FFFE and U+FFFF break that: a whole map
prints as nothing, or U+0085 becomes a blank. U+2028 and U+2029 break the lines of a document in a ConfigMap.
The other control characters are refused with them, for no manifest means them.
"""

from __future__ import annotations

from typing import Any

#: Not writable as they are in a JSON file a person reads.
UNPRINTABLE = "\u2028\u2029\ufffe\uffff"
_BEYOND = rf"\x7f-\x9f{UNPRINTABLE}"
#: Text of any lines, tabs included.
TEXT: dict[str, Any] = {"pattern": rf"^[^\x00-\x08\x0b\x0c\x0e-\x1f{_BEYOND}]*$"}
#: A key of a free map: one line; YAML bounds keys at 1024 characters, escapes counted.
KEY: dict[str, Any] = {"pattern": rf"^[^\x00-\x1f{_BEYOND}]+$", "maxLength": 253}
#: The definition's name in a chart's schema; the emitter adds it where something refers to it.
ANYTHING = "Anything"
#: As a part of a schema written by hand.
FREE = {"$ref": f"#/definitions/{ANYTHING}"}
