"""What template functions do at the edges: absent, null, falsy and large values.

The emitter relies on each line below; an expression stands between `{{` and `}}`.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Fact(NamedTuple):
    name: str
    expression: str
    expected: str


# The chart's own values.yaml; all other keys of VALUES are ones only the user wrote.
DEFAULTS: dict[str, Any] = {"unset": 5, "nested": {"a": 1, "b": 2}}
VALUES: dict[str, Any] = {
    "defaults": {"flag": True, "count": 3, "text": "x", "map": {"a": 1, "b": 2}, "list": [1]},
    "entry": {"flag": False, "count": 0, "text": "", "map": {"a": 9}, "list": []},
    "nulls": {"flag": None, "map": {"a": None}},
    "others": {"map": None, "list": None, "text": {"a": 1}, "extra": None},
    "falsy": {"a": {"flag": False, "zero": 0, "empty": "", "null": None}, "nullmap": None},
    "num": {"ten": 10000000, "zero": 0, "max": 9007199254740991, "half": 1.5, "big": 1e21, "neg": -10000000},
    "numbers": "ten: 10000000\nhalf: 1.5\nbig: 1e21\n",
    "markup": "<a&b>",
    "null": None,
    "map": {"b": 1, "a": 2},
    "unset": None,
    "nested": {"a": None},
}

_MERGED = "mergeOverwrite (deepCopy .Values.defaults)"

FACTS = (
    Fact("null-removes-default", 'hasKey .Values "unset"', "false"),
    Fact("null-removes-nested-default", ".Values.nested | toJson", '{"b":2}'),
    Fact(
        "merge-falsy",
        f"{_MERGED} .Values.entry | toJson",
        '{"count":0,"flag":false,"list":[],"map":{"a":9,"b":2},"text":""}',
    ),
    Fact(
        "merge-null",
        f"{_MERGED} .Values.nulls | toJson",
        '{"count":3,"flag":null,"list":[1],"map":{"a":null,"b":2},"text":"x"}',
    ),
    Fact(
        "merge-null-over-map",
        f"{_MERGED} .Values.others | toJson",
        '{"count":3,"extra":null,"flag":true,"list":null,"map":null,"text":{"a":1}}',
    ),
    Fact(
        "merge-nil",
        f"{_MERGED} (.Values.absent | default dict) | toJson",
        '{"count":3,"flag":true,"list":[1],"map":{"a":1,"b":2},"text":"x"}',
    ),
    Fact(
        "merge-keeps-defaults",
        f"$_ := {_MERGED} .Values.entry }}}}{{{{ .Values.defaults | toJson",
        '{"count":3,"flag":true,"list":[1],"map":{"a":1,"b":2},"text":"x"}',
    ),
    Fact(
        "merge-plain",
        "merge (deepCopy .Values.entry) .Values.defaults | toJson",
        '{"count":3,"flag":true,"list":[1],"map":{"a":9,"b":2},"text":"x"}',
    ),
    Fact("keys-of-nulls", "keys .Values.nulls | sortAlpha | toJson", '["flag","map"]'),
    Fact("haskey-null", 'hasKey .Values.nulls "flag"', "true"),
    Fact("dig-missing", 'dig "a" "b" "dflt" .Values.falsy', "dflt"),
    Fact("dig-missing-parent", 'dig "x" "b" "dflt" .Values.falsy', "dflt"),
    Fact("dig-null", 'dig "a" "null" "dflt" .Values.falsy', ""),
    Fact("dig-false", 'dig "a" "flag" true .Values.falsy', "false"),
    Fact("dig-zero", 'dig "a" "zero" 5 .Values.falsy', "0"),
    Fact("dig-empty", 'dig "a" "empty" "dflt" .Values.falsy | quote', '""'),
    Fact("dig-values", 'dig "falsy" "a" "flag" true .Values.AsMap', "false"),
    Fact("omit-nil-default", 'omit (.Values.absent | default dict) "a" | toJson', "{}"),
    Fact("omit", 'omit .Values.map "a" | toJson', '{"b":1}'),
    Fact("eq-nil-text", 'eq .Values.absent "x"', "false"),
    Fact("eq-null-text", 'eq .Values.null "x"', "false"),
    Fact("eq-nil-nil", "eq .Values.absent nil", "true"),
    Fact("eq-float-int", "eq (int64 .Values.num.ten) 10000000", "true"),
    Fact("kind-absent", 'kindIs "invalid" .Values.absent', "true"),
    Fact("kind-null", 'kindIs "invalid" .Values.null', "true"),
    Fact("kind-number", "kindOf .Values.num.ten", "float64"),
    Fact("int64-ten", "int64 .Values.num.ten", "10000000"),
    Fact("int64-neg", "int64 .Values.num.neg", "-10000000"),
    Fact("int64-zero", "int64 .Values.num.zero", "0"),
    Fact("int64-nil", "int64 .Values.absent", "0"),
    Fact("int64-max", "int64 .Values.num.max", "9007199254740991"),
    Fact("print-ten", ".Values.num.ten", "1e+07"),
    Fact("quote-ten", ".Values.num.ten | quote", '"1e+07"'),
    Fact("json-ten", ".Values.num.ten | toJson", "10000000"),
    Fact("json-max", ".Values.num.max | toJson", "9007199254740991"),
    Fact("json-half", ".Values.num.half | toJson", "1.5"),
    Fact("json-big", ".Values.num.big | toJson", "1e+21"),
    Fact("json-markup", ".Values.markup | toJson", r'"\u003ca\u0026b\u003e"'),
    Fact("json-nil", ".Values.absent | toJson", "null"),
    Fact("json-sorted", ".Values.map | toJson", '{"a":2,"b":1}'),
    Fact("yaml-ten", ".Values.num.ten | toYaml", "10000000"),
    Fact("yaml-max", ".Values.num.max | toYaml", "9007199254740991"),
    Fact("yaml-neg", ".Values.num.neg | toYaml", "-10000000"),
    Fact("yaml-big", ".Values.num.big | toYaml", "1e+21"),
    Fact("yaml-null", ".Values.null | toYaml", "null"),
    Fact("printf-nil", 'printf "%s" .Values.absent', "%!s(<nil>)"),
    Fact("printf-v-nil", 'printf "%v" .Values.absent', "<nil>"),
    Fact("printf-number", 'printf "%v" .Values.num.ten', "1e+07"),
    Fact("printf-d", 'printf "%d" (int64 .Values.num.ten)', "10000000"),
    Fact("quote-nil", "quote .Values.absent", ""),
    Fact("quote-null", "quote .Values.null", ""),
    Fact("quote-empty", 'quote ""', '""'),
    Fact("tostring-nil", "toString .Values.absent", "<nil>"),
    Fact("print-nil", ".Values.absent", ""),
    Fact("default-false", "default true .Values.falsy.a.flag", "true"),
    Fact("ternary", 'ternary "x" "y" .Values.falsy.a.flag', "y"),
    Fact(
        "sha",
        ".Values.map | toJson | sha256sum",
        "d3626ac30a87e6f7a6428233b3c68299976865fa5508e4267c5415c76af7a772",
    ),
    Fact("range-nil", "range $k, $v := .Values.absent }}x{{ else }}none{{ end", "none"),
    Fact("range-null", "range $k, $v := .Values.null }}x{{ else }}none{{ end", "none"),
    Fact("range-sorted", "range $k, $v := .Values.map }}{{ $k }}{{ end", "ab"),
    Fact("with-parens", "with (.Values.absent).b }}x{{ else }}none{{ end", "none"),
    Fact("with-null-parens", "with (.Values.null).b }}x{{ else }}none{{ end", "none"),
    Fact("parens", "(.Values.absent).b", ""),
    Fact("parens-deep", "((.Values.absent).b).c | quote", ""),
    Fact("from-yaml", "fromYaml .Values.numbers | toJson", '{"big":1e+21,"half":1.5,"ten":10000000}'),
    Fact(
        "from-json",
        '`{"ten":10000000,"max":9007199254740991}` | fromJson | toJson',
        '{"max":9007199254740991,"ten":10000000}',
    ),
)

# Expressions that stop the render: the emitter must never print them.
REFUSED = (
    Fact("merge-absent", f"{_MERGED} .Values.absent | toJson", "wrong type"),
    Fact("merge-null-map", f"{_MERGED} .Values.falsy.nullmap | toJson", "wrong type"),
    Fact("with-absent", "with .Values.absent.b }}x{{ end", "nil pointer"),
    Fact("absent", ".Values.absent.b", "nil pointer"),
    Fact("omit-absent", 'omit .Values.absent "a"', "wrong type"),
    Fact("omit-null", 'omit .Values.null "a"', "wrong type"),
    Fact("dig-null-parent", 'dig "nullmap" "b" "dflt" .Values.falsy', "is nil, not map"),
    Fact("dig-values-direct", 'dig "falsy" "a" "flag" true .Values', "interface conversion"),
    Fact("eq-number-int", "eq .Values.num.ten 10000000", "incompatible types"),
    Fact("ternary-nil", 'ternary "x" "y" .Values.absent', "wrong type"),
    Fact("haskey-nil", 'hasKey .Values.absent "x"', "wrong type"),
    Fact("deepcopy-nil", "deepCopy .Values.absent | toJson", "zero Value"),
    Fact("merge-into-nil", "mergeOverwrite .Values.absent .Values.map | toJson", "wrong type"),
)
