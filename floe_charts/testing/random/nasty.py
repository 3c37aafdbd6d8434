"""Values that break sloppy templates: text YAML or Go reads as something else, and numbers at the edges."""

from __future__ import annotations

from typing import Any

# fmt: off
NASTY_STRINGS: tuple[str, ...] = (
    "", " ", "yes", "no", "on", "y", "true", "null", "~", "0123", "0o17", "1e3", "0x1F", "1_000", "1.0",
    ".inf", "12:30:45", "2001-01-01", "=", "<<", "---", "...", "- a", "a: b", "a:", "#c", "a #c", "!x", "&a",
    "*a", "|", "{{ .Values.x }}", "{{", "}}", "{{/*", "`", "%s%d", "'\"", "\\n", "\\", "$(X)", "${X}",
    "<a>&b", "[a]", "{a}", "a\tb", "\t", "a\r\nb\r\n", "a\nb", "a\nb\n", "\n\na\n\n", "\n  a\n b", " lead",
    "trail ", "é", "漢字", "🧊", "a\u2028b", "a\u0085b", "\ufeffa", "a\x07b", "a\x1bb", "a\x7fb", "x" * 300,
    "long words " * 400,
)
PLAIN_STRINGS = (
    "a", "ice", "example.com", "my-name", "value1", "/var/lib/data", "10Gi", "500m", "a,b,c", "A_B",
)
MAP_KEYS = (
    "a", "zeta", "log.level", "example.com/key", "A_B", "0123", "yes", "null", "a b", "{{x}}", "é", "1e3",
)
# fmt: on
FORMATS = {
    "uri": ("https://example.com/a?b=c#d", "http://127.0.0.1:8080"),
    "email": ("a@example.com",),
    "hostname": ("example.com", "a"),
    "ipv4": ("10.0.0.1",),
    "ipv6": ("::1",),
    "date": ("2024-02-29",),
    "date-time": ("2024-02-29T12:30:45Z",),
}
INTEGERS = (-1, 0, 1, 2, 3, 7, 10, 80, 1000, 65535, 1000000, 10000000, 2**31 - 1, 2**53 - 1)
ANYTHING: tuple[Any, ...] = (
    *PLAIN_STRINGS[:4],
    *NASTY_STRINGS,
    0,
    1,
    10000000,
    1.5,
    True,
    False,
    {},
    [],
    {"a": "b"},
)
