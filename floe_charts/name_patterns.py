"""Regular expressions of the names and addresses that Kubernetes checks: one spelling for values and for objects.

Every one stays inside what Go's RE2 understands (no look-ahead), for Helm compiles them, and is unanchored, so that
others can be built of it.
"""

from __future__ import annotations

import re

#: RFC 1123.
DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
DNS_SUBDOMAIN = rf"{DNS_LABEL}(\.{DNS_LABEL})*"
#: Helm's own, with at most 53 characters.
RELEASE_NAME = DNS_SUBDOMAIN
#: RFC 1035: it starts with a letter, so YAML never reads it as a number.
SERVICE_NAME = "[a-z]([-a-z0-9]*[a-z0-9])?"
#: A label's value, and the part of a qualified name after the slash: 63 characters at most.
WORD = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
LABEL_KEY = rf"({DNS_SUBDOMAIN}/)?{WORD}"
ANNOTATION_KEY = rf"({DNS_SUBDOMAIN.replace('a-z', 'A-Za-z')}/)?{WORD}"
#: Data keys become file names, so ".", ".." and a leading ".." are out.
DATA_KEY = r"\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*"
ENV_NAME = r"([-_a-zA-Z]|\.[-_a-zA-Z0-9])[-._a-zA-Z0-9]*"

_OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_GROUP = "[0-9a-fA-F]{1,4}"
IPV4 = rf"{_OCTET}(\.{_OCTET}){{3}}"
#: "::" with up to four groups before it and three after: the forms in use, and never more than eight groups.
IPV6 = f"({_GROUP}(:{_GROUP}){{7}}|({_GROUP}(:{_GROUP}){{0,3}})?::({_GROUP}(:{_GROUP}){{0,2}})?)"
CIDR = f"({IPV4}/([12]?[0-9]|3[0-2])|{IPV6}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))"


def matches(pattern: str, text: str) -> bool:
    """Whether Helm finds the pattern in the text: unlike Python's, Go's ``$`` lets no line break follow.

    >>> matches("^a$", "a"), matches("^a$", "a" + chr(10))
    (True, False)
    """
    return re.search(pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern, text) is not None
