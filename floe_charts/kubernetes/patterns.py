"""String and number types that the API server checks and OpenAPI leaves out.

Every regular expression stays inside what Go's RE2 understands (no look-ahead): Helm compiles them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floe_charts import name_patterns as names

Schema = Mapping[str, Any]

_LONGEST_QUALIFIED = 253 + 1 + 63
_LONG_PREFIX = {"pattern": "^[^/]{254,}/"}


def pattern(expression: str, longest: int | None = None) -> Schema:
    """A string that matches the whole of `expression`, at most `longest` characters."""
    limit = {} if longest is None else {"maxLength": longest}
    return {"pattern": f"^{expression}$", **limit}


def one_of(*values: str) -> Schema:
    """One of the given strings."""
    return {"enum": list(values)}


def between(low: int, high: int) -> Schema:
    """A number with both bounds included."""
    return {"minimum": low, "maximum": high}


def each(item: Schema, **limits: int) -> Schema:
    """A list whose items are `item`."""
    return {"items": item, **limits}


def keyed(key: Schema, item: Schema | None = None) -> Schema:
    """A map whose keys are `key` and whose values, when given, are `item`."""
    return {"propertyNames": key, **({"additionalProperties": item} if item else {})}


DNS_LABEL = pattern(names.DNS_LABEL, 63)
"""RFC 1123 label: container, volume and namespace names."""
DNS_SUBDOMAIN = pattern(names.DNS_SUBDOMAIN, 253)
"""RFC 1123 subdomain: most object names."""
SERVICE_NAME = pattern(names.SERVICE_NAME, 63)
"""RFC 1035 label: a Service name may not start with a digit."""
INGRESS_HOST = pattern(rf"((\*\.)?{names.DNS_SUBDOMAIN})?", 253)
OBJECT_NAME = {"pattern": "^[^/%]*$", "not": {"enum": [".", ".."]}}
"""What every kind asks of a name; RBAC names such as `system:reader` ask no more."""

LABEL_KEY: Schema = {**pattern(names.LABEL_KEY, _LONGEST_QUALIFIED), "not": _LONG_PREFIX}
ANNOTATION_KEY: Schema = {**pattern(names.ANNOTATION_KEY, _LONGEST_QUALIFIED), "not": _LONG_PREFIX}
LABEL_VALUE = pattern(f"({names.WORD})?")
LABELS = keyed(LABEL_KEY, LABEL_VALUE)
ANNOTATIONS = keyed(ANNOTATION_KEY)

IP = pattern(f"({names.IPV4}|{names.IPV6})")
CLUSTER_IP = pattern(f"(None|{names.IPV4}|{names.IPV6})?")
CIDR = pattern(names.CIDR)

DATA_KEY = pattern(names.DATA_KEY, 253)
ENV_NAME = pattern(names.ENV_NAME)
HTTP_HEADER = pattern("[-A-Za-z0-9]+")
SYSCTL = pattern(r"([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?", 253)
NON_EMPTY: Schema = {"minLength": 1}
SOME: Schema = {"minItems": 1}
"""A list of at least one item."""
MOUNT_PATH = pattern("[^:]+")
INNER_PATH: Schema = {"not": {"pattern": r"^/|^\.\.|/\.\.(/|$)"}}
"""A path below a volume: relative, no step backwards."""
FILE_PATH: Schema = {**INNER_PATH, **NON_EMPTY}
_SIX_BITS = r"[A-Za-z0-9+/][\r\n]*"
_PAD = r"=[\r\n]*"
BASE64 = pattern(rf"(({_SIX_BITS}){{4}})*(({_SIX_BITS}){{2}}({_PAD}){{2}}|({_SIX_BITS}){{3}}{_PAD})?")
"""Standard base64; line breaks are allowed, as Go's decoder skips them."""

