"""Kinds of text that Kubernetes checks, as types a value can be declared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic_core import core_schema

from floe_charts import name_patterns as names
from floe_charts.values.cron import CRON_PATTERN


@dataclass(frozen=True)
class Constraint:
    """A rule on text: its JSON schema keywords, in words, and whether such text is safe unquoted in YAML."""

    words: str
    schema: Mapping[str, Any] = field(default_factory=dict, hash=False)
    plain: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def check(self, text: str) -> str:
        """The text, or ValueError with what was expected."""
        if not self.fits(text):
            raise ValueError(f"{text!r} is not {self.words}")
        return text

    def fits(self, text: str) -> bool:
        """Whether the text is as the rule says."""
        pattern, longest = self.schema.get("pattern", ""), self.schema.get("maxLength", len(text))
        return names.matches(pattern, text) and len(text) <= longest


def _text(words: str, pattern: str, longest: int | None = None, plain: bool = False) -> Constraint:
    length = {"maxLength": longest} if longest else {}
    return Constraint(words, {"pattern": pattern, **length}, plain)


#: A name of a Service or component: starts with a letter, so YAML never reads it as a number.
DNS_1035 = _text(
    "a DNS label (lower case, digits and '-', starting with a letter)", f"^{names.SERVICE_NAME}$", 63, True
)
DNS_1123 = _text(
    "a DNS subdomain (lower case, digits, '-' and '.')",
    f"^{names.DNS_SUBDOMAIN}$",
    253,
)
CRON_LINE = _text(
    "a cron line (minute hour day month weekday) or @hourly, @daily, @weekly, @monthly, @yearly", CRON_PATTERN, 100
)

LabelKey = Annotated[str, _text("a label or annotation key", f"^{names.LABEL_KEY}$", 253)]
LabelValue = Annotated[str, _text("a label value", f"^({names.WORD})?$", 63)]
ShortDnsLabel = Annotated[str, _text("a DNS label of at most 40 characters", f"^{names.SERVICE_NAME}$", 40, True)]
VolumeName = Annotated[str, _text("a DNS label", f"^{names.SERVICE_NAME}$", 30, True)]
_FOLDER = "[A-Za-z0-9_-][A-Za-z0-9._-]*"
SubPath = Annotated[
    str,
    _text("a relative path without .. in it", rf"^{_FOLDER}(/{_FOLDER})*$", 253),
]
Path = Annotated[str, _text("an absolute path without ':' or '..'", r"^/([A-Za-z0-9_-][A-Za-z0-9._-]*/?)*$")]
#: One spelling a folder, so that a reserved path is not to be had with a slash at its end.
MountPath = Annotated[
    str,
    _text("an absolute path without ':' or '..', not / alone and with no / at its end", rf"^(/{_FOLDER})+$"),
]
Cidr = Annotated[str, _text("an address range such as 10.0.0.0/8 or fd00::/8", f"^{names.CIDR}$")]
Name = Annotated[str, DNS_1035]
ObjectName = Annotated[str, DNS_1123]
Cron = Annotated[str, CRON_LINE]
OptionalCron = Annotated[str, _text(f"{CRON_LINE.words}, or empty", f"^$|{CRON_PATTERN}", 100)]
SecretKey = Annotated[str, _text("a key of a Secret or ConfigMap", f"^{names.DATA_KEY}$", 253)]
OptionalSecretKey = Annotated[str, _text("a key of a Secret, or empty", f"^({names.DATA_KEY})?$", 253)]
EnvName = Annotated[str, _text("an environment variable name", f"^{names.ENV_NAME}$", 253)]
_HOST_WORD = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
#: One part of a repository: words joined by one dot, one or two underscores, or dashes.
_IMAGE_WORD = r"[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*"
Registry = Annotated[
    str,
    _text(
        "a registry host, with a port or path if need be",
        rf"^({_HOST_WORD}(\.{_HOST_WORD})*(:[0-9]{{1,5}})?(/{_IMAGE_WORD})*)?$",
        200,
    ),
]
Repository = Annotated[str, _text("an image repository", rf"^{_IMAGE_WORD}(/{_IMAGE_WORD})*$", 255)]
Tag = Annotated[str, _text("an image tag", r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$", 128)]
Digest = Annotated[str, _text("an image digest, sha256:… or empty", r"^(sha256:[a-f0-9]{64})?$")]
Duration = Annotated[str, _text("a duration such as 200ms, 10s or 5m", r"^[0-9]{1,6}(\.[0-9]{1,3})?(ms|s|m|h)$")]
StorageQuantity = Annotated[str, _text("a size such as 10Gi", r"^[1-9][0-9]*(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$")]
HostName = Annotated[str, _text("a host name or IP address", r"^([a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?)?$", 253)]
Identifier = Annotated[str, _text("a database identifier", r"^[a-z_][a-z0-9_]*$", 63)]
ParameterName = Annotated[
    str, _text("a PostgreSQL parameter in lower case", r"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$", 127)
]
ModuleName = Annotated[
    str, _text("a dotted Python module name", r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$")
]
_AREA = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific"
TimeZone = Annotated[
    str,
    _text(
        "a time zone such as Etc/UTC or Europe/Zurich",
        rf"^(UTC|({_AREA})(/[A-Z][A-Za-z0-9]*([_+-][A-Za-z0-9]+)*){{1,2}})$",
        40,
    ),
]
RelativePath = Annotated[
    str,
    _text("a relative path without '..'", r"^\.?[A-Za-z0-9_-][A-Za-z0-9._-]*(/\.?[A-Za-z0-9_-][A-Za-z0-9._-]*)*$", 253),
]
