"""Telling a credential written out in clear from a name, a path or a reference to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET_ENDS = ("password", "passwd", "passphrase", "secret", "token", "credential", "credentials", "apikey")
_SECRET_KEYS = {
    "api",
    "access",
    "secret",
    "private",
    "encryption",
    "signing",
    "master",
    "jwt",
    "auth",
    "shared",
}
# "existingSecret: polaris-db" names a Secret; it does not hold one.
_NAMES_A_SECRET = {"existing", "pull", "external", "tls"}
_SETTING = re.compile(r"^[\s-]*[\"']?([\w.-]+)[\"']?\s*[:=]\s*(.+?)\s*,?\s*$")
_BARE = re.compile(r"[\w+/=.!@#%^*~-]+")
_NO_SECRET = {"", "true", "false", "null", "none", "~"}
_URL_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]*://[^\s:/@$]*:([^\s/@${}]+)@", re.IGNORECASE)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")


def looks_secret(name: str, *, any_key: bool = False) -> bool:
    """Whether a setting of this name holds a credential; with `any_key`, each that ends in "key" does.

    >>> looks_secret("DB_PASSWORD"), looks_secret("DB_PASSWORD_FILE"), looks_secret("existingSecret")
    (True, False, False)
    """
    words = [word.lower() for word in _WORD.findall(name)] or [""]
    before = words[-2] if len(words) > 1 else ""
    if words[-1] == "key":
        return any_key or before in _SECRET_KEYS
    return words[-1].endswith(_SECRET_ENDS) and before not in _NAMES_A_SECRET


def is_literal(value: object) -> bool:
    """Whether a value is written out, not empty, a path, or a reference such as ${PASSWORD} or {{ .x }}."""
    text = str(value if value is not None else "").strip().rstrip(",")
    bare = text.strip("\"'")
    if bare.lower() in _NO_SECRET or bare.startswith(("$", "/", "{{", "env:", "file:")):
        return False
    return bare != text or _BARE.fullmatch(text) is not None


def plaintexts(text: str) -> Iterator[str]:
    """What each credential found in a text (a config file, an argument) is called; never the credential."""
    if _URL_PASSWORD.search(text):
        yield "a password inside a URL"
    if _PRIVATE_KEY.search(text):
        yield "a private key"
    for setting in map(_SETTING.match, text.splitlines()):
        if setting and looks_secret(setting[1]) and is_literal(setting[2]):
            yield f"the setting {setting[1]}"