PROTOCOL = one_of("TCP", "UDP", "SCTP")
PORT = between(1, 65535)
OPTIONAL_PORT = between(0, 65535)
PORT_NAME = pattern("([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*", 15)
"""IANA service name: a letter somewhere, no doubled hyphen."""
PORT_OR_NAME: Schema = {**PORT, **PORT_NAME}
"""A bound speaks only of numbers and a pattern only of strings, so one table serves both."""
PERCENT = pattern("[0-9]+%")
PERCENT_OF_100 = pattern("([0-9]{1,2}|100)%")
COUNT_OR_PERCENT: Schema = {"minimum": 0, **PERCENT}
COUNT_OR_SHARE: Schema = {"minimum": 0, **PERCENT_OF_100}
NOT_NEGATIVE: Schema = {"minimum": 0}
POSITIVE: Schema = {"minimum": 1}
WEIGHT = between(1, 100)
USER_ID = between(0, 2**31 - 1)
FILE_MODE = between(0, 0o777)

# The server computes with the number: an exponent of ten digits keeps it busy until the request times out.
_SUFFIX = "([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,3})?"
_DECIMAL = r"([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_ABOVE_ZERO = r"([0-9]*[1-9][0-9]*(\.[0-9]*)?|[0-9]*\.[0-9]*[1-9][0-9]*)"
QUANTITY = pattern(rf"[+-]?{_DECIMAL}{_SUFFIX}")
"""`500m`, `1Gi`, `1e3`; OpenAPI's own pattern also admits `1gb`-like mixtures."""
QUANTITY_NOT_NEGATIVE: Schema = {"minimum": 0, **pattern(rf"\+?{_DECIMAL}{_SUFFIX}")}
QUANTITY_POSITIVE: Schema = {"exclusiveMinimum": 0, **pattern(rf"\+?{_ABOVE_ZERO}{_SUFFIX}")}

CONTAINER_RESOURCE: Schema = {
    **pattern(
        rf"(cpu|memory|ephemeral-storage|hugepages-{_DECIMAL}{_SUFFIX}|{names.DNS_SUBDOMAIN}/{names.WORD})",
        _LONGEST_QUALIFIED,
    ),
    "not": {"pattern": rf"^requests\.|{_LONG_PREFIX['pattern']}"},  # a quota writes its own names so
}
RESOURCES = keyed(LABEL_KEY, QUANTITY_NOT_NEGATIVE)
CONTAINER_RESOURCES = keyed(CONTAINER_RESOURCE, QUANTITY_NOT_NEGATIVE)
STORAGE = keyed(one_of("storage"), QUANTITY_POSITIVE)

FIELD_PATH = pattern(
    r"(metadata\.(name|namespace|uid|labels|annotations"
    rf"|labels\['{names.LABEL_KEY}'\]|annotations\['{names.ANNOTATION_KEY}'\])"
    r"|spec\.(nodeName|serviceAccountName)|status\.(hostIP|podIP|podIPs))"
)
DIVISOR: Schema = {"minimum": 0, "maximum": 1, **pattern("(0|1m|1|1[kMGTPE]|1[KMGTPE]i)?")}
"""What a resource can be counted in, when a variable or a file shows it."""
RESOURCE_FIELD = pattern(r"(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)")


def _cron_field(value: str, star: str = r"[*?]") -> str:
    step = "(/[1-9][0-9]*)?"
    item = f"({star}|{value}(-{value})?){step}"
    return f"{item}(,{item})*"


def _any_case(names: str) -> str:
    return "|".join("".join(f"[{c}{c.lower()}]" for c in name) for name in names.split())


_CRON_FIELDS = (
    "0*[1-5]?[0-9]",
    "0*(1?[0-9]|2[0-3])",
    "0*([1-9]|[12][0-9]|3[01])",
    f"(0*([1-9]|1[0-2])|{_any_case('JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC')})",
    f"(0*[0-6]|{_any_case('SUN MON TUE WED THU FRI SAT')})",
)
_CRON_NAMES = "hourly|daily|midnight|weekly|monthly|yearly|annually"
_CRON_LINE = " +".join(map(_cron_field, _CRON_FIELDS))
CRON = pattern(f"(@every ([0-9]+[hms])+|@({_CRON_NAMES})|{_CRON_LINE})")
"""Five fields as the controller reads them: Sunday is 0, never 7.

That a range ascends (`5-3` is refused) is more than a pattern can say in a readable length.
"""
